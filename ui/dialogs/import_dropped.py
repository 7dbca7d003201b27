"""Files that are dropped on the dialog of an import: one is read, the others wait until its list is done."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QDropEvent

from crm.i18n import ngettext, quoted
from ui.dialogs.working import WorkDialog


def files(mime: QMimeData) -> tuple[Path, ...]:
    """The files that are dragged, none where it is something else."""
    return tuple(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())


def take(event: QDropEvent, dialog: WorkDialog, read: Callable[[Path], object]) -> tuple[Path, ...]:
    """Have the first of the files read, unless the dialog works; returns those that wait."""
    dropped = files(event.mimeData())
    event.acceptProposedAction()
    if dialog.working() or not dropped:
        return dropped
    # The program the file came from waits for this to return.
    QTimer.singleShot(0, dialog, lambda: read(dropped[0]))
    return dropped[1:]


def tell(dialog: WorkDialog, waiting: tuple[Path, ...]) -> None:
    """Say which lists come after this one."""
    if waiting:
        words = ngettext(
            "{files} waits: its turn comes when this list is done.",
            "{files} wait: their turn comes when this list is done.",
            len(waiting),
        )
        dialog.say(words.format(files=", ".join(quoted(path.name) for path in waiting)), "info")
