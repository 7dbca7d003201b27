"""What is asked of each kind of record that is told of a year, and which command keeps it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from crm.commands import (
    cluster_labels,
    external_relations,
    finance,
    governance,
    media,
    organisation_years,
    results,
    staff_time,
    state_aid,
    surveys,
)
from crm.errors import Invalid
from crm.i18n import N_, _
from crm.queries import cluster_labels as label_queries
from crm.queries import external_relations as relation_queries
from crm.queries import finance as finance_queries
from crm.queries import governance as governance_queries
from crm.queries import media as media_queries
from crm.queries import narrowing, organisations, people
from crm.queries import organisation_years as year_queries
from crm.queries import results as result_queries
from crm.queries import staff_time as time_queries
from crm.queries import state_aid as aid_queries
from crm.queries import surveys as survey_queries
from crm.rules import code_lists
from ui.dialogs import choices, note_field, suggested
from ui.kit import fields
from ui.kit.fields import Field
from ui.kit.forms import Form
from ui.kit.people_field import Suggestion


@dataclass(frozen=True)
class FactForm:
    """How a kind is asked for: its titles (English), fields named as in the record, and the commands behind them.

    `row(id)` reads what is known, `begin(year)` says what a new one begins with, `listen(form)` lets a field follow
    another, `shown` reads fields that are not named as in the row.
    """

    new: str
    edit: str
    fields: Callable[[], list[Field]]
    add: Callable[[dict[str, Any]], int]
    write: Callable[..., None]
    remove: Callable[[int], None]
    row: Callable[[int], Any]
    begin: Callable[[int], dict[str, Any]]
    focus: str
    listen: Callable[[Form], None] | None = None
    shown: Mapping[str, Callable[[Any], Any]] = field(default_factory=dict)
    columns: int = 2
    width: int = 600


def _reader(query: Any) -> Callable[[int], Any]:
    return lambda id: narrowing.one(query().rows([id]), id)


def _day_in(year: int) -> date | None:
    """Today where it lies in the year, else no day."""
    today = choices.today()
    return today if today.year == year else None


def _notes() -> Field:
    return note_field.note(rows=2)


def _organisation_year() -> list[Field]:
    return [
        suggested.known_organisation("organisation", _("Organisation"), required=True),
        choices.year("year", _("Year")),
        fields.number("employees", _("Employees")),
        choices.money("turnover", _("Turnover"), signed=True),
        choices.money("balance", _("Balance sheet total"), signed=True),
        choices.money("value_creation", _("Value creation"), signed=True),
        choices.code("source", _("According to"), "employees_source"),
        _notes(),
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
        _notes(),
    ]


def _finance_listen(form: Form) -> None:
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


def _result() -> list[Field]:
    return [
        fields.text("title", _("Title"), required=True, wide=True),
        choices.code("type", _("Type"), "result_type"),
        choices.year("year", _("Year")),
        choices.day("happened_on", _("Day")),
        fields.number("count", _("How many"), required=True),
        choices.money("amount", _("Amount")),
        choices.code("attribution", _("What the cluster did"), "result_attribution"),
        suggested.known_organisations("organisations", _("Organisations")),
        choices.project("project", _("Project")),
        replace(fields.text("evidence", _("Proof")), span=2),
        _notes(),
    ]


def _media_item() -> list[Field]:
    return [
        fields.text("title", _("Title"), required=True, wide=True),
        choices.day("published_on", _("Day"), required=True),
        choices.code("channel", _("Channel"), "media_channel"),
        fields.text("outlet", _("Newspaper, page or event")),
        choices.code("language", _("Language"), "media_language", blank=True),
        fields.text("url", _("Link")),
        fields.check("international", _("International")),
        _notes(),
    ]


def _survey() -> list[Field]:
    return [
        fields.text("name", _("Name"), required=True, wide=True),
        choices.year("year", _("Year")),
        choices.day("sent_on", _("Sent on")),
        fields.number("sent_to", _("Sent to")),
        fields.number("responses", _("Answers")),
        choices.hundredths("satisfaction", _("Satisfaction (average)")),
        fields.number("scale_max", _("On a scale from 1 to"), least=2, most=100, required=True),
        fields.text("question_set", _("Questions"), wide=True),
        _notes(),
    ]


def _body() -> list[Field]:
    return [
        fields.text("name", _("Name"), required=True, wide=True),
        choices.code("kind", _("Kind"), "governance_kind"),
        choices.focus_area("focus_area", _("Focus area")),
        choices.day("from_on", _("From")),
        choices.day("to_on", _("Until")),
        _notes(),
    ]


def _seat() -> list[Field]:
    return [
        fields.choice("body", _("Group"), choices=governance_queries.bodies(), required=True),
        choices.code("role", _("Role"), "governance_role"),
        suggested.known_person("person", _("Person")),
        suggested.known_organisation("organisation", _("For which organisation")),
        choices.day("from_on", _("From")),
        choices.day("to_on", _("Until")),
        _notes(),
    ]


def _seat_listen(form: Form) -> None:
    """Whoever is chosen sits there for the employer of today, until another organisation is chosen."""

    def follow(name: str) -> None:
        try:
            person = form.value("person") if name == "person" else None
        except Invalid:
            return  # still being typed
        if person is not None and form.value("organisation") is None:
            employers = people.employers(person, choices.today())
            if employers:
                form.fields["organisation"].put(employers[0].organisation_id)

    form.edited.connect(follow)


def _relation() -> list[Field]:
    return [
        _other_organisation(),
        choices.code("kind", _("Kind"), "relation_kind"),
        choices.code("country_code", _("Country"), "country", blank=True, hint=_("Empty: that of the organisation.")),
        fields.text("name", _("About"), wide=True),
        choices.day("from_on", _("From")),
        choices.day("to_on", _("Until")),
        _notes(),
    ]


def _other_organisation() -> Field:
    """One that is known or new; it is put as a Suggestion, or as an id where somebody else has chosen another."""
    made = suggested.organisation("organisation", _("Organisation"), required=True)

    def put(value: Suggestion | int | None) -> None:
        if isinstance(value, int):
            value = Suggestion(value, organisations.detail(value).name)
        made.put(value)

    return replace(made, put=put)


def _add_relation(values: dict[str, Any]) -> int:
    chosen = values.pop("organisation")
    if chosen.id is None:
        return external_relations.add(None, values.pop("kind"), organisation_name=chosen.title, **values)
    return external_relations.add(chosen.id, values.pop("kind"), **values)


def _edit_relation(id: int, *, seen: int | None = None, **values: Any) -> None:
    chosen = values.pop("organisation", None)
    if chosen is not None:
        values |= suggested.employer(chosen)
    external_relations.edit(id, seen=seen, **values)


def _time() -> list[Field]:
    return [
        choices.staff_member("staff", _("Who")),
        choices.day("worked_on", _("Day"), required=True),
        choices.hours("minutes", _("Duration")),
        choices.focus_area("focus_area", _("Focus area")),
        choices.code("target_group", _("Target group"), "target_group", blank=True),
        choices.project("project", _("Project")),
        suggested.known_organisation("organisation", _("Organisation")),
        fields.text("notes", _("What it was"), wide=True),
    ]


def _add_time(values: dict[str, Any]) -> int:
    if values["staff"] is None:
        raise Invalid({"staff": _("Say who it is.")})
    return staff_time.add(**values)


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
        _notes(),
    ]


def _label() -> list[Field]:
    return [
        fields.text("scheme", _("Scheme"), required=True, placeholder="ECEI"),
        fields.text("level", _("Level")),
        choices.day("awarded_on", _("Awarded on"), required=True),
        choices.day("valid_to", _("Valid until")),
        _notes(),
    ]


FORMS: Mapping[str, FactForm] = {
    "organisation_year": FactForm(
        N_("Figures of an organisation"),
        N_("Edit figures"),
        _organisation_year,
        lambda values: organisation_years.add(**values),
        organisation_years.edit,
        organisation_years.remove,
        _reader(year_queries.OrganisationYearsQuery),
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
        _reader(finance_queries.FinanceQuery),
        lambda year: {"year": year, "kind": "cost"},
        "kind",
        listen=_finance_listen,
        columns=3,
        width=720,
    ),
    "result": FactForm(
        N_("New result"),
        N_("Edit result"),
        _result,
        lambda values: results.add(**values),
        results.edit,
        results.remove,
        _reader(result_queries.ResultsQuery),
        lambda year: {"year": year, "count": 1, "type": "new_product", "attribution": "contributing"},
        "title",
        shown={"count": lambda row: row.number, "organisations": lambda row: [id for id, _name in row.organisations]},
        columns=3,
        width=720,
    ),
    "media_item": FactForm(
        N_("New media item"),
        N_("Edit media item"),
        _media_item,
        lambda values: media.add(**values),
        media.edit,
        media.remove,
        _reader(media_queries.MediaQuery),
        lambda year: {"published_on": _day_in(year), "channel": "press", "language": "nb"},
        "title",
    ),
    "survey": FactForm(
        N_("New survey"),
        N_("Edit survey"),
        _survey,
        lambda values: surveys.add(**values),
        surveys.edit,
        surveys.remove,
        _reader(survey_queries.SurveysQuery),
        lambda year: {"year": year, "scale_max": 5},
        "name",
    ),
    "governance_body": FactForm(
        N_("New group"),
        N_("Edit group"),
        _body,
        lambda values: governance.add(**values),
        governance.edit,
        governance.remove,
        _reader(governance_queries.BodiesQuery),
        lambda year: {"kind": "board"},
        "name",
    ),
    "governance_member": FactForm(
        N_("New seat"),
        N_("Edit seat"),
        _seat,
        lambda values: governance.add_seat(**values),
        governance.edit_seat,
        governance.remove_seat,
        _reader(governance_queries.SeatsQuery),
        lambda year: {"role": "member", "body": next((id for id, _name in governance_queries.bodies()), None)},
        "person",
        listen=_seat_listen,
    ),
    "external_relation": FactForm(
        N_("New relation"),
        N_("Edit relation"),
        _relation,
        _add_relation,
        _edit_relation,
        external_relations.remove,
        _reader(relation_queries.RelationsQuery),
        lambda year: {"kind": "network"},
        "organisation",
    ),
    "staff_time": FactForm(
        N_("New hours"),
        N_("Edit hours"),
        _time,
        _add_time,
        staff_time.edit,
        staff_time.remove,
        _reader(time_queries.StaffTimeQuery),
        lambda year: {"worked_on": _day_in(year)},
        "minutes",
    ),
    "aid_record": FactForm(
        N_("New state aid"),
        N_("Edit state aid"),
        _aid,
        lambda values: state_aid.add(**values),
        state_aid.edit,
        state_aid.remove,
        _reader(aid_queries.AidQuery),
        lambda year: {"granted_on": _day_in(year), "basis": "de_minimis"},
        "organisation",
    ),
    "cluster_label": FactForm(
        N_("New quality label"),
        N_("Edit quality label"),
        _label,
        lambda values: cluster_labels.add(**values),
        cluster_labels.edit,
        cluster_labels.remove,
        _reader(label_queries.LabelsQuery),
        lambda year: {"awarded_on": _day_in(year)},
        "scheme",
    ),
}
