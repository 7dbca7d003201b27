"""What money and hours were worth in each year: the euro by which sizes are told, the caps of hours."""

from typing import Any

from crm.commands import write
from crm.commands.command import command
from crm.i18n import N_
from crm.records.year_rate import YearRate
from crm.store import journal


@command(N_("Rates of {year}"))
def put(year: int, **values: Any) -> int:
    """Say what holds for a year, with what was said of it before; returns the id.

    `values` are `euro`, the price of one, and `hour_rate_cap` in øre, `hours_cap` in minutes, and `source`. The size of
    every organisation with accounts of the year follows in the same step. Raises Invalid.
    """
    known = YearRate.get_or_none(YearRate.year == year)
    if known is None:
        return write.insert(YearRate(year=year, **values))
    return int(write.change(YearRate, known.id, values).id)


@command(N_("Rates of {year}"))
def edit(rate: int, *, seen: int | None = None, **values: Any) -> None:
    """Change the rates of a year; `seen` is the version the editor saw. Raises Invalid, Conflict."""
    journal.current().describe(year=write.change(YearRate, rate, values, seen=seen).year)


@command(N_("Remove the rates of {year}"))
def remove(rate: int) -> None:
    """Forget the rates of a year: sizes that rested on its euro rest on the headcount alone again."""
    journal.current().describe(year=write.get(YearRate, rate).year)
    write.delete(YearRate, rate)
