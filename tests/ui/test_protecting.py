"""Protecting a register in the window: put under a passphrase, opened with it, freed again."""

import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit

from crm.commands import protection
from crm.store import keys, opening
from crm.store.database import value
from tests.crm.store.left_bytes import hits
from tests.ui.pages.conftest import home, known, program, window, written
from tests.ui.register import settle
from ui.dialogs import unlock
from ui.kit.dialog import Dialog
from ui.pages.protect_card import ProtectCard

__all__ = ["home", "known", "program", "window", "written"]

SECONDS = 60
PASSPHRASE = "fire ord på rad"


def dialog(program: Any) -> Dialog:
    settle(lambda: any(one.isVisible() for one in program.window.findChildren(Dialog)), SECONDS)
    (found,) = [one for one in program.window.findChildren(Dialog) if one.isVisible()]
    return found


def write(asked: Dialog, **typed: str) -> None:
    assert asked.form is not None
    for name, words in typed.items():
        field = asked.form.widget(name)
        assert isinstance(field, QLineEdit) and field.echoMode() == QLineEdit.EchoMode.Password
        field.setText(words)


def card(program: Any) -> ProtectCard:
    program.window.go("settings")
    settle(lambda: program.window.at_rest(), SECONDS)
    found: ProtectCard = program.window.page().findChild(ProtectCard)
    return found


def protect(program: Any, **typed: str) -> Dialog:
    asked = card(program).protect()
    write(asked, **typed)
    asked.save_now()
    return asked


def shown(program: Any) -> bool:
    return program.window.file is not None and program.window.shell.bar.words() != ""


def known_box(asked: Dialog) -> QCheckBox:
    return next(box for box in asked.findChildren(QCheckBox) if "written it down" in box.text())


def problems(asked: Dialog) -> dict[str, str]:
    assert asked.form is not None
    return dict(asked.form.problems())


def test_protected_asked_for_changed_and_freed(program, known, qtbot):
    program.start(known.path)
    asked = protect(program, new="kort", again="kort")
    assert "At least 12" in problems(asked)["new"]
    write(asked, new=PASSPHRASE, again="noe annet enn det")
    asked.save_now()
    assert "not the same" in problems(asked)["again"]
    write(asked, again=PASSPHRASE)
    asked.save_now()
    assert "Write it down first" in asked.message()
    known_box(asked).setChecked(True)
    asked.save_now()
    settle(lambda: shown(program), SECONDS)
    assert program.window.current == "settings" and "The register is protected" in program.window.shell.bar.words()
    assert value("SELECT count(*) FROM person") > 0
    assert not [
        file for file, _word in hits(known.path.parent, ["ada@nordlys.example", "Nordlys Energi"]) if "klynge" in file
    ]

    program.window.release()
    opening.close()
    program.start(known.path)
    asked = dialog(program)
    assert program.window.current == "welcome"
    (keep,) = [box for box in asked.findChildren(QCheckBox) if "Do not ask again" in box.text()]
    assert not keep.isEnabled(), "there is no ring of keys here"
    write(asked, passphrase="feil passfrase")
    asked.save_now()
    assert "does not open" in asked.message() and asked.isVisible()
    write(asked, passphrase=PASSPHRASE)
    QTest.keyClick(asked, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(lambda: program.window.file == known.path, SECONDS)

    free = card(program).take_away()
    write(free, present="feil passfrase")
    free.save_now()
    assert "not the present" in problems(free)["present"]
    write(free, present=PASSPHRASE)
    free.save_now()
    settle(lambda: shown(program), SECONDS)
    assert "not protected any more" in program.window.shell.bar.words()
    assert card(program).on.text() == "Protect with a passphrase…" and not card(program).off.isVisibleTo(program.window)


def test_leaving_the_question_leads_to_the_welcome_page(program, known):
    opening.open_register(known.path)
    protection.change(keys.make(PASSPHRASE))
    opening.close()
    before = known.path.read_bytes()
    program.start(known.path)
    dialog(program).reject()
    assert program.window.current == "welcome" and opening.register() is None
    assert known.path.read_bytes() == before


def test_a_computer_without_the_library_for_keyrings_says_so_beside_the_box(program, known, monkeypatch):
    monkeypatch.setitem(sys.modules, "keyring", None)
    asked = unlock.ask(program.window, path=known.path)
    (keep,) = [box for box in asked.findChildren(QCheckBox) if "Do not ask again" in box.text()]
    assert not keep.isEnabled() and "“keyring” is missing here" in keep.accessibleDescription()
    assert any(label.text() == keep.accessibleDescription() for label in asked.findChildren(QLabel))
    asked.reject()


class Ring(ModuleType):
    """The library `keyring` with a ring of its own: the system's is no business of a test."""

    def __init__(self) -> None:
        super().__init__("keyring")
        self.kept: dict[tuple[str, str], str] = {}
        self.__spec__ = SimpleNamespace()  # type: ignore[assignment]

    def get_keyring(self) -> Any:
        return SimpleNamespace(priority=5)

    def get_password(self, service: str, name: str) -> str | None:
        return self.kept.get((service, name))

    def set_password(self, service: str, name: str, word: str) -> None:
        self.kept[service, name] = word

    def delete_password(self, service: str, name: str) -> None:
        del self.kept[service, name]


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Ring:
    made, errors = Ring(), ModuleType("keyring.errors")
    errors.KeyringError = RuntimeError  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring", made)
    monkeypatch.setitem(sys.modules, "keyring.errors", errors)
    return made


def test_a_computer_with_a_keyring_can_be_told_not_to_ask_and_keeps_no_passphrase(program, known: Any, ring: Ring):
    path: Path = known.path
    opening.open_register(path)
    protection.change(keys.make(PASSPHRASE))
    opening.close()
    program.start(path)
    asked = dialog(program)
    (keep,) = [box for box in asked.findChildren(QCheckBox) if "Do not ask again" in box.text()]
    keep.setChecked(True)
    write(asked, passphrase=PASSPHRASE)
    asked.save_now()
    settle(lambda: program.window.file == path, SECONDS)
    assert len(ring.kept) == 1 and PASSPHRASE not in repr(ring.kept)

    program.window.release()
    opening.close()
    program.start(path)
    settle(lambda: program.window.file == path, SECONDS)
    assert not [one for one in program.window.findChildren(Dialog) if one.isVisible()]

    here = card(program)
    assert here.again.isVisibleTo(program.window)
    here.again.click()
    assert ring.kept == {} and not here.again.isVisibleTo(program.window)
