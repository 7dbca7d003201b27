"""Records that turned out to be one: which went into which."""

from peewee import IntegerField

from crm.records.base import Record
from crm.records.fields import Text, check


class Merged(Record):
    """Two people or two organisations made one: `gone` is the id that is no more, `kept` the one it went into.

    No foreign keys: the one that was kept may go as well, and files that were written before still name the other.
    """

    kind = Text(20, required=True)
    gone = IntegerField()
    kept = IntegerField()

    class Meta:
        constraints = (check("kind IN ('person', 'organisation')"), check("gone <> kept"))
        indexes = ((("kind", "gone"), True), (("kind", "kept"), False))
