"""What came in from a file, row by row. Append-only and outside the journal: an undo does not forget an import."""

from peewee import ForeignKeyField, IntegerField

from crm.records.base import Record
from crm.records.fields import Code, Count, Text


class ImportBatch(Record):
    """One list brought in; `step` is the journal step that wrote its records, `at` is UTC in ISO format."""

    file_name = Text(255)
    sha256 = Text(64)
    format = Text(20)
    encoding = Text(20)
    sheet = Text(255)
    header_row = Count(null=True)
    mapping = Text(100_000)  # JSON {header: field}
    rows = Count()
    new = Count()
    changed = Count()
    same = Count()
    rejected = Count()
    questions = Count()
    step = IntegerField(null=True, index=True)
    staff = IntegerField(null=True)
    at = Text(32)


class ImportRow(Record):
    """One row of the list: what was done with it and why, with its cells as they came (JSON)."""

    batch = ForeignKeyField(ImportBatch, backref="import_rows")
    row = Count()
    action = Code("import_action", required=True)
    reason = Text(1000)
    cells = Text(1_000_000)
    person = IntegerField(null=True)
    organisation = IntegerField(null=True)
