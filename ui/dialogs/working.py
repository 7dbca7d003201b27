"""A dialog whose work takes its time: it runs in the window's worker, tells how far it has come, and can be stopped."""

from collections.abc import Callable
from typing import Any

from crm.errors import CrmError
from ui.dialogs import worker
from ui.kit.dialog import Dialog
from ui.kit.job import Job, Work


class WorkDialog(Dialog):
    """Esc and Cancel stop the work first, and leave once it has stopped: nothing goes on behind a closed dialog.

    Where the stop came too late for work that writes, the dialog stays and shows what was written.
    """

    _job: Job | None = None
    _leaving = False
    _writes = False

    def run(
        self,
        work: Work,
        done: Callable[[Any], object],
        title: str = "",
        *,
        cancellable: bool = True,
        writes: bool = False,
    ) -> Job:
        """Do `work(progress)` in the worker, then `done(result)` here; a `CrmError` is told on top.

        The button is off meanwhile. `writes`: what it did is there to stay, also for whoever wanted to leave meanwhile;
        so does what cannot be cancelled.
        """
        self.say("")
        self._writes, self._leaving = writes or not cancellable, False
        self.save_button.setEnabled(False)
        self._job = worker.jobs(self).run(
            work,
            done=done,
            failed=self.work_failed,
            cancelled=self.work_stopped,
            title=title,
            window=self,
            cancellable=cancellable,
        )
        self._job.ended.connect(self._ended)
        return self._job

    def working(self) -> bool:
        """Whether something runs."""
        return self._job is not None and self._job.running

    def stopped_too_late(self) -> bool:
        """Whether somebody wanted to stop what is done now."""
        return self._job is not None and self._job.stopping() and not self._job.was_stopped

    def work_failed(self, problem: BaseException) -> None:
        """Tell a sentence on top; anything else than a `CrmError` rises to the one hook."""
        self.save_button.setEnabled(True)
        if not isinstance(problem, CrmError):
            raise problem
        self.say(str(problem))

    def work_stopped(self) -> None:
        """What to do once the work was stopped; nothing of it remains."""
        self.save_button.setEnabled(True)

    def reject(self) -> None:
        if self.working():
            assert self._job is not None
            self._leaving = True
            self._job.cancel()
            return
        super().reject()

    def _ended(self) -> None:
        assert self._job is not None
        leaving, self._leaving = self._leaving, False
        if leaving and (self._job.was_stopped or not self._writes):
            super().reject()
