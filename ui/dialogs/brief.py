"""The page one reads before a meeting: on screen, as PDF, from the printer, as text."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QSize, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QPainter, QPaintEvent, QPen, QTextDocument
from PySide6.QtWidgets import QFileDialog, QWidget

from crm.exchange.writers import whole
from crm.i18n import _
from crm.queries import brief, settings
from crm.queries.brief import Brief
from ui.dialogs import brief_page
from ui.kit import clipboard, printing, theme
from ui.kit.dialog import Dialog


def ask(parent: QWidget | None, *, kind: str, id: int, today: date) -> "BriefDialog":
    """Show the brief of an organisation, a person or an interaction as of `today`."""
    dialog = BriefDialog(parent, brief.of(kind, id, today))
    dialog.open()
    dialog.save_button.setFocus()
    return dialog


class BriefDialog(Dialog):
    """A sheet of paper, and what can be done with it."""

    def __init__(self, parent: QWidget | None, told: Brief) -> None:
        super().__init__(parent, _("Before the meeting: {title}").format(title=told.title), save=_("Close"), width=900)
        self.told = told
        self.page = brief_page.document(told, settings.get("cluster_name"))
        self.cancel_button.hide()
        self.add_button(_("Print…"), self.print_page, icon="print")
        self.add_button(_("Save as PDF…"), self.save_pdf, icon="download")
        self.add_button(_("Copy as text"), self.copy, icon="copy")
        self.sheet = _Sheet(self.page)
        self.sheet.setAccessibleName(_("The page about {title}").format(title=told.title))
        self.sheet.setAccessibleDescription("\n".join(brief.as_lines(told)))
        self.body.addWidget(self.sheet)

    def copy(self) -> None:
        """Put the page on the clipboard as plain text."""
        clipboard.copy_text("\n".join(brief.as_lines(self.told)))
        self.say(_("Copied."), "success")

    def save_pdf(self) -> None:
        """Ask where to, write the page and open it."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        proposed = str(Path(folder) / f"{_file_name(self.told.title)} {self.told.made_on.isoformat()}.pdf")
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Save as PDF"), proposed, "PDF (*.pdf)")
        if chosen:
            path = Path(chosen)
            path = path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf")
            write(path, self.page)
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def print_page(self) -> None:
        """Ask for the printer in the system's own dialog."""
        printing.ask(self, self.told.title, lambda printer: self._printed(brief_page.put_on(printer, self.page)))

    def _printed(self, done: bool) -> None:
        if not done:
            self.say(printing.refused())


def write(path: Path, page: QTextDocument) -> None:
    """Write the page as a PDF, whole or not at all. Raises CrmError."""
    title = page.metaInformation(QTextDocument.MetaInformation.DocumentTitle)
    content = printing.pdf(title, lambda writer: brief_page.put_on(writer, page))
    with whole.appears_whole(path) as part:
        part.write_bytes(content)


def _file_name(title: str) -> str:
    """The title without what no file system takes."""
    return "".join(sign if sign.isalnum() or sign in " -_.,&æøåÆØÅ" else " " for sign in title)[:80].strip(" .") or "-"


class _Sheet(QWidget):
    """The page as it will be printed, as wide as there is room."""

    def __init__(self, page: QTextDocument) -> None:
        super().__init__()
        self._page = page
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        width = theme.px(brief_page.WIDTH)
        return QSize(width, width * brief_page.HEIGHT // brief_page.WIDTH)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        width = min(self.width(), self.height() * brief_page.WIDTH // brief_page.HEIGHT)
        painter.translate((self.width() - width) // 2, 0)
        brief_page.paint(self._page, painter, width)
        painter.setPen(QPen(theme.color("focus"), 4) if self.hasFocus() else theme.color("border"))
        painter.drawRect(0, 0, width - 1, width * brief_page.HEIGHT // brief_page.WIDTH - 1)
