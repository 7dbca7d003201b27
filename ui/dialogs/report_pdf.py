"""The annual report as a PDF of a page or a few, A4: a line about it, six small charts, the figures by group."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPageSize, QPainter, QPdfWriter

from crm.errors import CrmError
from crm.exchange.writers import whole
from crm.i18n import N_, _
from crm.progress import Progress, silent
from crm.reports import history
from crm.reports.groups import GROUPS
from crm.reports.report import Report, Reported
from crm.reports.sheets import goals, spec
from crm.reports.template import marks
from crm.reports.template.filled import Filled, shown
from ui.kit import theme, tokens
from ui.kit.chart import Chart, Series
from ui.kit.chart_paint import Drawing

WIDTH, HEIGHT, EDGE = 794, 1123, 48
"""A4 in pixels of 1/96 inch."""
COLOURS = tokens.LIGHT  # paper is white, whatever the window looks like
CHARTS = ("K01", "K10", "K12", "K15", "K20", "K29")
"""Members, contacts, members met, activities, projects, own contributions."""
LINE, HEADING, FOOT = 20, 28, 44
_COLUMNS = ((EDGE, 40), (EDGE + 40, 308), (396, 92), (488, 92), (580, 82), (662, 84))
"""Where each column begins and how wide it is: number, name, year, year before, change, target."""
_LEFT, _RIGHT, _MIDDLE = (Qt.AlignmentFlag.AlignVCenter | one for one in (
    Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignHCenter))  # fmt: skip
Years = Mapping[int, Mapping[str, int | float | None]]


class Row(NamedTuple):
    """A line of the table as it is read; a heading has only its first words."""

    words: tuple[str, ...]
    heading: bool = False


def write(report: Report, path: Path, language: str = "nb", progress: Progress = silent) -> None:
    """Write the PDF, whole or not at all. Raises CrmError where the file cannot be written."""
    years = history.years(report, progress)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(96)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setTitle(_title(report, language))
    painter = QPainter()
    if not painter.begin(writer):
        raise CrmError(_("The PDF could not be made."))
    for number, page in enumerate(pages(report, language)):
        if number:
            writer.newPage()
        paint(painter, report, years, language, page, first=number == 0)
    painter.end()
    with whole.appears_whole(path) as part:
        part.write_bytes(buffer.data().data())


def pages(report: Report, language: str) -> list[list[Row]]:
    """The lines of the table, parted into pages; no heading stands last on one."""
    found: list[list[Row]] = [[]]
    left = HEIGHT - FOOT - _top(first=True) - LINE
    lines = rows(report, language)
    for place, row in enumerate(lines):
        high = HEADING if row.heading else LINE
        if high + (LINE if row.heading and place + 1 < len(lines) else 0) > left:
            found.append([])
            left = HEIGHT - FOOT - _top(first=False) - LINE
        found[-1].append(row)
        left -= high
    return found


def rows(report: Report, language: str) -> list[Row]:
    """Every figure in its group, with last year's, the change and the target."""
    say, aims = spec.speech(language), goals.aims(report)
    grouped = {key for keys in GROUPS.values() for key in keys}
    listed = {figure.key: figure for figure in report.listed}
    others = tuple(key for key in listed if key not in grouped)
    found: list[Row] = []
    for title, keys in (*GROUPS.items(), (N_("Own figures"), others)):
        there = [figure for key, figure in listed.items() if key in keys]
        if there:
            found.append(Row((say(title),), heading=True))
        for figure in there:
            target = _target(figure, report, aims)
            found.append(
                Row(
                    (
                        figure.key,
                        figure.name(language),
                        _number(figure.value, figure, language),
                        _number(figure.before.value, figure, language),
                        _change(figure, language),
                        _number(target, figure, language) if target is not None else "",
                    )
                )
            )
    return found


def _target(figure: Reported, report: Report, aims: Mapping[str, tuple[Any, ...]] | None = None) -> int | float | None:
    """What the goals of the report want a figure to be; None where none says."""
    found = (goals.aims(report) if aims is None else aims).get(figure.key)
    return found[1] if found is not None and isinstance(found[1], int | float) else None


