"""What every test of the windows may rely on: the theme is on; Qt may complain only about the missing display."""

from collections.abc import Generator, Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from crm import i18n
from crm.store import journal, opening
from ui.kit import theme

OFFSCREEN = r"This plugin does not support .*"
"""Qt's offscreen platform says so whenever a window is shown, raised or opened as a popup."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Forgive what the offscreen platform says in every test below this folder."""
    for item in items:
        if "/tests/ui/" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN, extend=True))


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    """Every test starts in the light theme, at 100 %, in English, with nothing that moves."""
    i18n.use("en")
    theme.set_reduced_motion(True)
    if theme.is_dark() or theme.mode() != "light" or theme.px(100) != 100 or not qapp.styleSheet():
        theme.apply(qapp, "light", 100)


FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Note on the test that it failed, for `_nothing_stays`."""
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


@pytest.fixture(autouse=True)
def _nothing_stays(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    """A test that fails may leave a dialog or a register open: they go, so that the next ones do not fail for it."""
    yield
    if not request.node.stash.get(FAILED, False):
        return
    for widget in qapp.topLevelWidgets():
        widget.hide()  # not closed: it might ask whether it may
        widget.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    opening.close()
    journal.author.staff = None
