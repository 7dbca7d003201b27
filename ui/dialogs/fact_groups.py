"""What is asked of people and groups told of a year: groups, seats, relations to others, hours of the staff."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from crm.commands import external_relations, governance, staff_time
from crm.errors import Invalid
from crm.i18n import N_, _
from crm.queries import external_relations as relation_queries
from crm.queries import governance as governance_queries
from crm.queries import organisations, people
from crm.queries import staff_time as time_queries
from ui.dialogs import choices, fact_form, suggested
from ui.dialogs.fact_form import FactForm
from ui.kit import fields
from ui.kit.fields import Field
from ui.kit.forms import Form
from ui.kit.people_field import Suggestion


def _body() -> list[Field]:
    return [
        fields.text("name", _("Name"), required=True, wide=True),
        choices.code("kind", _("Kind"), "governance_kind"),
        choices.focus_area("focus_area", _("Focus area")),
        choices.day("from_on", _("From")),
        choices.day("to_on", _("Until")),
        fact_form.notes(),
    ]


def _seat() -> list[Field]:
    return [
        fields.choice("body", _("Group"), choices=governance_queries.bodies(), required=True),
        choices.code("role", _("Role"), "governance_role"),
        suggested.known_person("person", _("Person")),
        suggested.known_organisation("organisation", _("For which organisation")),
        choices.day("from_on", _("From")),
        choices.day("to_on", _("Until")),
        fact_form.notes(),
    ]


def _seat_listen(form: Form, _id: int | None) -> None:
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
        fact_form.notes(),
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


FORMS: Mapping[str, FactForm] = {
    "governance_body": FactForm(
        N_("New group"),
        N_("Edit group"),
        _body,
        lambda values: governance.add(**values),
        governance.edit,
        governance.remove,
        fact_form.reader(governance_queries.BodiesQuery),
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
        fact_form.reader(governance_queries.SeatsQuery),
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
        fact_form.reader(relation_queries.RelationsQuery),
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
        fact_form.reader(time_queries.StaffTimeQuery),
        lambda year: {"worked_on": fact_form.day_in(year)},
        "minutes",
    ),
}
