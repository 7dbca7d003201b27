"""Notes, shown and written."""

from time import process_time

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QImage, QKeySequence, QShortcut, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from crm.rules import notes, pasted
from ui.kit import theme
from ui.kit.note_edit import NoteEdit
from ui.kit.note_view import Box, NoteView


@pytest.fixture
def view(qtbot):
    made = NoteView()
    qtbot.addWidget(made)
    made.resize(400, 150)
    made.show()
    return made


@pytest.fixture
def edit(qtbot):
    made = NoteEdit(4, notes.next_item, pasted.to_markdown)
    qtbot.addWidget(made)
    made.show()
    return made


def show(view: NoteView, text: str, tick: bool = True, offer: bool = False) -> None:
    boxes = [Box(box.line, box.done, box.text, offer and not box.done) for box in notes.boxes(text)]
    view.show_note(notes.shown(text), boxes, tick=tick, plain=not notes.readable(text))


def words(view: NoteView) -> list[str]:
    return [line for line in view.toPlainText().replace("\u2028", "\n").split("\n") if line]


def test_a_note_is_shown_formatted_and_its_lines_end_where_they_were_typed_to_end(view):
    show(view, "# Møte\nHei **du**\npå deg\n\n- en\n- to\n\n| a | b |\n|---|---|\n| 1 | 2 |")
    assert words(view)[:5] == ["Møte", "Hei du", "på deg", "en", "to"]
    high = view.heightForWidth(400)
    show(view, "Kort")
    assert view.heightForWidth(400) < high
    show(view, "")
    assert view.isHidden()


LAST = "Frist for å si ifra er fredag i uke fire. Neste prat i mars."


@pytest.mark.parametrize("width", [120, 160, 201, 240, 320, 480])
@pytest.mark.parametrize(
    "text", [f"Vi foreslo en bedrift utenfor klyngen. {LAST}", f"# Nå\n\n- [ ] Ring Kåre\n\n{LAST}"]
)
def test_the_last_line_is_seen_however_narrow_and_nothing_is_left_to_scroll(qtbot, width, text):
    """Its height was fixed while it was being resized: what is inside kept the height of the width before."""
    half, view = QWidget(), NoteView()
    body = QVBoxLayout(half)
    body.addWidget(view)
    body.addStretch(1)
    qtbot.addWidget(half)
    show(view, "Kort")
    half.resize(600, 900)
    half.show()
    for wide in (width, 600, width):
        show(view, text)
        half.resize(wide, 900)
        qtbot.waitUntil(lambda: view.height() == view.heightForWidth(view.width()))
        assert view.viewport().height() >= view.document().size().height()
        assert view.verticalScrollBar().maximum() == 0
        half.hide()
        half.show()


def test_html_is_words_and_no_picture_file_or_address_is_ever_read(view, tmp_path):
    picture = QImage(80, 80, QImage.Format.Format_RGB32)
    picture.fill(QColor(255, 0, 255))
    file = tmp_path / "secret.png"
    picture.save(str(file))
    asked = []
    view.loadResource = lambda *given: asked.append(given)
    address = QUrl.fromLocalFile(str(file)).toString()
    for text in (f"![a]({address})", f"![a]({file.as_posix()})", f"![a][r]\n\n[r]: {address}",
                 f"<img src='{address}'>",
                 f"[![a]({address})](https://acme.example)", "![a](https://acme.example/x.png)", f"\\![a]({address})",
                 f"!\\![a]({address})", f"- ![a]({address})",
                 f"<style>body{{background:url({address})}}</style>"):  # fmt: skip
        show(view, text)
        shown = view.grab().toImage()
        colors = {shown.pixelColor(x, y).name() for x in range(shown.width()) for y in range(shown.height())}
        assert "#ff00ff" not in colors, text
    show(view, "<b>fet</b> <script>x</script>")
    assert words(view) == ["<b>fet</b> <script>x</script>"]
    assert asked == []


def test_a_link_leads_only_to_the_web_an_address_or_a_phone(view, monkeypatch):
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    show(view, "[a](https://acme.example) [b](javascript:x) [c](file:///etc/passwd) [d](note:0) [e](relative.md)")
    anchors = []
    piece = view.document().begin().begin()
    while not piece.atEnd():
        anchors.append(piece.fragment().charFormat().anchorHref())
        piece += 1
    assert [href for href in anchors if href] == ["https://acme.example"]
    for url in ("https://acme.example", "mailto:a@b.example", "tel:+4791234567", "file:///etc/passwd", "smb://x/y"):
        view.anchorClicked.emit(QUrl(url))
    assert opened == ["https://acme.example", "mailto:a@b.example", "tel:+4791234567"]


