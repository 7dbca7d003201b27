"""Ctrl+L goes on working whatever became of the window that it was pressed over."""

from PySide6.QtCore import QCoreApplication, QEvent
from shiboken6 import isValid

from tests.ui.register import settle
from ui import quick_log
from ui.dialogs import person


def test_the_log_opens_again_after_the_dialog_below_it_closed_by_itself(window, known):
    below = person.ask(window)
    quick_log.log(window, above=below)
    first = window.logging
    assert first is not None and first.isVisible()
    below.deleteLater()  # such as an import that is done
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    settle(lambda: not isValid(first))
    quick_log.log(window)
    assert window.logging is not None and window.logging.isVisible()
    window.logging.reject()
    settle(lambda: window.logging is None)
