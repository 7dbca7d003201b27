"""The rows below a header: which of them are data, and which are totals, notes, headings or another table."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import NamedTuple

from crm.exchange import cell_kinds, synonyms
from crm.exchange.header_rows import heads, known
from crm.exchange.row_cells import LONGEST_TITLE, as_text, filled_cells, has_text
from crm.exchange.source import Cell, Row
from crm.rules.folding import fold

_TOTALS = (
    *("sum", "total", "totalt", "totalsum", "i alt", "til sammen", "antall"),
    *("subtotal", "delsum", "gjennomsnitt", "snitt", "average", "count"),
)
_TOTAL_LETTERS = frozenset("sStTiIaAdDgGcC*")


class LeftOut(NamedTuple):
    """A row that is no data: `reason` is total, note, heading, header (repeated) or table (another one below)."""

    row: int
    reason: str
    text: str


def parted(
    rows: Sequence[Row], first: int, titles: dict[int, str], kept: Collection[int]
) -> tuple[list[tuple[int, Row]], list[LeftOut]]:
    """The rows of data from the index `first` on, each with its number, and those that are none; `kept` are data."""
    found: list[tuple[int, Row]] = []
    left_out: list[LeftOut] = []
    start_title = titles[min(titles)] if titles else ""
    header = {synonyms.key(title) for title in titles.values()}
    blank_before = False
    for index in range(first, len(rows)):
        row = rows[index]
        count = len(row) - row.count(None)
        start = next((cell for cell in row if cell is not None), None)
        # A row that begins with a word is filled; only the others are looked at cell by cell.
        if (count <= 1 or not start or str(start).isspace()) and not filled_cells(row):
            blank_before = bool(found)
            continue
        # Nearly all rows are settled by these cheap questions
        if (
            blank_before
            or count <= 1
            or not isinstance(start, str)
            or start == start_title
            or (start[:1] in _TOTAL_LETTERS and _may_be_total(start))
        ):
            reason = _no_data(row, start, header, wide=len(titles) > 2, blank_before=blank_before)
        else:
            reason = ""
        if reason and index + 1 in kept:
            reason = ""
        if reason == "table":
            more = [at for at in range(index, len(rows)) if at + 1 in kept]
            found += [(at + 1, rows[at]) for at in more]
            left_out += [one for one in _rest(rows, index) if one.row not in kept]
            break
        if reason:
            left_out.append(LeftOut(index + 1, reason, as_text(row)))
        else:
            found.append((index + 1, row))
            blank_before = False
    return _without_headings(found, left_out, wide=len(titles) > 2, kept=kept)


def _without_headings(
    found: list[tuple[int, Row]], left_out: list[LeftOut], *, wide: bool, kept: Collection[int]
) -> tuple[list[tuple[int, Row]], list[LeftOut]]:
    """Leave out the headings of groups: "Troms", where "Sum Troms" stands below."""
    ends = {word for one in left_out if one.reason == "total" for word in _ends(one.text)}
    if not (wide and ends):
        return found, left_out
    headings = {
        number: LeftOut(number, "heading", as_text(row))
        for number, row in found
        if number not in kept
        and len(row) - row.count(None) < 3
        and len(filled_cells(row)) == 1
        and _word(as_text(row)) in ends
    }
    rows = [line for line in found if line[0] not in headings]
    return rows, sorted((*left_out, *headings.values()))


def _ends(total: str) -> list[str]:
    """What may follow the word for a sum: "Sum Troms | 17" gives "troms"."""
    word = _word(total.partition(" | ")[0])
    return [word.removeprefix(f"{name} ") for name in _TOTALS if word.startswith(f"{name} ")]


def _rest(rows: Sequence[Row], start: int) -> list[LeftOut]:
    return [
        LeftOut(number, "table", as_text(row))
        for number, row in enumerate(rows[start:], start=start + 1)
        if filled_cells(row)
    ]


def _no_data(row: Row, start: Cell, header: set[str], *, wide: bool, blank_before: bool) -> str:
    count = len(filled_cells(row))
    if isinstance(start, str):
        if count > 1 and header and _is_header(row, header):
            return "header"
        if blank_before and count > 1 and synonyms.meaning(start) and heads(row, known(row)):
            return "table"
        if _is_total(start, row):
            return "total"
        return "note" if wide and count == 1 and (blank_before or start.lstrip().startswith("*")) else ""
    # Sums below the columns, without a word
    bare = wide and blank_before and count <= 3 and not any(isinstance(cell, str) for cell in row)
    return "total" if bare else ""


def _is_header(row: Row, header: set[str]) -> bool:
    keys = [synonyms.key(cell) for cell in row if isinstance(cell, str) and cell.strip()]
    return bool(keys) and sum(key in header for key in keys) >= 0.8 * len(keys)


def _may_be_total(start: str) -> bool:
    # Half of all names begin with one of these letters, and to compare a row with the header costs fifteen µs
    return start.startswith("*") or fold(start).lstrip(" :.=").startswith(_TOTALS)


def _is_total(start: str, row: Row) -> bool:
    word = _word(start[:LONGEST_TITLE])
    if word not in _TOTALS and not word.startswith(tuple(f"{total} " for total in _TOTALS)):
        return False
    if cell_kinds.ends_in_legal_form(start):
        return False  # "Total Energi AS"
    others = [cell for cell in row if has_text(cell) and cell is not start]
    return all(not isinstance(cell, str) or cell_kinds.is_number(cell) for cell in others)


@lru_cache(maxsize=4096)
def _word(start: str) -> str:
    return fold(start).strip(" :.=")
