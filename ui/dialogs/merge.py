"""Two people or two organisations become one: side by side, field by field, and what hangs on either moves over."""

from collections import Counter
from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from crm.commands import backups, merging
from crm.commands.joining import Joined
from crm.i18n import _, ngettext
from crm.progress import Progress
from crm.queries import duplicates, named
from crm.queries import merging as queries
from crm.queries.merging import BOTH, GONE, KEPT, OWN, FieldPair, Overlap
from crm.rules import dates, numbers
from ui.dialogs import wording
from ui.dialogs.working import WorkDialog
from ui.kit import text, tokens
from ui.kit.cards import Card

_WIDTH = 860


def ask(parent: QWidget | None, *, kind: str, one: int, other: int, backup: bool = True) -> "MergeDialog":
    """Show two records of a kind (person or organisation) side by side and merge them when the button is pressed.

    The one that more hangs on stays. `saved` tells (kept, gone). With `backup` a copy of the register is made first.
    """
    kept, gone = queries.better(kind, one, other)
    dialog = MergeDialog(parent, kind, kept, gone, backup)
    dialog.open()
    dialog.look()
    return dialog


class MergeDialog(WorkDialog):
    """Asks which value stands where the two differ, and what becomes of memberships that ran at the same time."""

    def __init__(self, parent: QWidget | None, kind: str, kept: int, gone: int, backup: bool) -> None:
        title = _("Merge two contacts") if kind == "person" else _("Merge two organisations")
        super().__init__(parent, title, save=_("Merge"), width=_WIDTH)
        self.kind, self.kept, self.gone, self._backup = kind, kept, gone, backup
        pairs = queries.fields(kind, kept, gone)
        self._choices = [_Choice(self, kind, pair) for pair in pairs if pair.differ]
        why = _(
            "One of them stays, and everything that hangs on either hangs on that one. Choose what is to stand where"
            " they differ. Undo brings both back, and so does taking the step back weeks later."
        )
        self.body.addWidget(text.label(why, "muted", wrap=True))
        self.body.addWidget(self._side_by_side(len(pairs)))
        self._memberships = _Memberships(self, queries.overlaps(kept, gone)) if kind == "organisation" else None
        if self._memberships is not None and self._memberships.overlaps:
            self.body.addWidget(self._memberships.card)
        self._told = text.label("", wrap=True)
        self._twice = text.label("", "muted", wrap=True)
        self.body.addWidget(self._told)
        self.body.addWidget(self._twice)

    def look(self) -> None:
        """Find out what would move; nothing is written."""
        how = self._how()
        self.run(lambda _progress: self._outlook(how), self._show, _("Looking at what it would do"))

    def choices(self) -> dict[str, str]:
        """Which value stands, by field."""
        return {choice.pair.key: choice.chosen() for choice in self._choices}

    def choose(self, key: str, which: str) -> None:
        """Have a value stand: kept, gone or both."""
        next(choice for choice in self._choices if choice.pair.key == key).choose(which)

    def told(self) -> str:
        """What is said about what moves."""
        return "\n".join(filter(None, (self._told.text(), self._twice.text())))

    def save_now(self) -> None:
        """Merge in the worker; the dialog closes when it is done."""
        if self.save_button.isEnabled():
            self._merge()

    def _how(self) -> str:
        return self._memberships.how() if self._memberships is not None else ""

    def _outlook(self, how: str) -> Joined:
        return merging.outlook(self.kind, self.kept, self.gone, memberships=how)

    def _merge(self) -> None:
        kind, kept, gone, choices, how = self.kind, self.kept, self.gone, self.choices(), self._how()
        backup = self._backup

        def work(_progress: Progress) -> None:
            if backup:
                backups.take("merge")
            merging.merge(kind, kept, gone, choices=choices, memberships=how)

        self.run(work, self._done, _("Merging"), cancellable=False)

    def _done(self, _nothing: Any) -> None:
        self.saved.emit((self.kept, self.gone))
        self.accept()

    def _show(self, found: Joined) -> None:
        moved = {table: count for table, count in sorted(found.moved.items()) if count}
        if moved:
            what = ", ".join(_counted(table, count) for table, count in moved.items())
            self._told.setText(_("Moves over: {what}.").format(what=what))
        else:
            self._told.setText(_("Nothing else hangs on the one that goes."))
        twice = " ".join(_twice(found))
        self._twice.setText(twice)
        self._twice.setVisible(bool(twice))  # an empty line would leave room below
        self.save_button.setEnabled(True)
        self.save_button.setFocus()

    def _side_by_side(self, shared: int) -> QWidget:
        card = Card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.L)
        grid.setVerticalSpacing(tokens.S)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        told = duplicates.described(self.kind, [self.kept, self.gone])
        for place, (row, word) in enumerate(((self.kept, _("Stays")), (self.gone, _("Goes into it"))), start=1):
            head = text.label(f"{told[row].name} · {word}", "strong", wrap=True)
            about = text.label(told[row].about or "–", "muted", wrap=True)
            grid.addWidget(head, 0, place)
            grid.addWidget(about, 1, place, Qt.AlignmentFlag.AlignTop)
        for place, choice in enumerate(self._choices):
            choice.put(grid, 2 + 2 * place)
        card.body.addLayout(grid)
        alike = shared - len(self._choices)
        if alike:
            words = ngettext("{count} more field says the same.", "{count} more fields say the same.", alike)
            card.body.addWidget(text.label(words.format(count=alike), "muted"))
        return card


