"""Which step wrote which change of a recovered journal, where the two say different things.

A step names the first and the last change that it wrote, a change names its step, and the ids of changes have no
holes. So one of the two that is damaged is told by the other, by the neighbours, and by what is missing between them.
"""

from bisect import bisect_right
from typing import NamedTuple

from crm.i18n import N_
from crm.store import journal
from crm.store.database import database, rows, value

LOST = N_("A step whose name is lost")

ASTRAY = "change.id BETWEEN step.first_change AND step.last_change IS NOT 1"
"""SQL on `change` and its `step`: whether the change is none of those that the step says it wrote."""

MISSING = """SELECT coalesce(sum(max(0, last_change - first_change + 1
    - (SELECT count(*) FROM change WHERE id BETWEEN first_change AND last_change))), 0)
    FROM step WHERE last_change IS NOT NULL"""
"""SQL: how many changes the steps speak of that are not there."""

CLAIMED_TWICE = """SELECT count(*) FROM (SELECT first_change, lag(last_change) OVER (ORDER BY id) AS ended
    FROM step WHERE first_change IS NOT NULL AND schema > 0) WHERE first_change <= ended"""
"""SQL: how many steps claim changes of the one before them. Those from before a recovery claim what is lost and has
been told, and the ids of that are given again."""


class _Run(NamedTuple):
    first: int
    last: int
    step: int


def mend() -> int:
    """Put the two in order as far as one tells what the other was; returns how many entries are lost or in doubt."""
    _put_back()
    _name_lost()
    _claim_own()
    astray = value(f"SELECT count(*) FROM change JOIN step ON step.id = change.step WHERE {ASTRAY}")
    nameless = value("SELECT count(*) FROM step WHERE label = ?", (LOST,))
    return int(value(MISSING)) + int(nameless) + int(astray) + int(value(CLAIMED_TWICE))


def _put_back() -> None:
    """A change that names another step belongs to the only one that says it wrote it."""
    runs = _undisputed()
    firsts = [run.first for run in runs]
    wanted = []
    for (id,) in rows(f"SELECT change.id FROM change LEFT JOIN step ON step.id = change.step WHERE {ASTRAY}"):
        place = bisect_right(firsts, id) - 1
        if place >= 0 and id <= runs[place].last:
            wanted.append((runs[place].step, id))
    if wanted:
        database.connection().executemany("UPDATE change SET step = ? WHERE id = ?", wanted)


def _undisputed() -> list[_Run]:
    """What each step says it wrote, in order, without those that claim what another one claims too."""
    runs = sorted(
        _Run(*told) for told in rows("SELECT first_change, last_change, id FROM step WHERE first_change <= last_change")
    )
    alone, end = [], 0
    for place, run in enumerate(runs):
        after = runs[place + 1].first if place + 1 < len(runs) else run.last + 1
        if end < run.first and run.last < after:
            alone.append(run)
        end = max(end, run.last)
    return alone


def _name_lost() -> None:
    """Changes keep their place in history though the name of their step is lost."""
    database.execute_sql(
        "INSERT INTO step (id, label, args, kind, origin, at, schema, first_change, last_change)"
        " SELECT step, ?, '{}', 'do', 'window',"
        " coalesce((SELECT at FROM step WHERE id < change.step ORDER BY id DESC LIMIT 1), ?),"
        " (SELECT user_version FROM pragma_user_version), min(id), max(id)"
        " FROM change WHERE step NOT IN (SELECT id FROM step) GROUP BY step",
        (LOST, journal.now()),
    )
    database.execute_sql("UPDATE step SET target = NULL WHERE target NOT IN (SELECT id FROM step)")
    database.execute_sql("UPDATE step SET undone_by = NULL WHERE undone_by NOT IN (SELECT id FROM step)")


def _claim_own() -> None:
    """A step whose changes stand together, and that speaks of none that is lost, claims those and no other."""
    database.execute_sql(
        """
        UPDATE step SET first_change = own.first, last_change = own.last
        FROM (SELECT step, min(id) AS first, max(id) AS last, count(*) AS many FROM change GROUP BY step) AS own
        WHERE own.step = step.id AND own.many = own.last - own.first + 1
        AND (first_change IS NOT own.first OR last_change IS NOT own.last)
        AND (SELECT count(*) FROM change WHERE id BETWEEN first_change AND last_change)
            >= last_change - first_change + 1
        """
    )
