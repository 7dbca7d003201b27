"""Building a filter by clicks: conditions on any field and on what belongs to the records, read in plain words."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm.errors import CrmError, Invalid
from crm.i18n import _, ngettext
from crm.queries.lists import conditions, reading
from crm.queries.lists.conditions import EVERYTHING, Compare, Condition
from crm.queries.lists.fields import get
from crm.queries.lists.query import ListQuery
from ui.dialogs import choices, filter_words
from ui.dialogs.filter_group import GroupBox
from ui.kit import text, tokens
from ui.kit.dialog import Dialog

Count = Callable[[Condition, Callable[[int], object]], object]
"""Counts what a condition finds and tells the number, at once or later."""

PAUSE = 250
"""Milliseconds without a change until the records are counted again."""


def ask(
    parent: QWidget | None,
    about: str,
    condition: Condition = EVERYTHING,
    *,
    done: Callable[[Condition], object],
    field: str = "",
    count: Count | None = None,
    today: date | None = None,
) -> "FilterDialog":
    """Build on `condition` for the list `about`; `done` gets what was built, EVERYTHING where all was taken away.

    `field` puts a condition on this field at the end, for the head of a column. `count` counts in the background.
    """
    dialog = FilterDialog(parent, about, condition, field, count, today)
    dialog.saved.connect(done)
    dialog.open()
    dialog.begin(field)
    return dialog


class FilterDialog(Dialog):
    """The conditions, what they say in words, and how many records they find."""

    def __init__(
        self,
        parent: QWidget | None,
        about: str,
        condition: Condition,
        field: str,
        count: Count | None,
        today: date | None,
    ) -> None:
        super().__init__(parent, _("Build a filter"), save=_("Filter"), width=900)
        self._about, self._today = about, today or choices.today()
        self._count_with = count or self._count_here
        whole = condition if isinstance(condition, conditions.All) else conditions.All((condition,))
        self.group = GroupBox(about, whole)
        if field and field not in conditions.fields_of(condition):
            self.group.add_row(Compare(field, _first(about, field)))
        elif not self.group.rows:
            self.group.add_row()
        self.words = text.label("", "strong", wrap=True)
        self.found = text.label("", "muted")
        self.body.addWidget(self.group)
        self.body.addStretch(1)
        told = QVBoxLayout()
        told.setContentsMargins(tokens.XL, tokens.M, tokens.XL, 0)
        told.setSpacing(tokens.XS)
        told.addWidget(self.words)
        told.addWidget(self.found)
        # Below what scrolls: it is seen however long the filter is.
        self._whole.insertLayout(self._whole.count() - 1, told)
        self.add_button(_("Clear all"), self._clear)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._count)
        self.group.changed.connect(self._tell)
        self.on_save(self._built)
        self._tell()
        self._timer.stop()
        self._count()

    def begin(self, field: str) -> None:
        """Put the cursor where one goes on: into the value of the field that was asked for, else on the last row."""
        row = self.group.rows[-1]
        if isinstance(row, GroupBox):
            row.add.setFocus()
            return
        value = row.value_widget() if field else None
        (value or row.subject).setFocus()

    def condition(self) -> Condition:
        """What is built so far; what is not complete is left out."""
        return self.group.condition()

    def _tell(self) -> None:
        """Say in words what is built, and count it in a moment."""
        try:
            condition = self.condition()
        except Invalid as problem:
            self.words.setText(problem.fields[""])
            self.found.setText("")
            self._timer.stop()
            return
        self.words.setText(reading.say(self._about, condition) or _("Everything: no condition is complete yet."))
        self._timer.start()

    def _count(self) -> None:
        try:
            condition = conditions.check(self._about, self.condition())
        except CrmError as problem:
            self.found.setText(str(problem))
            return
        self._count_with(condition, self._show_count)

    def _count_here(self, condition: Condition, show: Callable[[int], object]) -> None:
        show(ListQuery(self._about, condition, today=self._today).count())

    def _show_count(self, number: int) -> None:
        self.found.setText(ngettext("{count} found", "{count} found", number).format(count=number))

    def _clear(self) -> None:
        self.saved.emit(EVERYTHING)
        self.accept()

    def _built(self) -> Condition:
        condition = self.condition()
        missing = self.group.missing()
        if missing:
            raise CrmError(_("Say what “{field}” is compared with.").format(field=missing))
        return conditions.check(self._about, condition)


def _first(about: str, field: str) -> str:
    """The likeliest comparison of a field."""
    op = filter_words.ops(get(about, field))[0][0]
    return {"any_of": "is", "none_of": "is_not"}.get(op, op)
