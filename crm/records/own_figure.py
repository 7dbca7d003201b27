"""What the cluster makes of the report's figures: figures of its own, names, another order, comments by year."""

from peewee import IntegerField

from crm.i18n import _
from crm.records.base import Record
from crm.records.fields import Code, Flag, Text, Year


class OwnFigure(Record):
    """A figure built by clicks: what of the records that a saved filter finds is counted or summed.

    `about` is the kind of record (a table), `conditions` JSON as the lists keep theirs, `field` the column that a sum
    adds up; `key` is its own, such as E01.
    """

    key = Text(20, required=True, unique=True)
    name_nb = Text(300, required=True)
    name_en = Text(300)
    about = Text(60, required=True)
    measure = Code("figure_measure", required=True, only=("count", "people", "organisations", "sum"), default="count")
    field = Text(60)
    conditions = Text(20_000)
    unit = Code("indicator_unit", required=True, default="count")
    position = IntegerField(default=0)
    archived = Flag()

    def problems(self) -> dict[str, str]:
        found = super().problems()
        if (self.measure == "sum") != bool(self.field):
            found["field"] = _("A sum says what it adds up, and nothing else does.")
        return found


class FigureWording(Record):
    """What the cluster calls a figure and where it stands; empty names and no position are those of the program."""

    key = Text(20, required=True, unique=True)
    name_nb = Text(300)
    name_en = Text(300)
    position = IntegerField(null=True)
    hidden = Flag()


class FigureComment(Record):
    """What is said beside a figure in the report of a year; the next year begins with it."""

    key = Text(20, required=True)
    year = Year()
    text = Text(20_000)

    class Meta:
        indexes = ((("key", "year"), True),)
