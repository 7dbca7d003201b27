"""What reaches through a dialog that is open: Ctrl+L, F1, dropped mails, and what is to be told meanwhile."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ui import drop
from ui.drop import Dropped
from ui.frame import Frame
from ui.kit.dialog import Dialog

if TYPE_CHECKING:
    Take = Callable[[Dropped], object]


def over(window: Frame) -> QWidget:
    """What a dialog opens over: another dialog where one is open, else the window."""
    modal = QApplication.activeModalWidget()
    return modal if isinstance(modal, QDialog) else window


def tell(window: Frame, words: str, kind: str) -> None:
    """Say it where it is seen: on the dialog that is open, else above the page."""
    open_ = over(window)
    if isinstance(open_, Dialog):
        open_.say(words, kind)
    else:
        window.shell.bar.say(words, kind)


def is_free(window: Frame, words: str) -> bool:
    """Whether no dialog is open, which would go on in another register; where one is it says these words."""
    if not isinstance(over(window), QDialog):
        return True
    tell(window, words, "warning")
    return False


def hear(window: Frame, now: QWidget | None, log: Callable[[], object], take: "Take") -> None:
    """Let Ctrl+L, F1 and dropped mails work in the dialog that has the keyboard now: its own window keeps them.

    A dialog that does something with files itself goes on doing so.
    """
    dialog = now.window() if now is not None else None
    if (
        isinstance(dialog, QDialog)
        and any(_belongs(dialog, one) for one in (window, *window.windows_apart()))
        and dialog.property("hears") is None
    ):
        dialog.setProperty("hears", True)
        window.help.reach(dialog)
        QShortcut(window.actions_.of["log"].shortcut(), dialog, log)
        if isinstance(dialog, Dialog) and not dialog.acceptDrops():
            _Drops(dialog, take)


class _Drops(QObject):
    """Takes what is dropped on a dialog or on a field in it: a field would take the address of a file for its words."""

    def __init__(self, dialog: Dialog, take: "Take") -> None:
        super().__init__(dialog)
        self._take = take
        fields = [one for one in dialog.findChildren(QWidget) if one.acceptDrops()]
        dialog.setAcceptDrops(True)
        for one in (dialog, *fields):
            one.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragMoveEvent | QDropEvent) and drop.welcome(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            if event.type() == QEvent.Type.Drop:
                dropped = drop.sort(event.mimeData())
                # The program the file came from waits for this to return.
                QTimer.singleShot(0, self, lambda: self._take(dropped))
            return True
        return super().eventFilter(watched, event)


def _belongs(dialog: QWidget, window: QWidget) -> bool:
    above: QWidget | None = dialog
    while above is not None and above is not window:
        above = above.parentWidget()
    return above is window
