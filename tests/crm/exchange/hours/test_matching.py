"""Whose the hours of a list are, what is asked, what is known already, and what is kept in one step."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.commands import contributions, history, merging, organisations, projects, removal
from crm.errors import CrmError
from crm.exchange.hours import matching
from crm.exchange.hours.line import Line
from crm.exchange.writers.columns import Column
from crm.exchange.writers.tables import write_table
from crm.queries import contributions as queries
from crm.queries import history as past
from crm.queries.contributions import ContributionsQuery
from crm.store import soundness
from crm.store.database import value
from tests import examples
from tests.crm.conftest import Cluster

TODAY = date(2026, 11, 23)
CSV = """Egeninnsats 2026
Bedrift;Ansatt;Dato;Timer;Timesats;Aktivitet
Nordlys Havbruk AS;Ada Berg;03.11.2026;7,5;1500;Tang til fôr
NORDLYS HAVBRUK;Ada Berg;04.11.2026;2;;Møte
Fjord Tek AS;Ole Li;05.11.2026;4;600;Møte
Ukjent Firma AS;;06.11.2026;1;600;
Nordlys Havbruk AS;;35.11.2026;1;600;
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "timer.csv"
    made.write_text(CSV, encoding="utf-8-sig")
    return made


def read(file: Path) -> list[Line]:
    return matching.read(file, year=2026, today=TODAY)


def test_members_are_known_by_name_and_the_others_are_asked(cluster: Cluster, file: Path) -> None:
    tang = projects.add("Tang til fôr")
    before = value("SELECT count(*) FROM change")
    found = matching.matched(read(file))
    assert [(one.organisation, one.asked, one.sure) for one in found] == [
        (cluster.nordlys, False, True), (cluster.nordlys, False, True), (None, True, False), (None, True, False),
        (cluster.nordlys, False, False),
    ]  # fmt: skip
    assert (found[0].value, found[0].above, found[0].project) == (9_000_00, 2_250_00, tang)
    assert (found[1].value, found[4].line.problem) == (0, "“35.11.2026” is not a date.")
    assert value("SELECT count(*) FROM change") == before


def test_answers_hold_for_all_lines_of_that_member_and_one_undo_takes_all_back(cluster: Cluster, file: Path) -> None:
    lines = read(file)
    answers = {("Fjord Tek AS", ""): cluster.fjord, ("Ukjent Firma AS", ""): None}
    found = matching.matched(lines, answers)
    assert [one.sure for one in found] == [True, True, True, False, False] and found[3].left_out
    assert matching.keep(file.name, [one for one in found if one.sure], approved=True) == 3
    assert past.undo_label() == "Add 3 contributions from “timer.csv”"
    assert [(line.organisation_id, line.given_on, line.minutes, line.approved) for line in
            ContributionsQuery(order="given_on").lines()] == [
        (cluster.nordlys, date(2026, 11, 3), 450, True), (cluster.nordlys, date(2026, 11, 4), 120, True),
        (cluster.fjord, date(2026, 11, 5), 240, True),
    ]  # fmt: skip
    history.undo()
    assert ContributionsQuery().ids() == [] and soundness.problems() == []


def test_who_was_meant_is_asked_once_ever_and_can_be_asked_again(cluster: Cluster, file: Path) -> None:
    answers = {("Fjord Tek AS", ""): cluster.fjord, ("Ukjent Firma AS", ""): None}
    matching.keep(file.name, [one for one in matching.matched(read(file), answers) if one.sure])
    history.undo()
    known = matching.matched(read(file))
    assert (known[2].organisation, known[2].remembered, known[2].sure) == (cluster.fjord, True, True)
    assert known[3].asked  # what was left out is no answer about who it is
    assert not known[0].remembered
    (other,) = matching.matched([known[2].line._replace(member="FJORD  TEK AS")])
    assert other.organisation == cluster.fjord
    assert matching.matched(read(file), remember=False)[2].asked
    assert matching.matched(read(file), {("Fjord Tek AS", ""): cluster.kai9})[2].organisation == cluster.kai9
    matching.keep(file.name, matching.matched(read(file), {("Fjord Tek AS", ""): cluster.kai9})[2:3])
    assert matching.matched(read(file))[2].organisation == cluster.kai9  # the newest counts
    merging.merge("organisation", cluster.nordlys, cluster.kai9, memberships="together")
    assert matching.matched(read(file))[2].organisation == cluster.nordlys
    removal.delete("organisation", cluster.nordlys)
    assert matching.matched(read(file))[2].asked and soundness.problems() == []


