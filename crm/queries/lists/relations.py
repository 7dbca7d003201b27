"""What belongs to the records of a list, and can be asked for: meetings, people, follow-ups, activities.

The `pairs` of a relation are SQL for (owner, target): ids of the list's records and of what belongs to them. What is
archived belongs to nobody here; crm.queries.lists.compiling leaves it out.
"""

from collections.abc import Callable
from typing import NamedTuple

from crm.errors import CrmError
from crm.i18n import _
from crm.queries.on_a_day import WORKS
from crm.rules.code_lists import PERSONAL

_PERSONAL = ", ".join(f"'{kind}'" for kind in PERSONAL)


class Relation(NamedTuple):
    """What belongs to a record: its key, what several of them are called within a sentence, and their table."""

    key: str
    name: str
    target: str
    pairs: str


def of(about: str) -> tuple[Relation, ...]:
    """The relations of a list, in the order in which they are chosen; none for a list without any."""
    return _RELATIONS[about]() if about in _RELATIONS else ()


def get(about: str, key: str) -> Relation:
    """The relation of a key. CrmError where the list has no such relation."""
    for relation in of(about):
        if relation.key == key:
            return relation
    raise CrmError(
        _("What “{name}” stands for is not known here. Take it out of the filter, or build the filter anew.").format(
            name=key
        )
    )


def _contacts(column: str) -> tuple[Relation, ...]:
    """The interactions and follow-ups of a person or an organisation."""
    took_part = f"SELECT ip.{column} AS owner, ip.interaction_id AS target FROM interaction_participant AS ip"
    some = f"{took_part} CROSS JOIN interaction AS i ON i.id = ip.interaction_id WHERE ip.{column} IS NOT NULL"
    tasks = f"SELECT {column} AS owner, id AS target FROM task WHERE {column} IS NOT NULL"
    came = (
        f"SELECT {column} AS owner, activity_id AS target FROM activity_participation"
        f" WHERE {column} IS NOT NULL AND status"
    )
    return (
        Relation(
            *("meetings", _("meetings and calls"), "interaction"),
            f"{some} AND i.status = 'done' AND i.type IN ({_PERSONAL})",
        ),
        Relation("planned", _("planned meetings"), "interaction", f"{some} AND i.status = 'planned'"),
        Relation("interactions", _("interactions"), "interaction", f"{took_part} WHERE ip.{column} IS NOT NULL"),
        Relation("open_tasks", _("open follow-ups"), "task", f"{tasks} AND status = 'open'"),
        Relation("tasks", _("follow-ups"), "task", tasks),
        Relation("activities", _("activities they came to"), "activity", f"{came} = 'attended'"),
        Relation("noted", _("activities they did not come to"), "activity", f"{came} <> 'attended'"),
    )


def _organisation() -> tuple[Relation, ...]:
    works = "SELECT p.organisation_id AS owner, p.person_id AS target FROM position AS p"
    return (
        *_contacts("organisation_id"),
        Relation("people", _("people who work there"), "person", f"{works} WHERE {WORKS}"),
        Relation("people_ever", _("people who work or worked there"), "person", works),
        Relation(
            *("projects", _("projects"), "project"),
            "SELECT organisation_id AS owner, project_id AS target FROM project_participant"
            " UNION SELECT lead_id, id FROM project WHERE lead_id IS NOT NULL",
        ),
        _single("contributions", _("contributions"), "contribution", "contribution", "organisation_id"),
        _single("memberships", _("memberships"), "membership", "membership", "organisation_id"),
        Relation(
            *("fees", _("fees"), "membership_fee"),
            "SELECT m.organisation_id AS owner, f.id AS target FROM membership_fee AS f"
            " JOIN membership AS m ON m.id = f.membership_id",
        ),
    )


def _person() -> tuple[Relation, ...]:
    return (
        *_contacts("person_id"),
        Relation(
            *("organisations", _("organisations they work at"), "organisation"),
            f"SELECT p.person_id AS owner, p.organisation_id AS target FROM position AS p WHERE {WORKS}",
        ),
        _single("positions", _("positions now and then"), "position", "position", "person_id"),
    )


