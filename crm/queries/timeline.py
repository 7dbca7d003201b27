"""What happened around a person, an organisation or a project, newest first.

An organisation's timeline rolls up what its people took part in for it: the participant rows say for whom somebody was
there that day, so a later change of employer moves nothing. All entries are known at once by their ids, what they say
is read a page at a time (PERFORMANCE.md).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from crm.queries import matching, timeline_parts, timeline_rows
from crm.queries.timeline_entry import Entry as Entry
from crm.store.database import database

KINDS = (
    *("meeting", "phone", "email", "task", "activity", "file", "project", "contribution", "position", "membership"),
    *("result", "seat", "fact", "import", "change"),
)
"""What can be chosen. A meeting is any interaction but a call or a mail."""
QUIET = ("change",)
"""Shown only where somebody chooses them: every mended letter is one."""
TABLES = (
    *("interaction", "interaction_participant", "task", "activity", "activity_participation", "attachment"),
    *("project", "project_participant", "position", "membership", "membership_fee", "person", "organisation"),
    *("contribution", "contact_point", "tagging", "import_batch", "result", "result_organisation"),
    *("governance_body", "governance_member", "own_value", "own_field", "own_choice"),
    *("organisation_year", "external_relation", "aid_record", "staff_time"),
)
"""A change of these rows may change a timeline."""


class Answer(NamedTuple):
    """All entries, newest first: `years` are (year, the place of its first entry), `counts` how many of each kind.

    The counts are those of all kinds that the search found, whichever were chosen.
    """

    ids: list[int]
    years: list[tuple[int, int]]
    counts: dict[str, int]


@dataclass(frozen=True)
class TimelineQuery:
    """The timeline of one person, organisation or project; `kinds` of KINDS, none for all but QUIET.

    With `direct_only` an organisation shows only what it took part in as such, without a person. `text` is looked for
    in what the entries say and in the names of who took part.
    """

    person: int | None = None
    organisation: int | None = None
    project: int | None = None
    direct_only: bool = False
    kinds: tuple[str, ...] = ()
    text: str = ""

    def answer(self) -> Answer:
        """Which entries there are."""
        kind, id = self.owner()
        sql, parameters = timeline_parts.question(kind, id, self.direct_only, matching.written(self.text))
        wanted = set(self.kinds) or set(KINDS) - set(QUIET)
        ids: list[int] = []
        years: list[tuple[int, int]] = []
        counts: Counter[str] = Counter()
        last = ""
        for entry, day, of in database.execute_sql(sql, parameters):
            counts[of] += 1
            if of not in wanted:
                continue
            if day[:4] != last:
                last = day[:4]
                years.append((int(last), len(ids)))
            ids.append(entry)
        return Answer(ids, years, dict(counts))

    def ids(self) -> list[int]:
        """All entries, newest first."""
        return self.answer().ids

    def rows(self, ids: Sequence[int]) -> dict[int, Entry]:
        """What these entries say; one that is gone meanwhile is left out."""
        kind, id = self.owner()
        parts: dict[int, list[int]] = {}
        for entry in ids:
            row, part = divmod(entry, timeline_parts.STEP)
            parts.setdefault(part, []).append(row)
        found: dict[int, Entry] = {}
        for part, rows in parts.items():
            told: dict[int, Any] = timeline_rows.READ[part](kind, id, rows)
            found |= {row * timeline_parts.STEP + part: entry for row, entry in told.items()}
        return found

    def entries(self) -> list[Entry]:
        """All entries with what they say, newest first."""
        ids = self.ids()
        found = self.rows(ids)
        return [found[id] for id in ids if id in found]

    def owner(self) -> tuple[str, int]:
        """Whose timeline it is: "person", "organisation" or "project", and the id."""
        given = (("person", self.person), ("organisation", self.organisation), ("project", self.project))
        return next((kind, id) for kind, id in given if id is not None)


def of(kind: str, id: int) -> TimelineQuery:
    """The whole timeline of a "person", an "organisation" or a "project"."""
    return TimelineQuery(
        person=id if kind == "person" else None,
        organisation=id if kind == "organisation" else None,
        project=id if kind == "project" else None,
    )
