"""Texts of more than one look: how their Markdown is read, the blocks and the pieces that they are made of."""

from typing import NamedTuple

from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextCursor, QTextDocument

MARKDOWN = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
"""With lists to tick and tables, and never HTML."""


class Piece(NamedTuple):
    """Letters of one look: where they begin, how many there are, how they look."""

    start: int
    length: int
    form: QTextCharFormat


def blocks(document: QTextDocument) -> list[QTextBlock]:
    """All blocks of a text in their order: paragraphs, headings, the cells of tables."""
    found, block = [], document.begin()
    while block.isValid():
        found.append(block)
        block = block.next()
    return found


def pieces(block: QTextBlock) -> list[Piece]:
    """The pieces of a block from the last to the first, so that what is changed in one moves none that is to come."""
    found = []
    piece = block.begin()
    while not piece.atEnd():
        fragment = piece.fragment()
        found.append(Piece(fragment.position(), fragment.length(), fragment.charFormat()))
        piece += 1
    return found[::-1]


def selected(block: QTextBlock, piece: Piece) -> QTextCursor:
    """A cursor that has chosen a piece of a block."""
    cursor = QTextCursor(block)
    cursor.setPosition(piece.start)
    cursor.setPosition(piece.start + piece.length, QTextCursor.MoveMode.KeepAnchor)
    return cursor
