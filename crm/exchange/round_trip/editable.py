"""What can be edited outside in each list: what records hold and commands can change; all else is only told."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from crm.errors import Invalid
from crm.exchange.round_trip import cells
from crm.i18n import _
from crm.queries import fees, named_once, own_fields
from crm.queries import round_trip as queries
from crm.queries.lists import fields
from crm.queries.lists.field import Field
from crm.records.activity import Activity
from crm.records.base import Record
from crm.records.contribution import Contribution
from crm.records.interaction import Interaction
from crm.records.membership import MembershipFee
from crm.records.organisation import Organisation
from crm.records.person import Person, Position
from crm.records.project import Project
from crm.records.task import Task
from crm.rules import emails, links, orgnr, own_values, phones

RECORDS: Mapping[str, type[Record]] = {
    "organisation": Organisation,
    "person": Person,
    "interaction": Interaction,
    "task": Task,
    "activity": Activity,
    "project": Project,
    "contribution": Contribution,
    "membership_fee": MembershipFee,
}
LISTS = tuple(RECORDS)
"""The lists that can go out to be edited."""
POINTS = {"email": "email", "phone": "phone", "website": "link"}
"""Fields that stand in contact points, and the kind of these."""
POSITION, EMPLOYER = ("title", "role"), "organisation"
"""Fields of a person that stand in the present position; another employer begins a new one today."""
_SIMPLE = ("text", "link", "number", "money", "hours", "count", "year", "date", "choice", "yes_no")
# Privacy is decided in its own windows, and the ends of a project by its stages.
_NEVER = ("objected_on", "informed_on", "lawful_basis", "stage_on")
# Whether somebody is anonymised belongs to privacy too.
_NEVER_OF = {"person": ("status",)}
_FIRST = {
    "organisation": "name org_number helix_sector segment email phone website street postal_code city "
    "municipality_code employees category joined_on notes",
    "person": "first_name last_name title organisation email phone language notes",
    "interaction": "held_on start_time type subject organisations people minutes place responsible notes",
    "task": "title due_on status responsible about notes",
    "activity": "start_on end_on name type status venue came notes",
    "project": "title stage lead start_on end_on budget notes",
    "contribution": "organisation org_number year given_on kind minutes rate amount value focus_area project activity "
    "approved document_ref notes",
    "membership_fee": "organisation org_number category year amount state invoiced_on due_on paid_on reference notes",
}
_NEEDED = {"organisation": ("name",), "person": ("first_name", "last_name")}


def is_editable(about: str, field: Field) -> bool:
    """Whether a cell of the field can change something."""
    if field.own:
        return field.kind in _SIMPLE
    if about in ("person", "organisation") and field.key in POINTS:
        return True
    if about == "person" and field.key in (*POSITION, EMPLOYER):
        return True
    if field.key in (*_NEVER, *_NEVER_OF.get(about, ())) or not field.column:
        return False
    return field.kind in _SIMPLE or (field.kind == "record" and field.opens in named_once.KINDS)


def chosen(about: str, keys: tuple[str, ...] = ()) -> list[Field]:
    """The fields that go out: those of a view, or the usual ones with the cluster's own; and what names a record."""
    known = {field.key: field for field in fields.of(about)}
    wanted = [key for key in keys if key in known and known[key].kind != "many"]
    if len(wanted) < 2:
        own = [field.key for field in known.values() if field.own]
        wanted = [key for key in (*_FIRST[about].split(), *own) if key in known]
    if about == "person" and "name" in wanted:
        place = wanted.index("name")
        wanted[place : place + 1] = [key for key in ("first_name", "last_name") if key not in wanted]
    wanted = [*(key for key in _NEEDED.get(about, ()) if key not in wanted), *wanted]
    return [known[key] for key in dict.fromkeys(wanted)]


def problem(about: str, field: Field, row: int | None, value: Any, today: date) -> str:
    """A sentence where the record cannot hold the value, as a form would say it; "" where it can."""
    try:
        if field.own:
            wanted = own_fields.field(field.own)
            if wanted is None or wanted.archived:
                return _("This field does not exist any more.")
            own_values.kept(wanted.kind, int(value) if field.kind == "choice" and value else value)
            return ""
        if about in ("person", "organisation") and field.key in POINTS:
            return _point(field, value)
        if about == "person" and field.key in POSITION:
            return _position(field, row, value, today)
        if about == "person" and field.key == EMPLOYER:
            there = named_once.find(field, value) is not None
            return "" if there else _("Say where they work; that they left is put down at the position.")
        if field.kind == "record":
            value = named_once.find(field, value)
        return _column(about, field, row, value, today)
    except Invalid as error:
        return " ".join(error.fields.values())


def _column(about: str, field: Field, row: int | None, value: Any, today: date) -> str:
    kind = RECORDS[about]
    record = kind.get_or_none(kind.id == row) if row is not None else kind()
    if record is None:
        return _("This record does not exist any more.")
    if field.key == "org_number" and value:
        value = orgnr.clean(value)
        if queries.with_number(value, row) is not None:
            return _("Another organisation has this number.")
    column = kind._meta.combined[field.column]
    if value is None and not column.null:
        return _("This must be filled in.")
    setattr(record, field.column, value)
    if isinstance(record, Task) and field.key == "status":  # the day goes with it, as the command says it
        record.done_on = (record.done_on or today) if value == "done" else None
    if about == "membership_fee" and field.key == "year" and row is not None and fees.has_another(row, value):
        return _("There is a fee for this year already.")
    found = record.problems()
    if column.name in found:
        return found[column.name]
    if about == "person" and "last_name" in found and field.key in ("first_name", "last_name"):
        return found["last_name"]
    return next((said for name, said in found.items() if name in _PAIRS.get(field.column, ())), "")


# A day that is moved past its partner is told at the partner.
_PAIRS = {
    "start_on": ("end_on",),
    "end_on": ("start_on",),
    "year": ("given_on",),
    "given_on": ("year",),
    "kind": ("amount", "minutes", "rate"),
    "invoiced_on": ("due_on",),
}


def _point(field: Field, value: str) -> str:
    if not value:
        return ""
    if field.key == "phone":
        return "" if phones.parse(value) else _("«{value}» is not a phone number.").format(value=value)
    told = emails.problem(value) if field.key == "email" else links.problem(value)
    return told or ""


def _position(field: Field, row: int | None, value: str, today: date) -> str:
    if row is not None and queries.position(row, today) is None:
        return _("This person works nowhere now. Give a position first.")
    found = Position(**{field.key: value}).problems()
    return found.get(field.key, "")


def known(about: str, keys: tuple[str, ...]) -> list[Field | None]:
    """The fields of these keys, None for those that the list no longer has."""
    there = {field.key: field for field in fields.of(about)}
    return [there.get(key) for key in keys]


def needs(about: str) -> tuple[str, ...]:
    """What a new row must hold."""
    return _NEEDED.get(about, ())


def can_add(about: str) -> bool:
    """Whether rows that somebody adds become records."""
    return about in _NEEDED


def same(field: Field, one: Any, other: Any) -> bool:
    """Whether two values say the same."""
    return cells.kept(field, one) == cells.kept(field, other)
