"""What is true of the cluster itself: its name, number, municipality, programme level (DOMAIN.md 6.1)."""

from crm.records.base import Record
from crm.records.fields import Text


class Setting(Record):
    """One fact about the cluster, by key; the keys stand in `crm.queries.settings`."""

    key = Text(60, required=True, unique=True)
    value = Text(2000)
