"""What came of surveys among the members: how many answered, how satisfied they are (K35)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from crm.queries import narrowing, plain
from crm.rules import numbers
from crm.store.database import rows


class SurveyRow(NamedTuple):
    """A survey in the list; `satisfaction` in hundredths of a scale from 1 to `scale_max`."""

    id: int
    version: int
    year: int
    name: str
    sent_on: date | None
    sent_to: int | None
    responses: int | None
    satisfaction: int | None
    scale_max: int
    question_set: str
    notes: str
    archived: bool

    @property
    def rate(self) -> Decimal | None:
        """How many of those asked answered, in per cent with one decimal; None where one of the two is not known."""
        if self.responses is None or self.sent_to is None:
            return None
        return numbers.percent(self.responses, self.sent_to)


@dataclass(frozen=True)
class SurveysQuery:
    """Which surveys, and in what order: year, name, sent_on, sent_to, responses, rate or satisfaction."""

    text: str = ""
    order: str = "year"
    descending: bool = True
    year: int | None = None
    archived: bool = False

    def ids(self) -> list[int]:
        """All of them."""
        asked: list[narrowing.Condition] = [("archived = ?", int(self.archived)), ("year = ?", self.year)]
        told, parameters = narrowing.where(asked, self.text, "search_text")
        known = {
            "year": "year",
            "name": plain.norwegian("name"),
            "sent_on": "sent_on",
            "sent_to": "sent_to",
            "responses": "responses",
            "rate": "CAST(responses AS REAL) / nullif(sent_to, 0)",
            # Scales differ: by the place on it.
            "satisfaction": "CAST(satisfaction - 100 AS REAL) / nullif(scale_max - 1, 0)",
        }
        order = plain.order(known, self.order, self.descending, "year, sent_on, id")
        return plain.ids(f"SELECT id FROM survey{told}{order}", parameters)

    def rows(self, ids: Sequence[int]) -> dict[int, SurveyRow]:
        """What is shown of these."""
        found = plain.by_ids(
            "SELECT id, version, year, name, sent_on, sent_to, responses, satisfaction, scale_max, question_set, notes,"
            " archived FROM survey WHERE id IN (SELECT value FROM json_each(?))",
            ids,
        )
        return {
            line[0]: SurveyRow._make((*line[:4], plain.day(line[4]), *line[5:11], bool(line[11]))) for line in found
        }


def answered(year: int) -> tuple[int, int]:
    """(answers, asked) of all surveys of a year of which both are known."""
    found: tuple[int, int] = rows(
        "SELECT coalesce(sum(responses), 0), coalesce(sum(sent_to), 0) FROM survey WHERE archived = 0 AND year = ?"
        " AND responses IS NOT NULL AND sent_to IS NOT NULL",
        (year,),
    )[0]
    return found


def years() -> list[int]:
    """The years that have surveys, newest first."""
    return plain.ids("SELECT DISTINCT year FROM survey WHERE archived = 0 ORDER BY year DESC")
