"""What the staff spent their time on (timebruk), by day (DOMAIN.md 6.2)."""

from peewee import ForeignKeyField, IntegerField

from crm.i18n import _
from crm.records.activity import Activity
from crm.records.base import Record
from crm.records.fields import Code, Count, Day, Text, check
from crm.records.focus_area import FocusArea
from crm.records.organisation import Organisation
from crm.records.project import Project
from crm.records.staff import Staff


class StaffTime(Record):
    """The minutes somebody on the staff worked on something on one day, at most the 1440 that a day has."""

    staff_id: int
    focus_area_id: int | None
    project_id: int | None
    activity_id: int | None
    organisation_id: int | None
    staff = ForeignKeyField(Staff, backref="times", index=False)
    worked_on = Day()
    minutes = Count(maximum=60 * 24)
    focus_area = ForeignKeyField(FocusArea, null=True, backref="times")
    project = ForeignKeyField(Project, null=True, backref="times")
    activity = ForeignKeyField(Activity, null=True, backref="times")
    organisation = ForeignKeyField(Organisation, null=True, backref="times")
    target_group = Code("target_group")
    notes = Text(2000)
    year = IntegerField()

    class Meta:
        constraints = (check("minutes > 0"),)
        indexes = (
            (("staff", "worked_on"), False),
            (("year", "focus_area"), False),
        )

    def problems(self) -> dict[str, str]:
        found = super().problems()
        if self.worked_on is None:
            found["worked_on"] = _("Say on which day.")
        if not self.minutes:
            found["minutes"] = _("Say how many hours.")
        return found

    def derive(self) -> None:
        if self.worked_on is not None:
            self.year = self.worked_on.year
