"""Erasing a person: nothing by which anybody is known is left in any byte, and what was counted stays counted."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from crm.commands import (
    attachments,
    backups,
    contact_points,
    drafts,
    erasing,
    interactions,
    merging,
    organisations,
    people,
    tasks,
)
from crm.commands.interactions import Participant
from crm.queries import attachments as attached
from crm.queries import drafts as waiting
from crm.queries import erased
from crm.store import backup, keys, opening, protection, scrubbing, soundness, undo
from crm.store.database import rows, value
from tests import new_register
from tests.crm.exchange import bringing
from tests.crm.store.left_bytes import hits

FIRST, LAST = "Ragnfrid", "Tjuvskjærsund"
MAIL, OLD_MAIL, PHONE = "ragnfrid.ts@tjuvhavn.example", "rts@gammelpost.example", "47983621"
WORDS = (FIRST, LAST, MAIL, OLD_MAIL, PHONE, "tjuvhavn")


@pytest.fixture
def register(tmp_path: Path) -> Iterator[tuple[Path, int]]:
    """Somebody in every place where a name can stand; in a folder of its own, open."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    path = folder / "register.klynge"
    new_register.create(path)
    yield path, write(path)
    opening.close()
    keys.forget()


def write(path: Path) -> int:
    company = organisations.add("Nordlys AS", notes=f"Kontakt er {FIRST} {LAST}.")
    who = people.add(
        first_name=FIRST, last_name=LAST, organisation=company, title=f"{LAST}s etterfølger", email=OLD_MAIL,
        phone=f"{PHONE[:3]} {PHONE[3:5]} {PHONE[5:]}", notes=f"{FIRST} liker kaffe",
    )  # fmt: skip
    (point,) = rows("SELECT id FROM contact_point WHERE kind = 'email'")[0]
    contact_points.remove(point)
    contact_points.add(person=who, kind="email", value=MAIL)
    people.edit(who, last_name=f"{LAST} Hansen")
    people.edit(who, last_name=LAST)
    bringing.brought([FIRST, LAST, MAIL, PHONE, "Rådgiver", "Nordlys AS"], name=f"Liste fra {FIRST} {LAST}.xlsx")
    other = people.add(first_name="Kari", last_name="Hansen", notes=f"Gift med {LAST}, {FIRST}.")
    twin = people.add(first_name=FIRST, last_name=LAST, email="annen@gammelpost.example")
    merging.merge("person", who, twin)
    met = interactions.log(
        f"Møte med {FIRST} {LAST}", held_on=date(2026, 1, 2), notes=f"Ring {PHONE} eller {MAIL}.",
        participants=[Participant(who), Participant(other)],
    )  # fmt: skip
    tasks.add(f"Ring {FIRST} {LAST}", due_on=date(2026, 2, 1), person=who)
    attachments.add([attachments.keep(f"CV {FIRST} {LAST}".encode(), f"{FIRST}.txt")], person=who)
    attachments.add([attachments.keep(b"referat", f"Referat {FIRST} {LAST}.txt")], interaction=met)
    drafts.keep("", {"notes": f"Til {FIRST} {LAST}"})
    backup.take(path, "asked")
    return who


