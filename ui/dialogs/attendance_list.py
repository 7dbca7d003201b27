"""Paste who came: each line is found in the register by itself, what is unsure is worked off by keyboard."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from crm.exchange.attendance import from_file, matching, noting, reading
from crm.exchange.attendance.line import Line
from crm.exchange.attendance.matching import Found
from crm.exchange.attendance.places import Places
from crm.i18n import _, ngettext
from crm.progress import Progress
from crm.queries import activities
from crm.rules import code_lists
from ui.dialogs import choices, received
from ui.dialogs.attendance_question import Question, told
from ui.dialogs.listing import Listing
from ui.dialogs.working import WorkDialog
from ui.kit import text, tokens
from ui.kit.combo import Combo, place, set_choices
from ui.kit.table import Column

_SETTLES = 350
"""Milliseconds after the last letter until the list is read."""


def ask(parent: QWidget | None, *, activity: int) -> "AttendanceList":
    """Open it for an activity; `saved(ids)` when it is noted."""
    dialog = AttendanceList(parent, activities.detail(activity))
    dialog.open()
    dialog.list.setFocus()
    return dialog


class AttendanceList(WorkDialog):
    """The text at the left, what it means at the right, the question about the current line below."""

    def __init__(self, parent: QWidget | None, activity: activities.ActivityDetail) -> None:
        super().__init__(parent, _("Who came to {name}?").format(name=activity.name), save=_("Note"), width=1180)
        self._activity, self._on = activity.id, activity.start_on
        self._found: list[Found] = []
        self._question = Question(self._on, self._choose, self._new, self._leave_out)
        self._answers: dict[Line, Found] = {}
        self._pointed: set[Line] = set()
        self.list = QPlainTextEdit()
        self.list.setAccessibleName(_("The list"))
        self.list.setPlaceholderText(
            _(
                "Paste the list as you have it: names, addresses, “Surname, First (Company)”, the attendance report "
                "of Teams, a sign-in sheet."
            )
        )
        self.list.setTabChangesFocus(True)
        self._wait = QTimer(self, singleShot=True, interval=_SETTLES)
        self._wait.timeout.connect(self._read)
        self.list.textChanged.connect(self._changed)
        self.status = _status(activity.status == "planned" and activity.start_on > choices.today())
        self.rows = Listing(_("Who is meant"), _columns(), tall=9)
        self.rows.current_changed.connect(lambda _id: self._question.show_line(self.rows.current_row()))
        self.rows.typed.connect(self._question.key)
        self._told = text.label("", "muted", wrap=True)
        self.file = self.add_button(_("Choose a file…"), self._choose_file, icon="folder")
        self.rest = self.add_button(_("Leave out the undecided"), self._leave_out_rest)
        self._lay_out()
        QShortcut(QKeySequence("F8"), self, self.next_question)
        self.on_save(self._note)
        self._show()

    def found(self) -> Sequence[Found]:
        """What each line means by now."""
        return self._found

    def next_question(self) -> None:
        """Go to the next line that nobody has decided."""
        here = self.rows.current_id() or 0
        # Coming from the text one begins with the one that is shown
        first = here if self.rows.hasFocus() else here - 1
        undecided = [place for place, one in enumerate(self._found) if one.state == matching.ASK]
        if undecided:
            self.rows.go_to(next((place for place in undecided if place > first), undecided[0]))
            self.rows.setFocus()

    # Reading

    def _changed(self) -> None:
        self.save_button.setEnabled(False)  # what was found is that of the text before
        self._wait.start()

    def _read(self) -> None:
        words, on = self.list.toPlainText(), self._on

        def work(progress: Progress) -> list[Found]:
            places = Places.of_register()
            return matching.match(reading.read(words, places.is_known), on, places)

        self.run(work, self._take, _("Finding who that is"))

    def _choose_file(self) -> None:
        chosen = received.one(self, _("Who came"), received.lists())
        if chosen is not None:
            self.read_file(chosen)

    def read_file(self, file: Path) -> None:
        """Take the list of a file, read in the process for strangers' files."""
        on = self._on

        def work(progress: Progress) -> list[Found]:
            places = Places.of_register()
            return matching.match(from_file.read(file, places, progress), on, places)

        self.run(work, self._take, _("Reading {file}").format(file=file.name))

    def _take(self, found: list[Found]) -> None:
        # What was decided holds while somebody goes on writing the list
        self._found = [
            answer._replace(line=one.line) if (answer := self._answers.get(_key(one.line))) else one for one in found
        ]
        self._show()
        self.rows.show_rows(self._found)
        self._question.show_line(self.rows.current_row())
        undecided = next((at for at, one in enumerate(self._found) if one.state == matching.ASK), None)
        if undecided is not None:
            self.rows.go_to(undecided)

    # Answering

    def _choose(self, person: int) -> None:
        place = self.rows.current_id()
        if place is not None:
            self._pointed.add(_key(self._found[place].line))
            self._answer(place, matching.chosen(self._found[place], person, self._on))

    def _new(self) -> None:
        place = self.rows.current_id()
        if place is not None:
            self._answer(place, matching.as_new(self._found[place]))

    def _leave_out(self) -> None:
        place = self.rows.current_id()
        if place is not None:
            self._answer(place, matching.left_out(self._found[place]))

    def _leave_out_rest(self) -> None:
        for at, one in enumerate(self._found):
            if one.state == matching.ASK:
                self._keep(at, matching.left_out(one))
        self._shown_again()

    def _answer(self, place: int, answer: Found) -> None:
        self._keep(place, answer)
        self._shown_again()
        self.next_question()

    def _keep(self, place: int, answer: Found) -> None:
        self._found[place] = self._answers[_key(answer.line)] = answer

    def _shown_again(self) -> None:
        self.rows.table().refresh()
        self.rows.viewport().update()
        self._question.show_line(self.rows.current_row())
        self._show()

    # Showing and noting

    def _show(self) -> None:
        counts = {state: sum(one.state == state for one in self._found) for state in _STATES}
        unnamed = sum(one.line.unnamed for one in self._found)
        told_ = [
            ngettext("{count} found", "{count} found", counts["known"]).format(count=counts["known"]),
            ngettext("{count} new contact", "{count} new contacts", counts["new"]).format(count=counts["new"]),
            ngettext("{count} to decide (F8)", "{count} to decide (F8)", counts["ask"]).format(count=counts["ask"]),
            ngettext("{count} left out", "{count} left out", counts["left"]).format(count=counts["left"]),
            ngettext("{count} without a name", "{count} without a name", unnamed).format(count=unnamed),
        ]
        numbers = (counts["known"], counts["new"], counts["ask"], counts["left"], unnamed)
        self._told.setText(" · ".join(words for words, many in zip(told_, numbers, strict=True) if many))
        ready = counts["known"] + counts["new"] + unnamed
        self.save_button.setText(_("Note {count}").format(count=ready) if ready else _("Note"))
        self.save_button.setEnabled(bool(ready) and not counts["ask"])
        self.rest.setVisible(bool(counts["ask"]))

    def _note(self) -> list[int]:
        pointed = [one for one in self._found if one.state == matching.KNOWN and _key(one.line) in self._pointed]
        return noting.note(self._activity, self._found, status=self.status.currentData(), pointed_out=pointed)

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for side in (left, right):
            side.setSpacing(tokens.S)
        left.addWidget(self.list, 1)
        line = QHBoxLayout()
        line.addWidget(text.label(_("Where the list says nothing:")))
        line.addWidget(self.status, 1)
        left.addLayout(line)
        right.addWidget(self.rows, 1)
        right.addWidget(self._told)
        right.addWidget(self._question)
        both = QHBoxLayout()
        both.setSpacing(tokens.L)
        both.addLayout(left, 3)
        both.addLayout(right, 7)
        self.body.addLayout(both, 1)


