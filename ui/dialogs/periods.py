"""The figures of any period beside those of another, frozen where wanted: a quarter, the contract period, any days."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from crm.errors import CrmError, Invalid
from crm.exchange.writers.columns import Written
from crm.i18n import _, language
from crm.progress import Progress
from crm.queries import reports as queries
from crm.queries.reports import RunRow
from crm.reports import run as reports
from crm.reports import workbook
from crm.reports.report import Report, Reported
from crm.rules import file_names, stretches
from crm.rules.stretches import Stretch
from ui.dialogs import choices, figure_words, period_choices
from ui.dialogs.listing import Listing
from ui.dialogs.period_choices import RUN, Counted
from ui.dialogs.working import WorkDialog
from ui.kit import fields, messages, text, tokens
from ui.kit.bar import Bar
from ui.kit.forms import Form
from ui.kit.table import Column

OTHER = "other"
"""The choice of two days of one's own."""
_PAUSE = 300  # ms after the last edit of a day
Go = Callable[[str, int], object]


def ask(parent: QWidget | None, *, go: Go, today: date | None = None) -> "PeriodsDialog":
    """Show the last whole quarter beside the same of the year before; `go(record, id)` leads to a counted record."""
    dialog = PeriodsDialog(parent, go, today or choices.today())
    dialog.open()
    dialog.form_.widget("period").setFocus()
    return dialog


