"""The quick log, from anywhere: read before somebody asks, opened over any dialog, given back as a draft."""

import importlib
import sys
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from crm.i18n import _
from ui.frame import Frame
from ui.over_dialogs import over

_AT_ONCE = (
    *("crm.commands.interactions", "crm.commands.drafts", "ui.dialogs.choices", "ui.dialogs.suggested"),
    *("ui.dialogs.note_field", "ui.dialogs.log_form", "ui.dialogs.log_meeting"),
)


def read_ahead() -> bool:
    """Read one more module of the dialog that has to be there at once (Ctrl+L); False when all are read."""
    unread = next((name for name in _AT_ONCE if name not in sys.modules), None)
    if unread is not None:
        importlib.import_module(unread)
    return unread is not None


def log(
    window: Frame,
    draft: str = "",
    prefilled: Mapping[str, Any] | None = None,
    *,
    whom: dict[str, Any] | None = None,
    above: QWidget | None = None,
) -> None:
    """Log a meeting, from anywhere, over any dialog; with whom one is looking at, or go on with a draft.

    `prefilled` is what a mail or an appointment says, where it could not be kept as a draft. `whom` and `above` are
    those of a window that shows one record.

    There is one such dialog at most. Left without saving it waits as a draft.
    """
    if window.file is None or window.read_only:
        return
    if window.logging is not None:
        window.logging.activateWindow()
        return
    from ui.dialogs import drafting, log_meeting

    page = window.page()
    if whom is None:
        whom = page.subject() if page is not None and not draft and prefilled is None else {}
    before = QApplication.focusWidget()
    window.logging = dialog = log_meeting.ask(above or over(window), draft=draft, prefilled=prefilled, **whom)
    for kept in dialog.findChildren(drafting.Drafting):
        kept.kept.connect(lambda name: _kept_as_draft(window, name))
    dialog.saved.connect(lambda _id: _logged(window))
    dialog.finished.connect(lambda: setattr(window, "logging", None))
    # Once the dialog is gone: while it closes, its own window still has the keyboard.
    dialog.destroyed.connect(lambda: _gone(window, before))


def _gone(window: Frame, focus: QWidget | None) -> None:
    """Where the dialog below closed by itself, it took this one with it and nothing said that it was finished."""
    if isValid(window) and window.logging is not None and not isValid(window.logging):
        window.logging = None
    _give_back(focus)


def _give_back(focus: QWidget | None) -> None:
    """Let the keyboard be again where it was when Ctrl+L was pressed."""
    if (
        focus is not None
        and isValid(focus)
        and focus.isVisible()
        and QApplication.activeModalWidget()
        in (
            None,
            focus.window(),
        )
    ):
        focus.window().activateWindow()
        focus.setFocus(Qt.FocusReason.OtherFocusReason)


def _logged(window: Frame) -> None:
    """Tell that it is kept: where one logs from, the list it went into is seldom seen."""
    from ui.pages import doing

    doing.told(window.desk, _("Logged."))


def _kept_as_draft(window: Frame, name: str) -> None:
    from crm.commands import drafts

    window.say(_("Kept as a draft: it waits on Today."), _("Throw away"), lambda: drafts.drop(name))
