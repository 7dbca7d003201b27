"""The charts of the summary: Excel's own, drawn from the cells of the other sheets."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from crm.i18n import N_
from crm.reports.report import Report
from crm.reports.sheets import cross, development, economy, spec

TITLE = N_("Charts")


class Chart(NamedTuple):
    """A chart of columns: the rows and columns (from 1) of a sheet that it shows; each series with its name."""

    title: str
    sheet: str
    rows: tuple[int, int]
    names: int
    series: tuple[tuple[int, str], ...]


def charts(report: Report, language: str) -> list[Chart]:
    """What can be drawn of a report: members, what they are, activities, money."""
    return list(_charts(report, spec.speech(language)))


def _charts(report: Report, say: spec.Say) -> Iterator[Chart]:
    series: tuple[tuple[int, str], ...]
    years = ((3, str(report.year - 1)), (4, str(report.year)))
    for block, title in (
        ("total", N_("Members through the year")),
        ("helix_sector", N_("Members by actor type")),
        ("size_class", N_("Members by size")),
        ("municipality", N_("Members by municipality")),
    ):
        rows = _rows(report, "development", lambda row, block=block: row[0] == block)  # type: ignore[misc]
        if rows:
            yield Chart(say(title), say(development.TITLE), rows, 2, years)
    rows = _rows(report, "economy", lambda row: row[0] == "focus_area" and row[1] != "*")
    if rows:
        series = ((3, say(N_("Budget"))), (4, say(N_("Accounts"))))
        yield Chart(say(N_("Costs by focus area")), say(economy.TITLE), rows, 2, series)
    rows = _rows(report, "cross", lambda row: row[0] != "*" and row[1] == "*")
    if rows:
        series = ((3, say(cross.FIELDS[2].title)), (4, say(cross.FIELDS[3].title)), (5, say(cross.FIELDS[4].title)))
        yield Chart(say(N_("Activities")), say(cross.TITLE), rows, 1, series)


def _rows(report: Report, table: str, wanted: Callable[[Any], bool]) -> tuple[int, int] | None:
    """The rows of a sheet, the header being the first, that a chart takes: they stand together."""
    if table not in report.tables:
        return None
    places = [place for place, row in enumerate(report.tables[table].rows, 2) if wanted(row)]
    return (places[0], places[-1]) if places else None


def draw(report: Report, language: str, sheets: Mapping[str, str]) -> Callable[[Any], None]:
    """What draws the charts, two beside each other; `sheets` names those they take their cells from, by title."""

    def onto(sheet: Any) -> None:
        from crm.exchange.writers import look

        sheet.sheet_view.showGridLines = False
        for place, chart in enumerate(one for one in charts(report, language) if one.sheet in sheets):
            sheet.add_chart(
                _drawn(chart._replace(sheet=sheets[chart.sheet])), f"{'BK'[place % 2]}{2 + place // 2 * 16}"
            )
        look.paper(sheet, spec.speech(language)(TITLE), spec.footer(report))

    return onto


def _drawn(chart: Chart) -> Any:
    from openpyxl.chart import BarChart
    from openpyxl.chart.data_source import AxDataSource, StrRef
    from openpyxl.chart.series_factory import SeriesFactory
    from openpyxl.utils import get_column_letter, quote_sheetname

    from crm.exchange.writers import look

    def cells(column: int) -> str:
        letter = get_column_letter(column)
        return f"{quote_sheetname(chart.sheet)}!${letter}${chart.rows[0]}:${letter}${chart.rows[1]}"

    made: Any = BarChart()
    made.type, made.style, made.overlap = "col", 10, -10
    made.title, made.width, made.height = chart.title, 15.5, 7.6
    made.legend.position = "b"
    # Else Excel lays them over the columns.
    made.title.overlay = made.legend.overlay = False
    made.x_axis.delete = made.y_axis.delete = False
    made.y_axis.majorGridlines = None
    for colour, (column, name) in zip((look.LINE, look.ACCENT, look.MUTED), chart.series, strict=False):
        series: Any = SeriesFactory(cells(column), title=name)
        series.cat = AxDataSource(strRef=StrRef(f=cells(chart.names)))
        series.graphicalProperties.solidFill = colour
        made.series.append(series)
    return made
