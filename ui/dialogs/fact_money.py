"""What is asked of money told of a year: figures of organisations, the economy of the cluster, state aid."""

from collections.abc import Mapping

from crm.commands import finance, organisation_years, state_aid
from crm.errors import Invalid
from crm.i18n import N_, _
from crm.queries import finance as finance_queries
from crm.queries import organisation_years as year_queries
from crm.queries import state_aid as aid_queries
from crm.rules import code_lists, numbers
from crm.rules import state_aid as rules
from ui.dialogs import choices, fact_form, suggested
from ui.dialogs.fact_form import FactForm
from ui.kit import fields
from ui.kit.fields import Field
from ui.kit.forms import Form


def _organisation_year() -> list[Field]:
    return [
        suggested.known_organisation("organisation", _("Organisation"), required=True),
        choices.year("year", _("Year")),
        fields.number("employees", _("Employees")),
        choices.money("turnover", _("Turnover"), signed=True),
        choices.money("balance", _("Balance sheet total"), signed=True),
        choices.money("value_creation", _("Value creation"), signed=True),
        choices.code("source", _("According to"), "employees_source"),
        fact_form.notes(),
    ]


def _finance_line() -> list[Field]:
    everything = [
        (key, code_lists.label(f"finance_{kind}", key))
        for kind in ("income", "cost")
        for key in code_lists.keys(f"finance_{kind}")
    ]
    return [
        choices.year("year", _("Year")),
        choices.code("kind", _("Kind"), "finance_kind"),
        fields.choice("category", _("Category"), choices=everything, required=True),
        fields.text("name", _("Name")),
        choices.focus_area("focus_area", _("Focus area")),
        choices.money("budget", _("Budget"), signed=True),
        choices.money("actual", _("Actual"), signed=True),
        fields.check("is_eligible", _("Eligible for aid")),
        fields.check("is_public", _("Public money")),
        fact_form.notes(),
    ]


def _finance_listen(form: Form, _id: int | None) -> None:
    def follow(name: str) -> None:
        if name != "kind":
            return
        kind = form.value("kind") or "cost"
        lists = f"finance_{kind}"
        form.set_choices("category", [(key, code_lists.label(lists, key)) for key in code_lists.keys(lists)])
        for box, wanted in (("is_public", "income"), ("is_eligible", "cost")):
            form.set_visible(box, kind == wanted)
            if kind != wanted:
                form.fields[box].put(False)

    form.edited.connect(follow)
    follow("kind")


def _aid() -> list[Field]:
    return [
        suggested.known_organisation("organisation", _("Organisation"), required=True),
        choices.day("granted_on", _("Granted on"), required=True),
        choices.code("basis", _("Basis"), "aid_basis"),
        choices.money("amount", _("Amount"), required=True),
        choices.hundredths("amount_euro", _("Amount in euro"), suffix="€", hint=_("Empty: by the rate of the year.")),
        fields.text("purpose", _("For what")),
        choices.project("project", _("Project")),
        choices.day("declaration_on", _("Declaration of")),
        fields.text("document_ref", _("Voucher")),
        fact_form.notes(),
    ]


def _aid_listen(form: Form, id: int | None) -> None:
    def follow(_name: str) -> None:
        form.set_warnings({"amount_euro": _near_the_ceiling(form, id)})

    form.edited.connect(follow)
    follow("")


def _near_the_ceiling(form: Form, id: int | None) -> str:
    """What the organisation has in three years with this aid, where that is near the ceiling or above it; else ""."""
    names = ("organisation", "granted_on", "basis", "amount", "amount_euro")
    try:
        organisation, day, basis, amount, euro = (form.value(name) for name in names)
    except Invalid:  # half a day or half an amount: the field says so when it is left
        return ""
    if not organisation or day is None or basis != "de_minimis" or (amount is None and euro is None):
        return ""
    stands = aid_queries.with_award(organisation, day, amount or 0, euro, but=id)
    if not stands.warns:
        return ""
    told = {"sum": numbers.show_int(stands.cents // 100), "ceiling": numbers.show_int(rules.CEILING // 100)}
    if stands.cents > rules.CEILING:
        over = numbers.show_int(-(-(stands.cents - rules.CEILING) // 100))
        return _("With this {sum} euro in three years: {over} more than the ceiling of {ceiling}.").format(
            over=over, **told
        )
    words = _("With this {sum} of {ceiling} euro in three years ({percent} %).")
    return words.format(percent=stands.percent, **told)


FORMS: Mapping[str, FactForm] = {
    "organisation_year": FactForm(
        N_("Figures of an organisation"),
        N_("Edit figures"),
        _organisation_year,
        lambda values: organisation_years.add(**values),
        organisation_years.edit,
        organisation_years.remove,
        fact_form.reader(year_queries.OrganisationYearsQuery),
        lambda year: {"year": year, "source": "manual"},
        "organisation",
    ),
    "finance_line": FactForm(
        N_("New finance line"),
        N_("Edit finance line"),
        _finance_line,
        lambda values: finance.add(**values),
        finance.edit,
        finance.remove,
        fact_form.reader(finance_queries.FinanceQuery),
        lambda year: {"year": year, "kind": "cost"},
        "kind",
        listen=_finance_listen,
        columns=3,
        width=720,
    ),
    "aid_record": FactForm(
        N_("New state aid"),
        N_("Edit state aid"),
        _aid,
        lambda values: state_aid.add(**values),
        state_aid.edit,
        state_aid.remove,
        fact_form.reader(aid_queries.AidQuery),
        lambda year: {"granted_on": fact_form.day_in(year), "basis": "de_minimis"},
        "organisation",
        listen=_aid_listen,
    ),
}
