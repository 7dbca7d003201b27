"""What the staff spend their time on: the list of hours, and what they come to by focus area and by who (K36)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from crm.queries import matching, narrowing, plain
from crm.rules import folding
from crm.store.database import rows


class TimeRow(NamedTuple):
    """Hours of a day in the list; `for_what` is the project's, the activity's or the organisation's name."""

    id: int
    version: int
    staff_id: int
    staff: str
    worked_on: date
    minutes: int
    focus_area_id: int | None
    focus_area: str
    project_id: int | None
    activity_id: int | None
    organisation_id: int | None
    for_what: str
    target_group: str
    notes: str


_FROM = (
    " FROM staff_time AS t JOIN staff AS s ON s.id = t.staff_id LEFT JOIN focus_area AS f ON f.id = t.focus_area_id"
    " LEFT JOIN project AS p ON p.id = t.project_id LEFT JOIN activity AS a ON a.id = t.activity_id"
    " LEFT JOIN organisation AS o ON o.id = t.organisation_id"
)
_FOR = "coalesce(p.title, a.name, o.name, '')"


@dataclass(frozen=True)
class StaffTimeQuery:
    """Which hours, and in what order: worked_on, staff, minutes, focus_area or for_what."""

    text: str = ""
    order: str = "worked_on"
    descending: bool = True
    year: int | None = None
    staff: int | None = None
    focus_area: int | None = None
    project: int | None = None
    activity: int | None = None

    def ids(self) -> list[int]:
        """All of them."""
        asked: list[narrowing.Condition] = [
            *(("t.year = ?", self.year), ("t.staff_id = ?", self.staff), ("t.focus_area_id = ?", self.focus_area)),
            *(("t.project_id = ?", self.project), ("t.activity_id = ?", self.activity)),
        ]
        told, parameters = narrowing.where(asked)
        known = {
            "worked_on": "t.worked_on",
            "staff": plain.norwegian("s.name"),
            "minutes": "t.minutes",
            "focus_area": f"nullif({narrowing.focus_area()}, '')",
            "for_what": plain.norwegian(_FOR),
            "target_group": plain.by_label("target_group", "t.target_group"),
        }
        order = plain.order(known, self.order, self.descending, "t.worked_on, t.id")
        if not self.text.strip():
            return plain.ids(f"SELECT t.id{_FROM}{told}{order}", parameters)
        # What is written here is folded in no column: one looks through some hundred rows of a year.
        words = matching.written(self.text)
        found = rows(
            f"SELECT t.id, s.name || ' ' || {_FOR} || ' ' || {narrowing.focus_area()} || ' ' || t.notes"
            f"{_FROM}{told}{order}",
            parameters,
        )
        folded = ((id, folding.fold(told)) for id, told in found)
        return [id for id, told in folded if all(word in told for word in words)]

    def rows(self, ids: Sequence[int]) -> dict[int, TimeRow]:
        """What is shown of these."""
        found = plain.by_ids(
            f"SELECT t.id, t.version, s.id, s.name, t.worked_on, t.minutes, f.id, {narrowing.focus_area()},"
            f" t.project_id, t.activity_id, t.organisation_id, {_FOR}, t.target_group, t.notes{_FROM}"
            " WHERE t.id IN (SELECT value FROM json_each(?))",
            ids,
        )
        return {line[0]: TimeRow._make((*line[:4], date.fromisoformat(line[4]), *line[5:])) for line in found}


def by_focus_area(year: int) -> list[tuple[str, int]]:
    """(focus area, minutes) of a year in their order; "" for hours without one, last."""
    return rows(
        f"SELECT {narrowing.focus_area()}, sum(t.minutes) FROM staff_time AS t"
        " LEFT JOIN focus_area AS f ON f.id = t.focus_area_id WHERE t.year = ?"
        " GROUP BY t.focus_area_id ORDER BY f.id IS NULL, f.place, f.code",
        (year,),
    )


def by_staff(year: int) -> list[tuple[str, int]]:
    """(who, minutes) of a year, the most first."""
    return rows(
        "SELECT s.name, sum(t.minutes) AS total FROM staff_time AS t JOIN staff AS s ON s.id = t.staff_id"
        " WHERE t.year = ? GROUP BY s.id ORDER BY total DESC, s.name",
        (year,),
    )


def years() -> list[int]:
    """The years that have hours, newest first."""
    return plain.ids("SELECT DISTINCT year FROM staff_time ORDER BY year DESC")
