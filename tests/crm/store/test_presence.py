"""A file that is moved, deleted, replaced or unplugged while it is open: a sentence, and nothing is lost."""

import shutil
import sys
from pathlib import Path

import pytest

from crm.commands import organisations
from crm.store import opening, presence, rescue, soundness
from crm.store.database import rows as database_rows
from crm.store.database import value

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody move a file that is open")


def names() -> list[str]:
    opened = opening.register()
    assert opened is not None
    return [name for (name,) in database_rows("SELECT name FROM organisation ORDER BY id")]


def test_nothing_is_written_to_a_file_that_was_moved_and_it_is_whole_where_it_is(register: Path) -> None:
    organisations.add("Acme AS")
    moved = register.with_name("moved.klynge")
    register.rename(moved)
    with pytest.raises(presence.GoneError, match=register.name):
        organisations.add("Nord AS")
    opening.close()
    assert not register.exists()
    opening.open_register(moved)
    assert names() == ["Acme AS"] and soundness.problems() == []


def test_a_deleted_register_is_written_down_again_from_the_one_that_is_open(register: Path) -> None:
    organisations.add("Acme AS")
    register.unlink()
    with pytest.raises(presence.GoneError):
        organisations.add("Nord AS")
    assert rescue.write_again() == register
    opening.open_register(register)
    assert names() == ["Acme AS"] and soundness.problems() == []
    organisations.add("Nord AS")


def test_what_took_its_place_is_left_alone(register: Path) -> None:
    organisations.add("Acme AS")
    other = register.with_name("other")
    other.write_bytes(b"a newer version from another computer")
    other.replace(register)
    with pytest.raises(presence.GoneError):
        organisations.add("Nord AS")
    written = rescue.write_again()
    assert written.name == "register 2.klynge"
    assert register.read_bytes() == b"a newer version from another computer"
    opening.open_register(written)
    assert names() == ["Acme AS"] and soundness.problems() == []


def test_a_folder_that_is_gone_is_told_and_coming_back_heals(register: Path) -> None:
    organisations.add("Acme AS")
    away = register.parent.with_name(register.parent.name + " unplugged")
    register.parent.rename(away)
    try:
        with pytest.raises(presence.GoneError):
            organisations.add("Nord AS")
        with pytest.raises(Exception, match="no folder"):
            rescue.write_again()
    finally:
        away.rename(register.parent)
    organisations.add("Nord AS")
    assert names() == ["Acme AS", "Nord AS"]
    assert value("PRAGMA quick_check") == "ok"


def test_a_copy_in_its_place_is_another_file(register: Path) -> None:
    shutil.copyfile(register, register.with_name("copy"))
    register.with_name("copy").replace(register)
    assert not presence.is_there()
