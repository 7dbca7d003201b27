"""Activities (aktiviteter): courses, workshops, network meetings, and who came (DOMAIN.md 6.1)."""

import re

from peewee import SQL, ForeignKeyField, IntegerField

from crm.i18n import _
from crm.records.base import Record
from crm.records.fields import Code, Count, Day, Flag, Text, check
from crm.records.focus_area import FocusArea
from crm.records.organisation import Organisation
from crm.records.person import Person
from crm.records.project import Project
from crm.rules import folding

BEST = 500  # a satisfaction of 5.00
_TIME = re.compile("([01][0-9]|2[0-3]):[0-5][0-9]")


class Activity(Record):
    """Something the cluster arranges; minutes, øre, and satisfaction in hundredths (1.00 to 5.00).

    People without a name and women and men are counts: no gender is kept with a name (DOMAIN.md 5).
    """

    focus_area_id: int | None
    joint_with_id: int | None
    project_id: int | None
    name = Text(300, required=True)
    type = Code("activity_type", required=True, default="workshop")
    service_group = Code("service_group", required=True, default="courses_workshops")
    focus_area = ForeignKeyField(FocusArea, null=True, backref="activities")
    status = Code("activity_status", required=True, only=("planned", "held", "cancelled"), default="planned")
    start_on = Day()
    end_on = Day(null=True)
    start_time = Text(5)  # HH:MM
    minutes = Count(null=True)
    venue = Text(200)
    municipality_code = Text(4)
    online = Flag()
    international = Flag()
    target_group = Code("target_group")
    joint_with = ForeignKeyField(Organisation, null=True, backref="joint_activities")
    project = ForeignKeyField(Project, null=True, backref="activities")
    headcount_extra = Count(default=0)
    women_count = Count(null=True)
    men_count = Count(null=True)
    speakers_women = Count(null=True)
    speakers_men = Count(null=True)
    satisfaction = Count(null=True, maximum=BEST)
    satisfaction_answers = Count(null=True)
    fee_income = Count(null=True)
    cost = Count(null=True)
    notes = Text(100_000)
    archived = Flag()
    year = IntegerField()
    search_text = Text(400_000)

    class Meta:
        constraints = (
            check("end_on IS NULL OR end_on >= start_on"),
            check("start_time = '' OR start_time GLOB '[0-2][0-9]:[0-5][0-9]'"),
            check("satisfaction IS NULL OR satisfaction >= 100"),
        )
        indexes = (
            (("year", "status", "type"), False),
            (("archived", "start_on"), False),
        )

    def problems(self) -> dict[str, str]:
        found = super().problems()
        if self.start_on is None:
            found["start_on"] = _("Say on which day it takes place.")
        elif self.end_on is not None and self.end_on < self.start_on:
            found["end_on"] = _("It cannot end before it began.")
        if self.start_time and not _TIME.fullmatch(self.start_time):
            found.setdefault("start_time", _("Write the time as 09:30."))
        if self.satisfaction is not None and not 100 <= self.satisfaction <= BEST:
            found["satisfaction"] = _("A number from 1 to 5.")
        return found

    def derive(self) -> None:
        if self.start_on is not None:
            self.year = self.start_on.year
        self.search_text = folding.fold(f"{self.name} {self.venue} {self.notes}")[: Activity.search_text.limit]


class ActivityParticipation(Record):
    """Who was there or said so, for whom: the organisation is that of the day and is stored (DESIGN.md 1)."""

    activity_id: int
    organisation_id: int | None
    person_id: int | None
    activity = ForeignKeyField(Activity, backref="participations", index=False)
    organisation = ForeignKeyField(Organisation, null=True, backref="activity_participations", index=False)
    person = ForeignKeyField(Person, null=True, backref="activity_participations")
    role = Code("participation_role", required=True, default="participant")
    status = Code("participation_status", required=True, default="attended")

    class Meta:
        constraints = (check("person_id IS NOT NULL OR organisation_id IS NOT NULL"),)
        indexes = (
            (("activity", "status"), False),
            (("organisation", "activity"), False),
        )


for _name, _one, _when in (
    ("person", ActivityParticipation.person, "person_id IS NOT NULL"),
    ("organisation", ActivityParticipation.organisation, "person_id IS NULL"),
):
    ActivityParticipation.add_index(
        ActivityParticipation.index(
            ActivityParticipation.activity, _one, unique=True, name=f"participation_{_name}_once"
        ).where(SQL(_when))
    )
