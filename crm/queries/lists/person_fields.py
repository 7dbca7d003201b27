"""What the list of contacts can show."""

from crm.i18n import _
from crm.queries.informing import NOT_INFORMED
from crm.queries.lists import contact_fields
from crm.queries.lists.columns import derived, own, record, tags, told
from crm.queries.lists.contact_fields import number
from crm.queries.lists.field import Field
from crm.queries.lists.sources import member_ids
from crm.queries.on_a_day import WORKS

_AT = "(SELECT organisation.{column} FROM organisation WHERE organisation.id = {s}.organisation_id)"


def fields() -> tuple[Field, ...]:
    """The fields of a person, where they work and what happens with them."""
    return (*_own(), *_position(), *_contact())


def _own() -> tuple[Field, ...]:
    privacy = _("Privacy")
    consent = (
        "coalesce((SELECT c.status = 'given' FROM consent_record AS c WHERE c.person_id = {r}.id"
        " AND c.purpose = 'newsletter' AND c.channel = 'email' ORDER BY c.recorded_on DESC, c.id DESC LIMIT 1), 0)"
    )
    return (
        derived(
            *("text", "name", _("Name"), "trim({r}.first_name || ' ' || {r}.last_name)"),
            order="nullif({r}.sort_key, '')",
            shown=True,
        ),
        own("text", "first_name", _("First name")),
        own("text", "last_name", _("Last name")),
        told("text", "email", _("E-mail"), "email", "coalesce({s}.value, '')", shown=True),
        told("text", "phone", _("Phone"), "phone", "coalesce({s}.dialled, '')", shown=True),
        told("link", "website", _("Link"), "link", "coalesce({s}.value, '')"),
        own("choice", "gender", _("Gender"), code_list="gender"),
        own("choice", "language", _("Language"), code_list="language"),
        own("choice", "status", _("Status"), code_list="person_status"),
        own("text", "notes", _("Notes")),
        tags("person", _("Tags"), ""),
        own("choice", "lawful_basis", _("Lawful basis"), code_list="lawful_basis", group=privacy),
        own("text", "source", _("Where it is from"), group=privacy),
        own("date", "informed_on", _("Informed on"), group=privacy),
        own("date", "objected_on", _("Objected on"), group=privacy),
        derived("yes_no", "objected", _("Has objected"), "{r}.objected_on IS NOT NULL", group=privacy),
        derived(
            *("yes_no", "not_informed", _("Must be informed"), NOT_INFORMED.replace("person.", "{r}.")), group=privacy
        ),
        derived("yes_no", "newsletter", _("Has consented to the newsletter"), consent, group=privacy),
    )


def _position() -> tuple[Field, ...]:
    named = _("Position")
    works = f"FROM position AS p WHERE {WORKS}"
    return (
        record(
            *("organisation", _("Organisation"), "organisation", "{s}.organisation_id"),
            source="work",
            group=named,
            shown=True,
        ),
        told("text", "title", _("Title"), "work", "coalesce({s}.title, '')", group=named, shown=True),
        told(
            *("choice", "role", _("Role"), "work", "coalesce({s}.role, '')"),
            code_list="position_role",
            group=named,
        ),
        derived(
            *("many", "roles", _("Roles now")),
            f"(SELECT group_concat(DISTINCT p.role) {works} AND p.role <> '' AND p.person_id = {{r}}.id)",
            pairs=f"SELECT p.person_id AS owner, p.role AS key {works} AND p.role <> ''",
            code_list="position_role",
            group=named,
        ),
        told("date", "position_since", _("In the position since"), "work", "{s}.from_on", group=named),
        told(
            *("text", "city", _("Town"), "work", _there("city")),
            group=named,
            phrase=_("in {value}"),
        ),
        told(
            *("choice", "helix_sector", _("Actor type"), "work", _there("helix_sector")),
            code_list="helix_sector",
            group=named,
        ),
        told(
            *("choice", "segment", _("Segment"), "work", _there("segment")),
            code_list="segment",
            group=named,
            phrase=_("in {segment}"),
        ),
        derived(
            *("yes_no", "at_member", _("Works at a member")),
            f"{{r}}.id IN (SELECT p.person_id {works} AND +p.organisation_id IN ({member_ids()}))",
            group=named,
        ),
    )


def _contact() -> tuple[Field, ...]:
    named = _("Contact with them")
    return (
        *contact_fields.of("person_id"),
        told("count", "open_tasks", _("Open follow-ups"), "tasks", number("open"), group=named, sums=True),
        told("count", "late_tasks", _("Overdue follow-ups"), "tasks", number("late"), group=named, sums=True),
        told("count", "activities", _("Activities they came to"), "activities", number(), group=named, sums=True),
        told(
            *("count", "activities_year", _("Activities this year"), "activities", number("year")),
            group=named,
            sums=True,
        ),
    )


def _there(column: str) -> str:
    return f"coalesce({_AT.replace('{column}', column)}, '')"
