"""Who was erased, so that no list brings them back: no name and no address, only what these come to when hashed.

Append-only and outside the journal (docs/decisions/0005): no undo may let an erased person in again.
"""

from crm.records.base import Record
from crm.records.fields import Text, check


class Erased(Record):
    """One thing by which an erased person would be recognised: `digest` is a keyed hash in 64 hexadecimal digits.

    `kind` is email, phone, or name (with the organisation).
    """

    kind = Text(20, required=True)
    digest = Text(64, required=True)

    class Meta:
        constraints = (check("kind IN ('email', 'phone', 'name')"), check("length(digest) = 64"))
        indexes = ((("kind", "digest"), True),)
