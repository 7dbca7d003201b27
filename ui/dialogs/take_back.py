"""Taking back an older step: what will happen is shown before, and what stays is listed with the reason."""

from collections import Counter
from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from crm.commands import history
from crm.i18n import N_, _, ngettext
from crm.progress import Progress
from crm.queries import named
from crm.rules import numbers
from ui.dialogs import wording
from ui.dialogs.listing import Listing
from ui.dialogs.working import WorkDialog
from ui.kit import icons, text, tokens
from ui.kit.cards import Card
from ui.kit.table import Column

REASONS = {
    "edited": N_("Changed since: it keeps the newer value"),
    "used": N_("Something newer hangs on it"),
    "gone": N_("Removed since"),
    "in the way": N_("Something else has taken its place"),
}


class Stays(NamedTuple):
    """One thing that the step wrote and that stays, in words."""

    what: str
    field: str
    reason: str


class Outlook(NamedTuple):
    """What taking the step back would do, in words: lines with their icon, and what stays."""

    label: str
    lines: list[tuple[str, str]]
    stays: list[Stays]


def ask(parent: QWidget, *, step: int) -> "TakeBackDialog":
    """Show what taking the step back would do, and do it when the button is pressed."""
    dialog = TakeBackDialog(parent, step)
    dialog.open()
    dialog.look()
    return dialog


class TakeBackDialog(WorkDialog):
    """Reads first, then waits for the button."""

    def __init__(self, parent: QWidget, step: int) -> None:
        super().__init__(parent, _("Take back"), save=_("Take back"), width=640)
        self._step = step
        self._what = text.label(wrap=True)
        self._what.setText(named.step(step))
        self._lines = Card()
        self._stays_title = text.label("", "section", wrap=True)
        self._stays = Listing(
            _("What stays"),
            [
                Column("what", _("What stays"), 190, sortable=False),
                Column("field", _("Field"), 110, sortable=False),
                Column("reason", _("Why"), 270, sortable=False),
            ],
        )
        self.body.addWidget(self._what)
        self.body.addWidget(self._lines)
        self.body.addWidget(self._stays_title)
        self.body.addWidget(self._stays, 1)
        for one in (self._lines, self._stays_title, self._stays):
            one.hide()

    def look(self) -> None:
        """Find out what would happen; nothing is written."""
        step = self._step
        self.run(lambda progress: outlook(step, progress), self._show, _("Looking at what it would do"))

    def stays(self) -> list[Stays]:
        """What stays, as it is listed."""
        return list(self._stays.rows())

    def work_failed(self, problem: BaseException) -> None:
        """A step that cannot be taken back leaves no button to press."""
        super().work_failed(problem)
        self.save_button.setEnabled(False)

    def save_now(self) -> None:
        if not self.save_button.isEnabled():
            return
        step = self._step
        self.run(lambda progress: history.take_back(step, progress), self._done, _("Taking back"), writes=True)

    def _show(self, found: Outlook) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.M)
        grid.setColumnStretch(1, 1)
        for place, (icon, words) in enumerate(found.lines):
            picture = QLabel()
            picture.setPixmap(icons.pixmap(icon, tokens.ICON_SMALL, "muted"))
            grid.addWidget(picture, place, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(text.label(words, wrap=True), place, 1)
        self._lines.body.addLayout(grid)
        self._lines.setVisible(bool(found.lines))
        if not found.lines:
            self.say(_("There is nothing left of this step to take back."), "info")
        self._show_stays(found.stays)
        self.save_button.setEnabled(bool(found.lines))
        (self.save_button if found.lines else self.cancel_button).setFocus()

    def _show_stays(self, stays: list[Stays]) -> None:
        words = ngettext("{count} thing stays as it is", "{count} things stay as they are", len(stays))
        self._stays_title.setText(words.format(count=numbers.show_int(len(stays))))
        self._stays.show_rows(stays)
        for one in (self._stays_title, self._stays):
            one.setVisible(bool(stays))

    def _done(self, made: Any) -> None:
        """Close, unless more had to stay than was foreseen: then that is listed first."""
        self.saved.emit(made)
        if len(made.kept) <= len(self.stays()):
            self.accept()
            return
        self._lines.hide()
        self._show_stays(_stays(made.kept))
        self.say(_("Taken back, but for what is listed here."), "warning")
        self.save_button.hide()
        self.cancel_button.setText(_("Close"))
        self.cancel_button.setFocus()


def outlook(step: int, progress: Progress) -> Outlook:
    """What taking the step back would do, told with names. Raises CrmError where it cannot be taken back."""
    plan = history.take_back_plan(step, progress)
    lines = []
    for table, count in plan.removes.items():
        lines.append(("trash", _("Removed: {what}").format(what=wording.counted(table, count))))
    fields = Counter[str]()
    for (table, _row), values in plan.restores.items():
        fields[table] += sum(1 for name in values if wording.known(name))
    rows = Counter(table for table, _row in plan.restores)
    for table, count in rows.items():
        words = ngettext("{count} field as before: {what}", "{count} fields as before: {what}", fields[table])
        told = words.format(count=numbers.show_int(fields[table]), what=wording.counted(table, count))
        lines.append(("undo", told))
    for table, count in Counter(table for table, _row, _image in plan.revives).items():
        lines.append(("restore", _("Brought back: {what}").format(what=wording.counted(table, count))))
    return Outlook(named.step(step), lines, _stays(plan.kept))


def _stays(kept: list[Any]) -> list[Stays]:
    rows: dict[str, list[int]] = {}
    for one in kept:
        rows.setdefault(one.table, []).append(one.row)
    names = {table: named.names(table, ids) for table, ids in rows.items()}
    return [
        Stays(
            names[one.table].get(one.row) or wording.kind(one.table),
            wording.field(one.table, one.field) if one.field else wording.kind(one.table),
            _(REASONS.get(one.reason, one.reason)),
        )
        for one in kept
    ]
