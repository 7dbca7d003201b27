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
    """The report as it is looked at, before it is frozen or written."""
    from crm.reports import run
    from crm.store import opening

    opening.open_register(Path(path), write=False, check=False)
    started = process_time()
    made = run.make(2026, named=False)
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
        f"SELECT count(DISTINCT p.person_id) {met}",
        f"SELECT i.type, substr(i.held_on, 6, 2), count(DISTINCT i.id) {met} GROUP BY 1, 2",
        *_of_activities(year),
        *_of_projects(year),
        *_of_a_year(year),
    ]


def _of_activities(year: int) -> list[str]:
    held = f"FROM activity AS a WHERE a.year = {year} AND a.status = 'held'"
    came = (
        "FROM activity AS a JOIN activity_participation AS p ON p.activity_id = a.id"
        f" WHERE a.year = {year} AND a.status = 'held' AND p.status = 'attended'"
        " AND p.role IN ('participant', 'speaker')"
    )
    groups = ("type", "service_group", "focus_area_id", "municipality_code", "substr(start_on, 6, 2)")
    return [
        f"SELECT count(*), sum(headcount_extra), sum(satisfaction * satisfaction_answers), sum(satisfaction_answers),"
        f" sum(women_count), sum(men_count), sum(international), sum(minutes) {held}",
        f"SELECT count(*), count(DISTINCT person_id), count(DISTINCT organisation_id) {came}",
        f"SELECT a.target_group, sum(a.minutes) {came} GROUP BY 1",
        *(f"SELECT {group}, count(*) {held} GROUP BY 1" for group in groups),
    ]


def _of_projects(year: int) -> list[str]:
    active = (
        "stage IN ('granted', 'running', 'completed') AND cluster_role <> 'informed'"
        f" AND start_on <= '{year}-12-31' AND coalesce(end_on, '9') >= '{year}-01-01'"
    )
    parts = (
        "SELECT p.id, count(*) AS many, sum(o.helix_sector = 'company') AS companies,"
        " sum(o.helix_sector = 'research_education') AS research FROM project AS p"
        " JOIN project_participant AS pp ON pp.project_id = p.id JOIN organisation AS o ON o.id = pp.organisation_id"
        f" WHERE {active} GROUP BY p.id"
    )
    return [
        f"SELECT type, count(*), sum(start_on >= '{year}-01-01'), sum(cross_domain <> ''), sum(international),"
        f" sum(sdg <> '') FROM project WHERE {active} GROUP BY 1",
        "SELECT count(*), sum(stage IN ('granted', 'running', 'completed')), sum(external_funding) FROM project"
        f" WHERE decided_on BETWEEN '{year}-01-01' AND '{year}-12-31'",
        f"SELECT count(*) FILTER (WHERE companies AND research) FROM ({parts})",
        "SELECT count(DISTINCT organisation_id) FROM project_participant WHERE project_id IN"
        f" (SELECT id FROM ({parts}) WHERE many >= 2)",
    ]


def _of_a_year(year: int) -> list[str]:
    return [
        f"SELECT sum(count) FROM result WHERE year = {year}",
        f"SELECT sum(employees), sum(turnover) FROM organisation_year WHERE year IN ({year}, {year - 1})",
        f"SELECT kind, sum(amount), sum(minutes) FROM contribution WHERE year = {year} AND approved GROUP BY 1",
        f"SELECT kind, category, sum(actual), sum(budget) FROM finance_line WHERE year = {year} GROUP BY 1, 2",
        f"SELECT sum(amount), sum(amount) FILTER (WHERE paid_on <> '') FROM membership_fee WHERE year = {year}",
        f"SELECT channel, count(*) FROM media_item WHERE year = {year} GROUP BY 1",
        f"SELECT sum(responses), sum(sent_to) FROM survey WHERE year = {year}",
        f"SELECT focus_area_id, sum(minutes) FROM staff_time WHERE year = {year} GROUP BY 1",
        "SELECT organisation_id, sum(amount_euro) FROM aid_record WHERE basis = 'de_minimis'"
        f" AND granted_on BETWEEN '{year - 2}-01-01' AND '{year}-12-31' GROUP BY 1",
    ]


def _ends(year: int) -> tuple[str, str]:
    return f"{year - 1}-12-31", f"{year}-12-31"
