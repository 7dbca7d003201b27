"""What people are also called and reached at, learnt when a line of an attendance list was resolved by hand."""

from peewee import ForeignKeyField

from crm.records.base import Record
from crm.records.fields import Code, Text
from crm.records.person import Person


class Alias(Record):
    """One name or address that means a person: `value` as it was written, `key` as it is looked for.

    `kind` is name or email. `key` is crm.rules.names.person_key of a name and crm.rules.emails' normal form of an
    address. Two people may share one, and then nobody is meant by it alone.
    """

    person_id: int
    person = ForeignKeyField(Person, backref="aliases", index=False)
    kind = Code("alias_kind", required=True, only=("name", "email"))
    value = Text(300, required=True)
    key = Text(1000, required=True)

    class Meta:
        indexes = (
            (("person", "kind", "key"), True),
            (("kind", "key"), False),
        )
