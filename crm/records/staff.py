"""The people who use Klynge."""

from crm.records.base import Record
from crm.records.fields import Code, Flag, Text


class Staff(Record):
    """Somebody on the cluster's staff."""

    name = Text(200, required=True)
    initials = Text(10)
    email = Text(254)
    role = Code("staff_role", required=True, default="staff")
    archived = Flag()
