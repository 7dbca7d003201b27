"""Meetings, calls, visits and mails, and who took part."""

import re

from peewee import SQL, ForeignKeyField, IntegerField

from crm.i18n import _
from crm.records.base import Record
from crm.records.fields import Code, Count, Day, Flag, Text, check, reference
from crm.records.focus_area import FocusArea
from crm.records.organisation import Organisation
from crm.records.person import Person
from crm.records.staff import Staff
from crm.rules import folding

_TIME = re.compile("([01][0-9]|2[0-3]):[0-5][0-9]")


class Interaction(Record):
    """Something that took place between the cluster and others; `minutes` is how long it took."""

    type = Code("interaction_type", required=True, default="meeting_in_person")
    status = Code("interaction_status", required=True, only=("planned", "done", "cancelled"), default="done")
    held_on = Day()
    start_time = Text(5)  # HH:MM
    minutes = Count(null=True, maximum=60 * 24 * 14)
    place = Text(200)
    subject = Text(300, required=True)
    notes = Text(100_000)
    focus_area_id: int | None
    responsible_id: int | None
    focus_area = ForeignKeyField(FocusArea, null=True, backref="interactions")
    responsible = ForeignKeyField(Staff, null=True, backref="interactions")
    archived = Flag()
    # A year's figures read one covering index instead of a million dates (PERFORMANCE.md).
    year = IntegerField()
    search_text = Text(400_000)
    project_id = reference("project")
    # Where it came from: the UID of a calendar entry (with "/RECURRENCE-ID" for one of a series), the ID of a mail.
    # By these the same entry or mail is known when it comes again.
    calendar_uid = Text(500, added=True)
    calendar_sequence = IntegerField(null=True)
    message_id = Text(500, added=True)

    class Meta:
        constraints = (check("start_time = '' OR start_time GLOB '[0-2][0-9]:[0-5][0-9]'"),)
        indexes = (
            (("year", "status", "type", "held_on"), False),
            (("archived", "held_on", "start_time"), False),  # the list, newest first
        )

    def problems(self) -> dict[str, str]:
        found = super().problems()
        if self.held_on is None:
            found["held_on"] = _("Say on which day it took place.")
        if self.start_time and not _TIME.fullmatch(self.start_time):
            found.setdefault("start_time", _("Write the time as 09:30."))
        return found

    def derive(self) -> None:
        if self.held_on is not None:
            self.year = self.held_on.year
        self.search_text = folding.fold(f"{self.subject} {self.place} {self.notes}")[: Interaction.search_text.limit]


# Few have them: the index holds only those.
for _name, _column, _when in (
    ("project_id", Interaction.project_id, "project_id IS NOT NULL"),
    ("calendar_uid", Interaction.calendar_uid, "calendar_uid <> ''"),
    ("message_id", Interaction.message_id, "message_id <> ''"),
):
    Interaction.add_index(Interaction.index(_column, name=f"interaction_{_name}").where(SQL(_when)))


class InteractionParticipant(Record):
    """Who took part, for whom: the organisation is that of the day and is stored, not recomputed (DESIGN.md 1)."""

    interaction_id: int
    organisation_id: int | None
    person_id: int | None
    interaction = ForeignKeyField(Interaction, backref="participants", index=False)
    organisation = ForeignKeyField(Organisation, null=True, backref="participations", index=False)
    person = ForeignKeyField(Person, null=True, backref="participations")

    class Meta:
        constraints = (check("person_id IS NOT NULL OR organisation_id IS NOT NULL"),)
        # (interaction, organisation) and back are covering for the figures; both directions are asked.
        indexes = (
            (("interaction", "organisation", "person"), False),
            (("organisation", "interaction"), False),
        )


InteractionParticipant.add_index(
    InteractionParticipant.index(
        InteractionParticipant.interaction,
        InteractionParticipant.person,
        unique=True,
        name="participant_person_once",
    ).where(SQL("person_id IS NOT NULL"))
)
InteractionParticipant.add_index(
    InteractionParticipant.index(
        InteractionParticipant.interaction,
        InteractionParticipant.organisation,
        unique=True,
        name="participant_organisation_once",
    ).where(SQL("person_id IS NULL"))
)
