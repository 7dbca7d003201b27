"""Which rows of which lists a record stands in, each one click away from the import."""

from collections.abc import Sequence
from functools import partial

from crm.i18n import _, ngettext
from crm.queries.imports import Trace
from crm.rules import numbers
from ui.pages import moments
from ui.pages.desk import Desk
from ui.pages.sheet import Fact

MOST = 4
"""So many lists are named; one that comes every month would push all else away."""


def facts(desk: Desk, traces: Sequence[Trace]) -> list[Fact]:
    """A fact for each of the first lists."""
    made: list[Fact] = []
    said = ""
    for trace in traces[:MOST]:
        label = _("Came from") if trace.created else _("Also in the list")
        row = numbers.show_int(trace.row)
        words = _("{file}, row {row}").format(file=trace.file_name, row=row)
        if trace.rows > 1:
            more = ngettext("and {count} more row", "and {count} more rows", trace.rows - 1)
            words += " " + more.format(count=numbers.show_int(trace.rows - 1))
        does = _("Go to row {row} of {file}").format(row=row, file=trace.file_name)
        on = partial(desk.go, "imports", trace.batch, row=trace.row)
        _day, exactly = moments.local(trace.at)
        made.append(Fact(label if label != said else " ", words, icon="imports", does=does, on=on, tip=exactly))
        said = label
    return made
