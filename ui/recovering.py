"""Recovering a damaged register beside the window, and the account of it."""

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

from crm.errors import CrmError
from crm.i18n import _
from crm.progress import Progress
from crm.store import keys, opening, recover
from crm.store.recovery_report import Report
from ui.window import MainWindow


def begin(window: MainWindow, path: Path, then: Callable[[Path], object]) -> None:
    """Write what can be read of the register at `path` into a new one beside it, open that by `then`, and tell."""
    window.show_welcome()
    with keys.held():
        opening.close()
    target = recover.target_of(path)

    def work(progress: Progress) -> Report:
        return recover.recover(path, target, recover.newest_backup(path), progress)

    def done(report: Report) -> None:
        from ui.dialogs import recovered

        then(target)
        recovered.ask(window, file=target.name, damaged=path.name, lines=report.lines())

    def failed(error: BaseException) -> None:
        window.show_welcome(str(error))
        if not isinstance(error, CrmError):
            raise error

    window.work(
        work,
        around=nullcontext,
        title=_("Recovering what can be read"),
        done=done,
        failed=failed,
        cancelled=lambda: window.shell.bar.say(_("Stopped; nothing was written."), "info"),
    )
