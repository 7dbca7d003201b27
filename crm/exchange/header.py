"""The table in a sheet: its header row below logos and titles, its rows, and what around them is no data."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from crm.errors import CrmError
from crm.exchange import cell_kinds, synonyms
from crm.exchange.source import Cell, Row, Sheet, Source
from crm.i18n import _
from crm.rules import names
from crm.rules.folding import fold

_ROWS_LOOKED_AT = 40
MOST_COLUMNS = 2_000
_LONGEST_TITLE = 200
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


@dataclass(frozen=True)
class Table:
    """The list in a sheet.

    `header_row` counts from 1 and is None where the list has no header. `headers` are unique: repeated ones are
    "Name (2)", empty ones "(column C)". Each row is (its number in the file, one cell a header); no row is empty.
    `above` are the first texts of the rows above the header.
    """

    sheet: str
    header_row: int | None
    headers: tuple[str, ...]
    rows: list[tuple[int, Row]]
    left_out: tuple[LeftOut, ...] = ()
    above: tuple[str, ...] = ()


class Look(NamedTuple):
    """A sheet at a glance: how many of its rows hold anything, and the first few from its header on."""

    sheet: str
    hidden: bool
    rows: int
    first: tuple[Row, ...]


def looks(source: Source, rows: int = 3) -> list[Look]:
    """Each sheet with its first `rows` filled rows, from the header on where it has one."""
    found = []
    for sheet in source.sheets:
        start = header_index(sheet.rows) or 0
        first = islice(filter(_filled, sheet.rows[start:]), rows)
        # Any cell but None: a blank text is rare, and every row is asked
        count = sum(1 for row in sheet.rows if any(cell is not None for cell in row))
        found.append(Look(sheet.name, sheet.hidden, count, tuple(first)))
    return found


def choose(source: Source) -> Sheet:
    """The sheet that most likely holds the list: visible, with the best header, then the most rows; raises CrmError."""
    filled = [sheet for sheet in source.sheets if any(map(_filled, sheet.rows[:1000]))]
    if not filled:
        raise CrmError(_("There is no filled row in the file."))
    return max(filled, key=lambda sheet: (not sheet.hidden, _known_headers(sheet), len(sheet.rows)))


def find(sheet: Sheet, header_row: int | None = None, kept: Collection[int] = ()) -> Table:
    """The table of a sheet; raises CrmError where no row holds anything, or where it has over 2 000 columns.

    `header_row` counts from 1, 0 says that there is no header, None that it is to be found. The rows `kept` are data
    although they look like totals or notes.
    """
    if not any(map(_filled, sheet.rows)):
        raise CrmError(_("There is no filled row in the sheet “{sheet}”.").format(sheet=sheet.name))
    at = header_index(sheet.rows) if header_row is None else _said(sheet, header_row)
    first = at + 1 if at is not None else _first_data(sheet.rows)
    titles = _titles(sheet.rows, at) if at is not None else {}
    rows, left_out = _data(sheet.rows, first, titles, kept)
    columns = _columns(titles, [row for _number, row in rows])
    if len(columns) > MOST_COLUMNS:
        raise CrmError(
            _(
                "The list has {count} columns; more than {most} cannot be brought in. Save only those that matter."
            ).format(count=len(columns), most=MOST_COLUMNS)
        )
    return Table(
        sheet.name,
        at + 1 if at is not None else None,
        _unique([titles.get(column) or f"(column {letters(column)})" for column in columns]),
        [(number, _picked(row, columns)) for number, row in rows],
        tuple(left_out),
        tuple(_title(filled[0]) for row in sheet.rows[: at or 0][-_ROWS_LOOKED_AT:] if (filled := _filled(row))),
    )


def _said(sheet: Sheet, header_row: int) -> int | None:
    """The index of the header row that somebody named."""
    if header_row == 0:
        return None
    if header_row > len(sheet.rows) or not _filled(sheet.rows[header_row - 1]):
        raise CrmError(_("Row {row} is empty, so it cannot hold the headers.").format(row=header_row))
    return header_row - 1


def letters(column: int) -> str:
    """What a spreadsheet calls the column counted from 0.

    >>> letters(0), letters(25), letters(26), letters(16383)
    ('A', 'Z', 'AA', 'XFD')
    """
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def header_index(rows: Sequence[Row]) -> int | None:
    """The index of the header row, or None: the row with most known headers, else one that looks unlike those below.

    >>> header_index([["Medlemsliste 2026"], [], ["Navn", "E-post"], ["Åse", "ase@nordlys.example"]])
    2
    """
    best, most = None, 0
    for index, row in enumerate(rows[:_ROWS_LOOKED_AT]):
        known = _known(row)
        if (known > most or (known == most and best == index - 1 and _completes(row, rows[best]))) and _heads(
            row, known
        ):
            best, most = index, known
    if best is not None:
        return best
    return _unlike_those_below(rows)


def _known_headers(sheet: Sheet) -> int:
    at = header_index(sheet.rows)
    return _known(sheet.rows[at]) if at is not None else 0


def _known(row: Row) -> int:
    """How many different headers of the row are in the synonyms."""
    found = set()
    for cell in row[:MOST_COLUMNS]:
        if isinstance(cell, str) and len(cell) <= 80 and (meaning := synonyms.meaning(cell)):
            # Two columns for e-mail count once each, a word repeated over merged cells once
            found.add((meaning.kind, meaning.word, synonyms.key(cell)))
    return len(found)


def _completes(row: Row, above: Row) -> bool:
    """Whether the row has headers where the one above, its groups merged over several columns, has none."""
    return any(_has_text(cell) and (at >= len(above) or not _has_text(above[at])) for at, cell in enumerate(row))


def _heads(row: Row, known: int) -> bool:
    filled = [cell for cell in row if _has_text(cell)]
    if any(cell_kinds.is_value(cell) for cell in filled):
        return False
    return known >= 2 or (known == 1 and len(filled) <= 2)


def _unlike_those_below(rows: Sequence[Row]) -> int | None:
    """For headers that nobody has heard of: different short texts, above rows with addresses, numbers or dates."""
    widths = [len(_filled(row)) for row in rows[:_ROWS_LOOKED_AT]]
    width = max(widths, default=0)
    for index, row in enumerate(rows[:_ROWS_LOOKED_AT]):
        filled = _filled(row)
        if len(filled) < 2 or len(filled) < 0.7 * width:
            continue
        texts = {fold(cell) for cell in filled if isinstance(cell, str) and len(cell) <= 80}
        if len(texts) < len(filled) or any(cell_kinds.is_value(cell) for cell in filled):
            return None
        below = [cell for under in rows[index + 1 : index + 6] for cell in _filled(under)]
        return index if any(cell_kinds.is_value(cell) for cell in below) else None
    return None


def _first_data(rows: Sequence[Row]) -> int:
    """Without a header: below a title or two, where the rows have their usual width."""
    widths = [len(_filled(row)) for row in rows[:_ROWS_LOOKED_AT]]
    usual = max(widths)
    return next(index for index, width in enumerate(widths) if width > 0 and (width > 1 or usual <= 2))


def _titles(rows: Sequence[Row], at: int) -> dict[int, str]:
    titles = {column: _title(cell) for column, cell in enumerate(rows[at]) if _has_text(cell)}
    above = rows[at - 1] if at else []
    # A header merged over two rows stands in the upper one
    if len(_filled(above)) >= 2:
        for column, cell in enumerate(above):
            if _has_text(cell) and column not in titles and synonyms.meaning(_title(cell)):
                titles[column] = _title(cell)
    return titles


def _title(cell: Cell) -> str:
    """The cell as a header; what is longer is a text that strayed there, and nobody's name for a column."""
    return names.clean(str(cell)[: _LONGEST_TITLE * 2])[:_LONGEST_TITLE]


