"""Pages of text to read: Markdown of our own with pictures beside it; nothing from the network, nothing elsewhere."""

import re
from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QDesktopServices,
    QFont,
    QImage,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrame,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from crm.i18n import _
from ui.kit import text as texts
from ui.kit import theme, tokens
from ui.kit.documents import MARKDOWN, blocks, pieces, selected

OUTSIDE = ("http", "https", "mailto")
"""Where a link may lead out of the program, by a click, to the system's own browser or mail."""
WIDEST = 720
LINE_HIGH = 132.0
_STAR = re.compile(r"^(\s*)\* ", re.MULTILINE)
"""Qt draws a list of stars with hollow circles."""
_SIZES = {1: "title", 2: "heading"}


class Reader(QTextBrowser):
    """Shows one page. `turned(name)` tells of a link to another page, "undo.md"; whoever has the pages shows it."""

    turned = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[str, Path, int] | None = None
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("bare", True)
        self.setStyleSheet("QTextBrowser { border: none; padding: 0; }")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.anchorClicked.connect(self._follow)
        self.highlighted.connect(self._tell_address)
        theme.news.changed.connect(self._again)

    def show_page(self, markdown: str, folder: Path, heading: int = 0) -> None:
        """Show a page whose pictures lie in or below the parent of `folder`, from its so-manieth heading on."""
        self._shown = (markdown, folder, heading)
        self._again()

    def heading(self) -> int:
        """The heading that the page was opened at."""
        return self._shown[2] if self._shown else 0

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A picture that lies beside the page, as wide as there is room; nothing else is ever read."""
        wanted = QUrl(name)
        if kind != QTextDocument.ResourceType.ImageResource.value or self._shown is None or wanted.scheme():
            return None
        home = self._shown[1].resolve().parent
        file = (self._shown[1] / wanted.path()).resolve()
        if not file.is_relative_to(home) or not file.is_file():
            return None
        picture = QImage(str(file))
        room = self._room()
        if picture.width() > room:
            picture = picture.scaledToWidth(
                round(room * self.devicePixelRatioF()), Qt.TransformationMode.SmoothTransformation
            )
            picture.setDevicePixelRatio(picture.width() / room)
        return picture

    def page(self) -> QTextDocument:
        """A copy for the printer: dark words on white paper whatever the window looks like."""
        made = self.document().clone()
        cursor = QTextCursor(made)
        cursor.select(QTextCursor.SelectionType.Document)
        ink = QTextCharFormat()
        ink.setForeground(Qt.GlobalColor.black)
        cursor.mergeCharFormat(ink)
        return made

    def sizeHint(self) -> QSize:
        return QSize(theme.px(WIDEST), 600)

    def resizeEvent(self, event: QResizeEvent) -> None:
        top = self.cursorForPosition(QPoint(tokens.XL, tokens.M + 4)).blockNumber()
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width() and "![" in (self._shown or ("",))[0]:
            self._lay_out()  # the pictures are as wide as the page
            self._scroll_to(self.document().findBlockByNumber(top))

    def _room(self) -> int:
        return max(200, min(theme.px(WIDEST), self.viewport().width() - 2 * tokens.XL))

    def _again(self) -> None:
        if self._shown is None:
            return
        self._lay_out()
        place = self._shown[2]
        headings = [block for block in blocks(self.document()) if block.blockFormat().headingLevel()]
        if 0 < place < len(headings):
            self.setTextCursor(QTextCursor(headings[place]))
            self._scroll_to(headings[place])
        else:
            self.moveCursor(QTextCursor.MoveOperation.Start)
            self.verticalScrollBar().setValue(0)

    def _scroll_to(self, block: QTextBlock) -> None:
        top = self.document().documentLayout().blockBoundingRect(block).top()
        self.verticalScrollBar().setValue(int(top) - tokens.M)

    def _lay_out(self) -> None:
        assert self._shown is not None
        document = QTextDocument(self)  # a new one: the old keeps its pictures as narrow as they were
        document.setDefaultFont(theme.font("body"))
        document.setDocumentMargin(tokens.XL)
        self.setDocument(document)
        self.setCursorWidth(0)
        document.setMarkdown(_STAR.sub(r"\1- ", self._shown[0]), MARKDOWN)
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        for block in blocks(document):
            self._dress(block)
        for frame in _frames(document.rootFrame()):
            if isinstance(frame, QTextTable):
                _dress_table(frame)
        cursor.endEditBlock()

    def _dress(self, block: QTextBlock) -> None:
        level = block.blockFormat().headingLevel()
        inside_table = QTextCursor(block).currentTable() is not None
        room = QTextBlockFormat()
        parts = pieces(block)
        if not level and not any(part.form.isImageFormat() for part in parts):
            room.setLineHeight(LINE_HIGH, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if not inside_table:
            room.setTopMargin(tokens.XL if level > 1 else 0)
            room.setBottomMargin(tokens.S if level or not block.textList() else tokens.XS)
        QTextCursor(block).mergeBlockFormat(room)
        for part in parts:
            form = part.form
            if level:
                form.clearProperty(QTextFormat.Property.FontSizeAdjustment.value)
                form.setFontPointSize(theme.points(_SIZES.get(level, "strong")))
                form.setFontWeight(QFont.Weight.DemiBold)
            elif form.fontFixedPitch():
                form.setFontFamilies([self.font().family()])
                form.setFontFixedPitch(False)
                form.setBackground(theme.color("hover"))
            if form.isAnchor():
                form.setForeground(theme.color("link"))
                form.setFontUnderline(True)
            if not form.isImageFormat():
                selected(block, part).setCharFormat(form)

    def _follow(self, url: QUrl) -> None:
        if url.scheme().lower() in OUTSIDE:
            QDesktopServices.openUrl(url)
        elif not url.scheme():
            self.turned.emit(url.toString())

    def _tell_address(self, url: QUrl) -> None:
        leads_out = url.scheme().lower() in OUTSIDE
        told = _("Opens {address} outside Klynge").format(address=url.toDisplayString()) if leads_out else ""
        self.viewport().setToolTip(texts.plain_tip(told))


def _dress_table(table: QTextTable) -> None:
    form = table.format()
    form.setCellPadding(6)
    form.setCellSpacing(0)
    form.setBorder(1)
    form.setBorderCollapse(True)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    form.setBorderBrush(theme.color("border"))
    form.setBottomMargin(tokens.M)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table.setFormat(form)


def _frames(frame: QTextFrame) -> list[QTextFrame]:
    return [one for child in frame.childFrames() for one in (child, *_frames(child))]