def test_the_same_list_twice_is_recognised_line_by_line(cluster: Cluster, file: Path) -> None:
    answers = {("Fjord Tek AS", ""): cluster.fjord, ("Ukjent Firma AS", ""): None}
    matching.keep(file.name, [one for one in matching.matched(read(file), answers) if one.sure])
    contributions.approve(ContributionsQuery().ids())
    again = matching.matched(read(file), answers)
    assert [one.there for one in again] == [True, True, True, False, False] and not any(one.sure for one in again)
    double = matching.matched([*read(file), read(file)[0]], answers)
    assert [one.there for one in double] == [True, True, True, False, False, False]


def test_a_number_and_a_name_that_mean_two_are_asked(cluster: Cluster) -> None:
    number = "974760673"
    organisations.edit(cluster.nordlys, org_number=number)
    other = value("SELECT name FROM organisation WHERE id = ?", (cluster.fjord,))
    (one,) = matching.matched([Line("", 2, other, number, 2026, minutes=60)])
    assert one.asked and {id for id, _name in one.candidates} == {cluster.nordlys, cluster.fjord}
    (sure,) = matching.matched([Line("", 2, "Kari Nordmann", number, 2026, minutes=60)])
    assert sure.organisation == cluster.nordlys


def test_a_name_that_is_nearly_right_is_proposed(cluster: Cluster) -> None:
    (one,) = matching.matched([Line("", 2, "Nordlys Havbuk AS", "", 2026, minutes=60)])
    assert one.asked and [id for id, _name in one.candidates] == [cluster.nordlys]


def test_nothing_is_kept_where_one_line_cannot_be_or_none_is_chosen(cluster: Cluster, file: Path) -> None:
    found = matching.matched(read(file))
    with pytest.raises(CrmError):
        matching.keep("timer.csv", [one for one in found if one.asked])
    wrong = found[0]._replace(line=found[0].line._replace(year=2025))
    with pytest.raises(CrmError):
        matching.keep("timer.csv", [found[1], wrong])
    assert ContributionsQuery().ids() == []


LINES = st.lists(
    st.tuples(
        st.sampled_from(("nordlys", "fjord")), st.integers(1, 3), st.sampled_from((60, 90, 450)), st.integers(0, 2000)
    ),
    min_size=1,
    max_size=8,
)


@settings(deadline=None, max_examples=examples.of(20), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LINES)
def test_what_is_shown_is_what_is_kept_and_a_second_time_all_of_it_is_known(
    cluster: Cluster, told: list[tuple[str, int, int, int]]
) -> None:
    lines = [
        Line("", place, name, "", 2026, date(2026, 1, day), minutes, rate * 100)
        for place, (name, day, minutes, rate) in enumerate(told)
    ]
    answers = {("nordlys", ""): cluster.nordlys, ("fjord", ""): cluster.fjord}
    found = matching.matched(lines, answers)
    assert matching.keep("x", found) == len(lines)
    assert queries.sums(2026)[1].value == sum(one.value for one in found)
    assert queries.sums(2026)[1].minutes == sum(line.minutes or 0 for line in lines)
    assert all(one.there for one in matching.matched(lines, answers))
    history.undo()
    assert ContributionsQuery().ids() == [] and not any(one.there for one in matching.matched(lines, answers))


def test_a_workbook_is_read_as_it_lies_there(cluster: Cluster, tmp_path: Path) -> None:
    file = tmp_path / "Timer 2025.xlsx"
    columns = [Column("Virksomhet"), Column("Dato", "day"), Column("Timer", "number"), Column("Timesats", "money")]
    write_table(file, columns, [["Nordlys Havbruk AS", date(2025, 3, 2), 7.5, 650_00], ["Kai 9", None, 3.0, 650_00]])
    found = matching.matched(read(file))
    assert [(one.organisation, one.line.day, one.line.year, one.value) for one in found] == [
        (cluster.nordlys, date(2025, 3, 2), 2025, 4_875_00),
        (cluster.kai9, None, 2025, 1_950_00),
    ]


def test_a_length_of_more_than_a_day_is_read_as_excel_keeps_it(cluster: Cluster, tmp_path: Path) -> None:
    from openpyxl import Workbook

    book: Any = Workbook()
    for cells in (["Bedrift", "Måned", "Timer"], ["Kai 9", "jan 2026", timedelta(hours=30, minutes=15)]):
        book.worksheets[0].append(cells)
    book.worksheets[0]["C2"].number_format = "[h]:mm"
    book.save(tmp_path / "timer.xlsx")
    assert [(line.minutes, line.problem) for line in read(tmp_path / "timer.xlsx")] == [(30 * 60 + 15, "")]
