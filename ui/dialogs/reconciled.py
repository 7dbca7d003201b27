"""What moved the figures of a frozen report since: reported 142, today 147, and each edit that explains it."""

from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from crm.i18n import _, language, ngettext
from crm.reports import reconcile
from crm.reports import reconciled_words as words
from crm.reports.reconcile import Reconciled
from ui.dialogs.listing import Listing
from ui.dialogs.working import WorkDialog
from ui.kit import text
from ui.kit.table import Column


class Row(NamedTuple):
    """An edit and what it did to a figure."""

    figure: str
    moved: str
    when: str
    what: str
    did: str


def ask(parent: QWidget | None, *, run: int) -> "ReconciledDialog":
    """Look through the edits since a frozen report, in the worker."""
    dialog = ReconciledDialog(parent, run)
    dialog.open()
    return dialog


class ReconciledDialog(WorkDialog):
    """A list of the figures that are others today, with the edits that made them so."""

    def __init__(self, parent: QWidget | None, run: int) -> None:
        title = _("What changed since the frozen report no. {number}").format(number=run)
        super().__init__(parent, title, save=_("Close"), width=980)
        self.found: Reconciled | None = None
        self._told = text.label(_("Looking through the edits since"), "muted", wrap=True)
        self.listing = Listing(
            _("Edits since"),
            [
                Column("figure", _("Figure"), 204, sortable=False, tip=lambda row: row.figure),
                Column("moved", _("From and to"), 148, sortable=False),
                Column("when", _("When and who"), 172, sortable=False, tip=lambda row: row.when),
                Column("what", _("What was done"), 182, sortable=False, tip=lambda row: row.what),
                Column("did", _("Entered or left"), 200, sortable=False, tip=lambda row: row.did),
            ],
            tall=12,
            least=6,
        )
        self.body.addWidget(self._told)
        self.body.addWidget(self.listing, 1)
        self.run(
            lambda progress: reconcile.reconcile(run, progress=progress),
            self._show,
            _("Looking through the edits since"),
        )

    def save_now(self) -> None:
        if not self.working():
            self.accept()

    def _show(self, found: Reconciled) -> None:
        self.found = found
        self.save_button.setEnabled(True)
        self.cancel_button.hide()
        self.listing.show_rows(rows(found))
        count = len(found.differences)
        if not count:
            self._told.setText(_("Every figure of the report is today what it was when it was frozen."))
        else:
            told = ngettext(
                "{count} figure is another today than reported. An edit that was taken back later is not listed.",
                "{count} figures are others today than reported. Edits that were taken back later are not listed.",
                count,
            )
            self._told.setText(told.format(count=count))
        self.listing.setFocus()


def rows(found: Reconciled) -> list[Row]:
    """A row for each edit of each figure, and one for what no edit explains."""
    spoken = language()
    made = []
    for one in found.differences:
        title = f"{one.figure.key} {one.figure.name(spoken)}"
        if one.otherwise:
            told = next(iter(words.lines(found, one, spoken)))
            reported, today = (words.number(value, one.figure.unit, spoken) for value in (one.reported, one.today))
            made.append(Row(title, f"{reported} → {today}", "", told, ""))
        made += [
            Row(
                title,
                words.moved(one, cause, spoken),
                words.who(cause.edit),
                cause.edit.label,
                words.who_moved(found, one, cause, spoken),
            )
            for cause in one.causes
        ]
    return made
