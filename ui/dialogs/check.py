"""The whole check of the register: what is not as it should be, mended by a button or recovered into a new file."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QApplication, QWidget

from crm.commands import integrity
from crm.commands.integrity import Finding
from crm.i18n import _, ngettext
from crm.progress import Progress
from crm.reports import integrity as whole
from ui.dialogs.listing import Listing
from ui.dialogs.working import WorkDialog
from ui.kit import text
from ui.kit.table import Column


class Row(NamedTuple):
    """Something that is wrong, and what the database calls it."""

    what: str
    detail: str

    def whole(self) -> str:
        """All of it."""
        return f"{self.what}\n{self.detail}" if self.detail else self.what


def ask(parent: QWidget | None, *, recover: Callable[[], object], writable: bool = True) -> "CheckDialog":
    """Check the open register in the worker; `recover` is called where one wants what can be read in a new file."""
    dialog = CheckDialog(parent, recover, writable)
    dialog.open()
    return dialog


class CheckDialog(WorkDialog):
    """Says that all is well, or what is not, with what can be done about it."""

    def __init__(self, parent: QWidget | None, recover: Callable[[], object], writable: bool) -> None:
        super().__init__(parent, _("Check of the register"), save=_("Close"), width=720)
        self._recover, self._writable = recover, writable
        self.found: Sequence[Finding] | None = None
        self._told = text.label("", wrap=True)
        self.listing = Listing(
            _("What is not as it should be"),
            [Column("what", _("What is not as it should be"), 640, sortable=False, tip=Row.whole)],
            tall=8,
            least=5,
        )
        self.body.addWidget(self._told)
        self.body.addWidget(self.listing, 1)
        self._copy = self.add_button(_("Copy"), self.copy, icon="copy")
        self._mend = self.add_button(_("Mend"), self.mend, icon="refresh")
        self._save_rest = self.add_button(_("Recover into a new file"), self.recover, icon="restore")
        self.check()

    def check(self) -> None:
        """Look at everything."""
        self._wait(_("Checking database, history, search index, files, reports and backups …"))
        self.run(whole.check, self._show, _("Checking the register"))

    def mend(self) -> None:
        """Rebuild what is made of the records, and check again."""
        self._wait(_("Mending …"))

        def work(progress: Progress) -> Sequence[Finding]:
            integrity.mend(progress)
            return whole.check(progress)

        self.run(work, self._show, _("Mending the register"))

    def copy(self) -> None:
        """Put on the clipboard what was found, for whoever helps."""
        QApplication.clipboard().setText("\n".join(row.whole() for row in self.listing.rows()))

    def recover(self) -> None:
        """Leave, and let what can be read be written into a new file."""
        self.accept()
        self._recover()

    def save_now(self) -> None:
        if not self.working():
            self.accept()

    def work_stopped(self) -> None:
        self._told.setText(_("The check was stopped; nothing was changed."))
        super().work_stopped()

    def _wait(self, words: str) -> None:
        self._told.setText(words)
        for one in (self.listing, self._copy, self._mend, self._save_rest, self.cancel_button):
            one.setVisible(one is self.cancel_button)

    def _show(self, found: Sequence[Finding]) -> None:
        self.found = found
        mendable = [one for one in found if one.mendable]
        self.save_button.setEnabled(True)
        self.cancel_button.hide()
        self.listing.setVisible(bool(found))
        self._copy.setVisible(bool(found))
        self._mend.setVisible(bool(mendable) and self._writable)
        of_database = [one for one in found if one.kind in integrity.OF_DATABASE]
        self._save_rest.setVisible(bool(of_database))
        if not found:
            self._told.setText(_("All is well: database, history, search index, attached files, reports and backups."))
            self.save_button.setFocus()
            return
        self.listing.show_rows([Row(one.sentence, one.detail) for one in found])
        if len(mendable) == len(found):
            words = _("Nothing is lost: what is wrong is derived from the records, and can be rebuilt from them.")
        elif of_database:
            words = _(
                "Something of what the register holds is damaged. Restore a backup that is whole, or let what can be"
                " read be written into a new file; this file stays as it is."
            )
        else:
            words = ngettext(
                "The database is well. Beside it something is not as it should be.",
                "The database is well. Beside it some things are not as they should be.",
                len(found),
            )
        self._told.setText(words)
        self.listing.setFocus()