def paint(painter: QPainter, report: Report, years: Years, language: str, page: list[Row], *, first: bool) -> None:
    """Paint one page."""
    say = spec.speech(language)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.fillRect(QRectF(0, 0, WIDTH, HEIGHT), QColor("#FFFFFF"))
    painter.fillRect(QRectF(0, 0, WIDTH, 7), QColor(COLOURS.accent))
    _text(painter, QRectF(EDGE, 32, WIDTH - 2 * EDGE, 38), _title(report, language), 27 if first else 16, bold=True)
    if first:
        _text(painter, QRectF(EDGE, 70, WIDTH - 2 * EDGE, 22), _about(report, language), 13, role="muted")
        for place, key in enumerate(key for key in CHARTS if key in report.figures and not report.figures[key].hidden):
            wide = (WIDTH - 2 * EDGE - 2 * 18) / 3
            room = QRectF(EDGE + place % 3 * (wide + 18), 108 + place // 3 * 140, wide, 126)
            _chart(painter, room, report.figures[key], report, years, language)
    y = _top(first=first)
    heads = (say(N_("No.")), say(N_("Figure")), str(report.year), str(report.year - 1), say(N_("Change")),
             say(N_("Target")))  # fmt: skip
    _row(painter, y, heads, bold=True)
    y += LINE
    for row in page:
        if row.heading:
            _text(painter, QRectF(EDGE, y + 6, 400, HEADING - 6), row.words[0], 12, role="accent", bold=True)
            y += HEADING
            continue
        painter.fillRect(QRectF(EDGE, y, WIDTH - 2 * EDGE, 1), QColor(COLOURS.border))
        _row(painter, y, row.words)
        y += LINE
    foot = QRectF(EDGE, HEIGHT - FOOT + 8, WIDTH - 2 * EDGE, 20)
    _text(painter, foot, _about(report, language), 10, role="muted")


def _row(painter: QPainter, y: float, words: tuple[str, ...], *, bold: bool = False) -> None:
    for place, (left, wide) in enumerate(_COLUMNS):
        role = "muted" if bold or place == 0 else "text"
        align = _LEFT if place < 2 else _RIGHT
        _text(painter, QRectF(left, y, wide - 4, LINE), words[place], 11, align, role=role, bold=bold or place == 2)


def chart(figure: Reported, report: Report, years: Years, language: str) -> Chart:
    """A figure by year, beside the target that the goals set it; kroner are in thousands."""
    million, target = figure.unit == "kr", _target(figure, report)

    def show(value: float) -> str:
        # Kroner have no room below a small chart: in thousands they do.
        return shown(Filled(round(value / 1000), "int"), language) if million else _shown(value, figure, language)

    aimed = target is not None
    return Chart(
        "bar",
        [str(year) for year in years],
        [
            Series(
                report.unit(figure.unit, language) if aimed else "",
                [years[year].get(figure.key) for year in years],
                key=1,
            )
        ],
        show=show,
        target=target,
        target_name=spec.speech(language)(N_("Target")) if aimed else "",
    )


def _chart(painter: QPainter, room: QRectF, figure: Reported, report: Report, years: Years, language: str) -> None:
    _text(painter, QRectF(room.left(), room.top(), room.width(), 18), figure.name(language), 12, bold=True)
    made = chart(figure, report, years, language)
    if not made.is_known():
        words = spec.speech(language)(N_("not applicable"))
        _text(painter, room.adjusted(0, 18, 0, 0), words, 11, _MIDDLE, role="muted")
        return
    if figure.unit == "kr":
        thousands = spec.speech(language)(N_("in 1,000 kr"))
        _text(painter, QRectF(room.left(), room.top(), room.width(), 18), thousands, 10, _RIGHT, role="muted")
    Drawing(painter, room.adjusted(0, 20, 0, 0), made, COLOURS, False, "").draw()


def _top(*, first: bool) -> int:
    """Where the table begins."""
    return 396 if first else 84


def _title(report: Report, language: str) -> str:
    return f"{spec.speech(language)(N_('Annual report'))} {report.year}"


def _about(report: Report, language: str) -> str:
    say = spec.speech(language)
    frozen = say(N_("Frozen run no. {run}")).format(run=report.run) if report.run else say(N_("Draft, not frozen"))
    day = ".".join(reversed(report.at[:10].split("-")))
    return " · ".join(part for part in (report.settings.get("cluster_name", ""), frozen, day) if part)


def _number(value: int | float | None, figure: Reported, language: str) -> str:
    return "–" if value is None else _shown(value, figure, language)


def _shown(value: int | float, figure: Reported, language: str) -> str:
    kind = "int" if figure.unit in ("kr", "hours") else marks.kind_of(figure.unit)
    if kind == "int":
        value = round(value)
    return shown(Filled(value, kind), language)


def _change(figure: Reported, language: str) -> str:
    if figure.value is None or figure.before.value is None:
        return "–"
    kind = "int" if figure.unit in ("kr", "hours") else marks.kind_of(figure.unit)
    moved = figure.value - figure.before.value
    return shown(Filled(round(moved) if kind == "int" else moved, f"change_{kind}"), language)


def _text(
    painter: QPainter,
    room: QRectF,
    words: str,
    size: int,
    align: Qt.AlignmentFlag = _LEFT,
    *,
    role: str = "text",
    bold: bool = False,
) -> None:
    """One line in pixels of paper, cut short where it would be too long."""
    font = QFont(theme.font())
    font.setPixelSize(size)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    painter.setFont(font)
    painter.setPen(QColor(getattr(COLOURS, role)))
    shown = QFontMetricsF(font, painter.device()).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(align), shown)
