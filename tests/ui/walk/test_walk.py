"""Every page and dialog, looked over by a walk: what is built later is held to the same, it only has to have a shot.

A walk is a process of its own (see tests/ui/walk/__main__.py). Two of them differ in everything that could matter:
language, theme, scale of the screen, size of letters. The second looks at every third shot: each dialog is opened with
large letters in both languages by tests/ui/dialogs/test_every_dialog.py too. `make soak` goes through all of it.
"""

import ast
import importlib
import inspect
import json
import os
import pkgutil
import subprocess
import sys
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from tests.pictures import looks
from tests.ui.walk import keyboard, ring, room, words
from ui import dialogs
from ui.pages import places

ROOT = Path(__file__).resolve().parents[3]
WITHOUT_DIALOG = {"ui.dialogs.wording"}
"""Modules with an `ask` that opens no dialog of ours."""


def walk(tmp_path: Path, language: str, theme: str, font: int, scale: str, every: int = 1) -> dict[str, Any]:
    """Go, and return what was found."""
    out = tmp_path / "walk.json"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("QT_SCALE", "PYTEST"))}
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.walk", language, theme, str(font), str(every), str(out)],
        cwd=ROOT,
        env={**kept, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale},
        capture_output=True,
        encoding="utf-8",
        timeout=900,
    )
    assert done.returncode == 0, done.stderr[-4_000:]
    found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return found


def told(found: dict[str, dict[str, list[str]]]) -> str:
    """Everything that was found, each once, with where it was seen first."""
    lines: dict[tuple[str, str], str] = {}
    for kind, shots in found.items():
        for shot, problems in shots.items():
            for problem in problems:
                lines.setdefault((kind, problem), shot)
    return "\n".join(f"{kind}, in {shot}: {problem}" for (kind, problem), shot in lines.items())


def test_nothing_is_wrong_in_norwegian_and_everything_looks_as_it_did_and_has_a_shot(tmp_path: Path):
    seen = walk(tmp_path, "nb", "light", 100, "1")
    assert told(seen["found"]) == ""
    asked = {f"ui.dialogs.{found.name}" for found in pkgutil.iter_modules(dialogs.__path__) if asks(found.name)}
    assert sorted(asked - set(seen["dialogs"]) - WITHOUT_DIALOG) == [], "a dialog without a shot in tests/pictures"
    assert {*places.BY_KEY, "welcome"} <= set(seen["pages"]), "a page without a shot in tests/pictures"
    assert looks.problems("light-nb-100", seen["looks"]) == [], "look at build/pictures, then `make looks`"


def test_nothing_is_wrong_in_english_in_the_dark_at_200_percent_with_large_letters(tmp_path: Path):
    assert told(walk(tmp_path, "en", "dark", 140, "2", every=3)["found"]) == ""


@pytest.mark.soak
@pytest.mark.parametrize(
    ("language", "theme", "font", "scale"),
    list(product(("nb", "en"), ("light", "dark"), (90, 100, 140), ("1", "1.5", "2"))),
)
def test_nothing_is_wrong_at_any_scale_and_size(tmp_path: Path, language: str, theme: str, font: int, scale: str):
    seen = walk(tmp_path, language, theme, font, scale)
    assert told(seen["found"]) == ""
    if font == 100 and scale != "1.5":
        assert looks.problems(f"{theme}-{language}-{seen['scale']}", seen["looks"]) == []


def asks(name: str) -> bool:
    """Whether a module of ui.dialogs opens a dialog: it has an `ask` that returns one."""
    module = importlib.import_module(f"ui.dialogs.{name}")
    ask = getattr(module, "ask", None)
    if ask is None or ask.__module__ != module.__name__:
        return False
    made = ast.parse(inspect.getsource(ask)).body[0]
    return isinstance(made, ast.FunctionDef) and "Dialog" in ast.unparse(made.returns or ast.Constant(""))


def test_the_walk_finds_what_is_cut_and_what_lies_over_something(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(400, 200)
    for place, made in ((0, QLabel("A name with no room", page)), (90, QPushButton("Legg til oppfølging", page))):
        made.setGeometry(10, 10 + place, 40, 30)
    other = QLabel("over", page)
    other.setGeometry(20, 20, 80, 30)
    page.show()
    assert len(list(room.cut(page))) == 2
    assert len(list(room.overlapping(page))) == 1


def test_the_walk_finds_what_has_no_name_and_what_shares_a_key(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    body = QVBoxLayout(page)
    body.addWidget(QPushButton())
    for text in ("&Save", "&Send"):
        body.addWidget(QPushButton(text))
    page.show()
    assert len(list(keyboard.nameless(page))) == 1
    assert len(list(keyboard.sharing_letters(page))) == 1


def test_the_walk_finds_where_the_focus_is_not_to_be_seen(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    body = QVBoxLayout(page)
    bare = QWidget()
    bare.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    bare.setMinimumSize(40, 40)
    body.addWidget(bare)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    assert len(list(ring.unseen(page))) == 1


def test_the_walk_finds_a_word_of_the_other_language():
    assert words.foreign(["Something went wrong", "Noe gikk galt"], "nb", set()) == {"something", "went", "wrong"}
    assert words.foreign(["Noe gikk galt hos Nordlys"], "en", {"nordlys"}) >= {"noe", "gikk"}
    assert words.foreign(["Wrong"], "nb", {"wrong"}) == set()


def test_a_picture_looks_like_itself_and_not_like_another_page(qtbot):
    def shown(words: str) -> str:
        page = QLabel(words)
        qtbot.addWidget(page)
        page.resize(400, 250)
        return looks.look(page.grab().toImage())

    one, other = shown("Medlemmer\nAda Berg\nKåre Ødegård"), shown("")
    assert looks.differing(one, one) == 0
    assert looks.differing(one, other) > looks.MANY