def _interaction() -> tuple[Relation, ...]:
    part = "SELECT interaction_id AS owner, {0} AS target FROM interaction_participant WHERE {0} IS NOT NULL"
    return (
        Relation("people", _("people who took part"), "person", part.format("person_id")),
        Relation("organisations", _("organisations that took part"), "organisation", part.format("organisation_id")),
        _open_tasks("interaction_id"),
        _single("tasks", _("follow-ups"), "task", "task", "interaction_id"),
        _its("interaction", "project", _("project")),
    )


def _task() -> tuple[Relation, ...]:
    return (
        _its("task", "organisation", _("organisation")),
        _its("task", "person", _("person")),
        _its("task", "interaction", _("interaction")),
        _its("task", "project", _("project")),
    )


def _activity() -> tuple[Relation, ...]:
    part = "SELECT activity_id AS owner, {0} AS target FROM activity_participation WHERE {0} IS NOT NULL AND status {1}"
    came, not_came = "= 'attended'", "<> 'attended'"
    return (
        Relation("people", _("people who came"), "person", part.format("person_id", came)),
        Relation("organisations", _("organisations that came"), "organisation", part.format("organisation_id", came)),
        Relation("absent", _("people who did not come"), "person", part.format("person_id", not_came)),
        Relation(
            *("noted", _("organisations that came or were expected"), "organisation"),
            part.format("organisation_id", "IS NOT NULL"),
        ),
        _its("activity", "project", _("project")),
        _single("contributions", _("contributions"), "contribution", "contribution", "activity_id"),
    )


def _project() -> tuple[Relation, ...]:
    return (
        Relation(
            *("partners", _("partners"), "organisation"),
            "SELECT project_id AS owner, organisation_id AS target FROM project_participant",
        ),
        _its("project", "organisation", _("lead partner"), column="lead_id", key="lead"),
        _single("activities", _("activities"), "activity", "activity", "project_id"),
        _single("interactions", _("interactions"), "interaction", "interaction", "project_id"),
        _open_tasks("project_id"),
        _single("contributions", _("contributions"), "contribution", "contribution", "project_id"),
    )


def _contribution() -> tuple[Relation, ...]:
    return (
        _its("contribution", "organisation", _("organisation")),
        _its("contribution", "project", _("project")),
        _its("contribution", "activity", _("activity")),
    )


def _membership_fee() -> tuple[Relation, ...]:
    return (
        Relation(
            *("organisation", _("organisation"), "organisation"),
            "SELECT f.id AS owner, m.organisation_id AS target FROM membership_fee AS f"
            " JOIN membership AS m ON m.id = f.membership_id",
        ),
        _its("membership_fee", "membership", _("membership")),
    )


def _position() -> tuple[Relation, ...]:
    return (_its("position", "organisation", _("organisation")), _its("position", "person", _("person")))


def _membership() -> tuple[Relation, ...]:
    return (
        _its("membership", "organisation", _("organisation")),
        _single("fees", _("fees"), "membership_fee", "membership_fee", "membership_id"),
    )


def _single(key: str, name: str, target: str, table: str, column: str) -> Relation:
    """Rows of `table` that name their owner in a column."""
    return Relation(
        key, name, target, f"SELECT {column} AS owner, id AS target FROM {table} WHERE {column} IS NOT NULL"
    )


def _its(table: str, target: str, name: str, *, column: str = "", key: str = "") -> Relation:
    """The one record of `target` that a row of `table` names, if it names one."""
    named = column or f"{target}_id"
    return Relation(
        key or target, name, target, f"SELECT id AS owner, {named} AS target FROM {table} WHERE {named} IS NOT NULL"
    )


def _open_tasks(column: str) -> Relation:
    sql = f"SELECT {column} AS owner, id AS target FROM task WHERE {column} IS NOT NULL AND status = 'open'"
    return Relation("open_tasks", _("open follow-ups"), "task", sql)


_RELATIONS: dict[str, Callable[[], tuple[Relation, ...]]] = {
    "organisation": _organisation,
    "person": _person,
    "interaction": _interaction,
    "task": _task,
    "activity": _activity,
    "project": _project,
    "contribution": _contribution,
    "membership_fee": _membership_fee,
    "position": _position,
    "membership": _membership,
}
