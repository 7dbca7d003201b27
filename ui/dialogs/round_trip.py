"""A list that came back from Excel: what stood when it went out, what they wrote, what stands now, and what to take."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from crm.commands.round_trip import Taken
from crm.exchange.round_trip import came_back, cells, differences, pasting, taking
from crm.exchange.round_trip.differences import CHANGED, CONFLICT, Difference, Differences, Gone, New
from crm.exchange.source import Source
from crm.i18n import _, ngettext
from crm.progress import Progress
from crm.rules import dates, numbers
from ui.dialogs.ticks import Ticks
from ui.dialogs.working import WorkDialog
from ui.kit import text, tokens
from ui.kit.table import Column

ALL, NEW, GONE = "", "new", "gone"


class Line(NamedTuple):
    """A difference in words. `state` is one of differences.STATES, NEW or GONE; `field` the key of its column."""

    place: int
    name: str
    column: str
    base: str
    theirs: str
    now: str
    state: str
    why: str
    field: str
    what: Difference | New | Gone


class _Found(NamedTuple):
    made: date
    found: Differences


def ask(parent: QWidget | None, *, source: Source, file: str, today: date) -> "RoundTripDialog":
    """Compare a list that came back with the register, and take over what is chosen."""

    def compare(progress: Progress) -> _Found:
        back = came_back.read(source)
        return _Found(back.made, differences.find(back, file, today, progress))

    return _open(RoundTripDialog(parent, _("Back from Excel: {file}").format(file=file), compare, today))


def pasted(
    parent: QWidget | None,
    *,
    about: str,
    ids: Sequence[int],
    keys: Sequence[str],
    rows: Sequence[Sequence[str]],
    today: date,
) -> "RoundTripDialog":
    """Show what cells that were pasted over the rows of a list would change, and take over what is chosen."""

    def compare(progress: Progress) -> _Found:
        return _Found(date.min, pasting.block(about, ids, keys, rows, today, progress))

    dialog = RoundTripDialog(parent, _("Pasted cells"), compare, today)
    dialog.list.view.setColumnHidden(2, True)  # nothing went out: what stands now is all there is before
    return _open(dialog)


def _open(dialog: "RoundTripDialog") -> "RoundTripDialog":
    dialog.open()
    dialog.compare()
    return dialog


class RoundTripDialog(WorkDialog):
    """One line a cell that was edited; new and missing rows behind them. `saved` tells what was taken over."""

    def __init__(self, parent: QWidget | None, title: str, compare: Callable[[Progress], _Found], today: date) -> None:
        super().__init__(parent, title, save=_("Take over"), width=1180)
        self._compare, self._today = compare, today
        self.found: Differences | None = None
        self.lines: Sequence[Line] = ()
        self._taken: set[int] = set()
        self.told = text.label("", "muted", wrap=True)
        self.only = QComboBox()
        self.only.setAccessibleName(_("Which differences"))
        self.only.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.list = Ticks(
            _("What was edited"),
            [
                Column("name", _("Whom or what"), 164, sortable=False),
                Column("column", _("Column"), 104, sortable=False),
                Column("base", _("When it went out"), 136, sortable=False, tip=lambda line: line.base),
                Column("theirs", _("In the file"), 150, sortable=False, tip=lambda line: line.theirs),
                Column("now", _("Now in Klynge"), 136, sortable=False, tip=lambda line: line.now),
                Column("state", _("What it is"), 148, sortable=False, show=_state, pair=_colour),
                Column("why", _("Why not"), 150, sortable=False, tip=lambda line: line.why),
            ],
            tall=12,
        )
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        row.addWidget(self.only)
        row.addStretch(1)
        self.body.addWidget(self.told)
        self.body.addLayout(row)
        self.body.addWidget(self.list, 1)
        self.only.currentIndexChanged.connect(lambda _place: self._show())
        self.list.changed.connect(self._note)
        self.save_button.setEnabled(False)

    def compare(self) -> None:
        """Find the differences in the worker."""
        self.run(self._compare, self._compared, _("Comparing with the register"))

    def save_now(self) -> None:
        """Take over what is chosen, as one step."""
        found = self.found
        if not self.save_button.isEnabled() or found is None:
            return
        chosen = [line.what for line in self.lines if line.place in self._taken]
        today = self._today

        def work(progress: Progress) -> Taken:
            return taking.take(
                found,
                [one for one in chosen if isinstance(one, Difference)],
                [one for one in chosen if isinstance(one, New)],
                [one for one in chosen if isinstance(one, Gone)],
                today=today,
                progress=progress,
            )

        self.run(work, self._took, _("Taking over"), writes=True)

    def taken(self) -> list[Line]:
        """The lines that are taken."""
        return [line for line in self.lines if line.place in self._taken]

    def work_failed(self, problem: BaseException) -> None:
        super().work_failed(problem)
        self._name_button()

    def work_stopped(self) -> None:
        super().work_stopped()
        self._name_button()

    def _compared(self, compared: _Found) -> None:
        self.found = found = compared.found
        self.lines = list(_lines(found))
        self._taken = {line.place for line in self.lines if _by_itself(line)}
        self.told.setText("\n".join(_about(compared)))
        self._fill()
        self._show()
        self.list.setVisible(not found.none)
        self.only.setVisible(not found.none)
        (self.list.view if not found.none else self.cancel_button).setFocus()

    def _fill(self) -> None:
        self.only.blockSignals(True)
        self.only.clear()
        self.only.addItem(_("All differences ({count})").format(count=len(self.lines)), ALL)
        for state, words in _states().items():
            count = sum(line.state == state for line in self.lines)
            if count:
                self.only.addItem(f"{words} ({numbers.show_int(count)})", f"state {state}")
        for key, column in dict.fromkeys((line.field, line.column) for line in self.lines if line.field):
            count = sum(line.field == key for line in self.lines)
            words = _("Column {column}").format(column=column)
            self.only.addItem(f"{words} ({numbers.show_int(count)})", f"field {key}")
        self.only.blockSignals(False)

    def _show(self) -> None:
        """Show the lines that are asked for; what is taken of the others stays so."""
        which = str(self.only.currentData() or ALL)
        kind, _space, key = which.partition(" ")
        shown = [line for line in self.lines if not which or (line.state if kind == "state" else line.field) == key]
        taken = [place for place, line in enumerate(shown) if line.place in self._taken]
        self.list.show_rows(shown, taken, [place for place, line in enumerate(shown) if line.why])

    def _note(self) -> None:
        shown = {line.place for line in self.list.view.rows()}
        self._taken = (self._taken - shown) | {line.place for line in self.list.taken()}
        self._name_button()

    def _name_button(self) -> None:
        count = len(self._taken)
        words = ngettext("Take over {count} change", "Take over {count} changes", count)
        self.save_button.setText(words.format(count=numbers.show_int(count)))
        self.save_button.setEnabled(bool(count) and not self.working())
        words = ngettext("{count} of {total} is taken", "{count} of {total} are taken", count)
        self.list.tell(words.format(count=numbers.show_int(count), total=numbers.show_int(len(self.lines))))

    def _took(self, done: Taken) -> None:
        self.saved.emit(done)
        self.accept()


def told(done: Taken) -> str:
    """What was taken over, in a sentence."""
    show = numbers.show_int
    parts = [
        (done.changed, ngettext("{count} record changed", "{count} records changed", done.changed)),
        (done.added, ngettext("{count} added", "{count} added", done.added)),
        (done.archived, ngettext("{count} archived", "{count} archived", done.archived)),
    ]
    words = ", ".join(words.format(count=show(count)) for count, words in parts if count)
    return (words or _("Nothing was changed")) + "."


def left(done: Taken) -> str:
    """Who was left out and why, "" for nobody."""
    if not done.left:
        return ""
    first = "; ".join(f"{name}: {why}" if name else why for name, why in done.left[:4])
    more = " …" if len(done.left) > 4 else ""
    words = ngettext("{count} was left out. {first}", "{count} were left out. {first}", len(done.left))
    return words.format(count=numbers.show_int(len(done.left)), first=first + more)


def _lines(found: Differences) -> Sequence[Line]:
    lines: list[Line] = []
    for one in sorted(found.cells, key=lambda one: one.state != CONFLICT):  # these need somebody
        base, now = (cells.shown(one.field, value) for value in (one.base, one.now))
        lines.append(
            Line(len(lines), one.name, one.field.name, base, one.theirs, now, one.state, one.why, one.field.key, one)
        )
    for added in found.new:
        said = ", ".join(str(value) for value in added.values.values())
        row = _("Row {number}").format(number=added.number)
        lines.append(Line(len(lines), added.name or row, row, "", said, "", NEW, added.why, "", added))
    for gone in found.gone:
        lines.append(Line(len(lines), gone.name, "", "", _("(not there)"), _("is here"), GONE, "", "", gone))
    return lines


def _by_itself(line: Line) -> bool:
    """Whether a line is taken until somebody says otherwise: never over what was changed here, never away."""
    copied = isinstance(line.what, New) and line.what.copied
    return line.state in (CHANGED, NEW) and not line.why and not copied


def _about(compared: _Found) -> list[str]:
    found = compared.found
    about = [_("Went out on {day}.").format(day=dates.show(compared.made))] if compared.made > date.min else []
    if found.none:
        about.append(_("Nothing in it was changed."))
    if found.same:
        words = ngettext(
            "{count} cell says what stands here already.", "{count} cells say what stands here already.", found.same
        )
        about.append(words.format(count=numbers.show_int(found.same)))
    return [" ".join(about), *found.notes]


def _states() -> dict[str, str]:
    return {
        CONFLICT: _("Changed here too"),
        CHANGED: _("Changed"),
        NEW: _("New row"),
        GONE: _("Row is gone"),
        differences.WRONG: _("Cannot be taken"),
    }


def _state(line: Line) -> str:
    return _("Archive?") if line.state == GONE else _states()[line.state]


def _colour(line: Line) -> str:
    return {CONFLICT: "overdue", differences.WRONG: "none", GONE: "proposed"}.get(line.state, "full")
