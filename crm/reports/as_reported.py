"""The year before as it was reported: a frozen year is never counted again, also not in the report after it."""

from collections import defaultdict
from dataclasses import replace

from crm.reports.report import Data, Report, Table


def as_reported(made: Report, frozen: Report) -> Report:
    """The report with the figures of the year before as they stand in that year's frozen report.

    Figures that report did not have yet stay as they were counted.
    """
    figures = {
        key: replace(figure, before=frozen.figures[key].now) if key in frozen.figures else figure
        for key, figure in made.figures.items()
    }
    tables = dict(made.tables)
    if "development" in tables and "development" in frozen.tables:
        tables["development"] = _development(tables["development"], frozen.tables["development"])
    return replace(made, figures=figures, tables=tables, before_run=frozen.run)


def _development(made: Table, frozen: Table) -> Table:
    """The groups of this year beside the numbers reported last year; groups that have gone stand with nothing now."""
    reported: dict[Data, dict[Data, Data]] = defaultdict(dict)
    for block, group, _before, now in frozen.rows:
        reported[block][group] = now
    rows: list[tuple[Data, ...]] = []
    blocks: dict[Data, list[tuple[Data, ...]]] = {}
    for row in made.rows:
        blocks.setdefault(row[0], []).append(row)
    for block, found in blocks.items():
        then = reported.get(block)
        if then is None:
            rows += found
            continue
        rows += [(block, group, then.get(group, 0), now) for _block, group, _before, now in found]
        there = {row[1] for row in found}
        rows += [(block, group, number, 0) for group, number in then.items() if group not in there and number]
    return Table(made.columns, tuple(row for row in rows if row[0] == "total" or row[2] or row[3]))
