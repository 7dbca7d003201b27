"""A list of one kind out of a file: which columns it has, and what each of its lines says and would become."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from crm.commands import fact_lists as commands
from crm.errors import CrmError
from crm.exchange import isolation, year_fields
from crm.exchange.fact_lists import asked as kinds
from crm.exchange.fact_lists import cells
from crm.exchange.fact_lists.asked import Asked
from crm.exchange.hours import cells as hour_cells
from crm.exchange.source import Cell, Source
from crm.i18n import LANGUAGES, _, catalogue
from crm.progress import Progress, silent
from crm.queries import same_record
from crm.records import kinds as records
from crm.rules import code_lists
from crm.rules.folding import loose

_HEADER_ROWS = 30
_ROWS_AT_A_TIME = 200
_SUMS = frozenset(("sum", "totalt", "total", "i alt"))


class Line(NamedTuple):
    """A line: its number in the sheet, what its cells say by key, and what it becomes.

    `values` are for the command (crm.commands.fact_lists), `problem` says why it cannot be kept, "" where it can;
    `there` that the register holds the same already, `note` what else is to be known of it.
    """

    number: int
    texts: Mapping[str, str]
    values: Mapping[str, Any]
    problem: str = ""
    there: bool = False
    note: str = ""


@dataclass(frozen=True)
class Found:
    """A list: its kind (the table), the columns it has in their order, headers that were not used, and its lines."""

    table: str
    columns: tuple[Asked, ...]
    unused: tuple[str, ...]
    lines: tuple[Line, ...]


def read(file: Path, table: str, *, year: int, today: date, progress: Progress = silent) -> Found:
    """What a file (.xlsx, .csv and their like) holds of a kind; lines that name no year are of `year`.

    Nothing is written. Raises CrmError where it cannot be read or has no such list.
    """
    return of_source(
        isolation.read(file, progress=progress), file.name, table, year=year, today=today, progress=progress
    )


def of_source(source: Source, name: str, table: str, *, year: int, today: date, progress: Progress = silent) -> Found:
    """The same of a file that is read already."""
    wanted = kinds.KINDS[table]
    best: tuple[int, int, int, dict[int, Asked]] | None = None
    for at, sheet in enumerate(source.sheets):
        for place, row in enumerate(sheet.rows[:_HEADER_ROWS]):
            columns = headed(row, wanted)
            if columns and (best is None or len(columns) > best[0]):
                best = len(columns), at, place, columns
    if best is None:
        must = ", ".join(_(one.titles[0]) for one in wanted if one.required and one.key != "year")
        words = _("“{file}” has no row of headers with these columns: {columns}.")
        raise CrmError(words.format(file=name, columns=must))
    _most, at, place, columns = best
    header, rows = source.sheets[at].rows[place], source.sheets[at].rows
    units = {one: year_fields.unit(str(header[one])) for one in columns}
    unused = tuple(
        str(cell).strip()
        for one, cell in enumerate(header)
        if one not in columns and cell is not None and str(cell).strip()
    )
    seen: Counter[str] = Counter()
    lines = []
    for number, row in enumerate(rows[place + 1 :], start=place + 2):
        if number % _ROWS_AT_A_TIME == 0:
            progress(number, len(rows), _("Reading the file"))
        if (line := _line(table, number, row, columns, units, year, today, seen)) is not None:
            lines.append(line)
    return Found(table, tuple(columns.values()), unused, tuple(lines))


def headed(row: Sequence[Cell], wanted: Sequence[Asked]) -> dict[int, Asked]:
    """{place: column} of a row of headers; empty where a column that must be there is missing (but for the year)."""
    titles = {place: _key(str(cell)) for place, cell in enumerate(row) if isinstance(cell, str) and cell.strip()}
    found: dict[int, Asked] = {}
    for asked in wanted:
        for word in _words(asked):
            place = next((at for at, title in titles.items() if title == word and at not in found), None)
            if place is not None:
                found[place] = asked
                break
    keys = {asked.key for asked in found.values()}
    missing = any(asked.required and asked.key not in keys for asked in wanted if asked.key != "year")
    return {} if missing or len(found) < min(2, len(wanted)) else dict(sorted(found.items()))


def _key(header: str) -> str:
    return loose(header.partition("(")[0])


def _words(asked: Asked) -> list[str]:
    translated = [catalogue(language).gettext(title) for title in asked.titles for language in LANGUAGES]
    return list(dict.fromkeys(map(loose, (*translated, *asked.also))))


def _line(
    table: str,
    number: int,
    row: Sequence[Cell],
    columns: Mapping[int, Asked],
    units: Mapping[int, int],
    year: int,
    today: date,
    seen: Counter[str],
) -> Line | None:
    """None where the row is empty, or the sum below the others."""
    filled = {
        at: row[at]
        for at in columns
        if at < len(row) and row[at] is not None and str(row[at]).strip() not in ("", "-", "–")
    }
    texts = {columns[at].key: hour_cells.text(cell) for at, cell in filled.items()}
    first = next((str(cell) for cell in row if cell is not None and str(cell).strip()), "")
    if not filled or loose(first) in _SUMS:
        return None
    values: dict[str, Any] = {}
    problems = []
    for at, cell in filled.items():
        try:
            values[columns[at].key] = cells.value(columns[at], cell, cells.Row(texts, today, units[at]))
        except cells.Wrong as wrong:
            problems.append(str(wrong))
    if any(asked.key == "year" for asked in kinds.KINDS[table]) and "year" not in texts:
        happened = values.get("happened_on") or values.get("sent_on")
        values["year"] = happened.year if isinstance(happened, date) else year
    values = _settled(table, values)
    if not problems:
        problems = list(dict.fromkeys(_problems(table, values)))
    if problems:
        return Line(number, texts, values, " ".join(problems))
    same = repr(sorted(values.items()))
    there = seen[same] < same_record.count(table, values)
    seen[same] += 1
    return Line(number, texts, values, there=there)


def _settled(table: str, values: dict[str, Any]) -> dict[str, Any]:
    """The values as the command takes them."""
    made = dict(values)
    made.pop("org_number", None)
    if "for_what" in made:
        field, id = made.pop("for_what")
        made[field] = id
    if table == "finance_line" and "kind" not in made and "category" in made:
        income = made["category"] in code_lists.keys("finance_income")
        cost = made["category"] in code_lists.keys("finance_cost")
        if income != cost:
            made["kind"] = "income" if income else "cost"
    if isinstance(made.get("organisation"), str):
        made["organisation_name"] = made.pop("organisation")
    if table == "external_relation" and made.get("country_code") == same_record.country(made.get("organisation")):
        del made["country_code"]  # only another country than the organisation's own is kept
    return made


def _problems(table: str, values: Mapping[str, Any]) -> list[str]:
    """What the record itself says is wrong, and what of it is missing."""
    missing = [
        _("{field} is missing.").format(field=_(asked.titles[0]))
        for asked in kinds.KINDS[table]
        if asked.required and asked.key not in values and f"{asked.key}_name" not in values
    ]
    if table == "finance_line" and "kind" not in values:
        missing.append(_("Say whether it is income or cost."))
    if missing:
        return missing
    names = records.BY_TABLE[table]._meta.fields
    record = records.BY_TABLE[table](**{name: value for name, value in values.items() if name in names})
    told = record.problems()
    if "organisation_name" in values:
        told.pop("organisation", None)
    return list(told.values())


def keep(file: str, table: str, lines: Sequence[Line]) -> int:
    """Keep these lines, all or none, as one step; returns how many. Raises CrmError, Invalid."""
    taken = [line.values for line in lines if not line.problem]
    if not taken:
        raise CrmError(_("No line is chosen."))
    return len(commands.bring_in(file, table, taken))
