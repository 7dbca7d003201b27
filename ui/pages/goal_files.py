"""The goals on paper, laid out as sheet 12 of the annual report (DOMAIN.md 8), and as a file that comes in again."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from crm.exchange.goal_lists import columns
from crm.exchange.writers.columns import Value
from crm.i18n import _, ngettext
from crm.queries.goals import GoalRow, IndicatorRow
from crm.reports import goals as reported
from crm.reports.goals import Figures
from crm.rules import code_lists, numbers
from ui.pages import doing, export, goal_words
from ui.pages.desk import Desk


class _Line(NamedTuple):
    goal: GoalRow
    indicator: IndicatorRow | None
    known: Mapping[int, int]


class _Lines(NamedTuple):
    """What an export asks: the lines that are on screen, as they were then."""

    lines: Sequence[Any]

    def ids(self) -> list[int]:
        return list(range(1, len(self.lines) + 1))

    def rows(self, ids: Sequence[int]) -> dict[int, Any]:
        return {place: self.lines[place - 1] for place in ids}


def taken(
    desk: Desk,
    title: str,
    rows: Sequence[GoalRow],
    below: Mapping[int, Sequence[IndicatorRow]],
    figures: Mapping[int, Figures],
    about: str,
) -> export.Taken:
    """The goals that are shown, a line for each indicator."""
    lines = []
    for row in rows:
        listed = below.get(row.id, ())
        lines += [_Line(row, one, reported.values(one, figures)) for one in listed] or [_Line(row, None, {})]
    query = _Lines(lines)
    return export.Taken(title, outs(desk.today().year), query, query.ids(), about=about)


def bring_in(desk: Desk) -> None:
    """Ask for a list of goals, show what would become of its lines, and say how many were brought in."""
    from ui.dialogs import goal_list_file

    def told(count: int) -> None:
        words = ngettext("{count} line brought in.", "{count} lines brought in.", count)
        doing.told(desk, words.format(count=numbers.show_int(count)))

    dialog = goal_list_file.choose(desk.window())
    if dialog is not None:
        dialog.saved.connect(told)


def whole(
    title: str,
    rows: Sequence[GoalRow],
    below: Mapping[int, Sequence[IndicatorRow]],
    figures: Mapping[int, Figures],
) -> export.Taken:
    """The same with all that is kept of them, so that the file can be brought in again."""
    lines = columns.told(rows, below, lambda one: reported.values(one, figures))
    query = _Lines(lines)
    outs = [export.Out(_(one.title), one.value, one.kind) for one in columns.out(lines)]
    return export.Taken(title, outs, query, query.ids())


def outs(year: int) -> list[export.Out]:
    """The columns as of a year."""

    def shown(line: _Line, hundredths: int | None) -> Value:
        return goal_words.value(hundredths, line.indicator.unit) if line.indicator and hundredths is not None else ""

    def end(line: _Line, which: str) -> Value:
        if line.indicator is None:
            return ""
        at = getattr(line.indicator, f"{which}_year")
        words = shown(line, getattr(line.indicator, which))
        return f"{words} ({at})" if words and at else words

    def of(at: int) -> export.Out:
        return export.Out(str(at), lambda line: shown(line, line.known.get(at)))

    def achieved(line: _Line) -> Value:
        if line.indicator is None:
            return ""
        return goal_words.share(reported.standing(line.indicator, line.known, year))

    def said(line: _Line) -> Value:
        kept = line.indicator.kept if line.indicator is not None else {}
        return kept[year].note if year in kept else line.goal.notes

    return [
        export.Out(_("Level"), lambda line: code_lists.label("goal_level", line.goal.level)),
        export.Out(_("Goal"), lambda line: line.goal.text),
        export.Out(_("Focus area"), lambda line: line.goal.focus_area),
        export.Out(_("Indicator"), lambda line: line.indicator.name if line.indicator else ""),
        export.Out(_("Figure"), lambda line: line.indicator.figure_key if line.indicator else ""),
        export.Out(_("Baseline"), lambda line: end(line, "baseline")),
        export.Out(_("Target"), lambda line: end(line, "target")),
        *(of(at) for at in (year - 2, year - 1, year)),
        export.Out(_("Achieved"), achieved),
        export.Out(_("Assessment"), said),
    ]
