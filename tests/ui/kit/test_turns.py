"""Work in pieces: the loop has its turn in between, and whoever cannot wait gets the whole."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from ui.kit.turns import Turns


def test_the_first_piece_is_done_at_once_and_the_loop_turns_between_the_others(qtbot: QtBot) -> None:
    done: list[str] = []
    parent = QObject()
    turns = Turns(parent)
    heart = QTimer(parent)
    heart.timeout.connect(lambda: done.append("beat"))
    heart.start(0)
    turns.begin(pieces(done, "abc"))
    assert done == ["a"]
    qtbot.waitUntil(lambda: "c" in done)
    assert "beat" in done[done.index("a") : done.index("c")]


def test_who_wants_the_whole_gets_it_and_nothing_is_done_twice(qtbot: QtBot) -> None:
    done: list[str] = []
    parent = QObject()
    turns = Turns(parent)
    turns.begin(pieces(done, "abc"))
    turns.finish()
    turns.finish()
    qtbot.wait(20)
    assert done == ["a", "b", "c"]


def test_what_begins_anew_drops_what_was_left(qtbot: QtBot) -> None:
    done: list[str] = []
    parent = QObject()
    turns = Turns(parent)
    turns.begin(pieces(done, "abc"))
    turns.begin(pieces(done, "xy"))
    qtbot.waitUntil(lambda: "y" in done)
    assert done == ["a", "x", "y"]


def pieces(done: list[str], words: str) -> Iterator[None]:
    """One letter a piece."""
    for word in words:
        done.append(word)
        yield
