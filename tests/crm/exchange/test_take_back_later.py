"""An import of weeks ago is taken back: two hundred later edits stay and are listed, all else is as it was before."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import count
from random import Random
from typing import Any, NamedTuple

import pytest

from crm.commands import contact_points, history, interactions, memberships, organisations, people, tasks
from crm.commands.interactions import Participant
from crm.errors import CrmError
from crm.exchange.carry_out import Outcome
from crm.store import soundness, tables
from crm.store.database import rows
from crm.store.take_back import DERIVED, FOLLOWS
from tests.crm.exchange.bringing import TODAY, brought

KNOWN, NEW, EDITS = 250, 250, 200
HEADER = (
    *("Fornavn", "Etternavn", "E-post", "Mobil", "Stilling", "Merknad", "Bedrift", "Org.nr.", "Adresse", "Poststed"),
    *("Medlemskategori", "Innmeldt"),
)

Images = dict[tuple[str, int], dict[str, Any]]


class Imported(NamedTuple):
    """The register before the import, right after it, and the step that lies between."""

    before: Images
    after: Images
    step: int


def line(number: int, *, title: str, street: str, city: str, category: str, notes: str = "") -> list[Any]:
    """A person, where they work and its membership; the same numbers are the same people, five to an organisation."""
    company = number // 5
    return [
        *(f"Fornavn{number}", f"Etternavn{number}", f"p{number}@bedrift{company}.example", f"912 {number:05}"[:10]),
        *(title, notes, f"Bedrift {company} AS", "", street, city, category, "1.3.2024"),
    ]


def images() -> Images:
    """Every row of every record table by its place."""
    found: Images = {}
    for table in tables.journalled():
        names = tables.columns(table)
        for values in rows(f'SELECT * FROM "{table}"'):
            row = dict(zip(names, values, strict=True))
            found[table, row["id"]] = row
    return found


@pytest.fixture
def imported(register: object) -> Imported:
    """A list of five hundred, half of it about people who are known and of whom it knows more."""
    old = [line(n, title="Rådgiver", street="Gata 1", city="Bodø", category="full") for n in range(KNOWN)]
    brought(*old, header=HEADER)
    before = images()
    new = [
        line(n, title="Leder", street=f"Kaia {n // 5}", city="Tromsø", category="partner", notes=f"Fra listen {n}")
        for n in range(KNOWN + NEW)
    ]
    done: Outcome = brought(*new, header=HEADER, name="i år.xlsx")
    assert (done.counts.new, done.counts.changed) == (NEW, KNOWN)
    assert done.step is not None
    return Imported(before, images(), done.step)


def deeds(number: int, one: Callable[[str], int]) -> Sequence[Callable[[], object]]:
    """What a cluster does in some weeks, to whatever it happens to meet; `one` gives the id of a row of a table."""
    day, word = date(2026, 12, 1 + number % 28), f"endret {number}"
    return (
        lambda: people.edit(one("person"), notes=word),
        lambda: people.edit(one("person"), first_name=word),
        lambda: people.edit_position(one("position"), title=word),
        lambda: people.edit_position(one("position"), to_on=day),
        lambda: organisations.edit(one("organisation"), street=word),
        lambda: organisations.edit(one("organisation"), city=word, notes=word),
        lambda: memberships.edit(one("membership"), category="observer"),
        lambda: memberships.leave(one("membership"), day),
        lambda: contact_points.edit(one("contact_point"), label="mobile"),
        lambda: contact_points.add(person=one("person"), kind="email", value=f"ny{number}@sted.example"),
        lambda: contact_points.retire(one("contact_point"), TODAY),
        lambda: contact_points.remove(one("contact_point")),
        lambda: tasks.add(word, due_on=day, person=one("person")),
        lambda: interactions.log(word, held_on=TODAY, participants=[Participant(person=one("person"))]),
        lambda: people.archive(one("person")),
        lambda: people.change_employer(one("person"), one("organisation"), on=day),
    )


def edit(there: Images, seed: int) -> None:
    """Two hundred edits that were allowed."""
    random = Random(seed)
    ids: dict[str, list[int]] = {}
    for table, row in there:
        ids.setdefault(table, []).append(row)
    done = 0
    for number in count():
        try:
            random.choice(deeds(number, lambda table: random.choice(ids[table])))()
        except CrmError:  # a period that would overlap, a record that went away
            continue
        done += 1
        if done == EDITS:
            return


def own(row: dict[str, Any]) -> dict[str, Any]:
    """What of a row nothing else decides."""
    return {name: value for name, value in row.items() if name not in DERIVED}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_untouched_fields_return_and_two_hundred_later_edits_stay_and_are_listed(imported: Imported, seed: int) -> None:
    edit(imported.after, seed)
    edited = images()
    foreseen = history.take_back_plan(imported.step)
    done = history.take_back(imported.step)
    assert len(foreseen.kept) > EDITS / 4
    assert (done.removes, done.restores, done.kept) == (foreseen.removes, foreseen.restores, foreseen.kept)
    now = images()
    used = referred(now)
    listed = {(kept.table, kept.row, kept.field) for kept in done.kept}
    for place, row in edited.items():
        before, after = imported.before.get(place), imported.after.get(place)
        if after is None:
            assert now[place] == row, "what was made since is as it was"
        elif before is None:
            _created(place, (after, row), now, used, listed)
        else:
            _changed(place, (before, after, row), now[place], listed)
    for place in imported.before.keys() - edited.keys():
        assert place not in now, "what was deleted since stays deleted"
    assert now.keys() <= edited.keys() | imported.before.keys()
    assert soundness.problems() == []


def referred(there: Images) -> set[tuple[str, int]]:
    """The rows that other rows hang on."""
    pointing = [(table, *one) for table in tables.journalled() for one in tables.references(table)]
    return {
        (table, row[column])
        for table, source, column in pointing
        for (place, _id), row in there.items()
        if place == source and row[column] is not None
    }


def _created(
    place: tuple[str, int],
    versions: tuple[dict[str, Any], dict[str, Any]],
    now: Images,
    used: set[tuple[str, int]],
    listed: set[tuple[str, int, str]],
) -> None:
    """A row of the import goes, unless it was edited or something that stays hangs on it; then it is listed."""
    after, row = versions
    if place in now:
        assert now[place] == row
        assert (*place, "") in listed
        assert own(row) != own(after) or place in used
    else:
        assert own(row) == own(after), "an edited row never goes"
        assert place not in used


def _changed(
    place: tuple[str, int],
    versions: tuple[dict[str, Any], dict[str, Any], dict[str, Any]],
    now: dict[str, Any],
    listed: set[tuple[str, int, str]],
) -> None:
    """A field that the import wrote returns unless it was edited since; then it is listed."""
    before, after, row = versions
    for name in own(row):
        follows = FOLLOWS.get((place[0], name))
        if after[name] == before[name]:
            assert now[name] == row[name]
        elif row[name] == after[name] and (follows is None or row[follows] == after[follows]):
            assert now[name] == before[name], (place, name)
        else:
            assert now[name] == row[name]
            assert follows or row[name] == before[name] or (*place, name) in listed


def test_without_any_edit_every_record_is_as_before(imported: Imported) -> None:
    history.take_back(imported.step)
    assert {place: own(row) for place, row in images().items()} == {
        place: own(row) for place, row in imported.before.items()
    }
    assert soundness.problems() == []


def test_undoing_the_taking_back_brings_the_import_and_the_edits_again(imported: Imported) -> None:
    edit(imported.after, 4)
    edited = images()
    history.take_back(imported.step)
    history.undo()
    assert images() == edited
