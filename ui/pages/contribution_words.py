"""What is shown of contributions and of who gave how much, in the tables and in files."""

from collections.abc import Callable

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
    return (
        Out(_("Year"), lambda line: line.year, "int"),
        Out(_("Day"), lambda line: line.given_on, "day"),
        Out(_("Organisation"), lambda line: line.name),
        Out(_("Org. number"), lambda line: line.org_number, "code"),
        Out(_("Kind"), _kind),
        Out(_("Hours"), lambda line: _number(line.minutes), "number"),
        Out(_("Rate"), lambda line: line.rate, "money"),
        Out(_("Amount"), lambda line: line.amount, "money"),
        Out(_("Counts for"), lambda line: line.value, "money"),
        Out(_("Above the cap"), lambda line: line.above or None, "money"),
        Out(_("Project or activity"), lambda line: line.for_what),
        Out(_("Focus area"), lambda line: line.focus_area),
        Out(_("Document"), lambda line: line.document_ref, "code"),
        Out(_("Approved"), lambda line: _("Yes") if line.approved else _("No")),
        Out(_("Notes"), lambda line: line.notes),
    )


def balance_columns() -> list[Column]:
    """The columns of what each member pledged and gave."""

    def money(ore: int) -> str:
        return numbers.show_money(ore) if ore else ""

    return [
        Column("name", _("Organisation"), 200, icon=lambda row: "building"),
        Column("left", _("Against the pledge"), 216, show=state, pair=balance_color),
        Column("minutes", _("Hours"), 100, "right", show=hours_of),
        Column("cash", _("Money"), 196, "right", show=money_of),
        Column("value", _("Counts for"), 106, "right", show=lambda row: money(row.given.value)),
        Column("waiting", _("Not approved"), 116, "right", show=lambda row: money(row.waiting.value)),
    ]


def balance_outs() -> tuple[Out, ...]:
    """What is written to a file of each member."""
    return (
        Out(_("Year"), lambda row: row.year, "int"),
        Out(_("Organisation"), lambda row: row.name),
        Out(_("Org. number"), lambda row: row.org_number, "code"),
        Out(_("Hours pledged"), lambda row: _number(row.pledged_minutes), "number"),
        Out(_("Hours given"), lambda row: _number(row.given.minutes), "number"),
        Out(_("Money pledged"), lambda row: row.pledged_cash, "money"),
        Out(_("Money given"), lambda row: row.given.cash, "money"),
        Out(_("Other"), lambda row: row.given.other, "money"),
        Out(_("Counts for"), lambda row: row.given.value, "money"),
        Out(_("Not approved"), lambda row: row.waiting.value, "money"),
        Out(_("Against the pledge"), state),
    )


def facts(row: Balance) -> list[tuple[str, str]]:
    """What is told of one member: labels and values, "" for what there is nothing of."""
    other, waiting = row.given.other, row.waiting.value
    return [
        (_("Hours"), hours_of(row)),
        (_("Money"), money_of(row)),
        (_("Other"), numbers.show_money(other) if other else ""),
        (_("Counts in the report"), numbers.show_money(row.given.value)),
        (_("Not approved yet"), numbers.show_money(waiting) if row.waiting.number else ""),
        (_("Against the pledge"), state(row)),
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


def state(row: Balance) -> str:
    """How a member stands to what it pledged, in a few words."""
    minutes, cash = missing(row)
    if row.pledged_minutes is None and row.pledged_cash is None:
        return _("nothing pledged")
    if not minutes and not cash:
        return _("As pledged")
    told = [_("{hours} h").format(hours=numbers.show_hours(minutes))] if minutes else []
    told += [numbers.show_money(cash)] if cash else []
    return _("{what} left").format(what=_(" and ").join(told))


def missing(row: Balance) -> tuple[int, int]:
    """The minutes and the øre that a member has not given yet of what it pledged; what waits is not given yet."""
    return (
        max(0, (row.pledged_minutes or 0) - row.given.minutes),
        max(0, (row.pledged_cash or 0) - row.given.cash),
    )


def balance_color(row: Balance) -> str:
    """The colours of that."""
    if row.pledged_minutes is None and row.pledged_cash is None:
        return ""
    return "invoiced" if any(missing(row)) else "paid"


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


def _number(minutes: int | None) -> float | None:
    return None if minutes is None else minutes / 60
