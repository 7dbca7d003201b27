"""What came in from files: the batches and their rows."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from crm.queries import plain
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
        Line(row, action, reason, dict(zip(headers, kept_cells.cells(cells), strict=False)), person, organisation)
        for row, action, reason, cells, person, organisation in found
    ]