_STATES = (matching.KNOWN, matching.NEW, matching.ASK, matching.LEFT)


def _key(line: Line) -> Line:
    """A line wherever it stands."""
    return line._replace(place=0)


def _status(comes: bool) -> Combo:
    made = Combo()
    made.setAccessibleName(_("Status where the list says nothing"))
    known = code_lists.keys("participation_status")
    set_choices(made, [(key, code_lists.label("participation_status", key)) for key in known])
    made.setCurrentIndex(place(made, "registered" if comes else "attended"))
    return made


def _columns() -> list[Column]:
    return [
        Column(
            "words", _("Line"), 246, show=lambda one: one.line.words, tip=lambda one: one.line.words, sortable=False
        ),
        Column("state", _("Found"), 100, show=_state, pair=_pair, tip=lambda one: one.why, sortable=False),
        Column("who", _("Who"), 270, show=_who, tip=_who, sortable=False),
        Column("status", _("Says"), 88, show=_says, sortable=False),
    ]


def _state(one: Found) -> str:
    return {
        matching.KNOWN: _("Known"),
        matching.NEW: _("New"),
        matching.ASK: _("Decide"),
        matching.UNNAMED: _("Counted"),
        matching.LEFT: _("Left out"),
    }[one.state]


def _pair(one: Found) -> str:
    return "" if one.state == matching.KNOWN else one.state


def _who(one: Found) -> str:
    if one.state == matching.UNNAMED:
        words = ngettext("{count} without a name", "{count} without a name", one.line.unnamed)
        return " – ".join(filter(None, (words.format(count=one.line.unnamed), one.place)))
    return told(one)


def _says(one: Found) -> str:
    return code_lists.label("participation_status", one.line.status) if one.line.status else ""
