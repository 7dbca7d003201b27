"""The periods that can be chosen, those that are frozen among them, and the records behind a figure of one."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from crm.i18n import _, language
from crm.queries import counted, settings
from crm.queries.reports import RunRow
from crm.reports.report import Report, Reported
from crm.rules import code_lists, dates, stretches, zones
from crm.rules.stretches import Stretch
from ui.dialogs import figure_words
from ui.kit.bar import Bar
from ui.kit.table import Column

RUN = "run"
"""What the key of a frozen one begins with, before its number."""


class Counted(NamedTuple):
    """A record behind a figure: what it is called, its day or year."""

    record: str
    id: int
    name: str
    on: str


def offered(today: date) -> Iterator[tuple[str, tuple[str, Stretch]]]:
    """The periods that are offered, by key with their names: quarters, this year and the last, the contract's."""
    year, quarter = today.year, (today.month + 2) // 3
    for back in range(1, 6):
        at = year * 4 + quarter - 1 - back
        stretch = stretches.quarter(at // 4, at % 4 + 1)
        yield f"q{back}", (stretches.say(stretch), stretch)
    this = stretches.quarter(year, quarter)
    yield "q0", (_("{period} so far").format(period=stretches.say(this)), this)
    for one in (year, year - 1, year - 2):
        yield f"y{one}", (str(one), stretches.of_year(one))
    known = settings.values()
    begins, ends = (known.get(key, "") for key in ("contract_start", "contract_end"))
    if begins and ends:
        first, last = date.fromisoformat(begins), date.fromisoformat(ends)
        yield "contract", (_("The contract period"), Stretch(first, last))


def frozen(runs: Sequence[RunRow]) -> list[tuple[str, str]]:
    """The choices of those that are frozen: key and name."""
    words = _("{period}, frozen {day} as no. {number}")
    return [
        (f"{RUN}{one.id}", words.format(period=stretches.say(of_run(one)), day=day_of(one.at), number=one.id))
        for one in runs
    ]


def of_run(run: RunRow) -> Stretch:
    """The period of a frozen run."""
    return Stretch(date.fromisoformat(run.from_on), date.fromisoformat(run.to_on))


def day_of(at: str) -> str:
    """The day of a moment in UTC, as it was in Norway."""
    return dates.show(zones.at_home(datetime.fromisoformat(at)).date())


def behind(figure: Reported, report: Report | None) -> Iterator[Counted]:
    """The records behind a figure: as they are called now, of a frozen report as they were."""
    frozen = report if report is not None and report.run is not None else None
    found = counted.shown(figure.record, figure.counted) if frozen is None else frozen.shown.get(figure.record, {})
    for id in figure.counted:
        one = found.get(id)
        if one is None or not one.words:
            name = "" if one is None else one.text
        elif frozen is None:
            name = code_lists.label(one.words, one.text)
        else:
            name = frozen.word(one.words, one.text, language())
        day = "" if one is None else ".".join(reversed(one.on.split("-")))
        yield Counted(figure.record, id, name, day)


def columns(now: str, before: str) -> list[Column]:
    """The columns of the figures of two periods."""

    def change(one: Reported) -> str:
        return figure_words.change(one.value, one.before.value, one.unit)

    return [
        Column("key", _("No."), 46, sortable=False),
        Column("name", _("Figure"), 224, show=lambda one: one.name(language()), sortable=False,
               tip=lambda one: one.rule(language())),
        Column("now", now, 132, "right", show=lambda one: figure_words.short(one.value, one.unit), sortable=False),
        Column("before", before, 132, "right", sortable=False,
               show=lambda one: figure_words.short(one.before.value, one.unit)),
        Column("change", _("Change"), 82, "right", show=change, sortable=False),
    ]  # fmt: skip


def tell(
    bar: Bar, report: Report, runs: Sequence[RunRow], *, frozen: Callable[[int], object], now: Callable[[], object]
) -> None:
    """Say whether a report is a frozen one and lead to the other; nothing of a period that never was frozen."""
    if report.run is not None:
        words = _("This is the frozen report no. {number} of {when}.").format(number=report.run, when=day_of(report.at))
        bar.say(words, "info", _("Show it as it would be now"), now)
        return
    newest = next((one for one in runs if of_run(one) == report.period), None)
    if newest is None:
        bar.clear()
        return
    words = _("{year} was frozen {day} as number {number}. You see it as it would be now.").format(
        year=stretches.say(report.period), day=day_of(newest.at), number=newest.id
    )
    bar.say(words, "info", _("Open the frozen one"), lambda: frozen(newest.id))
