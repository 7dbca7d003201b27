"""What holds for every page: nothing is cut, everything has a name, the keyboard reaches it, nothing is rich text."""

from itertools import product

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.ui.kit import measure
from tests.ui.register import settle
from ui.kit import tab_order
from ui.pages import places

KEYS = [place.key for place in places.PLACES]


def show(window, key):
    if key == "welcome":
        window.show_welcome()
    else:
        window.go(key)
    settle(lambda: not window.desk.questions.waiting() and not window.desk.jobs.busy())
    return window.page()


SMALL, LARGE = (940, 660), (1240, 800)
PAIRS = [("nb", 140, SMALL), ("en", 100, LARGE)]
"""Each language, size of letters and size of the window; the soak takes all of them with each other."""
ALL = product(("nb", "en"), (100, 140), (LARGE, SMALL))


@pytest.mark.parametrize(
    ("language", "scale", "size"),
    [*PAIRS, *(pytest.param(*one, marks=pytest.mark.soak) for one in ALL if one not in PAIRS)],
)
def test_no_text_is_cut(program, window, language, scale, size):
    program.prefer("language", language)
    program.prefer("font_scale", scale)
    window.resize(*size)
    settle(lambda: window.page() is not None)
    found = {key: words for key in [*KEYS, "welcome"] if (words := measure.cut_words(show(window, key)))}
    program.prefer("font_scale", 100)
    assert not found


class Flashes(QObject):
    """Hears every widget that is shown as a window of its own."""

    def __init__(self):
        super().__init__()
        self.seen = []

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(watched.objectName() or type(watched).__name__)
        return False


def test_nothing_flashes_up_as_a_window_while_a_page_is_made(window, qapp):
    flashes = Flashes()
    qapp.installEventFilter(flashes)
    while window.pages.make_ahead(window.desk):
        settle(lambda: not window.desk.questions.waiting())
    for key in KEYS:
        show(window, key)
    qapp.removeEventFilter(flashes)
    assert flashes.seen == []
    assert window.isActiveWindow()


def test_each_page_has_names_plain_text_room_in_a_small_window_and_goes_round_by_tab(window):
    for key in KEYS:
        page = show(window, key)
        assert measure.nameless(window) == [], key
        plain = (label.textFormat() == Qt.TextFormat.PlainText for label in page.findChildren(QLabel) if label.text())
        assert all(plain), key
        hint = window.minimumSizeHint()
        assert (hint.width(), hint.height()) <= (900, 640), key
        goes_round_as_one_reads(window, page)


def test_whatever_takes_the_focus_on_the_first_page_has_a_name(window):
    show(window, "welcome")
    assert measure.nameless(window) == []


def goes_round_as_one_reads(window, page):
    """The Tab key leads to everything in the order in which one reads, and back at its end."""
    window.activateWindow()
    settle(window.isActiveWindow)
    order = tab_order.reading_order(window.shell)
    order[0].setFocus()
    seen = [order[0]]
    while len(seen) <= len(order):
        QTest.keyClick(seen[-1], Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now is None or now is order[0]:
            break
        seen.append(now)
    assert seen == order
    assert any(page.isAncestorOf(widget) for widget in seen)
    QTest.keyClick(order[0], Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is order[-1]


def test_what_was_made_later_stands_where_one_sees_it(window):
    page = show(window, "contacts")
    order = tab_order.reading_order(window.shell)
    facts = [row._copy for row in page.detail._facts._rows if row._copy.isVisible()]
    assert order.index(page.chips.button("members")) < order.index(page.view)
    assert facts and all(
        order.index(page.view) < order.index(copy) < order.index(page.detail.story.view) for copy in facts
    )


@pytest.mark.parametrize("key", ["contacts", "members", "interactions", "followups"])
def test_the_filter_takes_the_cursor_and_escape_clears_it(window, key):
    page = show(window, key)
    window.actions_.of["filter"].trigger()
    field = page.header.search
    QTest.keyClicks(field, "xyz")
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle(lambda: not window.desk.questions.waiting())
    assert page.status().text.startswith("0")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    settle(lambda: not page.status().text.startswith("0"))
    assert field.text() == ""
