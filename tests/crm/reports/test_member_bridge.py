"""Members at the start + new - lost = members at the end, on 3 000 random histories in one real register."""

import random
from datetime import date, timedelta

import pytest

from crm.queries.figures import members
from crm.queries.figures.contacts import Contacts
from crm.queries.figures.follow_ups import Due
from crm.reports import facts
from crm.rules import stretches
from crm.store import journal
from crm.store.database import database, rows

HISTORIES = 3_000
FIRST, LAST = date(2014, 1, 1), date(2026, 12, 31)
# Days on which off-by-one mistakes show.
EDGES = ((1, 1), (12, 31), (12, 30), (1, 2))
Periods = list[tuple[date, date | None, str]]


def history(chance: random.Random) -> Periods:
    """Periods that do not overlap, some of them of observers, with gaps from a day to years."""
    made: Periods = []
    day = moved(FIRST + timedelta(days=chance.randrange(3_000)), chance)
    while day <= LAST and len(made) < 5:
        end = moved(day + timedelta(days=chance.choice((0, 1, 30, 200, 365, 1_500))), chance)
        open_ended = chance.random() < 0.25
        category = "observer" if chance.random() < 0.15 else "full"
        end = max(day, end)
        made.append((day, None if open_ended else end, category))
        if open_ended:
            break
        day = moved(end + timedelta(days=chance.choice((1, 1, 2, 90, 700))), chance, after=end)
    return made


def moved(day: date, chance: random.Random, after: date | None = None) -> date:
    """The day, often moved to an end of its year."""
    if chance.random() < 0.4:
        edge = date(day.year, *chance.choice(EDGES))
        day = edge if after is None or edge > after else day
    return day


@pytest.fixture
def histories(register):
    chance = random.Random(7)
    made = {number: history(chance) for number in range(1, HISTORIES + 1)}
    with journal.step("random histories"):
        database.execute_sql(
            "WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < ?)"
            " INSERT INTO organisation (id, version, name, short_name, org_number, country_code, legal_form,"
            " helix_sector, segment, nace_code, nace_version, employees_source, size_class, size_basis, street,"
            " postal_code, city, municipality_code, register_status, notes, archived, name_key, sort_key, search_text)"
            " SELECT id, 1, 'O' || id, '', '', 'NO', '', 'company', '', '', '', '', 'unknown', '', '', '', '', '',"
            " 'unknown', '', 0, '', '', '' FROM n",
            (HISTORIES,),
        )
        database.connection().executemany(
            "INSERT INTO membership (version, organisation_id, network, category, joined_on, left_on, leave_reason,"
            " notes) VALUES (1, ?, 'main', ?, ?, ?, '', '')",
            [
                (number, category, start.isoformat(), end.isoformat() if end else None)
                for number, periods in made.items()
                for start, end, category in periods
            ],
        )
    return made


def was_member(periods: Periods, day: date) -> bool:
    return any(
        category != "observer" and start <= day and (end is None or end >= day) for start, end, category in periods
    )


def test_the_member_bridge_holds_for_every_history_and_year(histories):
    met = set()
    for year in range(FIRST.year, LAST.year + 2):
        found = facts.Facts(
            stretch=stretches.of_year(year), as_of=f"{year}-12-31", settings={},
            periods=tuple(members.periods(f"{year}-12-31")), organisations={}, fees={}, contacts=Contacts((), (), {}),
            last_contact={}, due=Due(0, (), ()), employed=(),
        )  # fmt: skip
        assert len(found.start) + len(found.joined) - len(found.lost) == len(found.end)
        last_year, this_year = date(year - 1, 12, 31), date(year, 12, 31)
        for number, periods in histories.items():
            before, after = was_member(periods, last_year), was_member(periods, this_year)
            began = any(start.year == year and category != "observer" for start, _end, category in periods)
            expected = (before, began and not before, (before or began) and not after, after)
            assert expected == (
                number in found.start, number in found.joined, number in found.lost, number in found.end
            ), (year, periods)  # fmt: skip
            met.add(expected)
    # Every way through a year was met, among them joined and left in the same year.
    assert met >= {
        (True, False, False, True), (True, False, True, False), (False, True, False, True), (False, True, True, False),
        (False, False, False, False),
    }  # fmt: skip


def test_the_histories_are_really_in_the_register(histories):
    assert rows("SELECT count(*) FROM membership") == [(sum(map(len, histories.values())),)]
