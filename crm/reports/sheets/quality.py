"""Sheet 17, Datakvalitet: what should be looked at before the report is sent (DOMAIN.md 8)."""

from collections.abc import Iterator
from itertools import groupby

from crm.exchange.writers.columns import Column, Row, Sheet
from crm.i18n import N_
from crm.queries import counted
from crm.queries.figures import contacts, quality
from crm.reports.facts import Facts
from crm.reports.report import Data, Report, Table
from crm.reports.sheets import spec
from crm.rules import orgnr, places

TITLE = N_("Data quality")

CHECKS = {
    "identity": N_("Members at the start + new - lost is not the members at the end"),
    "org_number": N_("Organisation number missing or not valid"),
    "shared_number": N_("The same organisation number twice"),
    "register_status": N_("Bankrupt, being wound up or deleted in the register"),
    "contact_person": N_("No contact person"),
    "main_contact": N_("Several contact people, none the main one"),
    "employees": N_("Employees unknown or older than 18 months"),
    "municipality": N_("Municipality missing or no longer in use"),
    "fee": N_("No fee registered for {year}"),
    "participants": N_("Meeting without participants"),
    "organisation": N_("Participant without an organisation"),
    "status": N_("Still planned although its day has passed"),
    "future": N_("Marked as done before its day"),
    "activity_participants": N_("Activity held without participants"),
    "attended": N_("Attended without an organisation"),
    "project_participants": N_("Project without partners"),
    "above_cap": N_("Hours above the highest rate that counts"),
    "above_pledged": N_("More hours given than pledged"),
    "informed": N_("Not told within 30 days of being registered"),
}
_MOST = 200
_OLD_MONTHS = 18


def table(now: Facts, _before: Facts) -> Table:
    """A row for each finding: (check, record, id, name); people have no name here, interactions their day."""
    found: list[tuple[Data, ...]] = []
    if len(now.end) != len(now.start) + len(now.joined) - len(now.lost):
        found.append(("identity", "", 0, ""))
    for check, ids in _members(now).items():
        names = sorted((now.organisations[o].sort_key, o) for o in ids)
        found += [(check, "organisation", o, now.organisations[o].name) for _key, o in names]
    found += [("shared_number", "organisation", o, name) for o, name in quality.shared_numbers()]
    found += [(gap.field, "interaction", gap.interaction, gap.held_on) for gap in now.gaps]
    found += [("future", "interaction", id_, day) for id_, day in contacts.done_after(now.year, now.as_of)]
    found += _of_the_year(now)
    found += [("informed", "person", person, "") for person in quality.not_informed(now.as_of)]
    order = list(CHECKS)
    found.sort(key=lambda row: order.index(str(row[0])))
    return Table(("check", "record", "id", "name"), tuple(found))


def sheet(report: Report, language: str) -> Sheet:
    """The sheet: each check with its number, and below it what it found, at most 200 of a kind."""
    say = spec.speech(language)
    groups = {str(check): list(rows) for check, rows in groupby(report.tables["quality"].rows, key=lambda row: row[0])}
    lines: list[Row] = []
    begins, strong = set(), set()
    for check, title in CHECKS.items():
        found = groups.get(check, [])
        shown = [_item(row, say) for row in found[:_MOST]]
        if len(found) > _MOST:
            shown.append(say(N_("… and {count} more")).format(count=len(found) - _MOST))
        if found:
            begins.add(len(lines))
            strong.add(len(lines))
        name = say(title).format(year=report.year)
        lines.append((name, len(found), shown[0] if shown else ""))
        lines += [(name, None, text) for text in shown[1:]]
        if found:
            begins.add(len(lines))  # where the next check stands
    columns = [
        Column(say(N_("Check")), width=52),
        Column(say(N_("Count")), "int", 11),
        Column(say(N_("List")), width=60),
    ]
    made = Sheet(say(TITLE), columns, lines, len(lines), notes=spec.footer(report))
    return spec.marked(made, strong=frozenset(strong), begins=frozenset(begins))


def _item(row: tuple[Data, ...], say: spec.Say) -> str:
    _check, record, id_, name = row
    if record == "interaction":
        return say(N_("Interaction {id}, {day}")).format(id=id_, day=_day(str(name)))
    if record == "person":
        return say(N_("Person {id}")).format(id=id_)
    return str(name)


def _day(iso: str) -> str:
    return ".".join(reversed(iso.split("-")))


def _members(now: Facts) -> dict[str, list[int]]:
    """The checks of the members on the last day of the year."""
    people: dict[int, list[bool]] = {}
    for row in now.employed:
        people.setdefault(row.organisation, []).append(row.is_main_contact)
    known = {o: now.organisations[o] for o in now.end}
    oldest = _months_before(now.as_of, _OLD_MONTHS)
    return {
        "org_number": [o for o, it in known.items() if it.country_code == "NO" and not orgnr.valid(it.org_number)],
        "register_status": [
            o for o, it in known.items() if it.register_status in ("bankrupt", "liquidation", "deleted")
        ],
        "contact_person": [o for o in known if o not in people],
        "main_contact": [o for o in known if len(people.get(o, ())) > 1 and not any(people[o])],
        "employees": [o for o, it in known.items() if it.employees is None or (it.employees_on or "") < oldest],
        "municipality": [
            o
            for o, it in known.items()
            if it.country_code == "NO" and places.current(it.municipality_code) != it.municipality_code
        ],
        "fee": [o for o in known if o not in now.fees],
    }


def _of_the_year(now: Facts) -> list[tuple[Data, ...]]:
    """The checks of what was done in the year."""
    ids = {
        ("activity_participants", "activity"): [one.id for one in now.activities.held if not one.heads],
        ("attended", "activity_participation"): list(now.activities.homeless),
        ("project_participants", "project"): [one.id for one in now.active if not one.partners],
        ("above_cap", "contribution"): [one.id for one in now.contributions if one.above],
    }
    found: list[tuple[Data, ...]] = []
    for (check, record), wrong in ids.items():
        names = counted.shown(record, wrong)
        found += [(check, record, id, names[id].text if id in names else "") for id in sorted(wrong)]
    given: dict[int, int] = {}
    for one in now.contributions:
        if one.approved and one.minutes:
            given[one.organisation] = given.get(one.organisation, 0) + one.minutes
    pledged = {o: now.period[o].pledged_minutes for o in now.end}
    more = [o for o in now.end if (most := pledged[o]) is not None and given.get(o, 0) > most]
    names_of = sorted((now.organisations[o].sort_key, o) for o in more)
    return found + [("above_pledged", "organisation", o, now.organisations[o].name) for _key, o in names_of]


def _months_before(day: str, months: int) -> str:
    year, month = divmod(int(day[:4]) * 12 + int(day[5:7]) - 1 - months, 12)
    return f"{year:04}-{month + 1:02}-{day[8:]}"


def counts(report: Report) -> Iterator[tuple[str, int]]:
    """How often each check found something, in the order of the sheet: what a list of gaps shows."""
    found = [str(row[0]) for row in report.tables["quality"].rows]
    return ((check, found.count(check)) for check in CHECKS)
