"""Kinds of report data that are about people and others: groups, seats, relations, the staff's hours."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from crm.commands import external_relations as relation_commands
from crm.commands import governance as governance_commands
from crm.i18n import _
from crm.queries import external_relations, governance, staff, staff_time
from crm.queries.external_relations import RelationRow, RelationsQuery
from crm.queries.governance import BodiesQuery, SeatRow, SeatsQuery
from crm.queries.staff_time import StaffTimeQuery
from crm.rules import numbers
from ui.pages import filter_kinds
from ui.pages.fact_kind import Breakdown, Col, FactKind, Number
from ui.pages.filter_kinds import codes
from ui.pages.filters import Choice, Kind
from ui.pages.listing import Order


def _on(year: int, today: date) -> date:
    """The day of a year on which it is counted: today in this year, else its last."""
    return today if today.year == year else date(year, 12, 31)


def _no_years() -> list[int]:
    """Groups and relations go on: they offer no years of their own."""
    return []


def bodies() -> FactKind:
    """Board, steering group and working groups."""
    return FactKind(
        table="governance_body",
        name=_("Board and groups"),
        icon="people",
        new=_("New group"),
        search=_("Filter groups"),
        empty=_("No board or group yet"),
        why=_("Put in the board, the steering group and working groups; then who sits in them under “Seats”."),
        query=BodiesQuery,
        columns=(
            Col("name", _("Name"), 260),
            Col("kind", _("Kind"), 130, codes="governance_kind"),
            Col("seats", _("Seats now"), 96, "int", sortable=False),
            Col("women", _("Women"), 80, "int", sortable=False),
            Col("men", _("Men"), 80, "int", sortable=False),
            Col("focus_area", _("Focus area"), 180, sortable=False, visible=False),
            Col("from_on", _("From"), 100, "day"),
            Col("to_on", _("Until"), 100, "day", sortable=False),
        ),
        order=Order("name"),
        tables=("governance_body", "governance_member", "person", "focus_area"),
        years=_no_years,
        filters=(Kind("kind", _("Kind"), choices=lambda: codes("governance_kind")),),
        cards=_gender_cards,
        archive=governance_commands.archive,
        restore=governance_commands.restore,
    )


def _gender_cards(year: int, today: date) -> Sequence[Number]:
    on = _on(year, today)
    both, groups = governance.genders(on), governance.genders(on, ("working_group",))

    def card(label: str, found: governance.Genders) -> Number:
        known = found.women + found.men
        share = numbers.percent(found.women, known)
        about = _("{women} women, {men} men, {unknown} not known").format(
            women=found.women, men=found.men, unknown=found.unknown
        )
        return Number(label, numbers.show_percent(share) if share is not None else "–", about)

    return [
        card(_("Women in board and steering group"), both),
        card(_("Women in working groups"), groups),
    ]


def seats() -> FactKind:
    """Who sits in the board and the groups, and when."""

    def groups() -> list[Choice]:
        return [Choice(id, name) for id, name in governance.bodies()]

    def who(row: SeatRow) -> str:
        return row.person or _("(nobody named)")

    return FactKind(
        table="governance_member",
        name=_("Seats"),
        icon="person",
        new=_("New seat"),
        search=_("Filter seats"),
        empty=_("No seat of this year yet"),
        why=_("Say who sits in the board and the groups, from when until when."),
        query=SeatsQuery,
        columns=(
            Col("body", _("Group"), 200),
            Col("person", _("Person"), 180, get=who),
            Col("organisation", _("Organisation"), 200),
            Col("role", _("Role"), 120, codes="governance_role"),
            Col("from_on", _("From"), 100, "day"),
            Col("to_on", _("Until"), 100, "day"),
            Col("gender", _("Gender"), 100, codes="gender", sortable=False, visible=False),
        ),
        order=Order("body"),
        tables=("governance_member", "governance_body", "person", "organisation"),
        years=_no_years,
        filters=(Kind("body", _("Group"), choices=groups),),
    )


def relations() -> FactKind:
    """What the cluster has with others elsewhere."""

    def country(row: RelationRow) -> str:
        return row.country

    return FactKind(
        table="external_relation",
        name=_("Relations"),
        icon="link",
        new=_("New relation"),
        search=_("Filter relations"),
        empty=_("No relations of this year yet"),
        why=_("Note clusters and partners outside, here and abroad: agreements, joint projects, networks."),
        query=RelationsQuery,
        columns=(
            Col("organisation", _("Organisation"), 220),
            Col("country", _("Country"), 120, codes="country", get=country),
            Col("kind", _("Kind"), 150, codes="relation_kind"),
            Col("name", _("About"), 240),
            Col("from_on", _("From"), 100, "day"),
            Col("to_on", _("Until"), 100, "day"),
        ),
        order=Order("organisation"),
        tables=("external_relation", "organisation"),
        years=_no_years,
        filters=(
            Kind("kind", _("Kind"), choices=lambda: codes("relation_kind")),
            Kind("abroad", _("Country"), choices=lambda: [Choice(True, _("Abroad"))]),
        ),
        cards=_relation_cards,
        archive=relation_commands.archive,
        restore=relation_commands.restore,
    )


def _relation_cards(year: int, today: date) -> Sequence[Number]:
    found = external_relations.counts(_on(year, today))
    show = numbers.show_int
    return [
        Number(_("Relations that hold"), show(found.all)),
        Number(_("Abroad"), show(found.abroad), _("countries: {count}").format(count=found.countries)),
        Number(_("With other clusters"), show(found.clusters)),
    ]


def hours() -> FactKind:
    """What the staff spend their time on."""

    def members() -> list[Choice]:
        return [Choice(row.id, row.name) for row in staff.all(archived=True)]

    return FactKind(
        table="staff_time",
        name=_("Staff time"),
        icon="clock",
        new=_("New hours"),
        search=_("Filter hours"),
        empty=_("No hours of this year yet"),
        why=_("Note how long somebody worked on what: the report tells the hours by focus area."),
        query=StaffTimeQuery,
        columns=(
            Col("worked_on", _("Day"), 100, "day"),
            Col("staff", _("Who"), 160),
            Col("minutes", _("Hours"), 80, "hours"),
            Col("focus_area", _("Focus area"), 200),
            Col("for_what", _("For"), 180),
            Col("target_group", _("Target group"), 120, codes="target_group", visible=False),
            Col("notes", _("What it was"), 220, sortable=False),
        ),
        order=Order("worked_on", True),
        tables=("staff_time", "staff", "focus_area", "project", "activity", "organisation"),
        years=staff_time.years,
        filters=(
            Kind("staff", _("Who"), choices=members),
            filter_kinds.focus_area(),
        ),
        cards=_hour_cards,
        breakdowns=(
            Breakdown(
                _("By focus area"),
                [(_("Focus area"), "text"), (_("Hours"), "hours"), (_("Share"), "percent")],
                _by_area,
            ),
            Breakdown(_("By person"), [(_("Who"), "text"), (_("Hours"), "hours"), (_("Share"), "percent")], _by_staff),
        ),
    )


def _hour_cards(year: int, today: date) -> Sequence[Number]:
    found = staff_time.by_focus_area(year)
    total = sum(minutes for _area, minutes in found)
    named = [(minutes, area) for area, minutes in found if area]
    most, area = max(named, default=(0, ""))
    return [
        Number(_("Hours"), numbers.show_hours(total), str(year)),
        Number(_("Most on"), numbers.show_hours(most) if area else "–", area),
    ]


def _by_area(year: int, today: date) -> list[tuple[Any, ...]]:
    return _shares([(area or _("Without focus area"), minutes) for area, minutes in staff_time.by_focus_area(year)])


def _by_staff(year: int, today: date) -> list[tuple[Any, ...]]:
    return _shares(staff_time.by_staff(year))


def _shares(found: Sequence[tuple[str, int]]) -> list[tuple[Any, ...]]:
    total = sum(minutes for _words, minutes in found)
    return [(words, minutes, numbers.percent(minutes, total)) for words, minutes in found]
