"""Erasing a person reaches fields of the cluster's own: what stands and stood in them, and who is named elsewhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crm.commands import erasing, organisations, own_fields, own_values, people
from crm.queries import own_fields as queries
from crm.store import backup, keys, opening, soundness
from crm.store.database import rows
from tests import new_register
from tests.crm.exchange import bringing
from tests.crm.store.left_bytes import hits

FIRST, LAST = "Ragnfrid", "Tjuvskjærsund"
THEN, NOW, GONE, LISTED = "hvitløkallergi", "blåskjellfarge", "tangsnøreknute", "kråkebollegul"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A register in a folder of its own, open."""
    made = tmp_path / "data"
    made.mkdir(mode=0o700)
    new_register.create(made / "register.klynge")
    yield made
    opening.close()
    keys.forget()


def test_what_stood_in_own_fields_of_somebody_erased_is_in_no_byte(folder: Path) -> None:
    text, other = own_fields.add("person", "Allergi", "text"), own_fields.add("person", "Farge", "text")
    link = own_fields.add("organisation", "Kjentmann", "text")
    company = organisations.add("Nordlys AS")
    who = people.add(first_name=FIRST, last_name=LAST, organisation=company, own={text: THEN, other: GONE})
    kari = people.add(first_name="Kari", last_name="Hansen", own={text: "nøtter"})
    own_values.put("person", who, {text: NOW, other: None})
    own_values.put("organisation", company, {link: f"Spør {FIRST} {LAST}"})
    bringing.brought([FIRST, LAST, LISTED, "Nordlys AS"], header=["Fornavn", "Etternavn", "Farge", "Bedrift"])
    assert queries.values("person", who) == {text: NOW, other: LISTED}
    words = (FIRST, LAST, THEN, NOW, GONE, LISTED)
    backup.take(folder / "register.klynge", "asked")
    assert {word for _file, word in hits(folder, words)} == set(words)
    erasing.erase(who, also=(FIRST, LAST))
    assert queries.values("person", who) == {} and queries.values("person", kari) == {text: "nøtter"}
    assert queries.values("organisation", company) == {link: "Spør [erased]"}
    assert soundness.problems() == [] and rows("SELECT count(*) FROM own_field") == [(3,)]
    opening.close()
    assert hits(folder, words) == []
