"""Organisations that stand twice are found, and few others; a household is not one person."""

import random
from pathlib import Path

import pytest

from crm.commands import contact_points, merging, organisations, people
from crm.demo.organisations import domain
from crm.exchange import duplicate_organisations, duplicates
from crm.queries import duplicates as queries
from crm.store import opening
from crm.store.database import rows
from tests import new_register
from tests.crm.conftest import Cluster
from tests.crm.exchange.truth import typo

STEMS = (
    *("Nordlys", "Havbruk", "Polar", "Fjord", "Tare", "Laks", "Ishav", "Skrei", "Brim", "Tind", "Alge", "Krill"),
    *("Lofot", "Senja", "Lyngen", "Varanger", "Salten", "Helgeland", "Andøy", "Vesterål", "Kvaløya", "Ytre", "Midnatt"),
)
KINDS = ("Analyse", "Energi", "Fisk", "Teknologi", "Sjømat", "Genetikk", "Marin", "Proteiner", "Utstyr", "Bioteknologi")
TOWNS = ("Tromsø", "Bodø", "Alta", "Harstad", "Narvik", "Hammerfest")


def numbered(nth: int) -> str:
    """A valid organisation number of its own."""
    for start in range(nth * 7, nth * 7 + 7):
        digits = [int(one) for one in f"9{start:07}"]
        rest = 11 - sum(one * weight for one, weight in zip(digits, (3, 2, 7, 6, 5, 4, 3, 2), strict=True)) % 11
        if rest != 10:
            return f"9{start:07}{0 if rest == 11 else rest}"
    raise AssertionError


def pairs() -> set[tuple[int, int]]:
    return {(pair.low, pair.high) for pair in duplicate_organisations.organisations()}


@pytest.mark.parametrize("seed", [1, 2, *(pytest.param(one, marks=pytest.mark.soak) for one in range(3, 13))])
def test_nearly_every_organisation_that_stands_twice_is_found_and_few_others(tmp_path: Path, seed: int) -> None:
    new_register.create(tmp_path / "register.klynge")
    chance = random.Random(seed)
    bare = [f"{stem} {kind}" for stem in STEMS for kind in KINDS]
    chance.shuffle(bare)
    doubles = set()
    for nth, name in enumerate(bare[:180]):
        town, host = chance.choice(TOWNS), f"{domain(name)}.example"
        number = numbered(nth) if chance.random() < 0.7 else ""
        first = organisations.add(f"{name} AS", city=town, org_number=number)
        if chance.random() < 0.7:
            contact_points.add(organisation=first, kind="email", value=f"post@{host}")
        if chance.random() < 0.35:
            again = _again(chance, name, town, host, bool(number))
            doubles.add((first, again))
        elif chance.random() < 0.15:
            # A daughter of the house, on the same domain; and a namesake that has a number of its own
            organisations.add(f"{name} {chance.choice(('Eiendom', 'Invest', 'Drift'))} AS", city=town)
        elif chance.random() < 0.1 and number:
            organisations.add(f"{name} SA", city=chance.choice(TOWNS), org_number=numbered(nth + 5_000))
    found = pairs()
    assert len(found & doubles) / len(doubles) >= 0.95, told(doubles - found)
    assert len(found & doubles) / len(found) >= 0.95, told(found - doubles)
    opening.close()


def _again(chance: random.Random, name: str, town: str, host: str, numbered: bool) -> int:
    """The same organisation once more, as another list would have it."""
    stem, kind = name.split()
    written = chance.choice(
        (
            *(name, name.upper(), f"{name} A/S", f"{stem}{kind.lower()} AS", f"{kind} {stem} AS"),
            *(f"{typo(chance, stem)} {kind}", f"{stem} {typo(chance, kind)} AS"),
        )
    )
    made = organisations.add(written, city=town if chance.random() < 0.8 else "")
    if chance.random() < 0.5:
        people.add(first_name="Ada", last_name=f"Berg{made}", organisation=made, email=f"ada{made}@{host}")
    return made


def told(found: set[tuple[int, int]]) -> list[tuple[str, str]]:
    names = dict(rows("SELECT id, name || ', ' || city FROM organisation"))
    return [(names[one], names[other]) for one, other in sorted(found)]


def test_what_speaks_for_a_pair_is_said_in_words(cluster: Cluster) -> None:
    assert duplicate_organisations.organisations() == []
    short = organisations.add("NHTS", city="Bodø")
    long = organisations.add("Nordnorsk Havteknologi og Sjømat AS", short_name="NHTS", city="Bodø")
    ((low, high, score, why),) = duplicate_organisations.organisations()
    assert (low, high, score, why) == (short, long, 88, "One is the short name of the other. The same town.")
    merging.tell_apart("organisation", [(short, long)])
    assert duplicate_organisations.organisations() == []


def test_a_household_is_not_one_person_and_who_married_is(register: Path) -> None:
    phone = "912 34 567"
    ada = people.add(first_name="Ada", last_name="Hansen", email="hansen@hjemme.example", phone=phone)
    people.add(first_name="Bo", last_name="Hansen", email="hansen@hjemme.example", phone=phone)
    married = people.add(first_name="Ada", last_name="Lund", phone=phone)
    for nth, first in enumerate(("Kari", "Ola", "Per", "Liv", "Åse", "Jon") * 3):
        at = organisations.add(f"Bedrift {nth}")
        people.add(first_name=first, last_name="Hansen", organisation=at, phone=f"4100 00{nth:02}")
    assert {(pair.low, pair.high) for pair in duplicates.people()} == {(ada, married)}
    told = queries.described("person", [ada, married])
    assert told[ada] == ("Ada Hansen", "hansen@hjemme.example\u00a0· 912\u00a034\u00a0567")
