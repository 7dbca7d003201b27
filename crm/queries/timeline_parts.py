"""The parts of a timeline as SQL: each tells (entry, day, kind) and the time by which it is ordered.

An entry's number is the id of its row and the part it belongs to, so that a position that began and ended is two.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from crm.queries import merged

STEP = 32
"""An entry's number is the row's id times this, plus its part."""
INTERACTION, TASK, BEGAN, ENDED, JOINED, LEFT, ACTIVITY, FILE = range(8)
IMPORT, CHANGE, APPLIED, DECIDED, STARTED, FINISHED, GAVE, CAME_OF, SEATED, ROSE = range(8, 18)
FIGURES, RELATED, PARTED, AIDED, WORKED = range(18, 23)

_TOOK_PART = {
    "person": "SELECT interaction_id FROM interaction_participant WHERE person_id = :id",
    "organisation": "SELECT interaction_id FROM interaction_participant WHERE organisation_id = :id{direct}",
    "project": "SELECT id FROM interaction WHERE project_id = :id",
}
_CAME = {
    "person": "SELECT activity_id FROM activity_participation WHERE person_id = :id",
    "organisation": "SELECT activity_id FROM activity_participation WHERE organisation_id = :id{direct}",
    "project": "SELECT id FROM activity WHERE project_id = :id",
}
_PROJECTS = {
    "organisation": "SELECT project_id FROM project_participant WHERE organisation_id = :id"
    " UNION SELECT id FROM project WHERE lead_id = :id",
    "project": "SELECT :id",
}
# What hangs on a record and is edited with it, by the column that says on which: the changes of these rows are changes
# of the record.
_OWNED = {
    "person": dict.fromkeys(
        ("contact_point", "position", "tagging", "consent_record", "own_value"), ("person_id", "= :id")
    ),
    "organisation": {
        **dict.fromkeys(
            (
                *("contact_point", "position", "tagging", "membership", "project_participant", "contribution"),
                "own_value",
            ),
            ("organisation_id", "= :id"),
        ),
        "membership_fee": ("membership_id", "IN (SELECT id FROM membership WHERE organisation_id = :id)"),
    },
    "project": dict.fromkeys(("project_participant", "contribution", "tagging", "own_value"), ("project_id", "= :id")),
}
# Of what was removed from a table only the newest are looked through: a list that was taken back may be very long.
_NEWEST_GONE = 2_000


class _Part(NamedTuple):
    """One part: `words` is a condition for one word that is searched, "" where it cannot be found by words."""

    part: int
    select: str
    words: str = ""


def question(kind: str, id: int, direct: bool, words: Sequence[str]) -> tuple[str, dict[str, Any]]:
    """SQL for all entries, newest first, as (entry, day, kind), and its parameters."""
    parameters: dict[str, Any] = {"id": id} | {f"word{place}": word for place, word in enumerate(words)}
    selects = []
    for part in _parts(kind):
        if words and not part.words:
            continue
        found = "".join(f" AND ({part.words.format(word=f':word{place}')})" for place in range(len(words)))
        selects.append(part.select.replace("{direct}", " AND person_id IS NULL" if direct else "") + found)
    return (
        "SELECT entry, day, kind FROM (" + " UNION ALL ".join(selects) + ") ORDER BY day DESC, time DESC, entry DESC",
        parameters,
    )


def changes(kind: str) -> str:
    """SQL for the changes of a record, of those that went into it, and of what hangs on it; :id is the record.

    Each has step, table, row, before and after.
    """
    columns = 'SELECT id, step, "table", "row", before, after FROM change WHERE "table" ='
    emptied = _gone("own_value", *_OWNED[kind]["own_value"])
    # What was removed may have come back since: then it is found twice and stands there once.
    return " UNION ".join(
        [
            f"{columns} '{kind}' AND \"row\" IN ({merged.with_those_in(kind, ':id')})",
            *(
                f"{columns} '{table}' AND \"row\" IN (SELECT id FROM {table} WHERE {column} {whose})"
                for table, (column, whose) in _OWNED[kind].items()
            ),
            *(_gone(table, column, whose) for table, (column, whose) in _OWNED[kind].items()),
            # A field that was emptied has lost its row, but what stood there is as much its history
            f'{columns} \'own_value\' AND "row" IN (SELECT "row" FROM ({emptied}))',
        ]
    )


def _gone(table: str, column: str, whose: str) -> str:
    """What was removed: only its last image says what it hung on, in the place the column had in that schema."""
    place = f"(SELECT key FROM json_each(shape.columns) WHERE value = '{column}')"
    return (
        'SELECT gone.id, gone.step, gone."table", gone."row", gone.before, gone.after FROM'
        f" (SELECT * FROM change WHERE \"table\" = '{table}' AND after IS NULL ORDER BY id DESC LIMIT {_NEWEST_GONE})"
        " AS gone CROSS JOIN step ON step.id = gone.step CROSS JOIN shape ON shape.schema = step.schema"
        f" AND shape.\"table\" = gone.\"table\" WHERE json_extract(gone.before, '$[' || {place} || ']') {whose}"
    )


def _parts(kind: str) -> list[_Part]:
    parts = [_interactions(kind), _tasks(kind), _activities(kind), _files(kind), _changes(kind)]
    if kind != "project":
        parts += [*_positions(kind), *_seats(kind), _imports(kind)]
    if kind == "organisation":
        parts += [_membership(JOINED, "joined_on"), _membership(LEFT, "left_on")]
    if kind in _PROJECTS:
        parts += [_contributions(kind), _results(kind), *_facts(kind), *_milestones(kind)]
    return parts


def _named(table: str, owner: str, row: str) -> str:
    """Whether somebody who took part is called so."""
    return (
        f"EXISTS (SELECT 1 FROM {table} AS took LEFT JOIN person ON person.id = took.person_id"
        f" LEFT JOIN organisation ON organisation.id = took.organisation_id WHERE took.{owner} = {row}"
        " AND (instr(person.search_text, {word}) OR instr(organisation.search_text, {word})))"
    )


def _interactions(kind: str) -> _Part:
    return _Part(
        INTERACTION,
        f"SELECT i.id * {STEP} + {INTERACTION} AS entry, i.held_on AS day, i.start_time AS time,"
        " CASE WHEN i.type IN ('phone', 'email') THEN i.type ELSE 'meeting' END AS kind"
        f" FROM interaction AS i WHERE i.archived = 0 AND i.id IN ({_TOOK_PART[kind]})",
        "instr(i.search_text, {word}) OR " + _named("interaction_participant", "interaction_id", "i.id"),
    )


def _tasks(kind: str) -> _Part:
    return _Part(
        TASK,
        f"SELECT t.id * {STEP} + {TASK}, coalesce(t.done_on, t.due_on), '', 'task'"
        f" FROM task AS t WHERE t.archived = 0 AND t.{kind}_id = :id",
        "instr(t.search_text, {word})",
    )


def _activities(kind: str) -> _Part:
    return _Part(
        ACTIVITY,
        f"SELECT a.id * {STEP} + {ACTIVITY}, a.start_on, a.start_time, 'activity'"
        f" FROM activity AS a WHERE a.archived = 0 AND a.id IN ({_CAME[kind]})",
        "instr(a.search_text, {word})",
    )


def _files(kind: str) -> _Part:
    """The record's own files and those of its meetings and, for a project, of its activities."""
    activities = f" OR f.activity_id IN ({_CAME[kind]})" if kind == "project" else ""
    return _Part(
        FILE,
        f"SELECT f.id * {STEP} + {FILE}, {day('f.added_at')}, {time('f.added_at')}, 'file'"
        f" FROM attachment AS f WHERE f.archived = 0 AND (f.{kind}_id = :id OR f.interaction_id IN"
        f" (SELECT id FROM interaction WHERE archived = 0 AND id IN ({_TOOK_PART[kind]})){activities})",
        "instr(f.search_text, {word})",
    )


