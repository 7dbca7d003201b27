"""P9: the annual report with all its figures, beside the bare SQL of the same aggregates; processor time of both."""

from pathlib import Path
from time import process_time

from benchmarks import registers, runs
from benchmarks.bar import Result, limit, ratio
from benchmarks.sizes import Sizes

_COPIES = 100
_MEMBER = "network = 'main' AND category <> 'observer' AND joined_on <= '{day}' AND coalesce(left_on, '9') >= '{day}'"
_PERSONAL = "status = 'done' AND type IN ('meeting_in_person', 'meeting_video', 'phone', 'site_visit')"


def measure(sizes: Sizes) -> list[Result]:
    """The figures of the last year of a register with a million interactions."""
    path = registers.sample(min(_COPIES, sizes.scale), sizes.interactions)

    def timed(task: str) -> float:
        return float(runs.child("p09_report", task, path=path).told["seconds"])

    ours, floor = runs.turns([lambda: timed("report"), lambda: timed("bare")], sizes.times)
    work = f"annual report, all figures and those of the year before, {sizes.interactions} interactions"
    return [
        ratio("P9", work, ours, floor, 3, "bare SQL of the aggregates"),
        limit("P9", "the same in all (CPU)", ours, 3),
    ]


def report(path: str) -> dict[str, float]:
    """The report as it is made before it is frozen or written."""
    from crm.reports import run
    from crm.store import opening

    opening.open_register(Path(path), write=False, check=False)
    started = process_time()
    made = run.make(2026)
    spent = process_time() - started
    assert made.figures["K01"].value
    opening.close()
    return {"seconds": spent}


def bare(path: str) -> dict[str, float]:
    """Each aggregate as one statement that gives a number."""
    from crm.store import opening
    from crm.store.database import rows

    opening.open_register(Path(path), write=False, check=False)
    started = process_time()
    for year in (2025, 2026):
        for sql in _statements(year):
            rows(sql)
    spent = process_time() - started
    opening.close()
    return {"seconds": spent}


def _statements(year: int) -> list[str]:
    start, end = (f"SELECT organisation_id FROM membership WHERE {_MEMBER.format(day=day)}" for day in _ends(year))
    joined = (
        "SELECT organisation_id FROM membership WHERE network = 'main' AND category <> 'observer'"
        f" AND joined_on BETWEEN '{year}-01-01' AND '{year}-12-31'"
    )
    # In the order that reads two covering indexes, as a careful hand would write it.
    met = (
        "FROM interaction AS i CROSS JOIN interaction_participant AS p ON p.interaction_id = i.id"
        " CROSS JOIN membership AS m ON m.organisation_id = p.organisation_id AND m.network = 'main'"
        " AND m.category <> 'observer' AND i.held_on BETWEEN m.joined_on AND coalesce(m.left_on, '9')"
        f" WHERE i.year = {year} AND i.{_PERSONAL}"
    )
    of_members = f"FROM organisation WHERE id IN ({end})"
    return [
        f"SELECT count(*) FROM ({end})",
        f"SELECT count(*) FROM ({joined} EXCEPT {start})",
        f"SELECT count(*) FROM (SELECT * FROM ({start} UNION {joined}) EXCEPT {end})",
        f"SELECT count(*) FROM ({start} INTERSECT {end})",
        f"SELECT sum(helix_sector = 'company'), sum(size_class IN ('micro', 'small', 'medium')),"
        f" count(DISTINCT helix_sector), sum(municipality_code = '5501'), sum(org_number <> '') {of_members}",
        f"SELECT count(DISTINCT organisation_id) FROM membership JOIN membership_fee ON membership_id = membership.id"
        f" WHERE membership_fee.year = {year} AND amount > 0 AND organisation_id IN ({end})",
        f"SELECT count(DISTINCT i.id), count(DISTINCT i.id * 1000000 + p.organisation_id),"
        f" count(DISTINCT p.organisation_id) {met}",
        f"SELECT p.organisation_id, max(i.held_on) FROM ({end}) AS m"
        " CROSS JOIN interaction_participant AS p ON p.organisation_id = m.organisation_id"
        f" CROSS JOIN interaction AS i ON i.id = p.interaction_id WHERE i.{_PERSONAL}"
        f" AND i.held_on <= '{year}-12-31' GROUP BY 1",
        f"SELECT sum(status = 'done' AND done_on <= due_on), count(*) FROM task"
        f" WHERE due_on BETWEEN '{year}-01-01' AND '{year}-12-31' AND status <> 'cancelled'",
        "SELECT count(DISTINCT organisation_id), count(DISTINCT person_id) FROM position"
        f" WHERE organisation_id IN ({end}) AND coalesce(from_on, '') <= '{year}-12-31'"
        f" AND coalesce(to_on, '9') >= '{year}-12-31'",
    ]


def _ends(year: int) -> tuple[str, str]:
    return f"{year - 1}-12-31", f"{year}-12-31"
