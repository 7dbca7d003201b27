"""What every record has: an id that is never used again, the step that last wrote it, and its own rules."""

from collections.abc import Sequence
from typing import Any

from peewee import IntegerField, Model
from playhouse.sqlite_ext import AutoIncrementField

from crm.i18n import _
from crm.records.fields import LARGEST, Code, Count, Text, Year, storable
from crm.rules import code_lists
from crm.store.database import database


class Record(Model):
    """One row and the rules it can check alone."""

    id = AutoIncrementField()
    # The step that last wrote the row: a number that never stands for two different contents.
    version = IntegerField(default=0)

    class Meta:
        database = database
        legacy_table_names = False
        strict_tables = True

    def problems(self) -> dict[str, str]:
        """What is wrong with the values, as {field: sentence}; empty when the record may be kept.

        A record with rules of its own adds to what this finds.
        """
        found: dict[str, str] = {}
        for name, field in type(self)._meta.fields.items():
            value: Any = self.__data__.get(name)
            if isinstance(field, Text):
                if field.required and not (value or "").strip():
                    found[name] = _("This must be filled in.")
                elif value is not None and len(value) > field.limit:
                    found[name] = _("At most {limit} characters; this has {length}.").format(
                        limit=field.limit, length=len(value)
                    )
                elif value and not storable(value):
                    found[name] = _("This holds a character that cannot be kept. Write it anew.")
            elif isinstance(field, IntegerField) and value is not None:
                low, high = field.bounds if isinstance(field, Count | Year) else (-LARGEST, LARGEST)
                if value < low:
                    found[name] = _("At least {limit}.").format(limit=low)
                elif value > high:
                    found[name] = _("At most {limit}.").format(limit=high)
            elif isinstance(field, Code):
                if not value:
                    if field.required:
                        found[name] = _("Choose one.")
                elif value not in code_lists.keys(field.list_name):
                    found[name] = _("«{value}» is not one of the choices.").format(value=value)
        return found

    def derive(self) -> None:
        """Set the stored columns that follow from the others: folded search text, sort keys, years."""

    def followers(self) -> Sequence["Record"]:
        """Other records with derived columns that rest on this one too; they are derived again after each write."""
        return ()