@pytest.mark.parametrize(
    "piece",
    ["> ", "- ", "[", "**a** ", "![", "`", "    - x\n", "[a](b)", "a\n", "<", "- [ ] x\n", "_a", "|a|\n|-|\n", "~~a"],
)
@pytest.mark.parametrize("length", [25_000, pytest.param(100_000, marks=pytest.mark.soak)])
def test_hostile_notes_take_no_time(view, piece, length):
    text = piece * (length // len(piece))
    started = process_time()
    show(view, text)
    show(view, text[:3_000])
    assert process_time() - started < 8 * length / 100_000


def test_a_click_on_a_box_tells_which_and_space_ticks_too(view, qtbot):
    text = "Husk:\n\n- [ ] Ring **Kåre**\n- [x] Send\n- vanlig"
    show(view, text)
    told = []
    view.ticked.connect(lambda line, done: told.append((line, done)))
    layout = view.document().documentLayout()
    spots: dict[int, QPoint] = {}
    for y in range(view.height()):
        for x in range(60):
            block = layout.blockWithMarkerAt(QPointF(x, y))
            if block.isValid():
                spots.setdefault(block.blockNumber(), QPoint(x + 1, y + 1))
    assert len(spots) >= 2
    for place in sorted(spots):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spots[place])
    assert told == [(2, True), (3, False)]
    cursor = view.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.Start)
    cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
    view.setTextCursor(cursor)
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert told[-1] == (2, True)
    show(view, text, tick=False)
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert len(told) == 3


def test_an_open_box_offers_to_become_a_follow_up(view):
    show(view, "- [ ] Ring\n- [x] Send", offer=True)
    taken: list[int] = []
    view.taken.connect(taken.append)
    assert words(view)[0].strip().startswith("Ring") and "follow-up" in words(view)[0].replace("\xa0", " ")
    assert words(view)[1].strip() == "Send"
    view.anchorClicked.emit(QUrl("note:0"))
    assert taken == [0]


def test_what_is_stored_is_exactly_what_was_typed(edit):
    for text in ("  innrykk\n\n", "a\u00a0b", "\r\nlinje\r\n", "- [ ] x", "\tå", "🐟\u200d", "slutt \n "):
        edit.set_note(text)
        assert edit.note() == text
    edit.set_note("a\u00a0b\n\n")
    QTest.keyClicks(edit, "x")
    assert edit.note() == "xa\u00a0b\n\n"
    edit.set_note("  \n ")
    assert edit.note() == ""


def test_enter_goes_on_with_a_list_and_ends_it_after_an_empty_item(edit):
    QTest.keyClicks(edit, "- [ ] Ring")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    QTest.keyClicks(edit, "Send")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    QTest.keyClicks(edit, "Ferdig")
    assert edit.note() == "- [ ] Ring\n- [ ] Send\nFerdig"


def test_ctrl_b_is_bold_in_a_note_whatever_the_window_has_it_for(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    edit = NoteEdit(4, notes.next_item, pasted.to_markdown)
    QVBoxLayout(window).addWidget(edit)
    fired = []
    shortcut = QShortcut(QKeySequence("Ctrl+B"), window)
    shortcut.activated.connect(lambda: fired.append("brief"))
    shortcut.activatedAmbiguously.connect(lambda: fired.append("both"))
    window.show()
    window.activateWindow()
    edit.setFocus()
    edit.set_note("Hei du")
    edit.selectAll()
    QTest.keyClick(edit, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert edit.note() == "**Hei du**"
    QTest.keyClick(edit, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert (edit.note(), fired) == ("Hei du", [])
    edit.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(edit, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(edit, "!")
    assert edit.note() == "Hei du**!**"


def test_pasted_word_text_keeps_its_lists_and_links_and_can_come_plain(edit):
    mime = QMimeData()
    mime.setHtml("<p><b>Hei</b></p><ul><li>En <a href='https://acme.example'>her</a></li></ul>")
    mime.setText("Hei\nEn her")
    QApplication.clipboard().setMimeData(mime)
    edit.paste()
    assert edit.note() == "Hei\n\n- En [her](https://acme.example)"
    edit.clear()
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(edit, Qt.Key.Key_V, modifiers)
    assert edit.note() == "Hei\nEn her"
    edit.undo()
    assert edit.note() == ""


def test_one_sees_when_a_note_has_the_focus(qtbot, view):
    show(view, "Kort")
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.clearFocus()
    without = view.grab().toImage()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    assert view.grab().toImage().pixelColor(200, view.height() - 1) == theme.color("focus")
    view.clearFocus()
    assert view.grab().toImage() == without
