"""What people wrote in their own words: what interests them, and the answers to open questions of a form."""

import re
from collections.abc import Sequence

from crm.exchange import cell_kinds, loose_headers, synonyms, tags
from crm.exchange.column import Column
from crm.exchange.columns import Surroundings
from crm.exchange.source import Cell

_HALF = 0.5
_MOSTLY = 0.6
_LONGEST_LOOKED_AT = 500
_MOST_WORDS, _MOST_LETTERS = 5, 40
_OPEN_QUESTION = re.compile(
    r"(?:hva|kva|hvordan|korleis|hvorfor|kvifor|noe|noko|er det noe|er det noko|what|how|why|anything|"
    r"is there anything|vad|hur|varför|något|hvad|hvorfor|noget|was|wie|warum)\b.*\?\s*\*?$",
    re.IGNORECASE | re.DOTALL,
)
_SHORTEST_QUESTION = 5
# The answers may be of somebody's health or belief, which is never kept
_DELICATE = re.compile(
    r"mat|spis|kost|diet|food|meal|essen|hensyn|omsyn|hansyn|consider|behov|need|bedarf|helse|health|halsa|gesundheit|"
    r"syk|sjuk|diagnos|allerg|intoler|legning|etnis|ethnic|politisk|politic|fagforen|union|pregnan|gravid|medisin|medic|"
    r"relig|livssyn|handicap|funksjon|tilpass|adapt|vite|veit|know|veta|vide|wissen"
)
_THEMES = ("tema", "temaer", "temaomrade", "topic", "topics", "thema", "themen", "amne", "emne", "emner")
_NO_ANSWERS = (
    *(cell_kinds.is_truth, cell_kinds.is_number, cell_kinds.is_value, cell_kinds.is_position),
    *(cell_kinds.is_organisation, cell_kinds.is_attendance),
)


def interests(column: Column, around: Surroundings) -> str | None:
    """The field of a column of tags: those of the person, of the organisation where there is nobody, notes where the
    cells are sentences."""
    if any(column.holds(test) >= _MOSTLY for test in (cell_kinds.is_truth, cell_kinds.is_number, cell_kinds.is_value)):
        return None
    if column.holds(_is_sentence) >= _HALF:
        return "notes"
    return "tags" if around.has_person or not around.has_organisation else "organisation.tags"


def themes(column: Column, around: Surroundings) -> str | None:
    """The same for "Tema" in a list of people; None beside a meeting, a project or a day, whose theme it would be."""
    if synonyms.key(column.header) not in _THEMES or not around.has_person or not column.cells:
        return None
    others = [other for other in around.columns if other.at != column.at]
    if any(loose_headers.is_about_else(one.header) or one.holds(cell_kinds.is_date) >= _HALF for one in others):
        return None
    return interests(column, around)


def are_several(cells: Sequence[Cell]) -> bool:
    """Whether a cell holds several values, as the categories of Outlook: "Forskning;Styre"."""
    return any(
        isinstance(cell, str) and ";" in cell and len(tags.split(cell[:_LONGEST_LOOKED_AT])) > 1 for cell in cells
    )


def answers(column: Column) -> bool:
    """Whether it holds answers to an open question: different words of their own, and nothing about their health."""
    words = column.header.split()
    if len(words) < _SHORTEST_QUESTION or not _OPEN_QUESTION.match(column.header.strip()):
        return False
    if _DELICATE.search(synonyms.key(column.header)) or not column.cells:
        return False
    different = len({str(cell) for cell in column.cells}) >= _MOSTLY * len(column.cells)
    several_words = column.holds(lambda cell: isinstance(cell, str) and len(cell.split()) > 1) >= _HALF
    return different and several_words and all(column.holds(test) < _MOSTLY for test in _NO_ANSWERS)


def _is_sentence(cell: Cell) -> bool:
    pieces = tags.split(cell[:_LONGEST_LOOKED_AT]) if isinstance(cell, str) else []
    return any((len(piece) > _MOST_LETTERS and " " in piece) or len(piece.split()) > _MOST_WORDS for piece in pieces)
