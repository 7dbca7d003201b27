"""Results (resultater): what came of the cluster's work – companies, products, patents, jobs (DOMAIN.md 6.2)."""

from peewee import ForeignKeyField

from crm.i18n import _
from crm.records.base import Record
from crm.records.fields import Code, Count, Day, Flag, Text, Year
from crm.records.organisation import Organisation
from crm.records.project import Project
from crm.rules import folding


class Result(Record):
    """One result of a year: `count` of them (two patents), `amount` in øre where money is what came of it.

    `attribution` says how much the cluster had to do with it; none does not count. `evidence` is how it can be shown.
    """

    project_id: int | None
    year = Year()
    happened_on = Day(null=True)
    type = Code("result_type", required=True, default="new_product")
    title = Text(300, required=True)
    project = ForeignKeyField(Project, null=True, backref="results")
    count = Count(default=1)
    amount = Count(null=True)
    attribution = Code(
        "result_attribution", required=True, only=("decisive", "contributing", "none"), default="contributing"
    )
    evidence = Text(2000)
    notes = Text(20_000)
    archived = Flag()
    search_text = Text(100_000)

    class Meta:
        indexes = ((("year", "type"), False),)

    def problems(self) -> dict[str, str]:
        found = super().problems()
        if self.year is None:
            found["year"] = _("Say in which year.")
        elif self.happened_on is not None and self.happened_on.year != self.year:
            found["happened_on"] = _("This day is not in {year}.").format(year=self.year)
        return found

    def derive(self) -> None:
        self.search_text = folding.fold(f"{self.title} {self.evidence} {self.notes}")[: Result.search_text.limit]


class ResultOrganisation(Record):
    """An organisation in which the result came about."""

    result_id: int
    organisation_id: int
    result = ForeignKeyField(Result, backref="organisations", index=False)
    organisation = ForeignKeyField(Organisation, backref="results")

    class Meta:
        indexes = ((("result", "organisation"), True),)
