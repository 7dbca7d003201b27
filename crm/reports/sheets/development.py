"""Sheet 3, Medlemsutvikling: how the membership came from last year's to this year's, and what it is made of."""

from collections import Counter
from collections.abc import Callable, Iterator

from crm.exchange.writers.columns import Column, Row, Sheet
from crm.i18n import N_
from crm.reports.facts import Facts
from crm.reports.report import Data, Report, Table
from crm.reports.sheets import spec
from crm.rules import code_lists, folding, places

TITLE = N_("Member development")
BLOCKS = {
    "total": N_("Members"),
    "helix_sector": N_("Actor type"),
    "size_class": N_("Size"),
    "county": N_("County"),
    "municipality": N_("Municipality"),
}
TOTALS = {
    "start": N_("Members at the start of the year"),
    "joined": N_("New members"),
    "lost": N_("Lost members"),
    "end": N_("Members on 31 December"),
}
UNKNOWN = N_("Unknown")

_COLUMNS = ("block", "group", "before", "now")


def table(now: Facts, before: Facts) -> Table:
    """Blocks of (block, group, last year, this year); groups are keys, names of places, or "" where unknown."""
    rows: list[tuple[Data, ...]] = [("total", key, len(getattr(before, key)), len(getattr(now, key))) for key in TOTALS]
    for name, code in (("helix_sector", _sector), ("size_class", _size)):
        last, this = _counted(now, before, code)
        known = code_lists.keys(name)
        order = [*known, *sorted((last | this).keys() - set(known))]
        rows += [(name, key, last[key], this[key]) for key in order if last[key] or this[key]]
    for name, place in (("county", _county), ("municipality", _municipality)):
        last, this = _counted(now, before, place)
        # The unknown ones stand last, whatever their number.
        names = sorted(last | this, key=lambda key: (key == "", -this[key], folding.sort_key(key)))
        rows += [(name, key, last[key], this[key]) for key in names]
    return Table(_COLUMNS, tuple(rows))


def sheet(report: Report, language: str) -> Sheet:
    """The sheet: one header for all blocks, so that it can be filtered; a line begins each block."""
    say = spec.speech(language)
    data = report.tables["development"]
    columns = [
        Column(say(N_("Part")), width=18),
        Column(say(N_("Group")), width=36),
        Column(str(report.year - 1), "int", 12),
        Column(str(report.year), "int", 12),
        Column(say(N_("Change")), "change", 12),
    ]

    def rows() -> Iterator[Row]:
        for block, group, before, now in data.rows:
            yield (
                say(BLOCKS[str(block)]),
                _group(str(block), str(group), report, language),
                before,
                now,
                _less(now, before),
            )

    begins = spec.blocks(data)
    strong = frozenset(place for place, row in enumerate(data.rows) if row[:2] == ("total", "end"))
    made = Sheet(say(TITLE), columns, rows(), len(data.rows), notes=spec.footer(report))
    return spec.marked(made, strong=strong, begins=begins)


def _counted(now: Facts, before: Facts, key: Callable[[Facts, int], str]) -> tuple[Counter[str], Counter[str]]:
    last, this = (Counter(key(facts, o) for o in facts.end) for facts in (before, now))
    return last, this


def _sector(facts: Facts, o: int) -> str:
    return facts.organisations[o].helix_sector


def _size(facts: Facts, o: int) -> str:
    return facts.organisations[o].size_class


def _county(facts: Facts, o: int) -> str:
    code = facts.organisations[o].municipality_code
    return places.county(code) if code else ""


def _municipality(facts: Facts, o: int) -> str:
    return places.name(facts.organisations[o].municipality_code)


def _group(block: str, group: str, report: Report, language: str) -> str:
    say = spec.speech(language)
    if block == "total":
        return say(TOTALS[group])
    if not group:
        return say(UNKNOWN)
    return report.word(block, group, language) if block in report.words else group


def _less(now: Data, before: Data) -> int:
    return int(now or 0) - int(before or 0)