def _positions(kind: str) -> list[_Part]:
    other = "organisation" if kind == "person" else "person"
    words = f"instr({other}.search_text, {{word}}) OR instr(lower(p.title), {{word}})"
    return [
        _Part(
            part,
            f"SELECT p.id * {STEP} + {part}, p.{day}, '', 'position' FROM position AS p"
            f" JOIN {other} ON {other}.id = p.{other}_id WHERE p.{kind}_id = :id AND p.{day} IS NOT NULL",
            words,
        )
        for part, day in ((BEGAN, "from_on"), (ENDED, "to_on"))
    ]


def _membership(part: int, day: str) -> _Part:
    return _Part(
        part,
        f"SELECT m.id * {STEP} + {part}, m.{day}, '', 'membership' FROM membership AS m"
        f" WHERE m.organisation_id = :id AND m.{day} IS NOT NULL",
    )


def _milestones(kind: str) -> list[_Part]:
    days = ((APPLIED, "applied_on"), (DECIDED, "decided_on"), (STARTED, "start_on"), (FINISHED, "end_on"))
    return [_milestone(kind, part, day) for part, day in days]


def _contributions(kind: str) -> _Part:
    """What an organisation gave, or what was given to a project; where only the year is known, at its end."""
    return _Part(
        GAVE,
        f"SELECT c.id * {STEP} + {GAVE}, coalesce(c.given_on, c.year || '-12-31'), '', 'contribution'"
        f" FROM contribution AS c WHERE c.archived = 0 AND c.{kind}_id = :id",
        "instr(c.search_text, {word})",
    )


