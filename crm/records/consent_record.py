"""What people have agreed to, and when they took it back (DOMAIN.md sections 5 and 6)."""

from peewee import ForeignKeyField

from crm.records.base import Record
from crm.records.fields import Code, Day, Text
from crm.records.person import Person


class ConsentRecord(Record):
    """One consent given or withdrawn; the newest of a person, purpose and channel counts, the older ones are proof.

    `evidence` says how it was told.
    """

    person_id: int
    person = ForeignKeyField(Person, backref="consents", index=False)
    purpose = Code("consent_purpose", required=True, only=("newsletter", "event_marketing", "photo", "public_listing"))
    channel = Code("consent_channel", required=True, only=("email", "sms"))
    status = Code("consent_status", required=True, only=("given", "withdrawn"))
    recorded_on = Day()
    evidence = Text(2000)

    class Meta:
        indexes = ((("person", "purpose", "channel"), False),)
