"""Taking over what somebody edited in a list outside the program: one step, one undo."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from crm.commands import (
    activities,
    contact_points,
    contributions,
    fees,
    interactions,
    organisations,
    people,
    projects,
    tasks,
    write,
)
from crm.commands.command import command
from crm.errors import CrmError, Invalid
from crm.i18n import N_, _
from crm.progress import Progress, silent
from crm.queries import named, named_once
from crm.queries import round_trip as queries
from crm.queries.lists.field import Field
from crm.records.task import Task
from crm.store import journal

_EDIT: Mapping[str, Callable[..., None]] = {
    "organisation": organisations.edit,
    "person": people.edit,
    "interaction": interactions.edit,
    "task": tasks.edit,
    "activity": activities.edit,
    "project": projects.edit,
    "contribution": contributions.edit,
    "membership_fee": fees.edit,
}
_ARCHIVE: Mapping[str, Callable[[int], None]] = {
    "organisation": organisations.archive,
    "person": people.archive,
    "interaction": interactions.archive,
    "task": tasks.archive,
    "activity": activities.archive,
    "project": projects.archive,
    "contribution": contributions.archive,
}
_POINTS = {"email": "email", "phone": "phone", "website": "link"}


class Taken(NamedTuple):
    """How many records were changed, added and archived, and who was left out and why: (name, sentence)."""

    changed: int
    added: int
    archived: int
    left: tuple[tuple[str, str], ...] = ()


@command(N_("Changes from «{file}»"))
def take(
    about: str,
    edits: Mapping[int, Sequence[tuple[Field, Any]]],
    *,
    new: Sequence[tuple[str, Mapping[str, tuple[Field, Any]]]] = (),
    gone: Sequence[int] = (),
    file: str,
    on: date,
    progress: Progress = silent,
) -> Taken:
    """Write the edits of records (values as the lists have them), add new ones, archive those in `gone`.

    What a record refuses is left out, with the sentence; the others are written. `on` is today, on which an emptied
    e-mail or phone goes out of use. `progress` may raise Cancelled: nothing is written then.
    """
    left: list[tuple[str, str]] = []
    names = named.names(about, list(edits))
    done = [0, 0, 0]
    total = len(edits) + len(new) + len(gone)

    def attempt(which: int, name: str, deed: Callable[[], object]) -> None:
        try:
            deed()
        except Invalid as error:
            left.append((name, " ".join(error.fields.values())))
        except CrmError as error:
            left.append((name, str(error)))
        else:
            done[which] += 1
        progress(sum(done) + len(left), total, name)

    for row, values in edits.items():
        attempt(0, names.get(row, ""), lambda row=row, values=values: _edit(about, row, values, on))  # type: ignore[misc]
    for name, added in new:
        attempt(1, name, lambda added=added: _add(about, added))  # type: ignore[misc]
    for row in gone:
        attempt(2, named.names(about, [row]).get(row, ""), lambda row=row: _archive(about, row))  # type: ignore[misc]
    return Taken(done[0], done[1], done[2], tuple(left))


@command(N_("Fill down «{field}»"))
def fill(
    about: str,
    edits: Mapping[int, Sequence[tuple[Field, Any]]],
    *,
    field: str,
    on: date,
    progress: Progress = silent,
) -> Taken:
    """Write what was filled down in a list, as one step named by `field`; else as `take` does."""
    return take(about, edits, file="", on=on, progress=progress)


@command(N_("{field} of «{name}»"))
def put(about: str, row: int, field: Field, value: Any, *, on: date) -> None:
    """Let one field of a record say this, as in a cell of its list; `on` is today. Raises Invalid, CrmError."""
    journal.current().describe(field=field.name, name=named.names(about, [row]).get(row, ""))
    _edit(about, row, [(field, value)], on)


@command(N_("Edit a row of a list"))
def _edit(about: str, row: int, values: Sequence[tuple[Field, Any]], on: date) -> None:
    """All of one record or, where it refuses one of them, nothing."""
    columns = dict(_column(field, value) for field, value in values if field.column)
    own = {field.own: _own(field, value) for field, value in values if field.own}
    if about == "task" and "status" in columns:
        _status(row, str(columns.pop("status")), on)
    if columns or own:
        _EDIT[about](row, own=own or None, **columns)
    rest = {field.key: value for field, value in values if not field.column and not field.own}
    position = {key: value for key, value in rest.items() if key in ("title", "role")}
    employer = next((field for field, _value in values if about == "person" and field.key == "organisation"), None)
    if employer is not None:
        people.change_employer(row, named_once.find(employer, rest["organisation"]), on=on, **position)
    elif position:
        there = queries.position(row, on)
        if there is None:
            raise CrmError(_("This person works nowhere now. Give a position first."))
        people.edit_position(there, **position)
    for key, kind in _POINTS.items():
        if key in rest:
            _point(about, row, kind, rest[key], on)


def _status(task: int, status: str, on: date) -> None:
    """Say of a follow-up that it is done, open or cancelled as its own windows do; a done one comes again."""
    if status == write.get(Task, task).status:
        return
    if status == "done":
        tasks.complete(task, on)
    elif status == "cancelled":
        tasks.cancel(task)
    else:
        tasks.reopen(task)


def _point(about: str, row: int, kind: str, value: str, on: date) -> None:
    there = queries.point(about, row, kind)
    if there is None:
        if value:
            contact_points.add(kind=kind, value=value, **{about: row})  # type: ignore[arg-type]
    elif value:
        contact_points.edit(there[0], value=value)
    else:
        contact_points.retire(there[0], on)


def _add(about: str, values: Mapping[str, tuple[Field, Any]]) -> int:
    columns = dict(_column(field, value) for field, value in values.values() if field.column)
    own = {field.own: _own(field, value) for field, value in values.values() if field.own} or None
    said = {key: value for key, (field, value) in values.items() if not field.column and not field.own}
    website = said.pop("website", "")
    if about == "person":
        employer = said.pop("organisation", "")
        made = people.add(own=own, organisation_name=employer, **said, **columns)
        made_by = {"person": made}
    else:
        points = {key: said.pop(key) for key in ("email", "phone") if key in said}
        made = organisations.add(own=own, **columns)
        made_by = {"organisation": made}
        for kind, value in points.items():
            contact_points.add(kind=kind, value=value, **made_by)  # type: ignore[arg-type]
    if website:
        contact_points.add(kind="link", value=website, **made_by)  # type: ignore[arg-type]
    return made


def _archive(about: str, row: int) -> None:
    if about not in _ARCHIVE:
        raise CrmError(_("A fee is removed in the window of its membership."))
    _ARCHIVE[about](row)


def _column(field: Field, value: Any) -> tuple[str, Any]:
    """The field of the record and what it holds: of another record its id, by the name that stands in the cell."""
    if field.kind == "record":
        return field.column.removesuffix("_id"), named_once.find(field, value)
    return field.column, value


def _own(field: Field, value: Any) -> Any:
    return int(value) if field.kind == "choice" and value else value
