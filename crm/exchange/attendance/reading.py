"""A pasted list of those who came, as lines: a table, a Teams report, or one line after the other."""

import re
from collections.abc import Callable

from crm.errors import CrmError
from crm.exchange import header
from crm.exchange.attendance import free_lines, table
from crm.exchange.attendance.line import Line
from crm.exchange.readers import delimited
from crm.exchange.source import Sheet
from crm.i18n import _
from crm.rules import names

LONGEST = 2_000
_TEAMS_PART = re.compile(r"\s*\d\.\s+(\S.*)")
_TEAMS_PEOPLE = ("participants", "deltakere", "deltagere", "deltagare", "teilnehmer")
_SIGNS = ("\t", ";", ",")


def read(text: str, is_organisation: Callable[[str], bool]) -> list[Line]:
    """Those whom a pasted text lists; raises CrmError for more than 2 000 lines.

    `is_organisation` tells whether a few words name an organisation of the register: "Sjø og Land" is no two people.
    """
    lines = [names.clean(line) if "\t" not in line else line.strip("\r\n ") for line in text.splitlines()]
    if len(lines) > LONGEST:
        raise CrmError(_("This is longer than {most} lines. Paste it in parts.").format(most=LONGEST))
    first, lines = _of_teams(lines)
    sign = _between_cells(lines)
    if sign:
        rows = delimited.records("\n".join(lines), sign)
        sheet = Sheet("", [[cell.strip() or None for cell in row] for row in rows])
        found = table.lines(header.find(sheet), first)
        if found is not None:
            return found
    return free_lines.read(lines, first, is_organisation)


def _of_teams(lines: list[str]) -> tuple[int, list[str]]:
    """Of an attendance report of Teams the part with the participants, and how many lines stand before it."""
    heads = [(at, found[1].strip().lower()) for at, line in enumerate(lines) if (found := _TEAMS_PART.fullmatch(line))]
    for which, (at, said) in enumerate(heads):
        if said in _TEAMS_PEOPLE and at + 1 < len(lines) and "\t" in lines[at + 1]:
            end = heads[which + 1][0] if which + 1 < len(heads) else len(lines)
            return at + 1, lines[at + 1 : end]
    return 0, lines


def _between_cells(lines: list[str]) -> str:
    """The sign between the cells of a table; "" where the lines are none."""
    filled = [line for line in lines if line.strip()]
    for sign in _SIGNS:
        if len(filled) < 2:
            return ""
        counts = [line.count(sign) for line in filled]
        titles = [table.known(cell) for cell in filled[0].split(sign)]
        if sum(titles) >= 2 or (sum(titles) == 1 and sign == "\t"):
            return sign
        if sign == "\t" and sum(map(bool, counts)) * 5 >= len(counts) * 4:
            return sign
        # People in a line are parted so as well, but then each may have an address, and not as many stand in each
        if sign == ";" and len({*counts}) == 1 and counts[0] and max(line.count("@") for line in filled) == 1:
            return sign
    return ""
