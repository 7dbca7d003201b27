"""A list of hours from a member: whose they are and what counts of them, looked over, then kept in one step."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from crm.exchange.hours import matching
from crm.exchange.hours.line import Line
from crm.exchange.hours.matching import Found, Written
from crm.i18n import _, ngettext
from crm.rules import dates, numbers
from ui.dialogs import choices, lines_read, received
from ui.dialogs.hours_question import Question
from ui.dialogs.ticks import Ticks
from ui.dialogs.working import WorkDialog
from ui.kit import text
from ui.kit.buttons import button
from ui.kit.table import Column


def choose(parent: QWidget, *, year: int) -> "HoursDialog | None":
    """Ask for the file, then show its hours; None where somebody thought better of it."""
    file = received.one(parent, _("List of hours"), received.tables())
    return ask(parent, file=file, year=year) if file is not None else None


def ask(parent: QWidget, *, file: Path, year: int) -> "HoursDialog":
    """Read the file in the worker and show its hours; `year` is that of a list which says none."""
    dialog = HoursDialog(parent, file, year)
    dialog.open()
    dialog.look()
    return dialog


class HoursDialog(WorkDialog):
    """Every line with the member it seems to be of; members that are not known are asked, one after the other."""

    def __init__(self, parent: QWidget, file: Path, year: int) -> None:
        super().__init__(parent, _("Hours in {file}").format(file=file.name), save=_("Add"), width=1040)
        self._file, self._year = file, year
        self._lines: list[Line] = []
        self._found: list[Found] = []
        self._answers: dict[Written, int | None] = {}
        self._told = text.label("", "muted", wrap=True)
        self.ticks = Ticks(
            _("Hours"),
            [
                Column("day", _("Day"), 92, sortable=False, show=_day),
                Column("member", _("Organisation"), 210, sortable=False, show=_member),
                Column("much", _("Given"), 96, "right", sortable=False, show=_given),
                Column("value", _("Counts for"), 108, "right", sortable=False, show=_value),
                Column("note", _("To be looked at"), 220, sortable=False, show=_note),
                Column("what", _("What for"), 150, sortable=False, show=lambda one: one.line.what),
            ],
            tall=11,
        )
        self.question = Question()
        self.question.answered.connect(self._answer)
        self.approved = QCheckBox(_("Approved: they count in the report"))
        self._remember = True
        self._again = button(_("Ask again who is meant"), self._ask_again, icon="history", quiet=True)
        self._again.setToolTip(_("What was said of an earlier list does not count for this one."))
        self._again.hide()
        self.body.addWidget(self._told)
        self.body.addWidget(self._again, 0, Qt.AlignmentFlag.AlignLeft)
        for part in (self.ticks, self.question, self.approved):
            self.body.addWidget(part)
        self.body.setStretchFactor(self.ticks, 1)
        self.ticks.changed.connect(self._count)
        self.on_save(lambda: matching.keep(self._file.name, self.ticks.taken(), approved=self.approved.isChecked()))
        for part in (self.ticks, self.question, self.approved):
            part.hide()
        self.save_button.setEnabled(False)
        self.ask_before_losing()

    def unsaved(self) -> bool:
        """Whether somebody has said whose hours they are: the file can be read again, the answers are gone."""
        return bool(self._answers)

    def look(self) -> None:
        """Read the file; nothing is written."""
        file, year, today = self._file, self._year, choices.today()
        read = lambda progress: matching.read(file, year=year, today=today, progress=progress)  # noqa: E731
        self.run(read, self._show, _("Reading the file"))

    def work_failed(self, problem: BaseException) -> None:
        """A file that cannot be read leaves no button to press."""
        super().work_failed(problem)
        self.save_button.setEnabled(False)

    def found(self) -> list[Found]:
        """What each line means by now, in the order of the list."""
        return self._found

    def _show(self, lines: list[Line]) -> None:
        self._lines = lines
        for part in (self.ticks, self.approved):
            part.show()
        self._match()
        if self._asked():
            self.question.setFocus()
        else:
            self.ticks.view.setFocus()

    def _answer(self, written: Written, organisation: int | None) -> None:
        self._answers[written] = organisation
        self._match()

    def _match(self) -> None:
        """Look again who is meant; what somebody took or left already stays so."""
        taken = {one.line for one in self.ticks.taken()}
        before = {one.line for one in self._found if one.can_be_kept}
        self._found = matching.matched(self._lines, self._answers, remember=self._remember)
        # What is to be looked at stands first
        order = sorted(self._found, key=lambda one: (not one.asked, not one.line.problem, not one.there))
        chosen = [one.line in taken if one.line in before else one.sure for one in order]
        barred = [place for place, one in enumerate(order) if not one.can_be_kept]
        self.ticks.show_rows(order, [place for place, take in enumerate(chosen) if take], barred)
        self._again.setVisible(any(one.remembered for one in self._found))
        asked = self._asked()
        self.question.setVisible(bool(asked))
        if asked:
            first = asked[0]
            lines = [one.line for one in self._found if matching.written(one.line) == matching.written(first.line)]
            self.question.show_member(first, len(lines), len({matching.written(one.line) for one in asked}))
        self._tell()

    def _ask_again(self) -> None:
        self._remember = False
        self._match()
        self.question.setFocus()

    def _asked(self) -> list[Found]:
        return [one for one in self._found if one.asked]

    def _tell(self) -> None:
        there, wrong = sum(one.there for one in self._found), sum(bool(one.line.problem) for one in self._found)
        self._told.setText(" ".join(lines_read.told(len(self._found), there, wrong)))

    def _count(self) -> None:
        taken: list[Found] = self.ticks.taken()
        words = ngettext("{count} line, {hours} hours, {sum}", "{count} lines, {hours} hours, {sum}", len(taken))
        hours = numbers.show_hours(sum(one.line.minutes or 0 for one in taken))
        money = numbers.show_money(sum(one.value for one in taken))
        self.ticks.tell(words.format(count=numbers.show_int(len(taken)), hours=hours, sum=money))
        self.save_button.setEnabled(bool(taken))


def _day(one: Found) -> str:
    return dates.show(one.line.day) if one.line.day is not None else str(one.line.year)


def _member(one: Found) -> str:
    return one.name or one.line.member or one.line.number or "–"


def _given(one: Found) -> str:
    line = one.line
    if line.minutes is not None:
        return _("{hours} h").format(hours=numbers.show_hours(line.minutes))
    return numbers.show_money(line.amount) if line.amount is not None else ""


def _value(one: Found) -> str:
    return numbers.show_money(one.value) if one.can_be_kept else ""


def _note(one: Found) -> str:
    line = one.line
    if line.problem:
        return line.problem
    if one.asked:
        return _("who is this?")
    if one.left_out:
        return _("left out")
    if one.there:
        return _("stands in the register already")
    if one.remembered:
        return _("written as “{name}”").format(name=one.line.member or one.line.number)
    if one.above:
        return _("{sum} above the cap").format(sum=numbers.show_money(one.above))
    return _("no rate") if line.minutes is not None and line.rate is None else ""
