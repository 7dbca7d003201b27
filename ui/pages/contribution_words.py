"""What is shown of contributions and of who gave how much, in the tables and in files."""

from collections.abc import Callable

from crm.exchange import contribution_columns
from crm.i18n import _, ngettext
from crm.queries.contributions import Balance, Line, Sums
from crm.rules import code_lists, dates, numbers
from ui.kit.table import Column
from ui.pages.export import Out


def columns() -> list[Column]:
    """The columns of the contributions, one by one."""
    return [
        Column("name", _("Organisation"), 194, icon=lambda line: "building"),
        Column("given_on", _("Day"), 92, show=_day),
        Column("kind", _("Kind"), 84, show=_kind),
        Column("minutes", _("Hours"), 70, "right", show=_hours),
        Column("rate", _("Rate"), 88, "right", show=_rate, tip=_cut),
        Column("value", _("Counts for"), 112, "right", show=lambda line: numbers.show_money(line.value), tip=_cut),
        Column("approved", _("Approved"), 104, show=_approved, pair=_color),
        Column("for_what", _("What for"), 176, show=_what_for, sortable=False),
        Column("document_ref", _("Document"), 130, sortable=False, visible=False),
        Column("year", _("Year"), 64, visible=False),
    ]


def outs() -> tuple[Out, ...]:
    """What is written to a file of each contribution."""
    return tuple(Out(_(one.title), one.value, one.kind) for one in contribution_columns.COLUMNS)


def balance_columns() -> list[Column]:
    """The columns of what each member pledged and gave."""

    def money(ore: int) -> str:
        return numbers.show_money(ore) if ore else ""

    return [
        Column("name", _("Organisation"), 200, icon=lambda row: "building"),
        Column("left", _("Against the pledge"), 216, show=contribution_columns.state, pair=balance_color),
        Column("minutes", _("Hours"), 100, "right", show=hours_of),
        Column("cash", _("Money"), 196, "right", show=money_of),
        Column("value", _("Counts for"), 106, "right", show=lambda row: money(row.given.value)),
        Column("waiting", _("Not approved"), 116, "right", show=lambda row: money(row.waiting.value)),
    ]


def balance_outs() -> tuple[Out, ...]:
    """What is written to a file of each member."""
    return tuple(Out(_(one.title), one.value, one.kind) for one in contribution_columns.MEMBER_COLUMNS)


def facts(row: Balance) -> list[tuple[str, str]]:
    """What is told of one member: labels and values, "" for what there is nothing of."""
    other, waiting = row.given.other, row.waiting.value
    return [
        (_("Hours"), hours_of(row)),
        (_("Money"), money_of(row)),
        (_("Other"), numbers.show_money(other) if other else ""),
        (_("Counts in the report"), numbers.show_money(row.given.value)),
        (_("Not approved yet"), numbers.show_money(waiting) if row.waiting.number else ""),
        (_("Against the pledge"), contribution_columns.state(row)),
    ]


def hours_of(row: Balance) -> str:
    """The hours given of those pledged."""
    return _of(row.given.minutes, row.pledged_minutes, numbers.show_hours)


def money_of(row: Balance) -> str:
    """The money given of that pledged."""
    return _of(row.given.cash, row.pledged_cash, numbers.show_money)


def cards() -> dict[str, str]:
    """What the cards above the tables are called, by what they count."""
    return {
        "given": _("Counts in the report"),
        "hours": _("Hours"),
        "cash": _("Money"),
        "waiting": _("Not approved yet"),
    }


def counted(some: Sums) -> str:
    """How many there are."""
    words = ngettext("{count} contribution", "{count} contributions", some.number)
    return words.format(count=numbers.show_int(some.number))


def balance_color(row: Balance) -> str:
    """The colours of that."""
    if row.pledged_minutes is None and row.pledged_cash is None:
        return ""
    return "invoiced" if any(row.missing) else "paid"


def _of(given: int, pledged: int | None, show: Callable[[int], str]) -> str:
    """ "12 of 40", "12" where nothing was pledged, "" for nothing of nothing."""
    if pledged is None:
        return show(given) if given else ""
    return _("{given} of {pledged}").format(given=show(given), pledged=show(pledged))


def _day(line: Line) -> str:
    return dates.show(line.given_on) if line.given_on is not None else str(line.year)


def _kind(line: Line) -> str:
    return code_lists.label("contribution_kind", line.kind)


def _hours(line: Line) -> str:
    return numbers.show_hours(line.minutes) if line.minutes is not None else ""


def _rate(line: Line) -> str:
    return numbers.show_money(line.rate) if line.rate is not None else "–" if line.kind == "hours" else ""


def _cut(line: Line) -> str:
    """What the cap cuts, "" where it cuts nothing."""
    if not line.above:
        return ""
    words = _("At most {cap} an hour counts: {cut} do not.")
    return words.format(cap=numbers.show_money(line.cap), cut=numbers.show_money(line.above))


def _approved(line: Line) -> str:
    return _("Approved") if line.approved else _("Not yet")


def _color(line: Line) -> str:
    return "paid" if line.approved else "overdue"


def _what_for(line: Line) -> str:
    return line.for_what or line.notes or line.focus_area