def _data(
    rows: Sequence[Row], first: int, titles: dict[int, str], kept: Collection[int]
) -> tuple[list[tuple[int, Row]], list[LeftOut]]:
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
        if (count <= 1 or not start or str(start).isspace()) and not _filled(row):
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
        and len(_filled(row)) == 1
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
        if _filled(row)
    ]


def _no_data(row: Row, start: Cell, header: set[str], *, wide: bool, blank_before: bool) -> str:
    count = len(_filled(row))
    if isinstance(start, str):
        if count > 1 and header and _is_header(row, header):
            return "header"
        if blank_before and count > 1 and synonyms.meaning(start) and _heads(row, _known(row)):
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
    word = _word(start[:_LONGEST_TITLE])
    if word not in _TOTALS and not word.startswith(tuple(f"{total} " for total in _TOTALS)):
        return False
    if cell_kinds.ends_in_legal_form(start):
        return False  # "Total Energi AS"
    others = [cell for cell in row if _has_text(cell) and cell is not start]
    return all(not isinstance(cell, str) or cell_kinds.is_number(cell) for cell in others)


@lru_cache(maxsize=4096)
def _word(start: str) -> str:
    return fold(start).strip(" :.=")


def _columns(titles: dict[int, str], rows: Sequence[Row]) -> list[int]:
    """Every column with a header or anything below it."""
    widest = max((len(row) for row in rows), default=0)
    untitled = [column for column in range(widest) if column not in titles]
    filled = {column for column in untitled if any(column < len(row) and _has_text(row[column]) for row in rows)}
    return sorted(filled | set(titles))


def _unique(titles: Sequence[str]) -> tuple[str, ...]:
    taken: set[str] = set()
    numbered: list[str] = []
    for title in titles:
        name, number = title, 1
        while name in taken:
            number += 1
            name = f"{title} ({number})"
        taken.add(name)
        numbered.append(name)
    return tuple(numbered)


def _picked(row: Row, columns: Sequence[int]) -> Row:
    if len(row) == len(columns) == columns[-1] + 1:
        return row
    width = len(row)
    return [row[column] if column < width else None for column in columns]


def _has_text(cell: Cell) -> bool:
    return cell is not None and (not isinstance(cell, str) or not cell.isspace()) and cell != ""


def _filled(row: Row) -> list[Cell]:
    return [cell for cell in row if _has_text(cell)]


def as_text(row: Row) -> str:
    """The filled cells of a row in one short line."""
    return " | ".join(_title(cell) for cell in _filled(row))[:200]
