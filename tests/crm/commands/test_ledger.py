"""The ledger of memberships against a plain model that keeps, for every day, who was a member of what kind."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.commands import fees, history, memberships, organisations, tasks
from crm.errors import Conflict, Invalid
from crm.queries import fees as fee_queries
from crm.queries import ledger
from crm.queries.timeline import TimelineQuery
from crm.store import opening, soundness
from crm.store.database import rows, value
from tests import examples, new_register

FIRST, LAST = date(2022, 1, 1), date(2026, 12, 31)
DAYS = [FIRST + timedelta(days=place) for place in range((LAST - FIRST).days + 1)]
CATEGORIES = ("full", "partner", "observer")
NETWORKS = ("main", "Havbruk")


class Model:
    """For each organisation and network, the category on each day from FIRST on; a day without one has none."""

    def __init__(self) -> None:
        self.kinds: dict[tuple[int, str], dict[date, str]] = {}
        self.begun: dict[tuple[int, str], set[date]] = {}

    def join(self, key: tuple[int, str], day: date, category: str) -> bool:
        """From a day on, where that is free until the end."""
        held = self.kinds.setdefault(key, {})
        if any(one >= day for one in held):
            return False
        held.update({one: category for one in DAYS if one >= day})
        self.begun.setdefault(key, set()).add(day)
        return True

    def leave(self, key: tuple[int, str], last: date) -> None:
        held = self.kinds[key]
        for one in [one for one in held if one > last]:
            del held[one]

    def members(self, day: date, network: str = "main") -> set[int]:
        return {
            organisation
            for (organisation, of), held in self.kinds.items()
            if of == network and held.get(day, "observer") != "observer"
        }


steps = st.lists(
    st.tuples(
        st.sampled_from(("join", "leave", "category", "correct", "undo")),
        st.integers(0, 3),
        st.sampled_from(NETWORKS),
        st.integers(0, len(DAYS) - 1),
        st.sampled_from(CATEGORIES),
        st.integers(1, 400),
    ),
    max_size=14,
)


def carry_out(model: Model, known: list[int], steps_: list[tuple[str, int, str, int, str, int]]) -> None:
    """The same to the register and to the model; what the one refuses the other must refuse."""
    for what, who, network, place, category, length in steps_:
        organisation, day = known[who], DAYS[place]
        key = (organisation, network)
        running = rows(
            "SELECT id, joined_on, left_on, category FROM membership WHERE organisation_id = ? AND network = ?"
            " ORDER BY joined_on DESC LIMIT 1",
            key,
        )
        open_one = running[0] if running and running[0][2] is None else None
        if what == "join":
            free = not any(one >= day for one in model.kinds.get(key, {}))
            if free:
                memberships.join(organisation, joined_on=day, category=category, network=network)
                assert model.join(key, day, category)
            else:
                with pytest.raises(Invalid):
                    memberships.join(organisation, joined_on=day, category=category, network=network)
        elif what == "leave" and open_one is not None:
            last = max(day, date.fromisoformat(open_one[1]))
            memberships.leave(open_one[0], last)
            model.leave(key, last)
        elif what == "category" and open_one is not None:
            on = max(day, date.fromisoformat(open_one[1]))
            if category != open_one[3]:
                memberships.change_category(open_one[0], category, on=on)
                model.kinds[key].update({one: category for one in DAYS if one >= on})
        elif what == "correct" and running and running[0][2] is not None:
            # The last day was another: within what is free, which after the last period is everything.
            row, joined, _left, kind = running[0]
            last = date.fromisoformat(joined) + timedelta(days=length)
            memberships.edit(row, left_on=last)
            for one in [one for one in model.kinds[key] if one >= date.fromisoformat(joined)]:
                del model.kinds[key][one]
            model.kinds[key].update({one: kind for one in DAYS if date.fromisoformat(joined) <= one <= last})
        elif what == "undo" and running:
            # One step back and forth again leaves everything as it was.
            history.undo()
            history.redo()


@settings(max_examples=examples.of(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps, st.lists(st.tuples(st.integers(0, len(DAYS) - 1), st.integers(0, len(DAYS) - 1)), max_size=4))
def test_who_is_a_member_is_right_on_every_day_of_five_years(
    tmp_path_factory: pytest.TempPathFactory,
    steps_: list[tuple[str, int, str, int, str, int]],
    spans: list[tuple[int, int]],
) -> None:
    new_register.create(tmp_path_factory.mktemp("ledger") / "register.klynge")
    try:
        known = [organisations.add(f"Bedrift {number}") for number in range(4)]
        model = Model()
        carry_out(model, known, steps_)
        # From each month's end to the next: all days in between are the same unless a period begins or ends there.
        turns = {
            date.fromisoformat(day) for pair in rows("SELECT joined_on, left_on FROM membership") for day in pair if day
        }
        looked_at = {day + timedelta(days=by) for day in turns for by in (-1, 0, 1)} | set(DAYS[::30]) | {FIRST, LAST}
        for day in sorted(looked_at & set(DAYS)):
            for network in NETWORKS:
                assert set(ledger.members(day, network)) == model.members(day, network), day
        for one, other in [*spans, (0, len(DAYS) - 1)]:
            first, last = sorted((DAYS[one], DAYS[other]))
            made = ledger.bridge(first, last)
            assert len(made.start) + len(made.joined) - len(made.left) == len(made.end)
            assert set(made.end) == model.members(last)
            if first > FIRST:
                assert set(made.start) == model.members(first - timedelta(days=1))
            assert not set(made.joined) & set(made.start) and not set(made.left) & set(made.end)
            assert set(made.start) - set(made.left) | (set(made.joined) - set(made.left)) == set(made.end)
        assert soundness.problems() == []
    finally:
        opening.close()


def test_every_single_day_agrees_with_the_count_of_a_plain_loop(register: Path) -> None:
    known = [organisations.add(f"Bedrift {number}") for number in range(30)]
    for place, one in enumerate(known):
        joined = DAYS[place * 37 % 1000]
        first = memberships.join(one, joined_on=joined, category=CATEGORIES[place % 3])
        memberships.leave(first, joined + timedelta(days=place * 11))
        if place % 2:
            memberships.join(one, joined_on=joined + timedelta(days=place * 11 + place), category="full")
    periods = [
        (organisation, date.fromisoformat(joined), date.fromisoformat(left) if left else date.max)
        for organisation, joined, left in rows(
            "SELECT organisation_id, joined_on, left_on FROM membership WHERE category <> 'observer'"
        )
    ]
    for day in DAYS:
        assert set(ledger.members(day)) == {one for one, joined, left in periods if joined <= day <= left}


def test_who_leaves_on_31_december_counts_in_that_year_and_is_lost_in_the_next(register: Path) -> None:
    one = organisations.add("Nordlys AS")
    memberships.leave(memberships.join(one, joined_on=date(2024, 1, 1)), date(2025, 12, 31))
    year = ledger.bridge(date(2025, 1, 1), date(2025, 12, 31))
    assert year.end == (one,) and year.left == ()
    after = ledger.bridge(date(2026, 1, 1), date(2026, 12, 31))
    assert after.start == (one,) and after.left == (one,) and after.end == ()


def test_leaving_and_coming_back_in_a_year_is_neither_new_nor_lost_and_the_gap_stays(register: Path) -> None:
    one = organisations.add("Nordlys AS")
    memberships.leave(memberships.join(one, joined_on=date(2024, 1, 1)), date(2025, 3, 31))
    memberships.join(one, joined_on=date(2025, 9, 1))
    year = ledger.bridge(date(2025, 1, 1), date(2025, 12, 31))
    assert (year.start, year.joined, year.left, year.end) == ((one,), (), (), (one,))
    assert ledger.members(date(2025, 4, 1)) == () and ledger.members(date(2025, 9, 1)) == (one,)


def test_joining_and_leaving_in_one_year_is_both(register: Path) -> None:
    one = organisations.add("Nordlys AS")
    memberships.leave(memberships.join(one, joined_on=date(2025, 2, 1)), date(2025, 6, 30))
    year = ledger.bridge(date(2025, 1, 1), date(2025, 12, 31))
    assert (year.start, year.joined, year.left, year.end) == ((), (one,), (one,), ())


def test_several_kinds_at_once_and_only_the_main_network_counts(register: Path) -> None:
    one = organisations.add("Nordlys AS")
    memberships.join(one, joined_on=date(2025, 1, 1), network="Havbruk")
    assert ledger.members(date(2025, 6, 1)) == ()
    memberships.join(one, joined_on=date(2025, 3, 1))
    assert ledger.members(date(2025, 6, 1)) == (one,) == ledger.members(date(2025, 6, 1), "Havbruk")
    assert ledger.networks()[0][0] == "main" and ("Havbruk", "Havbruk") in ledger.networks()


def test_another_category_keeps_the_earlier_days(register: Path) -> None:
    one = organisations.add("Nordlys AS")
    period = memberships.join(one, joined_on=date(2025, 1, 1), category="startup", pledged_cash=100)
    begun = memberships.change_category(period, "full", on=date(2026, 1, 1))
    assert rows("SELECT category, joined_on, left_on, pledged_cash FROM membership ORDER BY id") == [
        ("startup", "2025-01-01", "2025-12-31", 100),
        ("full", "2026-01-01", None, 100),
    ]
    assert ledger.bridge(date(2026, 1, 1), date(2026, 12, 31)).joined == ()
    with pytest.raises(Invalid):
        memberships.change_category(begun, "full", on=date(2026, 5, 1))
    with pytest.raises(Invalid):
        memberships.change_category(period, "full", on=date(2026, 5, 1))
    history.undo()
    assert rows("SELECT category, left_on FROM membership") == [("startup", None)]


def member(name: str = "Nordlys AS", joined_on: date = date(2025, 1, 1), **values: object) -> tuple[int, int]:
    one = organisations.add(name)
    return one, memberships.join(one, joined_on=joined_on, **values)  # type: ignore[arg-type]


def test_renewing_many_is_shown_first_and_is_one_step(register: Path) -> None:
    _one, agreed = member(agreed_to=date(2026, 12, 31), notice_by=date(2026, 9, 30))
    _other, open_ended = member("Ås AS")
    _third, leaving = member("Øst AS")
    memberships.leave(leaving, date(2026, 12, 31))
    _fourth, done = member("Vest AS", agreed_to=date(2027, 12, 31))
    fees.add_level(2_000_000, category="full")
    shown = ledger.renewals(date(2027, 12, 31))
    assert [(row.membership, row.new_notice_by, row.fee) for row in shown] == [
        (agreed, date(2027, 9, 30), 2_000_000),
        (open_ended, None, 2_000_000),
    ]
    assert done not in [row.membership for row in shown]
    assert memberships.renew(shown) == 2
    assert value("SELECT count(*) FROM membership_fee WHERE year = 2027") == 2
    assert ledger.renewals(date(2027, 12, 31)) == []
    history.undo()
    assert value("SELECT count(*) FROM membership_fee") == 0
    assert value("SELECT agreed_to FROM membership WHERE id = ?", (agreed,)) == "2026-12-31"


def test_a_renewal_that_was_shown_before_somebody_edited_renews_nobody(register: Path) -> None:
    _one, first = member(agreed_to=date(2026, 12, 31))
    _other, second = member("Ås AS", agreed_to=date(2026, 12, 31))
    shown = ledger.renewals(date(2027, 12, 31))
    memberships.edit(second, agreed_to=date(2026, 6, 30))
    with pytest.raises(Conflict):
        memberships.renew(shown)
    assert value("SELECT agreed_to FROM membership WHERE id = ?", (first,)) == "2026-12-31"


def test_notice_deadlines_become_follow_ups_once(register: Path) -> None:
    one, period = member(agreed_to=date(2026, 12, 31), notice_by=date(2026, 9, 30))
    (notice,) = ledger.notices(date(2026, 12, 31))
    (task,) = memberships.remind([notice], days_before=14)
    assert rows("SELECT due_on, organisation_id, membership_id FROM task") == [("2026-09-16", one, period)]
    assert memberships.remind(ledger.notices(date(2026, 12, 31))) == []
    tasks.complete(task, date(2026, 9, 1))
    assert ledger.notices(date(2026, 12, 31))[0].task is None
    assert ledger.notices(date(2026, 9, 29)) == []


def test_leaving_cancels_the_follow_up_about_notice(register: Path) -> None:
    _one, period = member(agreed_to=date(2026, 12, 31), notice_by=date(2026, 9, 30))
    memberships.remind(ledger.notices(date(2026, 12, 31)))
    memberships.leave(period, date(2026, 12, 31))
    assert value("SELECT status FROM task") == "cancelled"
    assert ledger.notices(date(2026, 12, 31)) == []


def test_fees_are_proposed_by_the_price_list_else_as_before(register: Path) -> None:
    _small, small = member("Liten AS")
    _big, big = member("Stor AS")
    organisations.edit(_small, employees=4)
    organisations.edit(_big, employees=40)
    _partner, partner = member("Partner AS", category="partner")
    fees.put(partner, 2026, 500)
    _new, new = member("Ukjent AS", category="associate")
    fees.add_level(100, category="full", employees_to=9)
    fees.add_level(900, category="full")
    shown = {row.membership: (row.amount, row.basis) for row in fee_queries.proposals(2027)}
    assert shown == {small: (100, "level"), big: (900, "level"), partner: (500, "before"), new: (None, "")}
    fees.propose(2027, [(row.membership, row.amount) for row in fee_queries.proposals(2027) if row.amount is not None])
    assert [row.membership for row in fee_queries.proposals(2027)] == [new]


def test_only_the_last_of_two_periods_in_a_year_pays(register: Path) -> None:
    one, first = member()
    memberships.leave(first, date(2026, 3, 31))
    again = memberships.join(one, joined_on=date(2026, 9, 1))
    assert [row.membership for row in fee_queries.proposals(2026)] == [again]
    fees.put(first, 2026, 100)
    assert fee_queries.proposals(2026) == []


def test_fees_go_from_proposed_over_invoiced_to_paid_and_sums_follow(register: Path) -> None:
    made = [fees.put(member(f"Bedrift {number}")[1], 2026, 100 * number) for number in (1, 2, 3, 4)]
    assert fees.invoice(made[1:], date(2026, 2, 1), due_on=date(2026, 3, 1)) == 3
    assert fees.invoice(made, date(2026, 5, 1)) == 1
    assert fees.pay([(made[3], date(2026, 2, 20))]) == 1
    assert fees.pay([(made[3], date(2026, 6, 1))]) == 0
    sums = fee_queries.sums(2026, date(2026, 4, 1))
    assert {key: (one.number, one.amount) for key, one in sums.items()} == {
        "proposed": (0, 0),
        "invoiced": (3, 600),
        "paid": (1, 400),
        "overdue": (2, 500),
        "all": (4, 1000),
    }
    asked = fee_queries.FeesQuery(year=2026, state="overdue", today=date(2026, 4, 1))
    assert asked.ids() == made[1:3]
    assert fees.unpay(made) == 1
    assert fee_queries.fee(made[3]).state == "invoiced"


def test_the_timeline_tells_a_network_and_another_category_from_joining_and_leaving(register: Path) -> None:
    one, period = member(category="startup")
    memberships.change_category(period, "full", on=date(2026, 1, 1))
    memberships.leave(memberships.join(one, joined_on=date(2025, 3, 1), network="Havbruk"), date(2025, 12, 31))
    told = {
        (entry.title, entry.day) for entry in TimelineQuery(organisation=one).entries() if entry.kind == "membership"
    }
    assert {(title, day.isoformat()) for title, day in told} == {
        ("Became a member", "2025-01-01"),
        ("Last day as start-up member", "2025-12-31"),
        ("Changed category", "2026-01-01"),
        ("Joined Havbruk", "2025-03-01"),
        ("Left Havbruk", "2025-12-31"),
    }
