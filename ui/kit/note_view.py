"""A note shown as it is meant: Qt's own reader of Markdown, without HTML, pictures, files or the network."""

from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser, QWidget

from crm.i18n import _
from ui.kit import paint, theme
from ui.kit import text as texts
from ui.kit.documents import MARKDOWN, blocks, pieces, selected

SCHEMES = ("http", "https", "mailto", "tel")
"""Where a link of a note may lead."""
OWN = "note"
_MARKER = QTextBlockFormat.MarkerType


class Box(NamedTuple):
    """A box to tick: on which `line` of the note it stands, its plain words, what stands behind it.

    Where `offer` is true a link offers to make something of it (`taken`); `state` says what was made of it.
    """

    line: int
    done: bool
    text: str
    offer: bool = False
    state: str = ""


class NoteView(QTextBrowser):
    """As high as what it shows. `ticked(line, done)` tells of a box, `taken(line)` that something is to be made of it.

    `plain` text is shown as it stands. A link shows its address before it is followed, and leads nowhere but to the
    web, an address or a phone.
    """

    ticked = Signal(int, bool)
    taken = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[str, tuple[Box, ...], bool] = ("", (), False)
        self._may_tick = False
        self._copy: QTextDocument | None = None  # what is measured, so that what is shown is not laid out anew
        self._heights: dict[int, int] = {}
        self.setProperty("bare", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.setTabChangesFocus(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # A layout asks how high it is at a width. To fix the height once the width has changed would be to resize in
        # the middle of being resized: what is inside keeps the height of the width before, and the last line is cut.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setStyleSheet("QTextBrowser { background: transparent; border: none; padding: 0; }")
        self.document().setDocumentMargin(0)
        self.setAccessibleName(_("Note"))
        self.anchorClicked.connect(self._follow)
        self.highlighted.connect(self._tell_address)
        theme.news.changed.connect(self._again)

    def show_note(self, markdown: str, boxes: Sequence[Box] = (), *, plain: bool = False, tick: bool = False) -> None:
        """Show a note; `boxes` are those of its checklists in their order, which can be ticked where `tick` is true."""
        self._may_tick = tick
        self._shown = (markdown, tuple(boxes), plain)
        self._again()
        self.setVisible(bool(markdown))

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Nothing is ever read for a note: no file, no address."""
        return None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self._box_at(event.position())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self._tick(place)
            return
        super().mouseReleaseEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self._box_at(event.position()) is not None:
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks the box on whose line the cursor is."""
        if event.key() == Qt.Key.Key_Space:
            place = self._place(self.textCursor().block())
            if place is not None:
                self._tick(place)
                return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """With the focus it has a ground and a line below: a frame would run through the first letters."""
        if self.hasFocus():
            painter = QPainter(self.viewport())
            place = self.viewport().rect()
            paint.rounded(painter, place, "hover", 0)
            painter.fillRect(place.adjusted(0, place.height() - 2, 0, 0), theme.color("focus"))
            painter.end()
        super().paintEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measure_again()

    def heightForWidth(self, width: int) -> int:
        """All of the note, in pixels."""
        if width not in self._heights:
            if self._copy is None:
                self._copy = self.document().clone()
            self._copy.setTextWidth(max(1, width))
            self._heights[width] = ceil(self._copy.size().height()) + 2
        return self._heights[width]

    def sizeHint(self) -> QSize:
        return QSize(240, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """One line: how high it really is depends on the width."""
        return QSize(super().minimumSizeHint().width(), self.fontMetrics().height() + 2)

    # What is shown

    def _again(self) -> None:
        markdown, boxes, plain = self._shown
        self.document().setDefaultFont(theme.font("body"))
        if plain:
            self.setPlainText(markdown)
        else:
            self.document().setMarkdown(markdown, MARKDOWN)
            # Laid out once, not after each change
            all_of_it = QTextCursor(self.document())
            all_of_it.beginEditBlock()
            self._tidy()
            self._dress(boxes)
            all_of_it.endEditBlock()
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._measure_again()

    def _tidy(self) -> None:
        """Leave no picture and no link that leads elsewhere; the words stay. Headings are not shouted."""
        for block in blocks(self.document()):
            for piece in pieces(block):
                form, cursor = piece.form, selected(block, piece)
                if form.isImageFormat():
                    cursor.insertText("", QTextCharFormat())
                    continue
                change = QTextCharFormat()
                if form.isAnchor():
                    led = QUrl(form.anchorHref()).scheme().lower() in SCHEMES
                    change.setAnchor(led)
                    change.setForeground(theme.color("accent" if led else "text"))
                    change.setFontUnderline(led)
                    if not led:
                        change.setAnchorHref("")
                if block.blockFormat().headingLevel():
                    change.setFontPointSize(theme.font("strong").pointSizeF() + 1)
                    change.setFontWeight(QFont.Weight.DemiBold)
                    change.setProperty(QTextFormat.Property.FontSizeAdjustment, 0)
                if change.propertyCount():
                    cursor.mergeCharFormat(change)

    def _dress(self, boxes: Sequence[Box]) -> None:
        """Put behind each box what was made of it, or the offer; only where the reader found the same boxes."""
        found = self._found()
        self._boxes = {block.blockNumber(): box for block, box in zip(found, boxes, strict=False)}
        if [block.text().strip() for block in found] != [box.text for box in boxes]:
            self._boxes = {}
            return
        for block, box in zip(found, boxes, strict=True):
            QTextCursor(block).insertText("\u00a0")  # room between the box and its words
            if box.done:
                self._mark_done(block)
            form = QTextCharFormat()
            form.setFont(theme.font("small"))
            form.setForeground(theme.color("muted"))
            words = box.state
            if box.offer and self._may_tick:
                form.setAnchor(True)
                form.setAnchorHref(f"{OWN}:{box.line}")
                form.setForeground(theme.color("accent"))
                words = _("make a follow-up")
            if words:
                cursor = QTextCursor(block)
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
                cursor.insertText("   ", QTextCharFormat())
                cursor.insertText(words.replace(" ", "\u00a0"), form)

    def _mark_done(self, block: QTextBlock) -> None:
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        form = QTextCharFormat()
        form.setFontStrikeOut(True)
        form.setForeground(theme.color("muted"))
        cursor.mergeCharFormat(form)

    def _found(self) -> list[QTextBlock]:
        return [b for b in blocks(self.document()) if b.blockFormat().marker() != _MARKER.NoMarker]

    def _measure_again(self) -> None:
        self._copy = None
        self._heights = {}
        self.updateGeometry()

    # What is done

    def _box_at(self, place: QPointF) -> int | None:
        at = QPointF(place.x() + self.horizontalScrollBar().value(), place.y() + self.verticalScrollBar().value())
        block = self.document().documentLayout().blockWithMarkerAt(at)
        return self._place(block) if block.isValid() else None

    def _place(self, block: QTextBlock) -> int | None:
        return block.blockNumber() if self._may_tick and block.blockNumber() in self._boxes else None

    def _tick(self, place: int) -> None:
        box = self._boxes[place]
        self.ticked.emit(box.line, not box.done)

    def _follow(self, url: QUrl) -> None:
        if url.scheme() == OWN:
            self.taken.emit(int(url.path()))
        elif url.scheme().lower() in SCHEMES:
            QDesktopServices.openUrl(url)

    def _tell_address(self, url: QUrl) -> None:
        told = "" if url.isEmpty() or url.scheme() == OWN else url.toDisplayString()
        self.viewport().setToolTip(texts.plain_tip(told))
