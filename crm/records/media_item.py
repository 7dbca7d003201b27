"""Where the cluster was seen: press, web, newsletters, talks (DOMAIN.md 6.2)."""

from peewee import IntegerField

from crm.i18n import _
from crm.records.base import Record
from crm.records.fields import Code, Day, Flag, Text
from crm.rules import folding


class MediaItem(Record):
    """One time the cluster was seen; `language` is an ISO code such as nb, en or de."""

    published_on = Day()
    channel = Code("media_channel", required=True, default="press")
    title = Text(500, required=True)
    outlet = Text(200)
    url = Text(2000)
    international = Flag()
    language = Text(10)
    notes = Text(20_000)
    archived = Flag()
    year = IntegerField()
    search_text = Text(100_000)

    class Meta:
        indexes = (
            (("year", "channel"), False),
            (("archived", "published_on"), False),
        )

    def problems(self) -> dict[str, str]:
        found = super().problems()
        if self.published_on is None:
            found["published_on"] = _("Say on which day.")
        return found

    def derive(self) -> None:
        if self.published_on is not None:
            self.year = self.published_on.year
        self.search_text = folding.fold(f"{self.title} {self.outlet} {self.notes}")[: MediaItem.search_text.limit]
