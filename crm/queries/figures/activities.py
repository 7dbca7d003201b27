"""The activities that were held in a period and who came to them (DOMAIN.md 7, A and AT)."""

import json
from typing import NamedTuple

from crm.store.database import rows

_CAME = "p.status = 'attended' AND p.role IN ('participant', 'speaker')"
_HELD = "a.year BETWEEN :from AND :to AND a.status = 'held' AND a.start_on BETWEEN :first AND :last"


class Held(NamedTuple):
    """One activity of A; codes are keys, satisfaction in hundredths. `came` counts its rows of AT, `extra` who came
    without a name; `speakers_*`, `women` and `men` are None where nobody counted.
    """

    id: int
    start_on: str
    type: str
    service_group: str
    focus_area: int | None
    target_group: str
    municipality_code: str
    minutes: int | None
    international: bool
    extra: int
    women: int | None
    men: int | None
    speakers_women: int | None
    speakers_men: int | None
    satisfaction: int | None
    answers: int | None
    came: int

    @property
    def heads(self) -> int:
        """Everybody who came, with and without a name."""
        return self.came + self.extra


class Activities(NamedTuple):
    """A and AT of a period. `came` are the ids of AT, `people` and `organisations` those of them, each once.

    Missing: `homeless` rows of AT without an organisation, `registered` rows of A of whom nobody said whether they
    came, `waiting` activities that are still planned though their day has passed.
    """

    held: tuple[Held, ...] = ()
    came: tuple[int, ...] = ()
    people: tuple[int, ...] = ()
    organisations: tuple[int, ...] = ()
    homeless: tuple[int, ...] = ()
    registered: tuple[int, ...] = ()
    waiting: tuple[int, ...] = ()


def held(first: str, last: str, as_of: str) -> Activities:
    """A and AT of the days from first to last, archived ones among them; `as_of` is the day looked from."""
    asked = {"from": int(first[:4]), "to": int(last[:4]), "first": first, "last": last, "as_of": as_of}
    found = rows(
        "SELECT a.id, a.start_on, a.type, a.service_group, a.focus_area_id, a.target_group, a.municipality_code,"
        " a.minutes, a.international, a.headcount_extra, a.women_count, a.men_count, a.speakers_women, a.speakers_men,"
        " a.satisfaction, a.satisfaction_answers,"
        f" (SELECT count(*) FROM activity_participation AS p WHERE p.activity_id = a.id AND {_CAME})"
        f" FROM activity AS a WHERE {_HELD} ORDER BY a.id",
        asked,
    )
    texts = rows(
        f"""
        SELECT json_group_array(p.id) FILTER (WHERE {_CAME}),
            json_group_array(DISTINCT p.person_id) FILTER (WHERE {_CAME} AND p.person_id IS NOT NULL),
            json_group_array(DISTINCT p.organisation_id) FILTER (WHERE {_CAME} AND p.organisation_id IS NOT NULL),
            json_group_array(p.id) FILTER (WHERE {_CAME} AND p.organisation_id IS NULL),
            json_group_array(p.id) FILTER (WHERE p.status = 'registered')
        FROM activity AS a JOIN activity_participation AS p ON p.activity_id = a.id WHERE {_HELD}
        """,
        asked,
    )[0]
    waiting = rows(
        "SELECT json_group_array(a.id) FROM activity AS a WHERE a.year BETWEEN :from AND :to"
        " AND a.status = 'planned' AND a.start_on BETWEEN :first AND min(:last, :as_of)",
        asked,
    )[0]
    return Activities(
        tuple(Held._make((*row[:8], bool(row[8]), *row[9:])) for row in found),
        *(tuple(sorted(json.loads(text))) for text in (*texts, *waiting)),
    )
