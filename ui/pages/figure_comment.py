"""What the staff say to a figure of the year: a small field in its passport, kept when it is left."""

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm.commands import figure_comments as commands
from crm.i18n import _
from crm.queries import figure_comments
from crm.reports.report import Report, Reported
from ui.dialogs.note_field import note
from ui.kit import text
from ui.kit.forms import Form
from ui.pages.desk import Desk


class FigureComment(QWidget):
    """The comment; of a frozen report only to be read."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._key, self._year = "", 0
        field = replace(
            note("comment", placeholder=_("Comment: stands in the report beside the figure"), rows=2), label=""
        )
        self.form = Form([field])
        field.widget.setAccessibleName(_("Comment"))
        self.form.left.connect(lambda _name: self.keep())
        self.words = text.label("", wrap=True, selectable=True)
        self._from = text.label("", "muted", wrap=True)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(2)
        for one in (self.form, self.words, self._from):
            body.addWidget(one)
        self.hide()

    def show_figure(self, figure: Reported, report: Report) -> None:
        """Show what is said to a figure; what is being written to another one is kept first."""
        same = (self._key, self._year) == (figure.key, report.year)
        if not same:
            self.keep()
        self._key, self._year = figure.key, report.year
        editable = report.run is None and self.desk.writable()
        said = report.comments.get(figure.key, "")
        self.form.setVisible(editable)
        self.words.setVisible(not editable)
        self.words.setText(_("{what}: {value}").format(what=_("Comment"), value=said))
        if editable:
            self._read(writing=same and self.form.changed())
        else:
            self._from.hide()
        self.setVisible(editable or bool(said))

    def keep(self) -> None:
        """Keep what was written; nothing written over what an earlier year says leaves that in force."""
        if not self._key or self.form.isHidden() or not self.form.changed():
            return
        commands.put(self._key, self._year, self.form.value("comment"))
        self._read()
        self.desk.say(_("Saved."))

    def _read(self, *, writing: bool = False) -> None:
        """Show what the register says now; while somebody writes, their words stay."""
        said = figure_comments.of(self._year).get(self._key)
        if not writing:
            self.form.set_values({"comment": said.text if said else ""})
        carried = said is not None and said.year != self._year
        self._from.setVisible(carried)
        if said is not None and carried:
            self._from.setText(_("Carried over from {year}. Write anew to say something else.").format(year=said.year))
