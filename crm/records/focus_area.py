"""The cluster's strategic focus areas (innsatsområder), two levels deep."""

from peewee import ForeignKeyField, IntegerField

from crm.records.base import Record
from crm.records.fields import Flag, Text


class FocusArea(Record):
    """A focus area, named in both languages, active for some years."""

    code = Text(20, required=True, unique=True)
    name_nb = Text(200, required=True)
    name_en = Text(200, required=True)
    parent_id: int | None
    parent = ForeignKeyField("self", null=True, backref="children")
    place = IntegerField(default=0)  # the order in lists
    active_from_year = IntegerField(null=True)
    active_to_year = IntegerField(null=True)
    archived = Flag()
