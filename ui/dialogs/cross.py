"""A cross table of any list: rows, columns, what is counted, and the records behind each cell."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QStandardPaths, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from crm.errors import CrmError
from crm.exchange import cross_table
from crm.exchange.writers.columns import Written
from crm.i18n import _, ngettext
from crm.progress import Progress
from crm.queries import counted, named
from crm.queries.lists import axes, cross, reading
from crm.queries.lists.conditions import EVERYTHING, Condition
from crm.queries.lists.cross import Behind, Cross, CrossQuery
from crm.queries.lists.fields import LISTS
from crm.rules import dates, file_names, numbers
from ui.dialogs import choices, filter_builder, print_list
from ui.dialogs.cross_view import CrossView
from ui.dialogs.listing import Listing
from ui.dialogs.working import WorkDialog
from ui.kit import fields, text, tokens
from ui.kit.buttons import button
from ui.kit.forms import Form
from ui.kit.paper import Head, Table
from ui.kit.table import Column

Go = Callable[[str, int], object]
_PAUSE = 200  # ms after the last change
_BEGIN = {
    "organisation": ("helix_sector", "size_class"),
    "person": ("organisations.helix_sector", "gender"),
    "interaction": ("organisations.helix_sector", "held_on:year"),
    "task": ("responsible", "status"),
    "activity": ("type", "start_on:year"),
    "project": ("type", "stage"),
    "contribution": ("focus_area", "year"),
    "membership_fee": ("category", "year"),
}
"""The rows and columns that each list begins with."""
_SHOWN = 2_000


class Row(NamedTuple):
    """A record behind a cell."""

    record: str
    id: int
    on: str
    name: str


def ask(parent: QWidget | None, *, go: Go, about: str = "interaction", today: date | None = None) -> "CrossDialog":
    """Show the interactions of each year by actor type, or another list; `go(record, id)` leads to a record."""
    dialog = CrossDialog(parent, go, about, today or choices.today())
    dialog.open()
    dialog.form_.widget("about").setFocus()
    return dialog


class CrossDialog(WorkDialog):
    """What is counted above, the table at the left, the records of the cell at the right."""

    def __init__(self, parent: QWidget | None, go: Go, about: str, today: date) -> None:
        self.form_ = Form(
            [
                fields.choice("about", _("Whose records"), choices=[(one, reading.subject(one)) for one in LISTS]),
                fields.choice("rows", _("Rows"), choices=[]),
                fields.choice("columns", _("Columns"), choices=[]),
                fields.choice("measure", _("Measure"), choices=[]),
                fields.choice("field", _("Adds up"), choices=[]),
            ],
            columns=3,
        )
        super().__init__(parent, _("Cross table"), save=_("Close"), form=self.form_, width=1180)
        self._go, self._today = go, today
        self.condition: Condition = EVERYTHING
        self.shown: Cross | None = None
        self.told = text.label("", "muted", wrap=True)
        self.note = text.label("", "hint", wrap=True)
        self.behind_words = text.label("", "section")
        self.view = CrossView()
        self.behind = Listing(
            _("Records"),
            [
                Column("on", _("Day"), 104, sortable=False),
                Column("name", _("What is counted"), 150, sortable=False, tip=lambda row: row.name),
            ],
            tall=8,
            least=6,
        )
        self._lay_out()
        self.cancel_button.hide()
        self.copy_button = self.add_button(_("Copy"), self.view.copy_all, icon="copy")
        self.export_button = self.add_button(_("Export…"), self.export, icon="export")
        self.print_button = self.add_button(_("Print…"), self.print_it, icon="print")
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_PAUSE)
        self._later.timeout.connect(self.count)
        self.view.cell_changed.connect(self._show_behind)
        self.behind.opened.connect(lambda _place: self._open())
        self._offer(about)
        self.form_.edited.connect(self._edited)
        self.count()

    def save_now(self) -> None:
        if not self.working():
            self.accept()

    def unsaved(self) -> bool:
        """It only looks."""
        return False

    def query(self) -> CrossQuery:
        """What is asked for now."""
        values = self.form_.values()
        summed = values["field"] or "" if values["measure"] == "sum" else ""
        return CrossQuery(
            values["about"],
            values["rows"] or "",
            values["columns"] or "",
            values["measure"],
            summed,
            self.condition,
            self._today,
        )

    def count(self) -> None:
        """Count it in the worker."""
        if self.working():
            self._later.start()
            return
        query = self.query()
        self.told.setText(reading.say(query.about, query.conditions) or reading.subject(query.about))
        self.run(lambda _progress: query.table(), self._show, _("Counting …"))

    def build(self) -> None:
        """Choose which of the records count."""
        filter_builder.ask(self, self.query().about, self.condition, done=self._take, today=self._today)

    def export(self) -> None:
        """Ask where to, and write the table."""
        if self.shown is None:
            return
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        proposed = str(folder / f"{file_names.safe(self._name(), _('Cross table'))}.xlsx")
        kinds = f"{_('Excel workbook')} (*.xlsx);;{_('CSV file')} (*.csv)"
        chosen, kind = QFileDialog.getSaveFileName(self, _("Export"), proposed, kinds)
        if chosen:
            path = Path(chosen)
            known = path.suffix.lower() in (".xlsx", ".csv")
            self.write(path if known else path.with_name(path.name + (".csv" if "csv" in kind else ".xlsx")))

    def write(self, path: Path) -> None:
        """Write the table in the worker, and open it."""
        table, today = self.shown, self._today
        assert table is not None

        def work(progress: Progress) -> Written:
            return cross_table.write(path, table, today=today, progress=progress)

        def done(_written: Written) -> None:
            self._ready()
            self.say(_("{file} is written.").format(file=path.name), "success")
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

        self.run(work, done, _("Writing {file}").format(file=path.name))

    def print_it(self) -> None:
        """Show it on paper, with the printer and PDF beside."""
        table = self.shown
        if table is None:
            return
        heads = [Head(axes.name(table.query.about, table.query.rows))]
        heads += [Head(words, right=True) for _key, words in cross_table.heads(table)]
        lines = [
            (words, *(cross_table.words(table, row, column) for column, _head in cross_table.heads(table)))
            for row, words in cross_table.lines(table)
        ]
        foot = " ".join(cross_table.told(table))
        paper = Table(cross_table.title(table), heads, lines, dates.show(self._today), foot)
        print_list.ask(self, title=paper.title, read=lambda _progress: paper, name=self._name())

    def _name(self) -> str:
        title = cross_table.title(self.shown) if self.shown is not None else _("Cross table")
        return f"{title} {self._today.isoformat()}"

    def _take(self, condition: Condition) -> None:
        self.condition = condition
        self.count()

    def _edited(self, name: str) -> None:
        if name == "about":
            self.condition = EVERYTHING  # it was of other records
            self._offer(str(self.form_.value("about")))
        self.form_.set_visible("field", self.form_.value("measure") == "sum")
        self._later.start()

    def _offer(self, about: str) -> None:
        """Offer what this list has, and begin with what is most likely asked of it."""
        sides = [(axis.key, axis.name) for axis in axes.offered(about)]
        self.form_.blockSignals(True)
        self.form_.set_choices("rows", sides)
        self.form_.set_choices("columns", [("", _("None")), *sides])
        self.form_.set_choices("measure", [(key, cross_table.measure(key)) for key in cross.measures(about)])
        summed = [(field.key, field.name) for field in cross.summable(about)]
        self.form_.set_choices("field", summed)
        rows, columns = _BEGIN[about]
        begin = {"about": about, "rows": rows, "columns": columns, "measure": "count"}
        self.form_.set_values(begin | {"field": summed[0][0] if summed else None})
        self.form_.set_visible("field", False)
        self.form_.blockSignals(False)

    def _show(self, table: Cross) -> None:
        self._ready()
        self.shown = table
        self.note.setText(
            " ".join(cross_table.told(table)[bool(reading.say(table.query.about, table.query.conditions)) :])
        )
        self.view.show_table(table, axes.name(table.query.about, table.query.rows))

    def _ready(self) -> None:
        self.save_button.setEnabled(True)

    def _show_behind(self) -> None:
        table = self.shown
        if table is None or table is not self.view.shown:
            return
        try:
            found = table.query.behind(*self.view.cell())
        except CrmError as error:  # the register changed meanwhile
            self.say(str(error))
            return
        self.behind_words.setText(self.view.words())
        shown = list(_rows(found))
        self.behind.setColumnHidden(0, not any(row.on for row in shown))
        self.behind.show_rows(shown)
        more = len(found.ids) - len(shown)
        if more:
            words = ngettext("{count} more", "{count} more", more)
            self.behind_words.setText(f"{self.view.words()} ({words.format(count=numbers.show_int(more))})")

    def _open(self) -> None:
        row: Row | None = self.behind.current_row()
        if row is not None:
            self.accept()
            self._go(row.record, row.id)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(tokens.M)
        self.filter_button = button(_("Which of them…"), self.build, icon="filter")
        line.addWidget(self.filter_button)
        line.addWidget(self.told, 1)
        right, halves = QVBoxLayout(), QHBoxLayout()
        right.addWidget(self.behind_words)
        right.addWidget(self.behind, 1)
        halves.setSpacing(tokens.M)
        halves.addWidget(self.view, 3)
        halves.addLayout(right, 2)
        self.body.addLayout(line)
        self.body.addLayout(halves, 1)
        self.body.addWidget(self.note)


def _rows(found: Behind) -> list[Row]:
    ids = found.ids[:_SHOWN]
    names, days = named.names(found.record, ids), counted.shown(found.record, ids)
    return [Row(found.record, id, _day(days[id].on if id in days else ""), names.get(id, "")) for id in ids]


def _day(on: str) -> str:
    return ".".join(reversed(on.split("-")))
