"""A note of a record, shown: its boxes can be ticked and become follow-ups."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm.commands import notes as commands
from crm.i18n import _
from crm.queries import tasks
from crm.rules import code_lists, notes
from ui.kit.note_view import Box, NoteView
from ui.pages import doing
from ui.pages.desk import Desk


class Note(QWidget):
    """Hidden where there is nothing to read.

    `kind` is the table of the record. Where `about` is given, an open box offers to become a follow-up about what it
    names (the arguments of the dialog), unless a follow-up of the record is called so: then its state stands there.
    """

    def __init__(self, desk: Desk, kind: str, about: Callable[[], Mapping[str, Any]] | None = None) -> None:
        super().__init__()
        self._desk, self._kind, self._about = desk, kind, about
        self._id = 0
        self._boxes: list[notes.Box] = []
        self.view = NoteView()
        self.view.ticked.connect(self._tick)
        self.view.taken.connect(self._promise)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(self.view)

    def show_note(self, id: int, words: str, *, tick: bool = True) -> None:
        """Show the note of a record, without boxes to tick where `tick` is false."""
        self._id = id
        kind = notes.readable(words)
        self._boxes = notes.boxes(words) if kind else []
        asks = self._about is not None and bool(self._boxes)
        told = tasks.states(self._kind, id, [box.text for box in self._boxes]) if asks else {}
        self.view.show_note(
            notes.shown(words) if kind else words,
            [
                Box(
                    *(box.line, box.done, box.text),
                    offer=self._about is not None and not box.done and box.text not in told,
                    state=_("follow-up: {state}").format(state=code_lists.label("task_status", told[box.text]).lower())
                    if box.text in told
                    else "",
                )
                for box in self._boxes
            ],
            plain=not kind,
            tick=tick and self._desk.writable(),
        )
        self.setVisible(bool(words))

    def _tick(self, line: int, done: bool) -> None:
        words = next(box.text for box in self._boxes if box.line == line)
        commands.tick(self._kind, self._id, line, words, done)
        doing.told(self._desk, _("Ticked.") if done else _("Open again."))

    def _promise(self, line: int) -> None:
        from ui.dialogs import task

        words = next(box.text for box in self._boxes if box.line == line)
        about = dict(self._about()) if self._about is not None else {}
        task.ask(self.window(), title=words, **about)
