"""A register with hostile words in it, one for all tests of the lists; nobody writes in it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from crm.commands import activities, contributions, interactions, organisations, people, projects, tags, tasks, write
from crm.commands.interactions import Participant
from crm.records.own_field import OwnChoice, OwnField, OwnValue
from crm.store import journal, opening
from crm.store.database import rows
from tests.crm.conftest import Cluster

WORDS = (
    "",
    "Ås",
    "aas",
    "O'Hara",
    'a"b',
    "100%",
    "a_c;--",
    "Øre 9",
    "Øre 10",
    "ære",
    "  ",
    "Zoo",
    "Tromsø",
    "É",
    "[x]*?",
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, _written: tuple[bytes, Cluster]) -> Iterator[Cluster]:
    """The cluster, and records whose words hold quotes, percent signs and all that SQL and patterns know."""
    content, ids = _written
    path = tmp_path_factory.mktemp("lists") / "lists.klynge"
    path.write_bytes(content)
    opening.open_register(path, check=False)
    journal.author.staff = ids.staff
    _more(ids)
    yield ids
    opening.close()
    journal.author.staff = None


def _more(ids: Cluster) -> None:
    sectors = ("company", "public", "capital")
    firms = [
        organisations.add(
            f"{word or 'Blank'} AS", city=word.strip(), segment=("", "aquaculture", "health")[place % 3],
            helix_sector=sectors[place % 3], employees=None if place % 4 == 0 else place * 7, notes=word,
        )
        for place, word in enumerate(WORDS)
    ]  # fmt: skip
    crowd = [
        people.add(last_name=word.strip() or "Uten", first_name="Per", organisation=firms[place], title=word.strip())
        for place, word in enumerate(WORDS)
    ]
    for place, word in enumerate(WORDS):
        held = date(2025 + place % 2, 1 + place % 12, 1 + place)
        met = interactions.log(
            word.strip() or "Prat", held_on=held, type=("phone", "email", "meeting_video")[place % 3],
            participants=[Participant(crowd[place]), Participant(organisation=firms[-place - 1])],
            minutes=place * 15 or None, notes=word,
        )  # fmt: skip
        task = tasks.add(word.strip() or "Gjør", due_on=date(2026, 11, 1 + place * 2 % 30), interaction=met,
                         person=crowd[place], organisation=firms[place] if place % 2 else None)  # fmt: skip
        if place % 3 == 0:
            tasks.complete(task, date(2026, 11, 2))
        tags.put("person", crowd[place], [word.strip()] if word.strip() else [])
        tags.put("task", task, ["viktig"] if place % 2 else [])
    for place in range(6):
        shop = activities.add(
            f"Verksted {WORDS[place]}".strip(), start_on=date(2025, 2 + place, 3),
            type=("workshop", "course")[place % 2],
            status="held", satisfaction=None if place % 2 else 400 + place,
        )  # fmt: skip
        for person in crowd[: 4 + place]:
            activities.attend(shop, person=person, status="attended" if (person + place) % 4 else "no_show")
    for place, word in enumerate(WORDS[1:6]):
        project = projects.add(word, lead=ids.fjord, stage=("idea", "running", "rejected")[place % 3],
                               budget=place * 10_000_00 or None)  # fmt: skip
        contributions.add(
            firms[place], 2025 + place % 2, kind="cash", amount=place * 100_00, project_id=project, notes=word
        )
    people.archive(crowd[-1])
    _own_fields(firms)


def _own_fields(firms: list[int]) -> None:
    """Fields of one's own, written as they are kept."""
    kinds: tuple[tuple[str, str, tuple[Any, ...]], ...] = (
        ("text", "text", ("Ås", "O'Hara", "100%", 'x"y')),
        ("number", "number", (0, 150, -300, 10_000)),
        ("date", "day", (date(2026, 1, 1), date(2024, 2, 29), date(2026, 11, 23), date(2025, 12, 31))),
        ("yes_no", "number", (100, 0, 100, 0)),
    )
    with journal.step("Own fields"):
        for kind, column, values in kinds:
            field = write.insert(OwnField(about="organisation", name=f"Own {kind}", name_key="-", kind=kind))
            for firm, value in zip(firms, values, strict=False):
                write.insert(OwnValue(own_field=field, organisation=firm, **{column: value}))
        choice = write.insert(OwnField(about="person", name="Own choice", name_key="-", kind="choice"))
        for place, word in enumerate(("Æ", "B", "Å")):
            write.insert(OwnChoice(own_field=choice, name=word, position=place))
        for person, option in rows("SELECT p.id, c.id FROM person AS p, own_choice AS c WHERE p.id % 4 = c.id"):
            write.insert(OwnValue(own_field=choice, person=person, own_choice=option))
