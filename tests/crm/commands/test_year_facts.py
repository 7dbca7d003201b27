"""What is kept of each year – figures, finance, results and the rest – is written, listed and undone alike."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

import pytest

from crm.commands import (
    cluster_labels,
    external_relations,
    finance,
    focus_areas,
    governance,
    history,
    media,
    organisation_years,
    projects,
    results,
    staff_time,
    state_aid,
    surveys,
)
from crm.errors import Conflict, CrmError, Invalid
from crm.queries import cluster_labels as label_queries
from crm.queries import external_relations as relation_queries
from crm.queries import finance as finance_queries
from crm.queries import governance as governance_queries
from crm.queries import history as history_queries
from crm.queries import media as media_queries
from crm.queries import narrowing
from crm.queries import organisation_years as year_queries
from crm.queries import results as result_queries
from crm.queries import staff_time as time_queries
from crm.queries import state_aid as aid_queries
from crm.queries import surveys as survey_queries
from crm.queries.figures import economy
from crm.queries.report_rows import money
from crm.records.attachment import Attachment
from crm.records.year_rate import YearRate
from crm.rules import state_aid as aid_rules
from crm.store import journal, soundness, tables
from crm.store.database import rows, value
from tests.crm.conftest import Cluster


class Kind(NamedTuple):
    """How a kind is written and asked for; `change` is what an edit gives it, `wrong` the field an addition lacks."""

    table: str
    add: Callable[[Cluster], int]
    edit: Callable[..., None]
    change: dict[str, Any]
    remove: Callable[[int], None]
    query: Callable[..., Any]
    wrong: Callable[[Cluster], object]
    field: str
    archive: Callable[[int], None] | None = None
    restore: Callable[[int], None] | None = None


DAY = date(2026, 3, 2)
KINDS = [
    Kind(
        "organisation_year",
        lambda c: organisation_years.put(c.nordlys, 2026, employees=12, turnover=-5_00),
        organisation_years.edit,
        {"employees": 13},
        organisation_years.remove,
        year_queries.OrganisationYearsQuery,
        lambda c: organisation_years.put(c.kai9, 2026),
        "employees",
    ),
    Kind(
        "finance_line",
        lambda c: finance.add(2026, "income", "service_sales", actual=7_00, name="Salg av kurs"),
        finance.edit,
        {"budget": 8_00},
        finance.remove,
        finance_queries.FinanceQuery,
        lambda c: finance.add(2026, "income", "personnel", actual=1),
        "category",
        finance.archive,
        finance.restore,
    ),
    Kind(
        "result",
        lambda c: results.add("Ny sensor", 2026, organisations=[c.nordlys, c.fjord], type="patent"),
        results.edit,
        {"count": 2},
        results.remove,
        result_queries.ResultsQuery,
        lambda c: results.add(" ", 2026),
        "title",
        results.archive,
        results.restore,
    ),
    Kind(
        "media_item",
        lambda c: media.add("Tang på tavla", DAY, outlet="Nordlyset", channel="press"),
        media.edit,
        {"title": "Tang"},
        media.remove,
        media_queries.MediaQuery,
        lambda c: media.add("Uten dag", None),
        "published_on",
        media.archive,
        media.restore,
    ),
    Kind(
        "survey",
        lambda c: surveys.add("Medlemsundersøkelse", 2026, sent_to=40, responses=25, satisfaction=420),
        surveys.edit,
        {"responses": 26},
        surveys.remove,
        survey_queries.SurveysQuery,
        lambda c: surveys.add("For mange", 2026, sent_to=1, responses=2),
        "responses",
        surveys.archive,
        surveys.restore,
    ),
    Kind(
        "governance_body",
        lambda c: governance.add("Styret", "board", from_on=date(2020, 1, 1)),
        governance.edit,
        {"name": "Hovedstyret"},
        governance.remove,
        governance_queries.BodiesQuery,
        lambda c: governance.add("", "board"),
        "name",
        governance.archive,
        governance.restore,
    ),
    Kind(
        "governance_member",
        lambda c: governance.add_seat(body(), person=c.aase, organisation=c.nordlys),
        governance.edit_seat,
        {"role": "chair"},
        governance.remove_seat,
        governance_queries.SeatsQuery,
        lambda c: governance.add_seat(body()),
        "person",
    ),
    Kind(
        "external_relation",
        lambda c: external_relations.add(c.havn, "mou", country_code="SE", name="Avtale"),
        external_relations.edit,
        {"to_on": DAY},
        external_relations.remove,
        relation_queries.RelationsQuery,
        lambda c: external_relations.add(c.havn, "mou", from_on=DAY, to_on=date(2026, 1, 1)),
        "to_on",
        external_relations.archive,
        external_relations.restore,
    ),
    Kind(
        "staff_time",
        lambda c: staff_time.add(c.staff, DAY, 450, target_group="members"),
        staff_time.edit,
        {"minutes": 60},
        staff_time.remove,
        time_queries.StaffTimeQuery,
        lambda c: staff_time.add(c.staff, DAY, 0),
        "minutes",
    ),
    Kind(
        "aid_record",
        lambda c: state_aid.add(c.nordlys, DAY, 100_00, purpose="Kurs"),
        state_aid.edit,
        {"amount": 200_00},
        state_aid.remove,
        aid_queries.AidQuery,
        lambda c: state_aid.add(c.nordlys, DAY, None),
        "amount",
        state_aid.archive,
        state_aid.restore,
    ),
    Kind(
        "cluster_label",
        lambda c: cluster_labels.add("ECEI", DAY, level="bronze"),
        cluster_labels.edit,
        {"level": "silver"},
        cluster_labels.remove,
        label_queries.LabelsQuery,
        lambda c: cluster_labels.add("ECEI", DAY, valid_to=date(2026, 1, 1)),
        "valid_to",
    ),
]


def body() -> int:
    known = value("SELECT id FROM governance_body")
    return known if known is not None else governance.add("Styret", "board")


def content() -> dict[str, Sequence[Any]]:
    return {table: rows(f'SELECT * FROM "{table}" ORDER BY id') for table in tables.journalled()}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.table)
def test_each_kind_is_added_changed_listed_and_removed_and_undo_leaves_nothing_behind(
    cluster: Cluster, kind: Kind
) -> None:
    if kind.table == "governance_member":
        body()
    before = content()
    query = kind.query()
    assert query.ids() == [] and kind.query(text="finnes ikke").ids() == []
    one = kind.add(cluster)
    assert query.ids() == [one] and kind.query(year=2026).ids() == [one] and kind.query(text="finnes ikke").ids() == []
    if kind.table not in ("governance_body", "governance_member", "external_relation"):
        assert kind.query(year=2025).ids() == []
    row = query.rows([one])[one]
    kind.edit(one, seen=row.version, **kind.change)
    with pytest.raises(Conflict):
        kind.edit(one, seen=row.version, **other(kind.change))
    for column in row._fields:
        assert kind.query(order=column, descending=True).ids() == [one]
    with pytest.raises(Invalid) as told:
        kind.wrong(cluster)
    assert kind.field in told.value.fields
    if kind.archive is not None and kind.restore is not None:
        kind.archive(one)
        assert query.ids() == [] and kind.query(archived=True).ids() == [one]
        kind.restore(one)
    kind.remove(one)
    assert query.ids() == []
    labels: list[str] = []
    for _step in range(20):
        if content() == before:
            break
        labels.append(history_queries.undo_label() or "{")
        history.undo()
    assert content() == before
    assert all("{" not in label for label in labels)
    after = [history.redo() for _step in labels]
    assert len(after) == len(labels) and query.ids() == []
    assert soundness.problems() == []


def other(change: dict[str, Any]) -> dict[str, Any]:
    """Other values for the same fields."""
    made: dict[str, Any] = {
        "title": "Noe annet",
        "name": "Noe annet",
        "role": "observer",
        "level": "gold",
        "to_on": date(2027, 1, 1),
    }
    return {name: made.get(name, 5) for name in change}


def test_a_whole_year_of_figures_is_one_step_and_says_which_organisation_is_wrong(cluster: Cluster) -> None:
    organisation_years.put(cluster.nordlys, 2025, employees=10, turnover=1_000_00, source="accounts")
    before = content()
    assert [one.name for one in year_queries.members(2026)] == [
        *("Fjordforsk", "Nordlys Havbruk AS", "Ødegård Analyse AS", "Ålesund Havn KF")
    ]
    given: dict[int, dict[str, Any]] = {
        cluster.nordlys: {"employees": 12, "turnover": None},
        cluster.fjord: {"employees": 80},
    }
    assert organisation_years.put_all(2026, given) == 2
    assert history_queries.undo_label() == "Figures 2026 of 2 organisations"
    assert organisation_years.put_all(2026, {cluster.fjord: {"employees": 80}}) == 0
    change = year_queries.change(2026, "employees")
    assert (change.now, change.before, change.used, change.total) == (12, 10, 1, 4)
    row = year_queries.of(cluster.nordlys)[0]
    assert (row.year, row.employees, row.employees_before, row.turnover_before) == (2026, 12, 10, 1_000_00)
    with pytest.raises(Invalid) as told:
        organisation_years.put_all(2026, {cluster.nordlys: {"employees": -1}, cluster.fjord: {"employees": 81}})
    assert told.value.fields["employees"].startswith("Nordlys Havbruk AS: ")
    assert year_queries.of(cluster.fjord)[0].employees == 80
    assert organisation_years.put_all(2026, {cluster.nordlys: {"employees": None}}) == 1
    assert [row.year for row in year_queries.of(cluster.nordlys)] == [2025]
    with pytest.raises(CrmError):
        organisation_years.put_all(2026, {})
    for _step in range(2):
        history.undo()
    assert content() == before


def area() -> int:
    return focus_areas.add("9", name_nb="Tang", name_en="Kelp")


def test_finance_is_summed_by_focus_area_and_next_years_budget_begins_with_this_years_lines(cluster: Cluster) -> None:
    fish = area()
    finance.add(2026, "income", "grant_nic", budget=100_00, actual=90_00, is_public=True, focus_area=fish)
    finance.add(2026, "cost", "personnel", budget=60_00, actual=70_00, is_eligible=True, focus_area=fish)
    finance.add(2026, "cost", "travel", budget=10_00)
    assert finance_queries.sums(2026) == finance_queries.Sums(100_00, 90_00, 70_00, 70_00)
    assert finance_queries.by_focus_area(2026) == [
        ("9 Kelp", finance_queries.Sums(100_00, 90_00, 60_00, 70_00)),
        ("", finance_queries.Sums(0, 0, 10_00, 0)),
    ]
    assert finance_queries.by_category(2026, "cost") == [("personnel", 60_00, 70_00), ("travel", 10_00, 0)]
    assert len(finance_queries.FinanceQuery(text="kelp løn").ids()) == 0
    assert len(finance_queries.FinanceQuery(text="kelp person").ids()) == 1
    finance.carry_over(2026, 2027)
    assert finance_queries.sums(2027) == finance_queries.Sums(90_00, 0, 80_00, 0)
    with pytest.raises(CrmError, match="2027 has lines already"):
        finance.carry_over(2026, 2027)
    with pytest.raises(CrmError, match="no lines in 2020"):
        finance.carry_over(2020, 2028)


def test_results_the_cluster_had_no_part_in_do_not_count(cluster: Cluster) -> None:
    project = projects.add("Tang til mat")
    one = results.add("To patenter", 2026, type="patent", count=2, project=project, organisations=[cluster.nordlys])
    results.add("Uten oss", 2026, type="patent", attribution="none")
    assert result_queries.by_type(2026) == [("patent", 2)]
    row = result_queries.ResultsQuery(text="nordlys").rows([one])[one]
    assert row.organisations == ((cluster.nordlys, "Nordlys Havbruk AS"),) and row.project == "Tang til mat"
    assert result_queries.ResultsQuery(text="tang").ids() == [one]
    results.edit(one, organisations=[cluster.fjord])
    assert result_queries.ResultsQuery(organisation=cluster.nordlys).ids() == []
    with journal.step("A file"):
        paper = Attachment(result=one, name="patent.pdf", sha256="0" * 64, size=1)
        paper.version, paper.added_at = journal.current().id, "2026-01-01T00:00:00Z"
        paper.derive()
        paper.save(force_insert=True)
    with pytest.raises(CrmError, match="Archive it instead"):
        results.remove(one)
    assert len(result_queries.ResultsQuery().ids()) == 2 and soundness.problems() == []
    assert result_queries.ResultsQuery(organisation=cluster.fjord).ids() == [one]


def test_a_group_with_seats_is_not_removed_and_the_seats_of_a_day_are_counted_by_gender(cluster: Cluster) -> None:
    board = governance.add("Styret", "board")
    chair = governance.add_seat(board, person=cluster.aase, role="chair", from_on=date(2024, 1, 1))
    governance.add_seat(board, organisation=cluster.fjord, role="member", from_on=date(2025, 1, 1))
    assert history_queries.undo_label() == "Fjordforsk in “Styret”"
    with pytest.raises(CrmError, match="2 seats"):
        governance.remove(board)
    assert governance_queries.genders(DAY) == governance_queries.Genders(0, 0, 2)
    governance.edit_seat(chair, to_on=date(2026, 3, 1))
    assert history_queries.undo_label() == "Edit the seat of Åse Aas in “Styret”"
    assert governance_queries.genders(DAY).unknown == 1
    assert governance_queries.BodiesQuery(on=date(2026, 3, 1)).rows([board])[board].seats == 2
    assert governance_queries.SeatsQuery(year=2024).ids() == [chair]
    assert governance_queries.bodies() == [(board, "Styret")]
    with pytest.raises(Invalid) as told:
        governance.edit_seat(chair, to_on=date(2023, 1, 1))
    assert "to_on" in told.value.fields


def test_hours_surveys_media_and_relations_are_summed(cluster: Cluster) -> None:
    fish = area()
    staff_time.add(cluster.staff, DAY, 90, focus_area=fish, organisation=cluster.nordlys)
    staff_time.add(cluster.staff, DAY, 30)
    assert time_queries.by_focus_area(2026) == [("9 Kelp", 90), ("", 30)]
    assert time_queries.by_staff(2026) == [("Ingrid Berg", 120)] and time_queries.years() == [2026]
    assert len(time_queries.StaffTimeQuery(text="nordlys").ids()) == 1
    one = surveys.add("Høst", 2026, sent_to=40, responses=25)
    surveys.add("Uten svar", 2026, sent_to=40)
    assert survey_queries.answered(2026) == (25, 40)
    assert str(survey_queries.SurveysQuery().rows([one])[one].rate) == "62.5"
    media.add("A", DAY, channel="press", international=True)
    media.add("B", DAY, channel="press")
    assert media_queries.by_channel(2026) == [("press", 2, 1)]
    external_relations.add(cluster.havn, "network", country_code="SE")
    external_relations.add(cluster.fjord, "network", to_on=date(2025, 12, 31))
    assert relation_queries.counts(DAY) == relation_queries.Counts(1, 1, 1, 0)
    assert relation_queries.counts(date(2025, 1, 1)) == relation_queries.Counts(2, 1, 1, 0)


def rate(year: int, euro: int) -> None:
    with journal.step("Rates of a year"):
        YearRate(year=year, euro=euro, version=journal.current().id).save(force_insert=True)


@pytest.mark.parametrize(
    ("awards", "on", "expected"),
    [
        # DOMAIN.md 1.2 no. 3 (S21): EUR 300 000 within three years; K38: flagged from 80 %.
        ([(date(2026, 1, 1), 239_999_99)], date(2026, 12, 31), (79, False)),
        ([(date(2026, 1, 1), 240_000_00)], date(2026, 12, 31), (80, True)),
        ([(date(2024, 1, 1), 240_000_00)], date(2026, 12, 31), (80, True)),
        ([(date(2023, 12, 31), 240_000_00)], date(2026, 12, 31), (0, False)),
        ([(date(2027, 1, 1), 240_000_00)], date(2026, 12, 31), (0, False)),
        ([(date(2024, 2, 29), 300_000_00)], date(2027, 2, 28), (100, True)),
        ([(date(2024, 2, 29), 300_000_00)], date(2027, 3, 1), (0, False)),
        ([(date(2024, 6, 1), 200_000_00), (date(2025, 6, 1), 150_000_00)], date(2026, 6, 1), (116, True)),
        ([(date(2026, 1, 1), None)], date(2026, 12, 31), (0, False)),
    ],
)
def test_the_ceiling_of_three_years(
    awards: list[tuple[date, int | None]], on: date, expected: tuple[int, bool]
) -> None:
    standing = aid_rules.standing([aid_rules.Award(*one) for one in awards], on)
    assert (standing.percent, standing.warns) == expected
    assert standing.left == max(0, 300_000_00 - standing.cents) and standing.unknown == sum(
        cents is None for _day, cents in awards
    )


def test_aid_in_kroner_counts_by_the_rate_of_its_year_and_is_told_as_unknown_without_one(cluster: Cluster) -> None:
    rate(2026, 12_00)
    one = state_aid.add(cluster.nordlys, DAY, 2_880_000_00)
    state_aid.add(cluster.nordlys, date(2025, 3, 2), 1_000_00)
    state_aid.add(cluster.nordlys, DAY, 9_999_999_00, basis="gber")
    state_aid.add(cluster.fjord, DAY, 1_000_00, amount_euro=90_00)
    found = aid_queries.recipients(date(2026, 12, 31))
    assert [(who.name, who.standing.cents, who.standing.unknown) for who in found] == [
        ("Nordlys Havbruk AS", 240_000_00, 1),
        ("Fjordforsk", 90_00, 0),
    ]
    assert found[0].standing.warns and not found[1].standing.warns
    assert aid_queries.AidQuery().rows([one])[one].cents == 240_000_00
    state_aid.archive(one)
    assert aid_queries.recipients(date(2026, 12, 31), organisation=cluster.nordlys)[0].standing.warns


def test_what_is_gone_is_told(cluster: Cluster) -> None:
    with pytest.raises(CrmError, match="does not exist any more"):
        narrowing.one(media_queries.MediaQuery().rows([7]), 7)
    with pytest.raises(CrmError, match="does not exist any more"):
        media.edit(7, title="x")


def test_the_report_counts_the_three_years_as_the_page_does_on_a_leap_day(cluster: Cluster) -> None:
    for day in (date(2025, 2, 28), date(2025, 3, 1), date(2028, 2, 29)):
        state_aid.add(cluster.nordlys, day, 1_000_00, amount_euro=100_00)
    page = aid_queries.recipients(date(2028, 2, 29))[0].standing.cents
    assert page == 200_00 == money.aid("2028-02-29")[-1][-1]
    assert page == sum(one.cents or 0 for one in economy.aid("2028-02-29"))


def test_an_archived_line_counts_as_in_the_report(register: object) -> None:
    line = finance.add(2026, "cost", "travel", budget=1_000_00, actual=400_00)
    before = finance_queries.sums(2026)
    finance.archive(line)
    assert finance_queries.sums(2026) == before and before.cost_actual == 400_00
    assert finance_queries.by_category(2026, "cost") == [("travel", 1_000_00, 400_00)]
    assert finance_queries.FinanceQuery(year=2026).ids() == []