def _results(kind: str) -> _Part:
    """What came about in an organisation, or of a project; where only the year is known, at its end."""
    whose = "r.project_id = :id"
    if kind == "organisation":
        whose = "r.id IN (SELECT result_id FROM result_organisation WHERE organisation_id = :id)"
    return _Part(
        CAME_OF,
        f"SELECT r.id * {STEP} + {CAME_OF}, coalesce(r.happened_on, r.year || '-12-31'), '', 'result'"
        f" FROM result AS r WHERE r.archived = 0 AND {whose}",
        "instr(r.search_text, {word})",
    )


def _facts(kind: str) -> list[_Part]:
    """Report data about an organisation or a project: figures at the beginning of their year, relations, aid, hours."""
    live = "f.archived = 0 AND"
    of_both = ((AIDED, "aid_record", "granted_on", live), (WORKED, "staff_time", "worked_on", ""))
    of_organisations = (
        (FIGURES, "organisation_year", "year || '-01-01'", ""),
        (RELATED, "external_relation", "from_on", f"{live} f.from_on IS NOT NULL AND"),
        (PARTED, "external_relation", "to_on", f"{live} f.to_on IS NOT NULL AND"),
    )
    return [
        _Part(
            part,
            f"SELECT f.id * {STEP} + {part}, f.{day}, '', 'fact' FROM {table} AS f WHERE {only} f.{kind}_id = :id",
            "instr(f.search_text, {word})" if table == "external_relation" else "",
        )
        for part, table, day, only in (*of_both, *(of_organisations if kind == "organisation" else ()))
    ]


def _seats(kind: str) -> list[_Part]:
    """The first and the last day of a seat in the board or a group."""
    return [
        _Part(
            part,
            f"SELECT s.id * {STEP} + {part}, s.{day}, '', 'seat' FROM governance_member AS s"
            f" JOIN governance_body AS b ON b.id = s.body_id WHERE s.{kind}_id = :id AND s.{day} IS NOT NULL",
            "instr(b.search_text, {word})",
        )
        for part, day in ((SEATED, "from_on"), (ROSE, "to_on"))
    ]


def _milestone(kind: str, part: int, day: str) -> _Part:
    return _Part(
        part,
        f"SELECT r.id * {STEP} + {part}, r.{day}, '', 'project' FROM project AS r"
        f" WHERE r.archived = 0 AND r.{day} IS NOT NULL AND r.id IN ({_PROJECTS[kind]})",
        "instr(r.search_text, {word})",
    )


def _imports(kind: str) -> _Part:
    return _Part(
        IMPORT,
        f"SELECT b.id * {STEP} + {IMPORT}, {day('b.at')}, {time('b.at')}, 'import'"
        f" FROM import_batch AS b WHERE b.id IN (SELECT batch_id FROM import_row"
        f" WHERE {kind} IN ({merged.with_those_in(kind, ':id')}))",
        "instr(lower(b.file_name), {word})",
    )


def _changes(kind: str) -> _Part:
    """The steps that still stand, without the imports, which are told as such."""
    return _Part(
        CHANGE,
        f"SELECT s.id * {STEP} + {CHANGE}, {day('s.at')}, {time('s.at')}, 'change' FROM step AS s"
        f" WHERE s.id IN (SELECT step FROM ({changes(kind)})) AND s.kind IN ('do', 'take_back')"
        " AND s.undone_by IS NULL AND NOT EXISTS (SELECT 1 FROM import_batch WHERE step = s.id)",
    )


def day(at: str) -> str:
    """The day of a moment on this computer."""
    return f"coalesce(date({at}, 'localtime'), substr({at}, 1, 10))"


def time(at: str) -> str:
    """The time of a moment on this computer, "" where it is none."""
    return f"coalesce(strftime('%H:%M:%S', {at}, 'localtime'), '')"
