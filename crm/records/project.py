"""Projects (prosjekter): who does what with whom, for what money (DOMAIN.md 6.1)."""

from peewee import ForeignKeyField

from crm.i18n import _
from crm.records.base import Record
from crm.records.fields import Code, Count, Day, Flag, Text, check
from crm.records.focus_area import FocusArea
from crm.records.organisation import Organisation
from crm.rules import folding


class Project(Record):
    """One project; money in øre. `stage` says how far it has come, `stage_on` since when, the dates what was when.

    `funder_reference` is the number the funder knows it by.
    """

    focus_area_id: int | None
    lead_id: int | None
    title = Text(300, required=True)
    type = Code("project_type", required=True, default="innovation")
    stage = Code("project_stage", required=True, default="idea")
    focus_area = ForeignKeyField(FocusArea, null=True, backref="projects")
    cross_domain = Code("cross_domain")
    cluster_role = Code("cluster_role", required=True, default="facilitator")
    lead = ForeignKeyField(Organisation, null=True, backref="led_projects")
    start_on = Day(null=True)
    end_on = Day(null=True)
    applied_on = Day(null=True)
    decided_on = Day(null=True)
    funder = Code("funder")
    funder_programme = Text(200)
    budget = Count(null=True)
    external_funding = Count(null=True)
    international = Flag()
    sdg = Text(100)
    public_summary = Text(20_000)
    notes = Text(20_000)
    archived = Flag()
    sort_key = Text(4_000)
    search_text = Text(100_000)
    stage_on = Day(null=True)
    funder_reference = Text(100, added=True)

    class Meta:
        constraints = (check("start_on IS NULL OR end_on IS NULL OR end_on >= start_on"),)
        indexes = ((("archived", "sort_key"), False),)

    def problems(self) -> dict[str, str]:
        found = super().problems()
        if self.start_on is not None and self.end_on is not None and self.end_on < self.start_on:
            found["end_on"] = _("It cannot end before it began.")
        return found

    def derive(self) -> None:
        self.sort_key = folding.sort_key(self.title)[: Project.sort_key.limit]
        words = f"{self.title} {self.funder_programme} {self.funder_reference} {self.public_summary} {self.notes}"
        self.search_text = folding.fold(words)[: Project.search_text.limit]


class ProjectParticipant(Record):
    """An organisation's part in a project: its role, and what it puts in, in øre and minutes."""

    project_id: int
    organisation_id: int
    project = ForeignKeyField(Project, backref="partners", index=False)
    organisation = ForeignKeyField(Organisation, backref="projects")
    role = Code("project_role", required=True, default="partner")
    cash = Count(null=True)
    minutes = Count(null=True)

    class Meta:
        indexes = ((("project", "organisation"), True),)
