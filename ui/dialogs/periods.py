"""The figures of any period beside those of another: a quarter, the contract period, any two days."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QStandardPaths, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from crm.errors import CrmError, Invalid
from crm.exchange.writers.columns import Written
from crm.i18n import _, language
from crm.progress import Progress
from crm.queries import counted, settings
from crm.reports import counting, period_workbook
from crm.reports.counting import Compared
from crm.reports.report import Reported
from crm.rules import code_lists, file_names, stretches
from crm.rules.stretches import Stretch
from ui.dialogs import choices, figure_words
from ui.dialogs.listing import Listing
from ui.dialogs.working import WorkDialog
from ui.kit import fields, text, tokens
from ui.kit.forms import Form
from ui.kit.table import Column

OTHER = "other"
"""The choice of two days of one's own."""
_PAUSE = 300  # ms after the last edit of a day
Go = Callable[[str, int], object]


class Counted(NamedTuple):
    """A record behind a figure: what it is called, its day or year."""

    record: str
    id: int
    name: str
    on: str


def ask(parent: QWidget | None, *, go: Go, today: date | None = None) -> "PeriodsDialog":
    """Show the last whole quarter beside the same of the year before; `go(record, id)` leads to a counted record."""
    dialog = PeriodsDialog(parent, go, today or choices.today())
    dialog.open()
    dialog.form_.widget("period").setFocus()
    return dialog


