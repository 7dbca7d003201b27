"""Certificates for all who attended an activity: one PDF with a page each, a file each, or from the printer."""

from pathlib import Path

from PySide6.QtCore import QSize, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from crm.i18n import _, ngettext
from crm.progress import Progress
from crm.queries import certificates, staff
from crm.queries.certificates import Attended, Certificates
from crm.rules import code_lists, file_names, numbers
from ui.dialogs import certificate_page, choices
from ui.dialogs.certificate_page import Look
from ui.dialogs.ticks import Ticks
from ui.dialogs.working import WorkDialog
from ui.kit import fields, printing, text, theme, tokens
from ui.kit.forms import Form
from ui.kit.table import Column


def ask(parent: QWidget | None, *, activity: int, signs: int | None = None) -> "CertificatesDialog":
    """Show the certificates of an activity; `signs` is who of the staff signs what is written here."""
    name = next((one.name for one in staff.all() if one.id == signs), "")
    dialog = CertificatesDialog(parent, certificates.of(activity), name)
    dialog.open()
    dialog.save_button.setFocus()
    return dialog


class CertificatesDialog(WorkDialog):
    """Who gets one at the left, the sheet of the current one at the right."""

    def __init__(self, parent: QWidget | None, told: Certificates, signed_by: str) -> None:
        title = _("Certificates: {name}").format(name=told.activity)
        super().__init__(parent, title, save=_("Save as PDF…"), width=1060)
        self.told = told
        self.form = Form(
            [
                fields.text("signed_by", _("Signed by")),
                fields.text("about", _("What it was about"), placeholder=_("A line on every certificate, or nothing")),
            ]
        )
        self.form.set_values({"signed_by": signed_by, "about": ""})
        self.each = self.add_button(_("A file each…"), self.save_each, icon="folder")
        self.printing = self.add_button(_("Print…"), self.print_all, icon="print")
        self.people = Ticks(
            _("Who gets one"),
            [
                Column("person", _("Who"), 170, sortable=False, icon=_icon, tip=_role),
                Column("organisation", _("Organisation"), 170, sortable=False),
            ],
            tall=12,
        )
        self.sheet = _Sheet(self)
        self.sheet.setAccessibleName(_("The certificate as it will look"))
        self._lay_out()
        self.people.changed.connect(self._tell)
        self.people.view.current_changed.connect(lambda _id: self.sheet.update())
        self.form.edited.connect(lambda _name: self.sheet.update())
        self.people.show_rows(told.attended, range(len(told.attended)))

    def look(self) -> Look:
        """What is on every certificate now."""
        assert self.form is not None
        values = self.form.values()
        return Look(self.told, choices.today(), QApplication.font(), values["about"], values["signed_by"])

    def shown(self) -> Attended | None:
        """Whose certificate is shown."""
        found: Attended | None = self.people.view.current_row()
        return found

    def save_now(self) -> None:
        """Ask where to, and write one PDF with a page for each."""
        if not self.save_button.isEnabled():
            return
        proposed = str(_documents() / f"{self._called()}.pdf")
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Save as PDF"), proposed, "PDF (*.pdf)")
        if chosen:
            path = Path(chosen)
            self.write(path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf"))

    def save_each(self) -> None:
        """Ask for a folder, and write a file for each into a new one there."""
        chosen = QFileDialog.getExistingDirectory(self, _("A folder for the certificates"), str(_documents()))
        if chosen:
            self.write(Path(chosen), each=True)

    def write(self, path: Path, *, each: bool = False) -> None:
        """Write those that are taken in the worker, and open what was written."""
        look, people = self.look(), self.people.taken()
        deed = certificate_page.write_each if each else certificate_page.write_one

        def work(progress: Progress) -> Path:
            return deed(path, look, people, progress)

        self.run(work, self._written, _("Writing certificates"))

    def print_all(self) -> None:
        """Ask for the printer in the system's own dialog."""
        printing.ask(
            self,
            self._called(),
            lambda printer: self._printed(certificate_page.put_on(printer, self.look(), self.people.taken())),
        )

    def _printed(self, done: bool) -> None:
        if not done:
            self.say(printing.refused())

    def _written(self, path: Path) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        self.saved.emit(path)
        self.accept()

    def _called(self) -> str:
        name = f"{_('Certificates')} {self.told.activity} {self.told.start_on.isoformat()}"
        return file_names.safe(name, _("Certificates"))

    def _tell(self) -> None:
        count = len(self.people.taken())
        words = ngettext("{count} certificate", "{count} certificates", count)
        self.people.tell(words.format(count=numbers.show_int(count)))
        for made in (self.save_button, self.each, self.printing):
            made.setEnabled(bool(count))

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(tokens.M)
        assert self.form is not None
        left.addWidget(self.form)
        if self.told.attended:
            left.addWidget(self.people, 1)
        else:
            self.people.hide()
            why = _("Nobody is noted as having attended. Tick who came first; people without a name get none.")
            left.addWidget(text.label(why, "muted", wrap=True))
            left.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(tokens.L)
        both.addLayout(left, 5)
        both.addWidget(self.sheet, 6, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(both, 1)


class _Sheet(QWidget):
    """The certificate as it will be printed."""

    def __init__(self, dialog: CertificatesDialog) -> None:
        super().__init__()
        self._dialog = dialog

    def sizeHint(self) -> QSize:
        width = theme.px(540)
        return QSize(width, width * certificate_page.HEIGHT // certificate_page.WIDTH)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        who = self._dialog.shown() or Attended(0, "–", "", speaks=False)
        painter = QPainter(self)
        width = min(self.width(), self.height() * certificate_page.WIDTH // certificate_page.HEIGHT)
        certificate_page.paint(painter, self._dialog.look(), who, width)
        painter.setPen(QPen(theme.color("border")))
        painter.drawRect(0, 0, width - 1, width * certificate_page.HEIGHT // certificate_page.WIDTH - 1)


def _documents() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def _role(row: Attended) -> str:
    return code_lists.label("participation_role", "speaker" if row.speaks else "participant")


def _icon(row: Attended) -> str:
    return "star" if row.speaks else "person"
