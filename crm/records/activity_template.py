"""Templates of activities: what a kind of activity always has, so that the next takes a few keys."""

from peewee import ForeignKeyField, IntegerField

from crm.records.base import Record
from crm.records.fields import Code, Count, Flag, Text
from crm.records.focus_area import FocusArea


class ActivityTemplate(Record):
    """What choosing a template fills in (crm.records.activity); empty fields leave alone what stands there."""

    focus_area_id: int | None
    name = Text(100, required=True)
    activity_name = Text(300)
    type = Code("activity_type")
    service_group = Code("service_group")
    focus_area = ForeignKeyField(FocusArea, null=True, backref="activity_templates")
    target_group = Code("target_group")
    start_time = Text(5)  # HH:MM
    minutes = Count(null=True)
    venue = Text(200)
    municipality_code = Text(4)
    online = Flag()
    international = Flag()
    notes = Text(20_000)
    position = IntegerField(default=0)  # the order in lists
    archived = Flag()
