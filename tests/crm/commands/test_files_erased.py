"""Erasing a person reaches files that once were the person's, tags and views called so, and notes of many lines."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crm.commands import (
    attachments,
    drafts,
    erasing,
    merging,
    organisations,
    own_fields,
    own_values,
    people,
    saved_views,
)
from crm.commands import tags as tagging
from crm.queries import drafts as waiting
from crm.queries import looks
from crm.queries.lists.conditions import All, Compare
from crm.store import backup, keys, opening, soundness, undo
from crm.store.database import rows
from tests import new_register
from tests.crm.store.left_bytes import hits

FIRST, LAST = "Ragnfrid", "Tjuvskjærsund"
WORDS = (FIRST, LAST, "hvitløkallergi", "blåskjellfarge", "tangsnøreknute", "kråkebollegul")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A register in a folder of its own, open."""
    made = tmp_path / "data"
    made.mkdir(mode=0o700)
    new_register.create(made / "register.klynge")
    yield made
    opening.close()
    keys.forget()


def kept(text: str, name: str) -> attachments.Kept:
    return attachments.keep(text.encode(), name)


def test_no_byte_of_a_file_that_was_once_the_persons_is_left(folder: Path) -> None:
    who = people.add(first_name=FIRST, last_name=LAST)
    gone = people.add(first_name="Walborg", last_name="Knivskjellodden")
    company = organisations.add("Nordlys AS")
    (removed,) = attachments.add([kept("hvitløkallergi", f"{FIRST}.txt")], person=who)
    attachments.remove(removed)
    attachments.add([kept("blåskjellfarge", "notat.txt"), kept("felles", "felles.txt")], person=gone)
    (first,) = attachments.add([kept("tangsnøreknute", "brev.txt")], person=gone)
    attachments.remove(first)
    merging.merge("person", who, gone)
    attachments.add([kept("kråkebollegul", "cv.txt")], person=who)
    undo.undo()
    attachments.add([kept("felles", f"Kontrakt {FIRST} {LAST}.txt")], organisation=company)
    backup.take(folder / "register.klynge", "asked")
    assert {word for _file, word in hits(folder, WORDS)} == set(WORDS)
    erasing.erase(who, also=(FIRST, LAST))
    assert rows("SELECT name, organisation_id FROM attachment") == [("Kontrakt [erased].txt", company)]
    assert soundness.problems() == []
    opening.close()
    assert hits(folder, WORDS) == []
    assert len([one for one in folder.glob("register files/*/*") if one.is_file()]) == 1


def test_tags_views_and_lists_that_name_the_person_lose_the_name(folder: Path) -> None:
    who = people.add(first_name=FIRST, last_name=LAST)
    other = people.add(first_name="Kari", last_name="Hansen")
    for row in (who, other):
        tagging.put("person", row, [f"Venn av {FIRST} {LAST}", f"{FIRST} {LAST}", f"{LAST}, {FIRST}"])
    asked = Compare("last_name", "contains", LAST), Compare("notes", "contains", f'"{FIRST} {LAST}\\"')
    view, second = (
        saved_views.save("person", name, looks.to_text("person", looks.asking(looks.standard("person"), All(asked))))
        for name in (f"{FIRST} {LAST}", f"{LAST}, {FIRST}")
    )
    saved_views.add(view, [who, other])
    saved_views.leave_out(second, [who])
    saved_views.change(second, looks.to_text("person", looks.standard("person")))
    backup.take(folder / "register.klynge", "asked")
    erasing.erase(who, also=(FIRST, LAST))
    assert soundness.problems() == []
    called = ["Venn av [erased]", "[erased]", "[erased] 2"]
    assert [name for (name,) in rows("SELECT name FROM tag ORDER BY id")] == called
    assert [name for (name,) in rows("SELECT name FROM saved_view ORDER BY id")] == called[1:]
    assert rows("SELECT person_id FROM saved_view_row") == [(other,)]
    assert [looks.from_text("person", one).lost for (one,) in rows("SELECT content FROM saved_view")] == [(), ()]
    opening.close()
    assert hits(folder, WORDS) == []


def test_a_name_at_the_beginning_of_a_line_or_broken_over_two_is_found_too(folder: Path) -> None:
    who = people.add(first_name=f'{FIRST} "Raggen"', last_name=LAST)
    told = f'Til stede:\n{FIRST} "Raggen" {LAST}\nog {FIRST} "Raggen"\n{LAST}.'
    company = organisations.add("Nordlys AS", notes=told)
    organisations.edit(company, notes=f"Først.\n{told}")
    organisations.edit(company, notes=f"{told}\tSist.")
    drafts.keep("", {"notes": told})
    look = looks.asking(looks.standard("person"), All((Compare("notes", "contains", told),)))
    saved_views.save("person", "Mine", looks.to_text("person", look))
    backup.take(folder / "register.klynge", "asked")
    erasing.erase(who)
    said = "Til stede:\n[erased]\nog [erased]."
    assert rows("SELECT notes FROM organisation") == [(f"{said}\tSist.",)]
    assert [one.values for one in waiting.waiting()] == [{"notes": said}]
    ((content,),) = rows("SELECT content FROM saved_view")
    assert looks.from_text("person", content).look == looks.asking(
        looks.standard("person"), All((Compare("notes", "contains", said),))
    )
    assert soundness.problems() == []
    opening.close()
    assert hits(folder, (FIRST, LAST)) == []


def test_a_second_person_after_whom_a_choice_is_called_can_be_erased(folder: Path) -> None:
    first, second = (people.add(first_name=name, last_name=LAST) for name in (FIRST, "Walborg"))
    field = own_fields.add("organisation", "Kjentmann", "choice", choices=[f"{FIRST} {LAST}", f"Walborg {LAST}"])
    (chosen, other) = (id for (id,) in rows("SELECT id FROM own_choice ORDER BY id"))
    company = organisations.add("Nordlys AS", own={field: other})
    own_values.put("organisation", company, {field: chosen})
    erasing.erase(first)
    erasing.erase(second)
    assert rows("SELECT name FROM own_choice ORDER BY id") == [("[erased]",), ("[erased] 2",)]
    assert soundness.problems() == []
    opening.close()
    assert hits(folder, (FIRST, LAST, "Walborg")) == []
