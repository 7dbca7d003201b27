"""Surveys among the members (medlemsundersøkelser), as their results (DOMAIN.md 6.2)."""

from crm.i18n import _
from crm.records.base import Record
from crm.records.fields import Count, Day, Flag, Text, Year, check
from crm.rules import folding


class Survey(Record):
    """One survey: how many were asked and answered, and the average in hundredths of a scale from 1 to `scale_max`."""

    year = Year()
    name = Text(300, required=True)
    sent_on = Day(null=True)
    sent_to = Count(null=True)
    responses = Count(null=True)
    satisfaction = Count(null=True)
    scale_max = Count(default=5, maximum=100)
    question_set = Text(200)
    notes = Text(20_000)
    archived = Flag()
    search_text = Text(100_000)

    class Meta:
        constraints = (
            check("responses IS NULL OR sent_to IS NULL OR responses <= sent_to"),
            check("satisfaction IS NULL OR satisfaction BETWEEN 100 AND scale_max * 100"),
        )
        indexes = ((("year",), False),)

    def problems(self) -> dict[str, str]:
        found = super().problems()
        if self.year is None:
            found["year"] = _("Say in which year.")
        if self.responses is not None and self.sent_to is not None and self.responses > self.sent_to:
            found["responses"] = _("More answers than were asked.")
        if self.satisfaction is not None and not 100 <= self.satisfaction <= self.scale_max * 100:
            found["satisfaction"] = _("A number from 1 to {most}.").format(most=self.scale_max)
        return found

    def derive(self) -> None:
        self.search_text = folding.fold(f"{self.name} {self.question_set} {self.notes}")[: Survey.search_text.limit]
