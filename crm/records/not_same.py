"""Pairs that look alike and are two: said once, never asked again."""

from peewee import IntegerField

from crm.records.base import Record
from crm.records.fields import Text, check


class NotSame(Record):
    """Two people or two organisations that somebody told apart; `low` and `high` are their ids in order.

    No foreign keys: that two are different keeps neither of them from being taken back.
    """

    kind = Text(20, required=True)
    low = IntegerField()
    high = IntegerField()

    class Meta:
        constraints = (check("kind IN ('person', 'organisation')"), check("0 < low AND low < high"))
        indexes = ((("kind", "low", "high"), True), (("kind", "high"), False))
