"""E-mail addresses, phone numbers and links out of cells that may hold several."""

import re
from collections.abc import Callable
from typing import NamedTuple

from crm.commands.import_writes import Point
from crm.exchange import cells
from crm.exchange.source import Cell
from crm.rules import emails, links, phones
from crm.sentences import _

_LONGEST = 500
# Most addresses are so plain that nobody need be asked about them (crm.rules.emails takes five times as long)
_PLAIN_EMAIL = re.compile(r"[a-z0-9]+(?:[._][a-z0-9]+)*@[a-z0-9]+(?:\.[a-z0-9]+)*\.[a-z]{2,24}")
_PLAIN_LENGTH = 64
# What a sheet makes of a long number that it was not told to be text
_SCIENTIFIC = re.compile(r"[1-9](?:[.,][0-9]{1,14})?[Ee]\+?(?:0?[5-9]|1[0-4])")
_PLAIN_PHONE = re.compile(r"(?:\+47 ?)?([2-9](?: ?[0-9]){7})")


class Reading(NamedTuple):
    """What a cell holds: the points, a problem for which the row is rejected, and pieces that were left out."""

    points: tuple[Point, ...] = ()
    problem: str = ""
    left_out: tuple[str, ...] = ()


NOTHING = Reading()


class Reader(NamedTuple):
    """How the cells of a column are read: `plain` gives the point of a cell that is nothing but one, as nearly all are,
    and None for any other; `read` takes every cell.
    """

    plain: Callable[[Cell], Point | None]
    read: Callable[[Cell], Reading]


def plain_email(cell: Cell) -> Point | None:
    """The address of a cell that holds one in small letters and nothing else."""
    if type(cell) is str and len(cell) <= _PLAIN_LENGTH and _PLAIN_EMAIL.fullmatch(cell):
        return Point("email", "work", cell, cell)
    return None


def plain_phone(cell: Cell, *, label: str = "") -> Point | None:
    """The number of a cell that holds one Norwegian number and nothing else."""
    if type(cell) is str and (plain := _PLAIN_PHONE.fullmatch(cell)):
        return _phone(cell, "+47" + plain[1].replace(" ", ""), label)
    return None


def read_emails(cell: Cell) -> Reading:
    """The addresses of a cell; words beside an address are left out, anything else that is none is a problem.

    >>> [point.normalised for point in read_emails("Eva@x.example; eva@y.example").points]
    ['eva@x.example', 'eva@y.example']
    >>> read_emails("eva(at)x.example").problem == ""
    False
    """
    text = cells.text(cell)
    if not text:
        return NOTHING
    pieces = emails.split(text)
    points: dict[str, Point] = {}
    problem = ""
    strays = []
    for piece in pieces:
        wrong = emails.problem(piece)
        if wrong is None:
            normalised = emails.normalised(piece)
            points.setdefault(normalised, Point("email", "work", piece, normalised))
        elif "@" in piece or len(pieces) == 1:
            problem = problem or wrong
        else:
            strays.append(piece)
    if not points and not problem:
        return Reading(problem=emails.problem(text) or "")
    return Reading(tuple(points.values()), problem, tuple(strays))


def read_phones(cell: Cell, *, label: str = "") -> Reading:
    """The numbers of a cell, those that cannot be read left out; without a label mobiles are told by their series.

    >>> [point.normalised for point in read_phones("22 12 34 56 / 912 34 567").points]
    ['+4722123456', '+4791234567']
    >>> [point.normalised for point in read_phones("4.791234567E9").points]
    ['+4791234567']
    """
    text = cells.text(cell)
    if not text:
        return NOTHING
    if _SCIENTIFIC.fullmatch(text):
        text = str(round(float(text.replace(",", "."))))
    only = phones.parse(text)
    if only is not None and len(text) <= _LONGEST:
        return Reading((_phone(text, only, label),))
    points: dict[str, Point] = {}
    strays = []
    for piece in phones.split(text):
        number = phones.parse(piece)
        if number is None or len(piece) > _LONGEST:
            strays.append(piece)
        else:
            points.setdefault(number, _phone(piece, number, label))
    return Reading(tuple(points.values()), left_out=tuple(strays))


def _phone(text: str, number: str, label: str) -> Point:
    return Point("phone", label or ("mobile" if phones.is_mobile(number) else "work"), text, number)


def phones_as(label: str) -> Reader:
    """How a column of phone numbers is read that all have this label."""
    return Reader(lambda cell: plain_phone(cell, label=label), lambda cell: read_phones(cell, label=label))


def read_link(cell: Cell) -> Reading:
    """The web address of a cell; anything else is left out."""
    text = cells.text(cell)
    if not text:
        return NOTHING
    if len(text) > _LONGEST or links.problem(text) is not None:
        return Reading(left_out=(text,))
    return Reading((Point("link", "website", text, links.normalised(text)),))


EMAILS = Reader(plain_email, read_emails)
PHONES = Reader(plain_phone, read_phones)
LINKS = Reader(lambda _cell: None, read_link)


def expected(field: str) -> str:
    """What a cell of the field should hold, for a warning."""
    if field.endswith("email"):
        return _("It is not an e-mail address.")
    if field.endswith("website"):
        return _("It is not a web address.")
    return _("It is not a phone number.")