class _Choice:
    """One field in which the two differ."""

    def __init__(self, dialog: QWidget, kind: str, pair: FieldPair) -> None:
        self.pair = pair
        self._label = pair.label or label(kind, pair)
        self._group = QButtonGroup(dialog)
        self._offers: dict[str, QWidget] = {}
        for which, values in ((KEPT, pair.kept), (GONE, pair.gone)):
            self._offers[which] = self._offer(which, shown(kind, pair, values))
        if pair.both:
            self._offers[BOTH] = self._offer(BOTH, _("Both, one under the other"))
        self.choose(pair.proposed)

    def put(self, grid: QGridLayout, row: int) -> None:
        """Stand in a line of the grid, the choice of both in the next."""
        name = text.label(self._label, "muted", wrap=True)
        name.setContentsMargins(0, tokens.XS, 0, 0)  # its words beside the words of the choice
        grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._offers[KEPT], row, 1)
        grid.addWidget(self._offers[GONE], row, 2)
        if BOTH in self._offers:
            grid.addWidget(self._offers[BOTH], row + 1, 1, 1, 2)

    def chosen(self) -> str:
        """Which one stands."""
        return list(self._offers)[self._group.checkedId()]

    def choose(self, which: str) -> None:
        """Have this one stand."""
        _check(self._group, list(self._offers).index(which))

    def _offer(self, which: str, words: str) -> QWidget:
        return _radio(self._group, len(self._offers), f"{self._label}: {words}", words)


class _Memberships:
    """What becomes of memberships that ran at the same time."""

    def __init__(self, dialog: MergeDialog, overlaps: list[Overlap]) -> None:
        self.overlaps = overlaps
        self.card = Card(_("Both were members at the same time"))
        self._group = QButtonGroup(dialog)
        self._keys = (merging.TOGETHER, KEPT, GONE)
        if not overlaps:
            return
        first = min(min(one.kept[0], one.gone[0]) for one in overlaps)
        ends = [end for one in overlaps for end in (one.kept[1], one.gone[1])]
        last = None if None in ends else max(end for end in ends if end is not None)
        called = named.names("organisation", [dialog.kept, dialog.gone])
        words = (
            _("One period that covers both: {period}").format(period=_period(first, last)),
            _("Only that of {name}: {period}").format(
                name=called.get(dialog.kept, ""), period=_period(*overlaps[0].kept)
            ),
            _("Only that of {name}: {period}").format(
                name=called.get(dialog.gone, ""), period=_period(*overlaps[0].gone)
            ),
        )
        for place, said in enumerate(words):
            self.card.body.addWidget(_radio(self._group, place, said, said))
        fees = _("Fees move to the period that stands. Where both paid for one year, the amounts are added up.")
        self.card.body.addWidget(text.label(fees, "muted", wrap=True))
        _check(self._group, 0)
        self._group.idClicked.connect(lambda _id: dialog.look())

    def how(self) -> str:
        """What was chosen; "" where none overlap."""
        return self._keys[self._group.checkedId()] if self.overlaps else ""


def label(kind: str, pair: FieldPair) -> str:
    """What a field, or some that belong together, is called."""
    together = {
        "first_name": _("Name"),
        "street": _("Address"),
        "employees": _("Employees"),
        "accounts_year": _("Accounts"),
    }
    if len(pair.columns) > 1 and pair.key in together:
        return together[pair.key]
    return wording.field(kind, pair.key)


def shown(kind: str, pair: FieldPair, values: tuple[Any, ...]) -> str:
    """What one of the two says there, in words."""
    if pair.key.startswith(OWN):
        return "–" if values[0] is None else str(values[0])
    if pair.key == "first_name":
        return " ".join(filter(None, values)) or "–"
    told = [
        wording.value(kind, name, value)
        for name, value in zip(pair.columns, values, strict=True)
        if value not in (None, "")
    ]
    return ", ".join(told) or "–"


class Line(NamedTuple):
    """A field of two records in words."""

    field: str
    one: str
    other: str


def compared(kind: str, one: int, other: int) -> list[Line]:
    """The fields in which two records differ, in words."""
    pairs = queries.fields(kind, one, other)
    return [
        Line(pair.label or label(kind, pair), shown(kind, pair, pair.kept), shown(kind, pair, pair.gone))
        for pair in pairs
        if pair.differ
    ]


def _radio(group: QButtonGroup, place: int, name: str, words: str) -> QWidget:
    made = _Pick(name, words)
    group.addButton(made.radio, place)
    return made


def _check(group: QButtonGroup, place: int) -> None:
    """Choose one; Tab stops at that one alone, as Qt has it once the focus was there, and arrows lead to the others."""
    group.button(place).setChecked(True)
    for button in group.buttons():
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if button.isChecked() else Qt.FocusPolicy.ClickFocus)


class _Pick(QWidget):
    """A choice whose words break into lines, show every sign as it is, and can be clicked too."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__()
        self.radio = QRadioButton()
        self.radio.setAccessibleName(name)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.S)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.radio, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(text.label(words, wrap=True), 0, 1)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.radio.click()


def _period(first: Any, last: Any) -> str:
    return f"{dates.show(first)}–{dates.show(last) if last else _('today')}"


def _counted(table: str, count: int) -> str:
    return f"{wording.kind(table).lower()}: {numbers.show_int(count)}"


def _twice(found: Joined) -> list[str]:
    """What both have and stands once, and where the two said different things about it."""
    counts = Counter(one.table for one in found.twice)
    if not counts:
        return []
    what = ", ".join(_counted(table, count) for table, count in sorted(counts.items()))
    told = [_("Both have, and it stands once: {what}.").format(what=what)]
    for one in found.twice:
        for column, stands, gone in one.differed[:1]:
            told.append(
                _("{record}, {field}: {stands} stands, not {gone}.").format(
                    record=wording.kind(one.table),
                    field=wording.field(one.table, column),
                    stands=wording.value(one.table, column, stands),
                    gone=wording.value(one.table, column, gone),
                )
            )
    return told[:6]
