"""One backup in the register's place, step by step: a backup of what is there now, the swap, and the register again."""

from collections.abc import Callable
from contextlib import ExitStack, nullcontext
from pathlib import Path

from crm.errors import CrmError
from crm.i18n import _, ngettext, quoted
from crm.progress import Progress
from crm.queries import backups
from crm.store import backup, keys, opening, restoring
from crm.store.restoring import Restored
from ui import over_dialogs
from ui.window import MainWindow


def put_back(window: MainWindow, register: Path, copy: Path, open_again: Callable[[Path], object]) -> None:
    """Put the backup `copy` in the place of `register` in the window's worker, open it, and say what was done."""
    found = opening.register()
    if found is None or found.path != register or found.read_only:
        _swap(window, register, copy, open_again)
        return

    def work(progress: Progress) -> None:
        if backups.is_due():
            backup.take(register, "restore", progress)

    def failed(problem: BaseException) -> None:
        # A damaged register has no backup any more; the swap keeps its file, whatever it holds.
        if not isinstance(problem, CrmError):
            raise problem
        _swap(window, register, copy, open_again)

    window.work(
        work,
        title=_("Making a backup of how it is now"),
        done=lambda _nothing: _swap(window, register, copy, open_again),
        failed=failed,
    )


def _swap(window: MainWindow, register: Path, copy: Path, open_again: Callable[[Path], object]) -> None:
    # The backup before it took a moment, in which one may have gone on working
    if not over_dialogs.is_free(window, _("Close this window first; then put the backup back.")):
        return
    kept = ExitStack()
    kept.enter_context(keys.held())
    window.show_welcome()
    opening.close()

    def done(restored: Restored) -> None:
        with kept:
            open_again(register)
        if window.file is not None:
            window.shell.bar.say(_told(copy, restored), "warning" if restored.lost else "success")

    def failed(problem: BaseException) -> None:
        with kept:
            if register.exists():
                open_again(register)
        if not isinstance(problem, CrmError):
            raise problem
        window.shell.bar.say(str(problem), "danger")

    def cancelled() -> None:
        with kept:
            open_again(register)

    window.work(
        lambda progress: restoring.restore(register, copy, progress),
        around=nullcontext,
        title=_("Restoring the backup"),
        done=done,
        failed=failed,
        cancelled=cancelled,
    )


def _told(copy: Path, restored: Restored) -> str:
    words = [_("The register is as it was in {backup}.").format(backup=quoted(copy.stem))]
    if restored.kept is not None:
        words.append(_("What it was before lies beside it as {file}.").format(file=quoted(restored.kept.name)))
    if restored.brought:
        many = ngettext("{count} attached file is back.", "{count} attached files are back.", restored.brought)
        words.append(many.format(count=restored.brought))
    if restored.lost:
        many = ngettext("{count} attached file is missing.", "{count} attached files are missing.", restored.lost)
        words.append(many.format(count=restored.lost))
    return " ".join(words)
