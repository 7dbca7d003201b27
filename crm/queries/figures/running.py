"""How the cluster is run: who sits in its board and steering group, and what the staff spent their time on."""

import json
from typing import NamedTuple

from crm.store.database import rows


class Seat(NamedTuple):
    """A seat on a day; a seat of an organisation that has not said who takes it has no person and no gender."""

    id: int
    person: int | None
    gender: str


class Time(NamedTuple):
    """What the staff worked in a period on one focus area (None: on none), in minutes, with the ids of the entries."""

    focus_area: int | None
    minutes: int
    ids: tuple[int, ...]


def seats(day: str) -> list[Seat]:
    """The seats of boards and steering groups on a day, archived bodies among them."""
    now = "({0}.from_on IS NULL OR {0}.from_on <= :day) AND ({0}.to_on IS NULL OR {0}.to_on >= :day)"
    found = rows(
        "SELECT s.id, s.person_id, coalesce(p.gender, '') FROM governance_member AS s"
        " JOIN governance_body AS b ON b.id = s.body_id LEFT JOIN person AS p ON p.id = s.person_id"
        f" WHERE b.kind IN ('board', 'steering') AND {now.format('b')} AND {now.format('s')} ORDER BY s.id",
        {"day": day},
    )
    return [Seat(*row) for row in found]


def staff_time(first: str, last: str) -> list[Time]:
    """The staff's time from the first day to the last, by focus area."""
    found = rows(
        "SELECT focus_area_id, sum(minutes), json_group_array(id) FROM staff_time WHERE year BETWEEN ? AND ?"
        " AND worked_on BETWEEN ? AND ? GROUP BY focus_area_id ORDER BY focus_area_id",
        (int(first[:4]), int(last[:4]), first, last),
    )
    return [Time(area, minutes, tuple(sorted(json.loads(ids)))) for area, minutes, ids in found]


def focus_areas() -> dict[str, tuple[str, str]]:
    """What focus areas are called, (bokmål, English) by their id as text, in their order, archived ones among them."""
    found = rows("SELECT id, code, name_nb, name_en FROM focus_area ORDER BY place, code, id")
    return {str(row): (f"{code} {nb}".strip(), f"{code} {en}".strip()) for row, code, nb, en in found}
