"""The cluster's own figures: which there are, new ones, others edited or left out."""

from PySide6.QtWidgets import QWidget

from crm.i18n import _, language
from crm.queries import own_figures as queries
from crm.queries.lists import reading
from crm.queries.own_figures import OwnFigureRow
from crm.rules import code_lists
from ui.dialogs import figure_names, own_figure
from ui.dialogs.listing import Listing
from ui.kit import text
from ui.kit.dialog import Dialog
from ui.kit.table import Column


def ask(parent: QWidget | None) -> "OwnFiguresDialog":
    """Show them."""
    dialog = OwnFiguresDialog(parent)
    dialog.open()
    return dialog


class OwnFiguresDialog(Dialog):
    """A list; Enter edits."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, _("Figures of your own"), save=_("Close"), width=720)
        self.cancel_button.hide()
        words = _("A figure counts what a filter finds, and stands in the report beside the others.")
        self.body.addWidget(text.label(words, "muted", wrap=True))
        self.listing = Listing(
            _("Figures of your own"),
            [
                Column("key", _("No."), 56, sortable=False),
                Column("name", _("Figure"), 260, show=lambda row: row.name(language()), sortable=False),
                Column("about", _("What is counted"), 150, show=lambda row: reading.subject(row.about), sortable=False),
                Column("measure", _("Measure"), 150, show=_measure, sortable=False),
            ],
            tall=7,
        )
        self.body.addWidget(self.listing, 1)
        self.new = self.add_button(_("New figure…"), self._new, icon="plus")
        self.edit = self.add_button(_("Edit…"), self._edit, icon="edit")
        self.archive = self.add_button(_("Leave out"), self._archive, icon="archive")
        self.names = self.add_button(_("Names of the others…"), lambda: figure_names.ask(self), icon="file")
        self.listing.opened.connect(lambda _place: self._edit())
        self.listing.current_changed.connect(lambda _place: self._tell())
        self.show_figures()
        (self.listing if self.listing.rows() else self.new).setFocus()

    def show_figures(self) -> None:
        """Read them again."""
        self.listing.show_rows(queries.all(archived=True))
        self._tell()

    def _tell(self) -> None:
        row = self._row()
        self.edit.setEnabled(row is not None)
        self.archive.setEnabled(row is not None)
        self.archive.setText(_("Take in again") if row is not None and row.archived else _("Leave out"))

    def _row(self) -> OwnFigureRow | None:
        found: OwnFigureRow | None = self.listing.current_row()
        return found

    def _new(self) -> None:
        own_figure.ask(self).saved.connect(lambda _id: self.show_figures())

    def _edit(self) -> None:
        if (row := self._row()) is not None:
            own_figure.ask(self, figure=row).saved.connect(lambda _id: self.show_figures())

    def _archive(self) -> None:
        if (row := self._row()) is not None:
            own_figure.archive(row)
            self.show_figures()


def _measure(row: OwnFigureRow) -> str:
    words = code_lists.label("figure_measure", row.measure)
    return f"{words} ({_('left out')})" if row.archived else words