class PeriodsDialog(WorkDialog):
    """Two periods, the figures of both, and the records behind the one that is chosen."""

    def __init__(self, parent: QWidget | None, go: Go, today: date) -> None:
        self._offered = dict(offered(today))
        names = [(key, name) for key, (name, _stretch) in self._offered.items()]
        named = [*names, (OTHER, _("Two other days"))]
        self.form_ = Form(
            [
                fields.choice("period", _("Period"), choices=named),
                choices.day("first", _("From"), required=True),
                choices.day("last", _("Up to and including"), required=True),
                fields.choice("against", _("Compared with"), choices=[("", _("The same a year earlier")), *named]),
                choices.day("other_first", _("From"), required=True),
                choices.day("other_last", _("Up to and including"), required=True),
            ],
            columns=3,
        )
        title = _("Figures of any period")
        super().__init__(parent, title, save=_("Close"), form=self.form_, width=1040)
        self._go, self._today = go, today
        self.compared: Compared | None = None
        self._note = text.label("", "hint", wrap=True)
        self.figures = Listing(_("Figures"), self._columns("", ""), tall=8, least=6)
        self.counted = Listing(
            _("Counted"),
            [
                Column("on", _("Day"), 88, sortable=False),
                Column("name", _("What is counted"), 210, sortable=False, tip=lambda row: row.name),
            ],
            tall=8,
            least=6,
        )
        halves = QHBoxLayout()
        halves.setSpacing(tokens.M)
        right = QVBoxLayout()
        self._behind = text.label("", "section")
        right.addWidget(self._behind)
        right.addWidget(self.counted, 1)
        left = QVBoxLayout()
        left.addWidget(text.label(_("Figures"), "section"))
        left.addWidget(self.figures, 1)
        halves.addLayout(left, 2)
        halves.addLayout(right, 1)
        self.body.addWidget(self._note)
        self.body.addLayout(halves, 1)
        self.cancel_button.hide()
        self.book_button = self.add_button(_("Make Excel file…"), self.ask_where, icon="export")
        self._edited = QTimer(self)
        self._edited.setSingleShot(True)
        self._edited.setInterval(_PAUSE)
        self._edited.timeout.connect(self._count)
        self.figures.current_changed.connect(lambda _place: self._show_counted())
        self.counted.opened.connect(lambda _place: self._open())
        self.form_.set_values({"period": next(iter(self._offered)), "against": ""})
        self._fill("period", "first", "last")
        self.form_.edited.connect(self._changed)
        self._count()

    def save_now(self) -> None:
        if not self.working():
            self.accept()

    def unsaved(self) -> bool:
        """It only looks."""
        return False

    def ask_where(self) -> None:
        """Ask where to, and write what is shown as a workbook."""
        if self.compared is None or self.working():
            return
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        name = f"{_('Figures')} {stretches.say(self.compared.stretch)}"
        proposed = str(folder / f"{file_names.safe(name, _('Figures'))}.xlsx")
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Export"), proposed, f"{_('Excel workbook')} (*.xlsx)")
        if chosen:
            path = Path(chosen)
            self.write(path if path.suffix.lower() == ".xlsx" else path.with_name(path.name + ".xlsx"))

    def write(self, path: Path) -> None:
        """Write both periods and the records behind them in the worker, and open it."""
        found, made_on = self.compared, self._today.isoformat()
        assert found is not None
        cluster, spoken = settings.get("cluster_name"), language()

        def work(progress: Progress) -> Written:
            return period_workbook.write(found, path, spoken, cluster=cluster, made_on=made_on, progress=progress)

        def done(_written: Written) -> None:
            self.save_button.setEnabled(True)
            self.say(_("{file} is written.").format(file=path.name), "success")
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

        self.run(work, done, _("Writing {file}").format(file=path.name))

    def stretch(self) -> Stretch:
        """The period. Raises Invalid, CrmError."""
        return self._between("first", "last")

    def other(self) -> Stretch:
        """What it is compared with. Raises Invalid, CrmError."""
        return self._between("other_first", "other_last")

    def _between(self, first: str, last: str) -> Stretch:
        days = [self.form_.value(name) for name in (first, last)]
        if None in days:
            raise Invalid({first: _("This must be filled in.")})
        return stretches.between(*days)

    def _changed(self, name: str) -> None:
        """A period that is chosen gives its days; a day that is written makes it a period of one's own."""
        if name == "period":
            self._fill("period", "first", "last")
        elif name == "against":
            self._fill("against", "other_first", "other_last")
        else:
            self._set({"period" if name in ("first", "last") else "against": OTHER})
        self._edited.start()

    def _fill(self, choice: str, first: str, last: str) -> None:
        key = self.form_.value(choice)
        if key == "":
            self._fill_earlier()
        elif key in self._offered:
            begins, ends = self._offered[key][1]
            self._set({first: begins, last: ends})
        if choice == "period" and self.form_.value("against") == "":
            self._fill_earlier()

    def _fill_earlier(self) -> None:
        try:
            begins, ends = stretches.a_year_earlier(self.stretch())
        except CrmError:  # a day is not readable yet
            return
        self._set({"other_first": begins, "other_last": ends})

    def _set(self, values: dict[str, object]) -> None:
        self.form_.blockSignals(True)
        self.form_.set_values(values)
        self.form_.blockSignals(False)

    def _count(self) -> None:
        if self.form_.value("against") == "":
            self._fill_earlier()
        try:
            stretch, other = self.stretch(), self.other()
        except Invalid:
            return  # said beside the field
        except CrmError as error:
            self.say(str(error))
            return
        if self.working():
            self._edited.start()
            return
        today = self._today
        self.run(
            lambda progress: counting.compare(stretch, other, today=today, progress=progress),
            self._show,
            _("Counting …"),
        )

    def _show(self, found: Compared) -> None:
        self.save_button.setEnabled(True)
        self.compared = found
        place = self.figures.current_id() or 0
        self.figures.table().set_columns(self._columns(stretches.say(found.stretch), stretches.say(found.other)))
        self.figures.show_rows(found.figures)
        self.figures.go_to(place)
        told = [_("What stands on 31 December in the report stands here on the last day of the period.")]
        if not (found.stretch.whole and found.other.whole):
            told.append(_("Money, results, surveys and the numbers of companies are kept by the year."))
        self._note.setText(" ".join(told))

    def _columns(self, now: str, before: str) -> list[Column]:
        def change(one: Reported) -> str:
            return figure_words.change(one.value, one.before.value, one.unit)

        return [
            Column("key", _("No."), 46, sortable=False),
            Column("name", _("Figure"), 224, show=lambda one: one.name(language()), sortable=False,
                   tip=lambda one: one.rule(language())),
            Column("now", now, 132, "right", show=lambda one: figure_words.short(one.value, one.unit), sortable=False),
            Column("before", before, 132, "right", sortable=False,
                   show=lambda one: figure_words.short(one.before.value, one.unit)),
            Column("change", _("Change"), 82, "right", show=change, sortable=False),
        ]  # fmt: skip

    def _show_counted(self) -> None:
        figure: Reported | None = self.figures.current_row()
        if figure is None:
            return
        self._behind.setText(f"{figure.key} · {figure_words.with_unit(figure.value, figure.unit)}")
        behind = list(_behind(figure))
        self.counted.setColumnHidden(0, not any(one.on for one in behind))
        self.counted.show_rows(behind)

    def _open(self) -> None:
        row: Counted | None = self.counted.current_row()
        if row is not None:
            self.accept()
            self._go(row.record, row.id)


def offered(today: date) -> Iterator[tuple[str, tuple[str, Stretch]]]:
    """The periods that are offered, by key with their names: quarters, this year and the last, the contract's."""
    year, quarter = today.year, (today.month + 2) // 3
    for back in range(1, 6):
        at = year * 4 + quarter - 1 - back
        stretch = stretches.quarter(at // 4, at % 4 + 1)
        yield f"q{back}", (stretches.say(stretch), stretch)
    this = stretches.quarter(year, quarter)
    yield "q0", (_("{period} so far").format(period=stretches.say(this)), this)
    for one in (year, year - 1, year - 2):
        yield f"y{one}", (str(one), stretches.of_year(one))
    known = settings.values()
    begins, ends = (known.get(key, "") for key in ("contract_start", "contract_end"))
    if begins and ends:
        first, last = date.fromisoformat(begins), date.fromisoformat(ends)
        yield "contract", (_("The contract period"), Stretch(first, last))


def _behind(figure: Reported) -> Iterator[Counted]:
    found = counted.shown(figure.record, figure.counted)
    for id in figure.counted:
        one = found.get(id)
        name = "" if one is None else code_lists.label(one.words, one.text) if one.words else one.text
        day = "" if one is None else ".".join(reversed(one.on.split("-")))
        yield Counted(figure.record, id, name, day)
