"""Templates of the quick log: what a kind of meeting always has, and what always follows from it."""

from peewee import ForeignKeyField, IntegerField

from crm.records.base import Record
from crm.records.fields import Code, Count, Flag, Text
from crm.records.focus_area import FocusArea


class LogTemplate(Record):
    """What choosing a template fills in; empty fields leave alone what stands there."""

    focus_area_id: int | None
    name = Text(100, required=True)
    type = Code("interaction_type")
    subject = Text(300)
    minutes = Count(null=True, maximum=60 * 24 * 14)
    place = Text(200)
    notes = Text(20_000)
    focus_area = ForeignKeyField(FocusArea, null=True, backref="templates")
    position = IntegerField(default=0)  # the order in lists
    archived = Flag()


class LogTemplateTask(Record):
    """A follow-up that the template proposes, due so many days after the meeting."""

    template_id: int
    template = ForeignKeyField(LogTemplate, backref="tasks")
    title = Text(300, required=True)
    after_days = Count(maximum=3650)
