"""What organisations put in of their own (egeninnsats): money, hours and other things, by year (DOMAIN.md 6.1)."""

from peewee import ForeignKeyField

from crm.i18n import _
from crm.records.activity import Activity
from crm.records.base import Record
from crm.records.fields import Code, Count, Day, Flag, Text, Year, check
from crm.records.focus_area import FocusArea
from crm.records.organisation import Organisation
from crm.records.project import Project
from crm.rules import folding


class Contribution(Record):
    """One contribution in one year. `amount` in øre, `rate` in øre an hour, `minutes` whole minutes.

    kind cash and other have an `amount`; hours have `minutes` and, where it is known, a `rate`. What hours are worth
    is worked out with the caps of the year (crm.records.year_rate, else the settings), never stored. Only `approved`
    ones count in the figures; `document_ref` says where the proof is.
    """

    organisation_id: int
    focus_area_id: int | None
    project_id: int | None
    activity_id: int | None
    organisation = ForeignKeyField(Organisation, backref="contributions", index=False)
    year = Year()
    given_on = Day(null=True)
    kind = Code("contribution_kind", required=True, only=("cash", "hours", "other"), default="hours")
    minutes = Count(null=True)
    rate = Count(null=True)
    amount = Count(null=True)
    focus_area = ForeignKeyField(FocusArea, null=True, backref="contributions")
    project = ForeignKeyField(Project, null=True, backref="contributions")
    activity = ForeignKeyField(Activity, null=True, backref="contributions")
    approved = Flag()
    document_ref = Text(200)
    notes = Text(2000)
    archived = Flag()
    search_text = Text(10_000)

    class Meta:
        constraints = (
            check("(kind = 'hours') = (minutes IS NOT NULL)"),
            check("(kind = 'hours') = (amount IS NULL)"),
            check("kind = 'hours' OR rate IS NULL"),
        )
        indexes = (
            (("organisation", "year"), False),
            (("year", "approved"), False),
        )

    def problems(self) -> dict[str, str]:
        found = super().problems()
        if self.year is None:
            found["year"] = _("Say in which year.")
        elif self.given_on is not None and self.given_on.year != self.year:
            found["given_on"] = _("This day is not in {year}.").format(year=self.year)
        if self.kind == "hours":
            if self.minutes is None:
                found["minutes"] = _("Say how many hours.")
            if self.amount is not None:
                found["amount"] = _("Hours have a rate instead of an amount.")
        else:
            if self.amount is None:
                found["amount"] = _("Say how much it is.")
            if self.minutes is not None:
                found["minutes"] = _("Only hours have a number of hours.")
            if self.rate is not None:
                found["rate"] = _("Only hours have a rate.")
        return found

    def derive(self) -> None:
        self.search_text = folding.fold(f"{self.document_ref} {self.notes}".strip())[: Contribution.search_text.limit]
