"""What imports teach the program for the next one: whole mappings, and what single words mean.

Append-only and outside the journal (docs/decisions/0005): the newest row counts, and undoing an import forgets nothing.
"""

from crm.records.base import Record
from crm.records.fields import Text


class ImportMapping(Record):
    """What the columns of a list became; `fingerprint` is crm.exchange.remembered.fingerprint of its headers.

    `headers` is a JSON list in the order of the columns, `fields` JSON {header: field}, `door` JSON or empty; `at` is
    UTC in ISO format.
    """

    fingerprint = Text(64, required=True, index=True)
    headers = Text(1_000_000, required=True)
    fields = Text(1_000_000, required=True)
    door = Text(2000)
    at = Text(32, required=True)


class ImportWord(Record):
    """Which key of a code list a word means, as somebody answered; an empty `code` leaves the word out."""

    list = Text(60, required=True)
    word = Text(200, required=True)  # crm.rules.folding.loose of it
    code = Text(60)
    at = Text(32, required=True)

    class Meta:
        indexes = ((("list", "word"), False),)
