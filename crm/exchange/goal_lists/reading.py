"""A list of goals out of a file: its headers, and what each of its lines says by itself."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from crm.errors import CrmError
from crm.exchange.fact_lists import cells
from crm.exchange.fact_lists.asked import Asked
from crm.exchange.goal_lists import amounts
from crm.exchange.goal_lists.columns import ASKED
from crm.exchange.hours import cells as hour_cells
from crm.exchange.source import Cell, Source
from crm.i18n import LANGUAGES, _, catalogue, quoted
from crm.rules import code_lists
from crm.rules.folding import loose
from crm.rules.goals import LEVELS

_HEADER_ROWS = 30
_YEAR = re.compile(r"(?:(.*?)[ -]*)?(?<![0-9])((?:19|20)[0-9]{2})")
_ENDS = {
    "target": ("maltall", "mal", "target", "goal"),
    "baseline": ("nullpunkt", "baseline", "utgangspunkt", "startverdi"),
    "value": ("", "verdi", "resultat", "status", "value", "actual", "faktisk"),
    "note": ("merknad", "kommentar", "remark", "note"),
}
_WITH_YEAR = re.compile(r"(.+?)\s*\(((?:19|20)[0-9]{2})\)")


class Figure(NamedTuple):
    """A figure of the report that an indicator can follow."""

    key: str
    name_nb: str
    name_en: str
    unit: str


class Dated(NamedTuple):
    """A column of a year: its value, the remark on it, or the baseline or target that the year belongs to."""

    what: str
    year: int


@dataclass(frozen=True)
class Header:
    """Where the columns stand: those of ASKED, those of single years, and a column for each level of goals."""

    asked: Mapping[int, Asked] = field(default_factory=dict)
    dated: Mapping[int, Dated] = field(default_factory=dict)
    levels: Mapping[int, str] = field(default_factory=dict)
    unused: tuple[str, ...] = ()

    @property
    def keys(self) -> frozenset[str]:
        """The keys of ASKED that there is a column of."""
        return frozenset(asked.key for asked in self.asked.values())

    @property
    def fits(self) -> bool:
        """Whether this is the header of a list of goals at all."""
        if self.levels:
            return len(self.levels) > 1 or bool(self.keys & {"name_nb", "below", "focus_area"})
        return "text_nb" in self.keys and len(self.asked) + len(self.dated) > 1


@dataclass(frozen=True)
class Read:
    """A goal of the list: where it stands in the sheet, its level and words, and what its cells say by key.

    `below` is what a column says of the goal it stands below, None where there is no such column; then `above` is the
    place of that goal among all that were read, the last one of a higher level, None where there is none. `texts` are
    the cells as they stand, `kept` the value and the remark of each year, and `problems` say what is not understood.
    """

    number: int
    level: str
    text: str
    above: int | None
    below: str | None
    values: Mapping[str, Any]
    kept: Mapping[int, tuple[int | None, str]]
    texts: Mapping[str, str]
    problems: tuple[str, ...] = ()


def header(row: Sequence[Cell]) -> Header:
    """What the columns of a row of headers are."""
    asked: dict[int, Asked] = {}
    dated: dict[int, Dated] = {}
    levels: dict[int, str] = {}
    unused = []
    words = {word: one for one in reversed(ASKED) for word in _words(one)}
    for place, cell in enumerate(row):
        told = hour_cells.text(cell)
        if not told or isinstance(cell, bool | date):
            continue
        if (one := words.get(loose(told)) or words.get(loose(told.partition("(")[0]))) and one not in asked.values():
            asked[place] = one
        elif (level := code_lists.from_text("goal_level", told)) and level not in levels.values():
            levels[place] = level
        elif year := _dated(told):
            dated[place] = year
        else:
            unused.append(told)
    if "text_nb" in {one.key for one in asked.values()}:
        # One column holds the goals of all levels
        unused += [hour_cells.text(row[place]) for place in levels]
        levels = {}
    return Header(asked, dated, levels, tuple(unused))


def rows(source: Source, name: str, figures: Sequence[Figure], today: date) -> tuple[Header, list[Read]]:
    """The header of the list that a file holds, and its goals in their order. CrmError where it has no such list."""
    found: tuple[int, Header, list[list[Cell]], int] | None = None
    for sheet in source.sheets:
        for place, row in enumerate(sheet.rows[:_HEADER_ROWS]):
            head = header(row)
            most = len(head.asked) + len(head.dated) + len(head.levels)
            if head.fits and (found is None or most > found[0]):
                found = most, head, sheet.rows, place
    if found is None:
        words = _("“{file}” has no row of headers with these columns: {columns}.")
        raise CrmError(words.format(file=name, columns=f"{_('Goal')}, {_('Indicator')}"))
    _most, head, lines, place = found
    reader = _Reader(head, figures, today)
    for number, line in enumerate(lines[place + 1 :], start=place + 2):
        reader.row(number, line)
    return head, reader.found


class _Reader:
    """Goes down the lines: an empty cell for the goal means the one above, as where cells were merged."""

    def __init__(self, head: Header, figures: Sequence[Figure], today: date) -> None:
        self.head, self.figures, self.today = head, figures, today
        self.found: list[Read] = []
        self.current: dict[str, int] = {}  # by level the last goal, as its place in `found`
        self.scale = 1  # how many times a plain number of the line counts

    def row(self, number: int, row: Sequence[Cell]) -> None:
        """Take a line of the sheet."""
        cell = {at: one for at, one in enumerate(row) if one is not None and str(one).strip() not in ("", "-", "–")}
        texts = {one.key: hour_cells.text(cell[at]) for at, one in self.head.asked.items() if at in cell}
        ends = [
            (one.what, at) for at, one in self.head.dated.items() if one.what in ("target", "baseline") and at in cell
        ]
        texts |= {what: hour_cells.text(cell[at]) for what, at in ends}
        goals = [(level, hour_cells.text(cell[at])) for at, level in self.head.levels.items() if at in cell]
        goals.sort(key=lambda one: LEVELS.index(one[0]))
        told = any(at in cell for at in (*self.head.asked, *self.head.dated))
        if not told and not goals:
            return
        new = [one for one in goals if not self._is_current(*one)]
        for level, text in new[:-1]:
            self._add(number, level, text, {}, {}, {}, ())
        self.scale = self._scale(cell, texts.get("unit", ""))
        values, problems = self._values(cell, texts)
        if goals:
            level, text = new[-1] if new else goals[-1]
        elif "text_nb" in texts or not self.found:
            level, text = values.get("level", ""), texts.get("text_nb", "")
        else:
            level, text = self.found[-1].level, self.found[-1].text
        kept = self._kept(cell, values, problems)
        self._add(number, level, text, values, kept, texts, tuple(problems))

    def _is_current(self, level: str, text: str) -> bool:
        at = self.current.get(level)
        return at is not None and loose(self.found[at].text) == loose(text)

    def _add(
        self,
        number: int,
        level: str,
        text: str,
        values: Mapping[str, Any],
        kept: Mapping[int, tuple[int | None, str]],
        texts: Mapping[str, str],
        problems: tuple[str, ...],
    ) -> None:
        again = self._is_current(level, text)
        below = texts.get("below", "") if "below" in self.head.keys else None
        above = [self.current[one] for one in LEVELS[: LEVELS.index(level)] if one in self.current] if level else []
        parent = max(above, default=None) if below is None else None
        if again and "below" not in texts:
            below, parent = self.found[self.current[level]].below, self.found[self.current[level]].above
        shown = {**texts, "text_nb": text, "level": code_lists.label("goal_level", level) if level else ""}
        if kept:
            shown["years"] = ", ".join(
                f"{year}: {amounts.shown(value)}" for year, (value, _note) in sorted(kept.items())
            )
        self.found.append(Read(number, level, text, parent, below, values, kept, shown, problems))
        if level and not again:
            for deeper in LEVELS[LEVELS.index(level) :]:
                self.current.pop(deeper, None)
            self.current[level] = len(self.found) - 1

    def _values(self, cell: Mapping[int, Cell], texts: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
        values: dict[str, Any] = {}
        problems = []
        for at, one in self.head.asked.items():
            if at not in cell or one.key in ("text_nb", "below", "by_hand"):
                continue
            try:
                values |= self._value(one, cell[at], texts)
            except cells.Wrong as wrong:
                problems.append(str(wrong))
        for at, dated in self.head.dated.items():
            if at in cell and dated.what in ("target", "baseline"):
                try:
                    values |= {dated.what: amounts.hundredths(cell[at], self.scale), f"{dated.what}_year": dated.year}
                except cells.Wrong as wrong:
                    problems.append(str(wrong))
        return values, problems

    def _scale(self, cell: Mapping[int, Cell], unit: str) -> int:
        """Of a line in millions of kroner a million; of shares as Excel keeps them a hundred."""
        valued = [at for at, one in self.head.asked.items() if one.kind == "value"]
        valued += [at for at, dated in self.head.dated.items() if dated.what != "note"]
        if amounts.of_one(unit, [cell[at] for at in valued if at in cell]):
            return 100
        try:
            return amounts.unit(unit)[1] if unit else 1
        except cells.Wrong:
            return 1  # it is said where the unit is read

    def _value(self, one: Asked, cell: Cell, texts: Mapping[str, str]) -> dict[str, Any]:
        if one.kind == "value":
            text, year = hour_cells.text(cell), None
            if isinstance(cell, str) and (both := _WITH_YEAR.fullmatch(text)):
                cell, year = both[1], int(both[2])
            return {one.key: amounts.hundredths(cell, self.scale)} | ({f"{one.key}_year": year} if year else {})
        if one.key == "unit":
            return {one.key: amounts.unit(texts[one.key])[0]}
        if one.kind == "figure":
            return {one.key: self._figure(hour_cells.text(cell))}
        return {one.key: cells.value(one, cell, cells.Row(texts, self.today))}

    def _figure(self, text: str) -> str:
        word = loose(text)
        for one in self.figures:
            if word in map(loose, (one.key, one.name_nb, one.name_en, f"{one.key} {one.name_nb}")):
                return one.key
        raise cells.Wrong(_("{value} is no figure of the report.").format(value=quoted(text)))

    def _kept(
        self, cell: Mapping[int, Cell], values: Mapping[str, Any], problems: list[str]
    ) -> dict[int, tuple[int | None, str]]:
        """The values of the years; of one that follows a figure of the report only those that were put down by hand."""
        by_hand = None
        if values.get("figure_key"):
            at = next((at for at, one in self.head.asked.items() if one.key == "by_hand"), -1)
            by_hand = {int(year) for year in re.findall("[0-9]{4}", hour_cells.text(cell.get(at)))}
        found: dict[int, tuple[int | None, str]] = {}
        for at, dated in self.head.dated.items():
            counted = by_hand is not None and dated.year not in by_hand
            if at not in cell or dated.what not in ("value", "note") or counted:
                continue
            value, note = found.get(dated.year, (None, ""))
            try:
                if dated.what == "note":
                    found[dated.year] = value, hour_cells.text(cell[at])
                else:
                    found[dated.year] = amounts.hundredths(cell[at], self.scale), note
            except cells.Wrong as wrong:
                problems.append(str(wrong))
        return found


def _dated(told: str) -> Dated | None:
    found = _YEAR.fullmatch(told.strip())
    if found is None:
        return None
    word = loose((found[1] or "").replace("(", " "))
    what = next((what for what, words in _ENDS.items() if word in words), None)
    return Dated(what, int(found[2])) if what else None


def _words(asked: Asked) -> list[str]:
    translated = [catalogue(language).gettext(title) for title in asked.titles for language in LANGUAGES]
    return list(dict.fromkeys(map(loose, (*translated, *asked.also))))
