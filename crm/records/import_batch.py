"""What came in from a file, row by row. Append-only and outside the journal: an undo does not forget an import."""

from peewee import SQL, ForeignKeyField, IntegerField

from crm.records.base import Record
from crm.records.fields import Code, Count, Text


class ImportBatch(Record):
    """One list brought in; `step` is the journal step that wrote its records, `at` is UTC in ISO format.

    `fingerprint` is that of its headers (crm.exchange.remembered), `choices` JSON of crm.exchange.choices, `origin` and
    `basis` are stamped on its new people, `mends` is the batch whose rejected rows it brings in again. All are empty
    for lists of the first schema.
    """

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
    fingerprint = Text(64, added=True, index=True)
    origin = Text(200, added=True)
    basis = Code("lawful_basis", added=True)
    strategy = Code("import_strategy", added=True, only=("", "create", "fill", "update", "skip", "ask"))
    choices = Text(1_000_000, added=True)
    mends = IntegerField(null=True)


class ImportRow(Record):
    """One row of the list: what was done with it and why, with its cells as they came (JSON)."""

    batch = ForeignKeyField(ImportBatch, backref="import_rows")
    row = Count()
    action = Code("import_action", required=True)
    reason = Text(1000)
    cells = Text(1_000_000)
    person = IntegerField(null=True)
    organisation = IntegerField(null=True)


# From a person or an organisation to the rows that speak of it.
for _meant in (ImportRow.person, ImportRow.organisation):
    ImportRow.add_index(
        ImportRow.index(_meant, name=f"import_row_{_meant.name}").where(SQL(f"{_meant.name} IS NOT NULL"))
    )