class PeriodsDialog(WorkDialog):
    """Two periods, the figures of both, and the records behind the one that is chosen; a frozen one as it was."""

    def __init__(self, parent: QWidget | None, go: Go, today: date) -> None:
        self._offered = dict(period_choices.offered(today))
        self._runs: list[RunRow] = []
        names = [(key, name) for key, (name, _stretch) in self._offered.items()]
        named = self._named = [*names, (OTHER, _("Two other days"))]
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
        self.compared: Report | None = None
        self.frozen = Bar(closable=False)
        self._note = text.label("", "hint", wrap=True)
        self.figures = Listing(_("Figures"), period_choices.columns("", ""), tall=8, least=6)
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
        self.body.addWidget(self.frozen)
        self.body.addWidget(self._note)
        self.body.addLayout(halves, 1)
        self.cancel_button.hide()
        self.since_button = self.add_button(_("What changed since…"), self._since, icon="history")
        self.since_button.hide()
        self.freeze_button = self.add_button(_("Freeze"), self.freeze, icon="lock")
        self.book_button = self.add_button(_("Make Excel file…"), self.ask_where, icon="export")
        self._edited = QTimer(self)
        self._edited.setSingleShot(True)
        self._edited.setInterval(_PAUSE)
        self._edited.timeout.connect(self._count)
        self.figures.current_changed.connect(lambda _place: self._show_counted())
        self.counted.opened.connect(lambda _place: self._open())
        self._offer_frozen()
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
        name = f"{_('Figures')} {stretches.say(self.compared.period)}"
        proposed = str(folder / f"{file_names.safe(name, _('Figures'))}.xlsx")
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Export"), proposed, f"{_('Excel workbook')} (*.xlsx)")
        if chosen:
            path = Path(chosen)
            self.write(path if path.suffix.lower() == ".xlsx" else path.with_name(path.name + ".xlsx"))

    def write(self, path: Path) -> None:
        """Write both periods and the records behind them in the worker, and open it."""
        found, today, spoken = self.compared, self._today, language()
        assert found is not None

        def work(progress: Progress) -> Written:
            report = found
            if report.run is None:  # only looked at until now: what it counts has no names yet
                report = reports.make_period(found.period, found.against, today=today, progress=progress)
            return workbook.write(report, path, spoken, progress=progress)

        def done(_written: Written) -> None:
            self.save_button.setEnabled(True)
            self.say(_("{file} is written.").format(file=path.name), "success")
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

        self.run(work, done, _("Writing {file}").format(file=path.name))

    def freeze(self) -> None:
        """Ask, and keep what is shown for good."""
        found, today = self.compared, self._today
        if found is None or found.run is not None or self.working():
            return
        title = _("Freeze the figures of {period}?").format(period=stretches.say(found.period))
        words = _(
            "The figures are kept for good as they are now, with a hash. It cannot be undone; you can freeze again."
        )
        if not messages.ask(self, title, words, _("Freeze")):
            return

        def work(progress: Progress) -> Report:
            made = reports.make_period(found.period, found.against, today=today, progress=progress)
            return reports.load(reports.freeze(made).run)

        self.run(work, self._frozen, _("Freezing"), cancellable=False)

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
            if self._chosen_run() is not None:  # what was frozen stands beside what it was frozen with
                self._set({"period": OTHER})
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

    def _chosen_run(self) -> int | None:
        key = str(self.form_.value("period") or "")
        return int(key.removeprefix(RUN)) if key.startswith(RUN) else None

    def _offer_frozen(self) -> None:
        """Offer those that are frozen below the others, the newest first."""
        self._runs = queries.of_periods()
        self.form_.blockSignals(True)
        before = self.form_.value("period")
        self.form_.set_choices("period", [*self._named, *period_choices.frozen(self._runs)])
        self.form_.set_values({"period": before})
        self.form_.blockSignals(False)

    def _open_frozen(self, number: int) -> None:
        self._set({"period": f"{RUN}{number}"})
        self._count()

    def _open_now(self) -> None:
        if self.compared is not None:
            self._set({"period": OTHER})
            self._count()

    def _frozen(self, made: Report) -> None:
        self._offer_frozen()
        self._set({"period": f"{RUN}{made.run}"})
        self._show(made)
        self.say(_("Frozen as report no. {number}.").format(number=made.run), "success")

    def _since(self) -> None:
        from ui.dialogs import reconciled

        if self.compared is not None and self.compared.run is not None:
            reconciled.ask(self, run=self.compared.run)

    def _count(self) -> None:
        if self.working():
            self._edited.start()
            return
        number = self._chosen_run()
        if number is not None:
            self.run(lambda _progress: reports.load(number), self._show, _("Reading"))
            return
        if self.form_.value("against") == "":
            self._fill_earlier()
        try:
            stretch, other = self.stretch(), self.other()
        except Invalid:
            return  # said beside the field
        except CrmError as error:
            self.say(str(error))
            return
        today = self._today
        self.run(
            lambda progress: reports.make_period(stretch, other, today=today, named=False, progress=progress),
            self._show,
            _("Counting …"),
        )

    def _show(self, found: Report) -> None:
        self.save_button.setEnabled(True)
        self.compared = found
        if found.run is not None:
            (first, last), (other_first, other_last) = found.period, found.against
            days = {"first": first, "last": last, "other_first": other_first, "other_last": other_last}
            self._set({**days, "against": OTHER})
        place = self.figures.current_id() or 0
        self.figures.table().set_columns(
            period_choices.columns(stretches.say(found.period), stretches.say(found.against))
        )
        self.figures.show_rows(found.listed)
        self.figures.go_to(place)
        told = [_("What stands on 31 December in the report stands here on the last day of the period.")]
        if not (found.period.whole and found.against.whole):
            told.append(_("Money, results, surveys and the numbers of companies are kept by the year."))
        self._note.setText(" ".join(told))
        self._tell(found)

    def _tell(self, found: Report) -> None:
        """Whether it is frozen, and the way to the other."""
        year = found.period == stretches.of_year(found.period.last.year)
        self.freeze_button.setEnabled(found.run is None and not year)
        self.freeze_button.setToolTip(
            _("A year is frozen on the page Reports, with all its sheets")
            if year
            else _("Keep the figures of this period as they are now, for good")
        )
        self.since_button.setVisible(found.run is not None)
        period_choices.tell(self.frozen, found, self._runs, frozen=self._open_frozen, now=self._open_now)

    def _show_counted(self) -> None:
        figure: Reported | None = self.figures.current_row()
        if figure is None:
            return
        self._behind.setText(f"{figure.key} · {figure_words.with_unit(figure.value, figure.unit)}")
        found = list(period_choices.behind(figure, self.compared))
        self.counted.setColumnHidden(0, not any(one.on for one in found))
        self.counted.show_rows(found)

    def _open(self) -> None:
        row: Counted | None = self.counted.current_row()
        if row is not None:
            self.accept()
            self._go(row.record, row.id)
