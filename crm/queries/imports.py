"""What came in from files: the batches and their rows."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from crm import sentences
from crm.errors import CrmError
from crm.i18n import _
from crm.queries import merged, plain
from crm.rules import kept_cells
from crm.store.database import rows, value
from crm.store.take_back import is_taken_back


class ImportRow(NamedTuple):
    """One list that was brought in; `at` is UTC in ISO format."""

    id: int
    file_name: str
    at: str
    staff: str
    rows: int
    new: int
    changed: int
    same: int
    rejected: int
    questions: int
    step: int | None
    taken_back: bool
    format: str
    sheet: str


class Line(NamedTuple):
    """One row of a list: `action` is new, changed, same, rejected or question; `cells` as they came, by header."""

    row: int
    action: str
    reason: str
    cells: dict[str, Any]
    person: int | None
    organisation: int | None


class How(NamedTuple):
    """How a list was read and what was decided about it; `mapping` {header: field, "" or None where it was left out}.

    `choices` are those of crm.exchange.choices, `origin` and `basis` what its new people were stamped with. `mends` is
    the import whose rejected rows it brought in again, `mended_by` are the later ones that brought in its own.
    """

    sha256: str
    encoding: str
    header_row: int | None
    mapping: dict[str, str | None]
    strategy: str
    origin: str
    basis: str
    choices: dict[str, Any]
    mends: int | None
    mended_by: list[int]


class Trace(NamedTuple):
    """Where a record stands in a list: its first row there and how many; `created` where it came from that list."""

    batch: int
    file_name: str
    at: str
    row: int
    rows: int
    created: bool


@dataclass(frozen=True)
class ImportsQuery:
    """All batches, newest first."""

    def ids(self) -> list[int]:
        """All ids, newest first."""
        return plain.ids("SELECT id FROM import_batch ORDER BY id DESC")

    def rows(self, ids: Sequence[int]) -> dict[int, ImportRow]:
        """The lines of these batches. Taken back is one whose step was taken back, or undone, and not done again."""
        sql = """
            SELECT b.id, file_name, b.at, coalesce(staff.name, ''), rows, new, changed, same, rejected, questions, step,
                   EXISTS (SELECT 1 FROM step WHERE step.id = b.step AND step.undone_by IS NOT NULL), format, sheet
            FROM import_batch AS b LEFT JOIN staff ON staff.id = b.staff
            WHERE b.id IN (SELECT value FROM json_each(?))"""
        found = map(ImportRow._make, plain.by_ids(sql, ids))
        return {
            row.id: row._replace(taken_back=bool(row.taken_back) or (row.step is not None and is_taken_back(row.step)))
            for row in found
        }


def lines(batch: int, actions: Sequence[str] = ()) -> list[Line]:
    """The rows of a batch in the order of the file, all or those with one of `actions`."""
    headers = list(json.loads(value("SELECT mapping FROM import_batch WHERE id = ?", (batch,)) or "{}"))
    found = rows(
        "SELECT row, action, reason, cells, person, organisation FROM import_row WHERE batch_id = ?"
        " AND (? = '[]' OR action IN (SELECT value FROM json_each(?))) ORDER BY id",
        (batch, json.dumps(list(actions)), json.dumps(list(actions))),
    )
    # Rows keep their cells without the headers, which stand once in the batch's mapping, in the order of the columns.
    return [
        Line(
            row,
            action,
            sentences.told(reason),
            dict(zip(headers, kept_cells.cells(cells), strict=False)),
            person,
            organisation,
        )
        for row, action, reason, cells, person, organisation in found
    ]


def how(batch: int) -> How:
    """How one list was read. Raises CrmError where there is no such import."""
    found = rows(
        "SELECT sha256, encoding, header_row, mapping, strategy, origin, basis, choices, mends FROM import_batch"
        " WHERE id = ?",
        (batch,),
    )
    if not found:
        raise CrmError(_("There is no import number {number}.").format(number=batch))
    sha256, encoding, header_row, mapping, strategy, origin, basis, choices, mends = found[0]
    return How(
        *(sha256, encoding, header_row, json.loads(mapping or "{}"), strategy, origin, basis),
        *(
            json.loads(choices or "{}"),
            mends,
            plain.ids("SELECT id FROM import_batch WHERE mends = ? ORDER BY id", (batch,)),
        ),
    )


_CREATED = {
    "person": "SELECT 1 FROM person WHERE id = :id AND import_batch = b.id",
    "organisation": """SELECT 1 FROM change WHERE "table" = 'organisation' AND "row" = :id AND before IS NULL
                       AND step = b.step""",
}


def traces(*, person: int | None = None, organisation: int | None = None) -> list[Trace]:
    """The lists in which a person or an organisation stands, the one it came from first, then the newest.

    Lists that were taken back are none of them any more.
    """
    kind, id = ("person", person) if person is not None else ("organisation", organisation)
    found = rows(
        f"""
        SELECT b.id, file_name, b.at, min(r.row), count(*), EXISTS ({_CREATED[kind]}) AS created
        FROM import_row AS r JOIN import_batch AS b ON b.id = r.batch_id
        WHERE r.{kind} IN ({merged.with_those_in(kind, ":id")}) GROUP BY b.id ORDER BY created DESC, b.id DESC""",
        {"id": id},
    )
    listed = [Trace._make((*line[:5], bool(line[5]))) for line in found]
    gone = {row.id for row in ImportsQuery().rows([trace.batch for trace in listed]).values() if row.taken_back}
    return [trace for trace in listed if trace.batch not in gone]
