"""A list as it is on screen, on paper: a preview, the printer of the system, or a PDF."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from crm.exchange.writers import pdf_file
from crm.i18n import _, ngettext
from crm.progress import Progress, silent
from crm.rules import file_names, numbers
from ui.dialogs.working import WorkDialog
from ui.kit import fields, paper, printing, text, theme, tokens
from ui.kit.buttons import icon_button
from ui.kit.forms import Form
from ui.kit.paper import Sheet, Table

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

AUTO = "auto"
WAYS: dict[str, paper.Way] = {AUTO: "", "portrait": "portrait", "landscape": "landscape"}


def ask(parent: QWidget | None, *, title: str, read: Callable[[Progress], Table], name: str = "") -> "PrintDialog":
    """Show how a list looks on paper; `read` gives it in the worker, `name` is what a PDF of it is called."""
    dialog = PrintDialog(parent, title, read, name or title)
    dialog.open()
    dialog.begin()
    return dialog


class PrintDialog(WorkDialog):
    """Title and way of the paper at the left, a page at the right."""

    def __init__(self, parent: QWidget | None, title: str, read: Callable[[Progress], Table], name: str) -> None:
        super().__init__(parent, _("Print: {name}").format(name=title), save=_("Print…"), width=940)
        self._reader, self._name = read, name
        self._table: Table | None = None
        self.sheet: Sheet | None = None
        self.page, self._way = 0, AUTO
        self.form = Form(
            [
                fields.text("title", _("Title")),
                fields.choice(
                    "way",
                    _("Paper"),
                    choices=[
                        (AUTO, _("As the columns need it")),
                        ("portrait", _("Upright")),
                        ("landscape", _("Lying")),
                    ],
                ),
            ]
        )
        self.form.set_values({"title": title, "way": AUTO})
        self.pdf = self.add_button(_("Save as PDF…"), self.save_pdf, icon="file")
        self.told = text.label("", "muted", wrap=True)
        self.preview = _Preview(self)
        self.before = icon_button("chevron-left", _("Page before"), lambda: self.turn(-1))
        self.after = icon_button("chevron-right", _("Next page"), lambda: self.turn(1))
        self.where = text.label("", "muted")
        self._lay_out()
        self.form.edited.connect(lambda _name: self._again())
        self._ready(False)

    def begin(self) -> None:
        """Read the list and lay it out in the worker."""
        font, way = QFont(QApplication.font()), WAYS[self._way]

        def work(progress: Progress) -> tuple[Table, Sheet]:
            table = self._reader(progress)
            return table, paper.lay_out(table, font, way, progress)

        self.run(work, self._read, _("Reading the list"))

    def turn(self, by: int) -> None:
        """Show another page."""
        if self.sheet is not None:
            self.page = max(0, min(self.page + by, len(self.sheet.pages) - 1))
            self._tell()

    def save_now(self) -> None:
        """Ask for the printer in the system's own dialog."""
        if not self.save_button.isEnabled() or self.sheet is None:
            return
        sheet = self.sheet

        def put(printer: "QPrinter") -> None:
            self._printed(paper.put_on(printer, sheet, first=printer.fromPage(), last=printer.toPage()))

        printing.ask(self, sheet.table.title, put)

    def save_pdf(self) -> None:
        """Ask where to, and write the PDF."""
        if self.sheet is None or self.working():
            return
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        proposed = str(folder / f"{file_names.safe(self._name, _('List'))}.pdf")
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Save as PDF"), proposed, "PDF (*.pdf)")
        if chosen:
            path = Path(chosen)
            self.write(path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf"))

    def write(self, path: Path) -> None:
        """Write the PDF in the worker, and open it."""
        sheet = self.sheet
        assert sheet is not None

        def work(progress: Progress) -> Path:
            write_pdf(path, sheet, progress)
            return path

        self.run(work, self._written, _("Writing {file}").format(file=path.name))

    def _read(self, found: tuple[Table, Sheet]) -> None:
        self._table, sheet = found
        self._show(sheet)
        self.save_button.setFocus()

    def _again(self) -> None:
        """Lay it out once more: with another title, or the paper another way."""
        table = self._table
        if table is None or self.working() or self.form is None:
            return
        values = self.form.values()
        table, font = table._replace(title=values["title"]), QFont(QApplication.font())
        if self.sheet is not None and values["way"] == self._way:
            self._show(self.sheet._replace(table=table))
        else:
            self._way = values["way"]
            way = WAYS[self._way]
            self.run(lambda progress: paper.lay_out(table, font, way, progress), self._show, _("Laying out"))

    def _show(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.page = min(self.page, len(sheet.pages) - 1)
        self._ready(True)
        self._tell()

    def _ready(self, ready: bool) -> None:
        self.save_button.setEnabled(ready)
        self.pdf.setEnabled(ready)

    def _tell(self) -> None:
        sheet = self.sheet
        assert sheet is not None
        rows = sum(not isinstance(line, str) for line in sheet.table.lines)
        pages = len(sheet.pages)
        words = [
            ngettext("{count} row", "{count} rows", rows).format(count=numbers.show_int(rows)),
            ngettext("{count} page", "{count} pages", pages).format(count=numbers.show_int(pages)),
        ]
        told = " · ".join(words)
        if sheet.cut:
            more = ngettext(
                "{count} row is higher than a page: its end is not printed. Excel has it whole.",
                "{count} rows are higher than a page: their ends are not printed. Excel has them whole.",
                sheet.cut,
            )
            told += "\n" + more.format(count=numbers.show_int(sheet.cut))
        self.told.setText(told)
        self.where.setText(f"{self.page + 1} / {pages}")
        self.before.setEnabled(self.page > 0)
        self.after.setEnabled(self.page + 1 < pages)
        self.preview.updateGeometry()
        self.preview.update()

    def _written(self, path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        self.saved.emit(path)
        self.accept()

    def _printed(self, done: bool) -> None:
        if done:
            self.accept()
        else:
            self.say(printing.refused())

    def _lay_out(self) -> None:
        assert self.form is not None
        left = QVBoxLayout()
        left.setSpacing(tokens.M)
        left.addWidget(self.form)
        left.addWidget(self.told)
        left.addStretch(1)
        turning = QHBoxLayout()
        turning.addStretch(1)
        for widget in (self.before, self.where, self.after):
            turning.addWidget(widget)
        turning.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(tokens.S)
        right.addWidget(self.preview, 1)
        right.addLayout(turning)
        both = QHBoxLayout()
        both.setSpacing(tokens.L)
        both.addLayout(left, 4)
        both.addLayout(right, 7)
        self.body.addLayout(both, 1)


def write_pdf(path: Path, sheet: Sheet, progress: Progress = silent) -> None:
    """Write it as PDF, whole or not at all. Raises CrmError where it cannot be written, Cancelled."""
    content = printing.pdf(sheet.table.title, lambda writer: paper.put_on(writer, sheet, progress=progress))
    pdf_file.write(path, content, len(sheet.pages))


class _Preview(QWidget):
    """A page as it will be printed."""

    def __init__(self, dialog: PrintDialog) -> None:
        super().__init__()
        self._dialog = dialog
        self.setAccessibleName(_("The page as it will look"))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(560), theme.px(560))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(320), theme.px(320))

    def paintEvent(self, event: QPaintEvent) -> None:
        sheet = self._dialog.sheet
        if sheet is None:
            return
        painter = QPainter(self)
        width = min(self.width() - 1, int((self.height() - 1) * sheet.width / sheet.height))
        high = int(width * sheet.height / sheet.width)
        painter.translate((self.width() - width) // 2, 0)
        paper.paint(painter, sheet, self._dialog.page, width)
        painter.setPen(QPen(theme.color("border")))
        painter.drawRect(0, 0, width - 1, high - 1)
