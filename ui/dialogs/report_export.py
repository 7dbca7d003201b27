"""The annual report as a workbook: which year, in which language, frozen or not, where to keep it."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from crm.errors import Invalid
from crm.i18n import _, language
from crm.progress import Progress
from crm.reports import run, workbook
from crm.reports.template import form as template_form
from ui.dialogs import choices, report_beside
from ui.dialogs.form_file import FormFile
from ui.dialogs.working import WorkDialog
from ui.kit import fields, messages
from ui.kit.buttons import button
from ui.kit.forms import Form

ENDING = ".xlsx"


class Made(NamedTuple):
    """The workbook that was written; `run` is the number of the frozen report, None for one that is not kept."""

    path: Path
    run: int | None


def ask(parent: QWidget, *, year: int) -> "ReportDialog":
    """Ask for the few things a report needs, and write it in the worker."""
    dialog = ReportDialog(parent, year)
    dialog.open()
    dialog.where.edit.setFocus()
    return dialog


class ReportDialog(WorkDialog):
    """Stays open when the workbook is there: it is opened, or shown in its folder, from here."""

    def __init__(self, parent: QWidget, year: int) -> None:
        self.where, self.template = Where(), FormFile()
        self.made: Made | None = None
        form = Form(
            [
                choices.year("year", _("Year")),
                fields.choice("language", _("Language"), choices=[("nb", "Bokmål"), ("en", "English")]),
                _freeze(),
                replace(fields.check("contacts", _("Name the contact person of each member")), wide=True),
                fields.custom(
                    "template",
                    _("A form of your own"),
                    widget=self.template,
                    get=self.template.path,
                    put=self.template.put,
                    changed=self.template.changed,
                    hint=_("Marks such as {mark} in it are filled; all the rest of it stays as it is.").format(
                        mark="{{K01}}"
                    ),
                    wide=True,
                ),
                replace(fields.check("anyway", _("Leave marks that are not known as they are")), wide=True),
                fields.custom(
                    "path",
                    _("Save as"),
                    widget=self.where,
                    get=self.where.path,
                    put=self.where.put,
                    changed=self.where.changed,
                    wide=True,
                ),
                *report_beside.ticks(),
            ],
            columns=2,
        )
        super().__init__(parent, _("Annual report"), save=_("Make Excel file"), form=form, width=560)
        self._form = form
        grid = form.layout()
        assert isinstance(grid, QGridLayout)
        grid.setRowStretch(grid.rowCount(), 1)  # what room is left stands below all, not between year and freezing
        form.set_values({"year": year, "language": language(), "freeze": False, "anyway": False, "contacts": False})
        form.set_values(dict.fromkeys(report_beside.NAMES, False))
        form.set_visible("anyway", False)
        form.edited.connect(self._propose)
        self._propose("year")
        self._show = self.add_button(_("Show in folder"), self._show_folder, icon="folder")
        self._open = self.add_button(_("Open the file"), self._open_file, icon="file")
        for made in (self._show, self._open):
            made.hide()

    def save_now(self) -> None:
        if not self.save_button.isEnabled():
            return
        if self.made is not None:
            self.accept()
            return
        self.say("")
        self._form.clear_problems()
        try:
            values = self._form.values()
        except Invalid as problem:
            self._form.show_problems(problem.fields)
            return
        also = [name for name in report_beside.NAMES if values.pop(name)]
        beside = [report_beside.path(name, values["path"]) for name in also]
        if not all(map(self.where.may_replace, [values["path"], *beside])):
            return
        values["also"] = also
        self.run(lambda progress: write(**values, progress=progress), self._written, _("Writing the report"))

    def _written(self, made: Made) -> None:
        self.made = made
        self.say(_("The report is in {file}.").format(file=made.path.name), "success")
        self._form.setEnabled(False)
        for one in (self._show, self._open):
            one.show()
        self.cancel_button.hide()
        self.save_button.setText(_("Close"))
        self.save_button.setEnabled(True)
        self._open.setFocus()
        self.saved.emit(made)

    def _propose(self, name: str) -> None:
        if name == "template":
            own = bool(self.template.edit.text().strip())
            self._form.set_visible("anyway", own)
            self._form.set_visible("contacts", not own)
        if name in ("year", "language"):
            try:
                year, spoken = self._form.value("year"), self._form.value("language")
            except Invalid:
                return
            title = "Årsrapport" if spoken == "nb" else "Annual report"
            self.where.propose(f"{title} {year}{ENDING}")

    def _open_file(self) -> None:
        if self.made is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.made.path)))

    def _show_folder(self) -> None:
        if self.made is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.made.path.parent)))


def _freeze() -> fields.Field:
    hint = _("They are kept with their proof, as they were sent: later changes do not touch them.")
    return replace(fields.check("freeze", _("Freeze the figures"), hint=hint), wide=True)


def write(
    *,
    year: int,
    language: str,
    freeze: bool,
    contacts: bool,
    template: Path | None,
    anyway: bool,
    path: Path,
    also: Collection[str] = (),
    progress: Progress,
) -> Made:
    """Ask every figure, freeze them where wanted, write the workbook or fill the form, and what is wanted beside it.

    Raises CrmError where it cannot be written, and where the form holds marks that are not known, unless `anyway`.
    """
    report = run.make(year, progress=progress)
    if template is not None:
        # What cannot be filled is told before anything is kept.
        template_form.refuse(template_form.look(template, report, language), template, anyway=anyway)
    if freeze:
        report = run.load(run.freeze(report, file_name=path.name).run)
    if template is None:
        workbook.write(report, path, language, contacts=contacts, progress=progress)
    else:
        template_form.fill(report, template, path, language, anyway=anyway, progress=progress)
    report_beside.write(also, report, path, language, progress)
    return Made(path, report.run)


class Where(QWidget):
    """A file to write, or to choose in the system's own dialog."""

    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.edit = QLineEdit()
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self.changed)
        self.edit.textEdited.connect(lambda: self._take())
        self._mine = False
        self._asked: Path | None = None
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.edit, 1)
        line.addWidget(button(_("Choose…"), self._choose))

    def path(self) -> Path:
        """The file that was named; raises Invalid where none is, or its folder does not exist."""
        words = self.edit.text().strip()
        if not words:
            raise Invalid({"": _("Say where the report is to be kept.")})
        path = Path(words).expanduser()
        if path.suffix.lower() != ENDING:
            path = path.with_name(path.name + ENDING)
        if not path.parent.is_dir():
            raise Invalid({"": _("There is no folder {folder}.").format(folder=path.parent)})
        return path

    def put(self, path: Any) -> None:
        """Show a file."""
        self.edit.setText("" if path is None else str(path))

    def propose(self, name: str) -> None:
        """Show a file in the user's documents, unless somebody has named one."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = Path(documents) if documents and Path(documents).is_dir() else Path.home()
        if not self._mine:
            self.put(folder / name)

    def may_replace(self, path: Path) -> bool:
        """Whether the file may be written: asked where one of that name is there and nobody has said so yet."""
        if not path.exists() or path == self._asked:
            return True
        words = _("{file} is there already and would be replaced.").format(file=path.name)
        return messages.ask(self, _("Replace the file?"), words, _("Replace"), danger=True)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.edit.setAccessibleName(name)

    def _take(self) -> None:
        self._mine = True

    def _choose(self) -> None:
        books = _("Excel workbook") + f" (*{ENDING})"
        chosen, _filter = QFileDialog.getSaveFileName(self, _("Save the report"), self.edit.text(), books)
        if chosen:
            # The system's dialog has asked already whether to replace it.
            self._mine, self._asked = True, Path(chosen)
            self.put(chosen)