@pytest.mark.parametrize("protected", [False, True])
def test_nothing_is_left_in_any_byte(register: tuple[Path, int], protected: bool) -> None:
    path, who = register
    if protected:
        protection.change(keys.make("fire ord på rad"))
    else:
        assert {word for _file, word in hits(path.parent, WORDS)} >= {FIRST, LAST, MAIL, PHONE}
    counted = rows("SELECT count(*), sum(person_id IS NOT NULL) FROM interaction_participant")
    done = erasing.erase(who, also=(FIRST, LAST))
    assert {one.table for one in done.mentions} >= {"organisation", "interaction", "task", "person", "attachment"}
    assert rows("SELECT count(*), sum(person_id IS NOT NULL) FROM interaction_participant") == counted
    assert rows("SELECT first_name, last_name FROM person WHERE id = ?", (who,)) == [("", "Erased person")]
    assert rows("SELECT notes FROM organisation") == [("Kontakt er [erased].",)]
    assert [one.values for one in waiting.waiting()] == [{"notes": "Til [erased]"}]
    assert soundness.problems() == []
    assert undo.undoable() is None
    assert len(done.removed) == 2 and not any(copy.exists() for copy in done.removed)
    assert len(list(path.parent.glob("register backups/*.klynge"))) == 1
    assert len(list(attachments_left(path))) == 1
    assert erased.among({("email", MAIL)}) == {("email", MAIL)}
    if protected:
        protection.change(None)  # the bytes behind the passphrase are looked through too
    assert hits(path.parent, WORDS) == []
    opening.close()
    assert hits(path.parent, WORDS) == []


def attachments_left(path: Path) -> Iterator[Path]:
    return (one for one in path.parent.glob("register files/*/*") if one.is_file())


def test_what_a_kill_left_in_the_bytes_goes_at_the_next_opening(
    register: tuple[Path, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, who = register
    with monkeypatch.context() as patch:
        patch.setattr(scrubbing, "out_of_the_bytes", lambda: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            erasing.erase(who, also=(FIRST, LAST))
    opening.close()
    assert path.name in {file for file, _word in hits(path.parent, WORDS)}
    opening.open_register(path)
    protection.finish()
    opening.close()
    assert hits(path.parent, WORDS) == [], "neither in the register nor in its backups"
    assert len(list(path.parent.glob("register backups/*.klynge"))) == 1
    assert not list(path.parent.glob(".*erasing"))


def test_an_erasing_that_failed_can_be_undone_and_costs_no_backup(
    register: tuple[Path, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, who = register
    with monkeypatch.context() as patch:
        patch.setattr(scrubbing, "out_of_the_bytes", lambda: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            erasing.erase(who)
    opening.close()
    (before,) = path.parent.glob("register backups/* erase-*.klynge")
    backups.restore(path, before)
    opening.open_register(path)
    protection.finish()
    assert rows("SELECT first_name, last_name FROM person WHERE id = ?", (who,)) == [(FIRST, LAST)]
    assert before.exists() and len(list(path.parent.glob("register backups/*.klynge"))) == 2
    assert not list(path.parent.glob(".*erasing"))


def test_nothing_is_left_in_the_second_folder_and_one_that_is_away_is_told(
    register: tuple[Path, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _path, who = register
    stick = tmp_path / "stick"
    monkeypatch.setattr(backup.elsewhere, "folder", stick)
    stick.mkdir()
    backups.take("asked")
    assert {word for _file, word in hits(stick, WORDS)} >= {FIRST, LAST}
    stick.rename(tmp_path / "away")
    kept = people.add(first_name="Eva", last_name="Kern")
    assert erasing.erase(kept).left == [stick / "register backups"]
    (tmp_path / "away").rename(stick)
    done = erasing.erase(who, also=(FIRST, LAST))
    assert done.left == [] and hits(stick, WORDS) == []
    assert len(list(stick.glob("register backups/*.klynge"))) == 1


def test_backups_can_stay_and_are_listed(register: tuple[Path, int]) -> None:
    _path, who = register
    done = erasing.erase(who, keep_backups=True)
    assert done.removed == [] and len(done.left) == 2 and all(copy.exists() for copy in done.left)
    assert [one.id for one in attached.of("person", who)] == []
    assert value("SELECT count(*) FROM person WHERE first_name = 'Kari'") == 1


def test_a_namesake_keeps_the_name_and_undo_begins_anew(register: tuple[Path, int]) -> None:
    _path, who = register
    erasing.erase(who)
    organisations.add("Ny AS")
    assert undo.undo().label.startswith("Add")
    assert undo.undoable() is None
    assert value("SELECT last_name FROM person WHERE first_name = 'Kari'") == "Hansen"
