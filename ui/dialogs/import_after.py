"""What can be done once a list is brought in: undo it, or save the rows that did not come in."""

from typing import Any

from crm.commands import history
from crm.exchange.carry_out import Outcome
from crm.i18n import _
from crm.queries import history as past
from ui.dialogs import rejected_rows, take_back
from ui.dialogs.import_done import DoneStep
from ui.dialogs.working import WorkDialog


class After:
    """The last step of the dialog of an import, once `outcome` is known."""

    def __init__(self, dialog: WorkDialog) -> None:
        self._dialog = dialog
        self.outcome: Outcome | None = None
        self.step = DoneStep(self._undo, self._save_rejected)

    def _undo(self) -> None:
        outcome = self.outcome
        if outcome is None or outcome.step is None:
            return
        newest = past.steps(limit=1)
        if newest and newest[0].id == outcome.step:
            self._dialog.run(history.undo, self._undone, _("Undoing the import"), writes=True)
        else:
            take_back.ask(self._dialog, step=outcome.step).saved.connect(self._undone)

    def _undone(self, _what: Any) -> None:
        self.step.show_undone()
        self._dialog.save_button.setEnabled(True)
        self._dialog.save_button.setFocus()

    def _save_rejected(self) -> None:
        if self.outcome is not None:
            rejected_rows.save(self._dialog, self.outcome.batch, self.outcome.plan.file_name)
