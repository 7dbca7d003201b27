"""Kinds of report data that are about money: figures of companies, the cluster's own economy, state aid."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from crm.commands import finance as finance_commands
from crm.commands import state_aid as aid_commands
from crm.i18n import _, ngettext
from crm.queries import finance, organisation_years
from crm.queries import state_aid as aid
from crm.queries.finance import FinanceRow, Sums
from crm.queries.organisation_years import Change
from crm.rules import code_lists, numbers
from crm.rules import state_aid as aid_rules
from ui.pages import doing, filter_kinds
from ui.pages.desk import Desk
from ui.pages.fact_kind import Also, Breakdown, Col, FactKind, Number
from ui.pages.filter_kinds import codes
from ui.pages.filters import Kind
from ui.pages.listing import Order


def company_figures() -> FactKind:
    """Employees, turnover and the like of organisations."""
    return FactKind(
        table="organisation_year",
        name=_("Company figures"),
        icon="building",
        new=_("New figures"),
        search=_("Filter organisations"),
        empty=_("No figures of this year yet"),
        why=_("Type in all members at once with “The whole year…”, or one by one."),
        query=organisation_years.OrganisationYearsQuery,
        columns=(
            Col("name", _("Organisation"), 220),
            Col("org_number", _("Organisation number"), 130, visible=False, sortable=False),
            Col("year", _("Year"), 64, "year"),
            Col("employees", _("Employees"), 96, "int"),
            Col("employees_before", _("The year before"), 120, "int", sortable=False),
            Col("turnover", _("Turnover"), 140, "money"),
            Col("turnover_before", _("Turnover the year before"), 150, "money", sortable=False, visible=False),
            Col("value_creation", _("Value creation"), 140, "money"),
            Col("balance", _("Balance sheet total"), 140, "money", visible=False),
            Col("source", _("According to"), 150, codes="employees_source", sortable=False),
        ),
        order=Order("name"),
        tables=("organisation_year", "organisation", "membership"),
        years=organisation_years.years,
        cards=_figure_cards,
        also=(Also(_("The whole year…"), "columns", _whole_year, begins=True),),
    )


def _figure_cards(year: int, today: date) -> Sequence[Number]:
    members = organisation_years.members(year)
    known = sum(one.employees is not None for one in members)
    about = _("of {count} members of {year}").format(count=numbers.show_int(len(members)), year=year)
    return [
        Number(_("Members with employees"), numbers.show_int(known), about),
        _growth(_("Employees at members"), organisation_years.change(year, "employees"), money=False),
        _growth(_("Turnover of members"), organisation_years.change(year, "turnover"), money=True),
    ]


def _growth(label: str, change: Change, *, money: bool) -> Number:
    if not change.used:
        return Number(label, "–", _("needs the figures of two years in a row"))
    show = numbers.show_money if money else numbers.show_int
    grown = numbers.percent(change.now - change.before, change.before)
    sign = "+" if grown is not None and grown > 0 else ""
    told = f"{sign}{numbers.show_percent(grown)}" if grown is not None else "–"
    about = _("{change} from the year before, {count} members").format(change=told, count=change.used)
    return Number(label, show(change.now), about)


def _whole_year(desk: Desk, year: int) -> None:
    from ui.dialogs import whole_year

    def kept(count: int) -> None:
        if count:
            words = ngettext("Figures of {count} organisation kept.", "Figures of {count} organisations kept.", count)
            doing.told(desk, words.format(count=numbers.show_int(count)))

    whole_year.ask(desk.window(), year=year).saved.connect(kept)


def economy() -> FactKind:
    """The cluster's own income and costs."""

    def category(row: FinanceRow) -> str:
        return code_lists.label(f"finance_{row.kind}", row.category)

    return FactKind(
        table="finance_line",
        name=_("Finance"),
        icon="money",
        new=_("New line"),
        search=_("Filter lines"),
        empty=_("No lines of this year yet"),
        why=_("Put in the budget and what it came to, by category and focus area."),
        query=finance.FinanceQuery,
        columns=(
            Col("kind", _("Kind"), 80, codes="finance_kind"),
            Col("category", _("Category"), 150, get=category, sortable=False),
            Col("name", _("Name"), 190),
            Col("focus_area", _("Focus area"), 160),
            Col("budget", _("Budget"), 110, "money"),
            Col("actual", _("Actual"), 110, "money"),
            Col("difference", _("Difference"), 104, "money"),
            Col("is_public", _("Public money"), 110, "yes", sortable=False, visible=False),
            Col("is_eligible", _("Eligible for aid"), 120, "yes", sortable=False, visible=False),
            Col("year", _("Year"), 64, "year", visible=False),
        ),
        order=Order("kind"),
        tables=("finance_line", "focus_area"),
        years=finance.years,
        filters=(
            Kind("kind", _("Kind"), choices=lambda: codes("finance_kind")),
            filter_kinds.focus_area(),
        ),
        cards=_finance_cards,
        breakdowns=(
            Breakdown(_("By focus area"), _sum_columns(_("Focus area")), _by_area),
            Breakdown(_("By category"), _category_columns(), _by_category),
        ),
        also=(Also(_("Begin with last year"), "copy", _carry_over),),
        archive=finance_commands.archive,
        restore=finance_commands.restore,
    )


