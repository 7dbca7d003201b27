"""What is done to whole columns of a list, whichever field they fill."""

import operator
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from crm.commands.import_writes import Point
from crm.exchange import findings
from crm.exchange.addresses import Reader
from crm.exchange.findings import Findings
from crm.exchange.source import Cell
from crm.sentences import _

Several = list[tuple[str, Sequence[Cell]]]
"""Columns, each as (header, cells)."""

Columns = dict[str, Several]
"""By field: the columns that fill it."""


class Reading(NamedTuple):
    """How somebody said that cells are read: {header: day_first or month_first}, {code list: {word: key or ""}}."""

    days: Mapping[str, str] = MappingProxyType({})
    words: Mapping[str, Mapping[str, str]] = MappingProxyType({})


_normalised = operator.attrgetter("normalised")


def read_points(
    header: str,
    column: Sequence[Cell],
    reader: Reader,
    expected: str,
    points: list[tuple[Point, ...]],
    found: Findings,
) -> None:
    """Add what a column of addresses or numbers holds to the rows' points, each value once."""
    plain, read = reader
    for index, cell in enumerate(column):
        if cell is None:
            continue
        if (point := plain(cell)) is not None:
            more: tuple[Point, ...] = (point,)
        else:
            more, problem, left_out = read(cell)
            if problem:
                found.reject(index, findings.wrong(header, problem))
            for piece in left_out:
                found.warn(index, findings.not_read(header, piece, expected))
        if mine := points[index]:
            known = list(map(_normalised, mine))
            more = tuple([point for point in more if point.normalised not in known])
        points[index] = mine + more


def limited(header: str, texts: list[Any], limit: int, found: Findings) -> list[Any]:
    """The texts without those that are too long to keep, which are told."""
    if max(map(len, texts), default=0) > limit:
        for index, text in enumerate(texts):
            if len(text) > limit:
                texts[index] = ""
                found.warn(index, findings.not_read(header, text, too_long(limit)))
    return texts


def too_long(limit: int) -> str:
    """What is wrong with a text of more letters than may be kept."""
    return _("It has more than {limit} letters.").format(limit=limit)
