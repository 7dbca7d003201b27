"""The register's lists as files: `export FILE members|contacts|interactions|activities|projects`.

Columns carry the names by which an import knows them, so that what was written can be read in again.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from crm import i18n
from crm.errors import CrmError
from crm.exchange import activity_columns, contribution_columns, project_columns
from crm.exchange.writers.columns import Column, Row, Value, Written
from crm.exchange.writers.tables import write_table
from crm.i18n import N_, _
from crm.progress import Progress, silent
from crm.queries import exports, own_fields
from crm.queries.own_fields import OwnField
from crm.rules import code_lists, own_values

_PAGE = 1_000
_LAST = N_("Last contact")
_OWN_KINDS = {"number": "number", "date": "day"}


class _Out(NamedTuple):
    """A column: its title marked with N_, the kind of its values, its width, the code list whose words it shows."""

    title: str
    kind: str = "text"
    width: float | None = None
    codes: str = ""


class _Export(NamedTuple):
    """A list: its title, columns, ids and rows; `last_of` says whose last contact takes the place of an id.

    `about` is the table whose fields of one's own stand behind the others.
    """

    title: str
    columns: tuple[_Out, ...]
    ids: Callable[[date], list[int]]
    rows: Callable[[Sequence[int], date], list[tuple[Any, ...]]]
    about: str
    last_of: str = ""


_CONTACTS = (
    _Out(N_("First name"), width=18),
    _Out(N_("Last name"), width=20),
    _Out(N_("Position"), width=26),
    _Out(N_("Role"), width=18, codes="position_role"),
    _Out(N_("Organisation"), width=32),
    _Out(N_("Org. number"), "code"),
    _Out(N_("E-mail"), width=34),
    _Out(N_("Mobile"), "code", 17),
    _Out(N_("Phone"), "code", 17),
    _Out(N_("Street"), width=26),
    _Out(N_("Postcode"), "code", 11),
    _Out(N_("Town"), width=16),
    _Out(N_("Municipality"), "code", 14),
    _Out(N_("Actor type"), width=26, codes="helix_sector"),
    _Out(N_("Segment"), width=20, codes="segment"),
    _Out(N_("In the position since"), "day", 15),
    _Out(_LAST, "day", 14),
    _Out(N_("Language"), width=12, codes="language"),
    _Out(N_("Source"), width=20),
    _Out(N_("Notes"), width=40),
)
_MEMBERS = (
    _Out(N_("Organisation"), width=34),
    _Out(N_("Org. number"), "code"),
    _Out(N_("Legal form"), width=11),
    _Out(N_("Actor type"), width=26, codes="helix_sector"),
    _Out(N_("Segment"), width=20, codes="segment"),
    _Out(N_("NACE"), "code", 10),
    _Out(N_("Employees"), "int"),
    _Out(N_("Employees as of"), "day", 14),
    _Out(N_("Size"), width=12, codes="size_class"),
    _Out(N_("Street"), width=26),
    _Out(N_("Postcode"), "code", 11),
    _Out(N_("Town"), width=16),
    _Out(N_("Municipality"), "code", 14),
    _Out(N_("Membership category"), width=20, codes="membership_category"),
    _Out(N_("Joined on"), "day"),
    _Out(N_("Last day of membership"), "day", 14),
    _Out(N_("Agreement signed"), "day", 14),
    _Out(N_("Fee {year}"), "money"),
    _Out(N_("Organisation: e-mail"), width=32),
    _Out(N_("Organisation: phone"), "code", 17),
    _Out(N_("Website"), width=28),
    _Out(N_("People"), "int"),
    _Out(_LAST, "day", 14),
    _Out(N_("Notes"), width=40),
)
_INTERACTIONS = (
    _Out(N_("Date"), "day"),
    _Out(N_("Time"), "code", 9),
    _Out(N_("Type"), width=20, codes="interaction_type"),
    _Out(N_("Status"), width=14, codes="interaction_status"),
    _Out(N_("Subject"), width=40),
    _Out(N_("People"), width=36),
    _Out(N_("Organisations"), width=36),
    _Out(N_("Minutes"), "minutes"),
    _Out(N_("Place"), width=20),
    _Out(N_("Focus area"), width=24),
    _Out(N_("Responsible"), width=20),
    _Out(N_("Notes"), width=60),
)

_EXPORTS = {
    "members": _Export(
        N_("Members"), _MEMBERS, exports.members, exports.member_rows, "organisation", "organisation_id"
    ),
    "contacts": _Export(
        N_("Contacts"), _CONTACTS, lambda today: exports.contacts(), exports.contact_rows, "person", "person_id"
    ),
    "interactions": _Export(
        N_("Interactions"),
        _INTERACTIONS,
        lambda today: exports.interactions(),
        lambda ids, today: exports.interaction_rows(ids, i18n.language()),
        "interaction",
    ),
    "activities": _Export(
        N_("Activities"),
        tuple(_Out(column.title, column.kind, column.width) for column in activity_columns.COLUMNS),
        activity_columns.ids,
        activity_columns.rows,
        "activity",
    ),
    "projects": _Export(
        N_("Projects"),
        tuple(_Out(column.title, column.kind, column.width) for column in project_columns.COLUMNS),
        project_columns.ids,
        project_columns.rows,
        "project",
    ),
    "contributions": _Export(
        N_("Contributions"),
        tuple(_Out(column.title, column.kind, column.width) for column in contribution_columns.COLUMNS),
        contribution_columns.ids,
        contribution_columns.rows,
        "contribution",
    ),
}
KINDS = tuple(_EXPORTS)
"""What can be exported."""


def export(
    what: str,
    path: Path,
    *,
    today: date | None = None,
    tell: Callable[[str], None] = lambda note: None,
    progress: Progress = silent,
) -> int:
    """Write one of KINDS to a .xlsx or .csv file in the present language; returns the number of rows.

    Members and employers are those of `today`. `tell` hears sentences about what the file could not hold. The file
    appears whole or not at all. Raises CrmError for another kind or ending, and where it cannot be written.
    """
    if what not in _EXPORTS:
        raise CrmError(_("«{what}» cannot be exported; choose {kinds}.").format(what=what, kinds=", ".join(KINDS)))
    chosen, day = _EXPORTS[what], today or date.today()
    columns = [Column(_(out.title).format(year=day.year), out.kind, out.width) for out in chosen.columns]
    own = own_fields.of(chosen.about)
    columns += [Column(field.name, _OWN_KINDS.get(field.kind, "text")) for field in own]
    ids = chosen.ids(day)
    written = export_rows(
        columns, _rows(chosen, own, ids, day), path, count=len(ids), title=_(chosen.title), progress=progress
    )
    for note in written.notes:
        tell(note)
    return written.rows


def title(what: str) -> str:
    """What one of KINDS is called in the present language."""
    return _(_EXPORTS[what].title)


def export_rows(
    columns: Sequence[Column],
    rows: Iterable[Row],
    path: Path,
    *,
    count: int | None = None,
    title: str = "Klynge",
    progress: Progress = silent,
) -> Written:
    """Write any rows, such as those on screen, to a .xlsx or .csv file; see `writers.tables.write_table`."""
    return write_table(path, columns, rows, count=count, title=title, progress=progress)


def _rows(chosen: _Export, own: Sequence[OwnField], ids: Sequence[int], today: date) -> Iterator[Row]:
    language = i18n.language()
    codes = [(place, out.codes) for place, out in enumerate(chosen.columns) if out.codes]
    last = next((place for place, out in enumerate(chosen.columns) if out.title == _LAST), None)
    days = exports.last_days(chosen.last_of) if chosen.last_of else {}
    for first in range(0, len(ids), _PAGE):
        page = ids[first : first + _PAGE]
        listed = chosen.rows(page, today)
        records = [found[last] for found in listed] if last is not None else page
        said = own_fields.values_of(chosen.about, records) if own else {}
        for record, found in zip(records, listed, strict=True):
            row = list(found)
            if last is not None:
                row[last] = days.get(row[last])
            for place, name in codes:
                row[place] = code_lists.label(name, row[place], language)
            there = said.get(record, {})
            yield [*row, *(_own(field, there.get(field.id)) for field in own)]


def _own(field: OwnField, value: own_values.Value) -> Value:
    """A value of a field of one's own as a cell holds it: numbers and days as such, words for the rest."""
    if value is None or field.kind == "date":
        return value
    if field.kind == "number" and isinstance(value, int):
        return float(Decimal(value) / 100)
    return own_values.shown(field.kind, value, field.words)