def _carry_over(desk: Desk, year: int) -> None:
    made = len(finance_commands.carry_over(year - 1, year))
    words = ngettext("{count} line taken over into the budget.", "{count} lines taken over into the budget.", made)
    doing.told(desk, words.format(count=numbers.show_int(made)))


def _finance_cards(year: int, today: date) -> Sequence[Number]:
    sums = finance.sums(year)
    show = numbers.show_money

    def planned(ore: int) -> str:
        return _("{money} planned").format(money=show(ore))

    return [
        Number(_("Income"), show(sums.income_actual), planned(sums.income_budget)),
        Number(_("Costs"), show(sums.cost_actual), planned(sums.cost_budget)),
        Number(_("What is left"), show(sums.result_actual), planned(sums.result_budget)),
    ]


def _sum_columns(first: str) -> list[tuple[str, str]]:
    return [
        (first, "text"),
        (_("Income, budget"), "money"),
        (_("Income, actual"), "money"),
        (_("Costs, budget"), "money"),
        (_("Costs, actual"), "money"),
        (_("Costs, difference"), "money"),
        (_("Used"), "percent"),
    ]


def _category_columns() -> list[tuple[str, str]]:
    return [
        (_("Category"), "text"),
        (_("Kind"), "text"),
        (_("Budget"), "money"),
        (_("Actual"), "money"),
        (_("Difference"), "money"),
    ]


def _by_area(year: int, today: date) -> list[tuple[Any, ...]]:
    found = [_line(area or _("Without focus area"), sums) for area, sums in finance.by_focus_area(year)]
    return [*found, _line(_("Sum"), finance.sums(year))] if found else []


def _line(words: str, sums: Sums) -> tuple[Any, ...]:
    used = numbers.percent(sums.cost_actual, sums.cost_budget)
    return (words, *sums, sums.cost_actual - sums.cost_budget, used)


def _by_category(year: int, today: date) -> list[tuple[Any, ...]]:
    return [
        (
            code_lists.label(f"finance_{kind}", category),
            code_lists.label("finance_kind", kind),
            budget,
            actual,
            actual - budget,
        )
        for kind in ("income", "cost")
        for category, budget, actual in finance.by_category(year, kind)
    ]


def state_aid() -> FactKind:
    """State aid passed on to companies, and how near they are to the ceiling."""
    return FactKind(
        table="aid_record",
        name=_("State aid"),
        icon="warning",
        new=_("New state aid"),
        search=_("Filter organisations"),
        empty=_("No state aid of this year yet"),
        why=_("Note aid that is passed on to a company: Klynge adds up three years and warns near the ceiling."),
        query=aid.AidQuery,
        columns=(
            Col("granted_on", _("Granted on"), 100, "day"),
            Col("name", _("Organisation"), 200),
            Col("org_number", _("Organisation number"), 130, visible=False, sortable=False),
            Col("basis", _("Basis"), 180, codes="aid_basis"),
            Col("amount", _("Amount"), 120, "money"),
            Col("cents", _("Amount in euro"), 120, "average", sortable=False),
            Col("purpose", _("For what"), 200, sortable=False),
            Col("project", _("Project"), 160, sortable=False, visible=False),
            Col("declaration_on", _("Declaration of"), 110, "day", sortable=False, visible=False),
        ),
        order=Order("granted_on", True),
        tables=("aid_record", "organisation", "project", "year_rate"),
        years=aid.years,
        filters=(Kind("basis", _("Basis"), choices=lambda: codes("aid_basis")),),
        cards=_aid_cards,
        breakdowns=(
            Breakdown(
                _("Ceiling of three years"),
                [
                    (_("Organisation"), "text"),
                    (_("Euro in three years"), "average"),
                    (_("Still free"), "average"),
                    (_("Of the ceiling"), "percent"),
                    (_("To look at"), "text"),
                ],
                _ceilings,
            ),
        ),
        archive=aid_commands.archive,
        restore=aid_commands.restore,
    )


def _on(year: int, today: date) -> date:
    """The day of a year on which it is counted: today in this year, else its last."""
    return today if today.year == year else date(year, 12, 31)


def _aid_cards(year: int, today: date) -> Sequence[Number]:
    listed = aid.recipients(_on(year, today))
    near = [one for one in listed if one.standing.warns]
    about = _("of EUR {ceiling} in three years").format(ceiling=numbers.show_int(aid_rules.CEILING // 100))
    whose = ", ".join(one.name for one in near) or _("Nobody is near the ceiling.")
    label = _("From {percent} of the ceiling").format(percent=f"{aid_rules.WARN_FROM}\N{NO-BREAK SPACE}%")
    most = numbers.show_percent(listed[0].standing.percent) if listed else "–"
    nearest = listed[0].name if listed else ""
    words = ngettext("{count} company", "{count} companies", len(listed)).format(count=len(listed))
    return [
        Number(_("Given de minimis aid"), words, about),
        Number(_("Nearest to the ceiling"), most, nearest),
        Number(label, numbers.show_int(len(near)), whose),
    ]


def _ceilings(year: int, today: date) -> list[tuple[Any, ...]]:
    def words(standing: aid_rules.Standing) -> str:
        told = []
        if standing.warns:
            told.append(_("Above the ceiling") if not standing.left else _("Near the ceiling"))
        if standing.unknown:
            told.append(_("The rate of a year is missing"))
        return ", ".join(told)

    return [
        (one.name, one.standing.cents, one.standing.left, one.standing.percent, words(one.standing))
        for one in aid.recipients(_on(year, today))
    ]
