"""Figures built by clicks: counted and summed as plain SQL does, in the report, frozen, and explained."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crm import i18n
from crm.commands import activities, history, interactions, own_fields, own_figures, own_values
from crm.commands.interactions import Participant
from crm.errors import CrmError, Invalid
from crm.queries.lists import conditions
from crm.queries.lists.conditions import All, Compare, Related
from crm.reports import counting, reconcile, run, workbook
from crm.reports.figures import known
from crm.reports.report import Reported
from crm.rules import stretches
from crm.store import journal, opening
from crm.store.database import database, rows, value
from tests import sample as sample_cluster
from tests.crm.conftest import Cluster

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("own") / "demo.klynge"
    sample_cluster.write(path)
    return path


@pytest.fixture
def sample(written: Path, tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "demo.klynge"
    shutil.copyfile(written, path)
    opening.open_register(path)
    yield path
    opening.close()


@pytest.fixture
def english() -> Any:
    before = i18n.language()
    i18n.use("en")
    yield
    i18n.use(before)


def counted(key: str, year: int = 2025) -> Reported:
    found = run.make_period(stretches.of_year(year), stretches.of_year(year - 1), today=TODAY)
    return found.figures[key]


def key_of(made: int) -> str:
    found: str = value("SELECT key FROM own_figure WHERE id = ?", (made,))
    return found


def test_each_measure_is_what_plain_sql_counts(sample: Path) -> None:
    visits = conditions.to_json(Compare("type", "is", "site_visit"))
    asked: dict[str, tuple[dict[str, Any], str]] = {
        "visits": (
            {"about": "interaction", "conditions": visits},
            "SELECT count(*) FROM interaction WHERE archived = 0 AND type = 'site_visit' AND year = 2025",
        ),
        "visited": (
            {"about": "interaction", "conditions": visits, "measure": "organisations"},
            "SELECT count(DISTINCT organisation_id) FROM interaction_participant AS p JOIN interaction AS i"
            " ON i.id = p.interaction_id WHERE i.archived = 0 AND type = 'site_visit' AND year = 2025",
        ),
        "came": (
            {"about": "activity", "measure": "people"},
            "SELECT count(DISTINCT person_id) FROM activity_participation AS p JOIN activity AS a"
            " ON a.id = p.activity_id WHERE a.archived = 0 AND p.status = 'attended' AND a.year = 2025",
        ),
        "fees": (
            {"about": "membership_fee", "measure": "sum", "field": "amount"},
            "SELECT sum(amount) / 100 FROM membership_fee WHERE year = 2025",
        ),
        "hours": (
            {"about": "contribution", "measure": "sum", "field": "minutes"},
            "SELECT round(coalesce(sum(minutes), 0) / 60.0, 2) FROM contribution WHERE year = 2025 AND archived = 0",
        ),
    }
    for name, (given, sql) in asked.items():
        one = counted(key_of(own_figures.add(name, **given)))
        assert one.value == pytest.approx(value(sql)) and one.value, name
        if given.get("measure") != "sum":
            assert len(one.counted) == one.value, "the list is as long as the figure"
    assert {figure.key for figure in known()} >= {f"E{number:02}" for number in range(1, len(asked) + 1)}


def test_a_filter_across_relations_is_of_the_year_and_read_in_both_languages(sample: Path) -> None:
    asked = All((Compare("is_member", "is", True), Related("activities", "at_least", 2)))
    made = own_figures.add(
        "Aktive medlemmer", name_en="Active members", about="organisation", conditions=conditions.to_json(asked)
    )
    one = counted(key_of(made))
    assert one.value and one.record == "organisation" and one.name("en") == "Active members"
    assert one.rule("nb") != one.rule("en") and "Medlemmer" in one.rule("nb") and "Members" in one.rule("en")
    quarter = counting.figures_of(stretches.quarter(2025, 1), "2025-03-31", [key_of(made)])
    assert quarter[key_of(made)].value is not None


def test_it_joins_the_report_is_frozen_and_its_difference_is_explained(
    cluster: Cluster, tmp_path: Path, english: None
) -> None:
    made = own_figures.add("Møter på nett", about="interaction", conditions=conditions.to_json(All(())))
    key = key_of(made)
    report = run.make(2026, today=TODAY)
    before = report.figures[key].value
    frozen = run.freeze(report)
    workbook.write(run.load(frozen.run), tmp_path / "report.xlsx", "nb")
    interactions.log("Ett til", held_on=date(2026, 3, 3), participants=[Participant(cluster.aase)])
    own_figures.add("Ny", about="person")
    own_figures.edit(made, name_nb="Møter")
    (one,) = [one for one in reconcile.reconcile(frozen.run).differences if one.figure.key == key]
    assert (one.reported, one.today) == (before, (before or 0) + 1)
    assert run.load(frozen.run).figures[key].name_nb == "Møter på nett"
    own_figures.archive(made)
    assert key not in run.make(2026, today=TODAY).figures and key in run.load(frozen.run).figures
    history.undo()
    assert key in run.make(2026, today=TODAY).figures


def test_what_does_not_go_together_is_refused(register: Path, english: None) -> None:
    for given, field in (
        ({"about": "membership_fee", "measure": "people"}, "measure"),
        ({"about": "membership_fee", "measure": "sum"}, "field"),
        ({"about": "person", "measure": "sum", "field": "name"}, "field"),
        ({"about": "person", "name_nb": " "}, "name_nb"),
    ):
        with pytest.raises(Invalid) as told:
            own_figures.add(given.pop("name_nb", "Tall"), **given)
        assert field in told.value.fields
    with pytest.raises(CrmError):
        own_figures.add("Tall", about="person", conditions='{"compare": "nothing"}')
    assert rows("SELECT 1 FROM own_figure") == []


def test_a_field_that_is_no_more_makes_it_not_applicable_and_its_rule_says_why(cluster: Cluster, english: None) -> None:
    made = own_figures.add("Tall", about="activity")
    activities.add("Kurs", start_on=date(2026, 2, 2))
    assert counted(key_of(made), 2026).value == 1
    gone = conditions.to_json(Compare("name", "contains", "x")).replace('"name"', '"own_99"')
    with journal.step("gone"):
        database.execute_sql("UPDATE own_figure SET conditions = ?, version = (SELECT id FROM open_step)", (gone,))
    one = counted(key_of(made), 2026)
    assert one.value is None and one.rule("en")


@pytest.mark.parametrize("about", ["", "staff", "membership", "person\0"])
def test_a_figure_about_records_without_a_list_is_refused(register: Path, english: None, about: str) -> None:
    for given in ({}, {"measure": "sum", "field": "amount"}, {"conditions": '{"all": []}'}):
        with pytest.raises(Invalid) as told:
            own_figures.add("Tall", about=about, **given)
        assert set(told.value.fields) == {"about"}
    assert rows("SELECT 1 FROM own_figure") == []


def test_the_sum_of_a_field_that_is_no_more_is_not_applicable_and_says_why(cluster: Cluster, english: None) -> None:
    field = own_fields.add("organisation", "Egen støttesum", "number")
    own_values.put("organisation", cluster.nordlys, {field: 12_50})
    made = own_figures.add("Sum", about="organisation", measure="sum", field=f"own_{field}")
    assert counted(key_of(made), 2026).value == 12.5
    own_fields.archive(field)
    one = counted(key_of(made), 2026)
    assert one.value is None and "any more" in one.rule("en")
