"""Goals and their indicators: the tree keeps its levels, nothing is left pointing at nothing, one undo each."""

from datetime import date
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as some

from crm.commands import focus_areas, goals, history, tags
from crm.commands.goals import Kept
from crm.errors import CrmError, Invalid
from crm.queries import goals as queries
from crm.queries import search
from crm.reports import goals as reported
from crm.reports import run
from crm.rules import code_lists
from crm.rules import goals as rules
from crm.store import soundness
from crm.store.database import rows
from tests.crm.conftest import Cluster


@pytest.fixture
def tree(cluster: Cluster) -> dict[str, int]:
    vision = goals.add("vision", "Verdens beste biomarine klynge", text_en="The best biomarine cluster")
    main = goals.add("main", "Flere medlemmer", parent=vision)
    sub = goals.add("sub", "Verve bedrifter", parent=main)
    result = goals.add("result", "45 medlemmer i 2027", parent=sub)
    other = goals.add("main", "Flere prosjekter", parent=vision)
    return {"vision": vision, "main": main, "sub": sub, "result": result, "other": other}


def shape(text: str = "") -> list[tuple[int, str]]:
    return [(row.depth, row.text) for row in queries.tree("nb", text=text)]


def test_the_tree_is_read_from_the_vision_down_and_found_by_words(tree: dict[str, int]) -> None:
    assert shape() == [
        (0, "Verdens beste biomarine klynge"),
        (1, "Flere medlemmer"),
        (2, "Verve bedrifter"),
        (3, "45 medlemmer i 2027"),
        (1, "Flere prosjekter"),
    ]
    assert [text for _depth, text in shape(text="verve")] == [
        "Verdens beste biomarine klynge",
        "Flere medlemmer",
        "Verve bedrifter",
    ]
    assert (
        queries.tree("en")[0].text == "The best biomarine cluster" and queries.tree("en")[1].text == "Flere medlemmer"
    )
    (hit,) = search.hits("verve")
    assert (hit.kind, hit.id, hit.subtitle) == ("goal", tree["sub"], code_lists.label("goal_level", "sub"))
    goals.archive(tree["main"])
    assert [text for _depth, text in shape()] == ["Verdens beste biomarine klynge", "Flere prosjekter"]
    assert len(queries.tree("nb", archived=True)) == 5


def test_a_goal_stands_only_below_one_of_a_higher_level_and_never_below_itself(tree: dict[str, int]) -> None:
    for deed, field in (
        (lambda: goals.add("main", "A", parent=tree["sub"]), "parent"),
        (lambda: goals.move(tree["main"], tree["other"], 0), "parent"),
        (lambda: goals.edit(tree["main"], parent=tree["result"]), "parent"),
        (lambda: goals.edit(tree["main"], level="result"), "level"),
        (lambda: goals.add("dream", "A"), "level"),
        (lambda: goals.add("main", " "), "text_nb"),
    ):
        with pytest.raises(Invalid) as told:
            deed()
        assert field in told.value.fields
    with pytest.raises(CrmError):
        goals.edit(99, text_nb="A")


def test_a_goal_moves_within_the_tree_and_back_with_one_undo(tree: dict[str, int]) -> None:
    before = shape()
    goals.move(tree["sub"], tree["other"], 0)
    assert next((depth, text) for depth, text in shape() if depth > 1) == (2, "Verve bedrifter")
    assert [text for _depth, text in shape()].index("Flere prosjekter") == 2
    history.undo()
    assert shape() == before
    goals.move(tree["other"], tree["vision"], 0)
    assert [text for depth, text in shape() if depth == 1] == ["Flere prosjekter", "Flere medlemmer"]
    history.undo()
    assert shape() == before


def test_removing_a_goal_takes_all_that_hangs_on_it_or_lifts_it_and_undo_brings_it_back(tree: dict[str, int]) -> None:
    made = goals.add_indicator(tree["result"], "Medlemmer", figure_key="K01", target=45_00, target_year=2027)
    goals.put_values(made, {2024: Kept(32_00), 2025: Kept(33_00, "rolig år")})
    tags.put("goal", tree["main"], ["styret"])
    before = shape()
    goals.delete(tree["main"], lift=True)
    assert (1, "Verve bedrifter") in shape() and (2, "45 medlemmer i 2027") in shape()
    assert [text for depth, text in shape() if depth == 1] == ["Verve bedrifter", "Flere prosjekter"]
    assert soundness.problems() == []
    history.undo()
    assert shape() == before
    goals.delete(tree["main"])
    assert [text for _depth, text in shape()] == ["Verdens beste biomarine klynge", "Flere prosjekter"]
    assert rows("SELECT count(*) FROM indicator_value")[0][0] == 0 and soundness.problems() == []
    history.undo()
    assert shape() == before and queries.indicator(made).kept == {2024: (32_00, ""), 2025: (33_00, "rolig år")}
    assert soundness.problems() == []


def test_values_are_kept_by_year_and_a_vision_is_not_measured(tree: dict[str, int]) -> None:
    with pytest.raises(Invalid):
        goals.add_indicator(tree["vision"], "Alt")
    made = goals.add_indicator(tree["main"], "Omdømme", unit="score", baseline=300, baseline_year=2023)
    goals.put_values(made, {2024: Kept(350), 2025: Kept(None)})
    goals.put_values(made, {2024: Kept(None), 2026: Kept(410, "ny måling")})
    assert queries.indicator(made).kept == {2026: (410, "ny måling")}
    with pytest.raises(Invalid) as told:
        goals.put_values(made, {2025: Kept(None, "bare ord")})
    assert list(told.value.fields) == ["value_2025"]
    with pytest.raises(Invalid):
        goals.edit(tree["main"], level="vision", parent=None)
    goals.edit_indicator(made, target=500, target_year=2027)
    one = queries.indicator(made)
    known = reported.values(one, {})
    assert known == {2023: 300, 2026: 410}
    stands = reported.standing(one, known, 2026)
    assert (stands.value, str(stands.achieved), stands.course) == (410, "55.0", "behind")
    assert reported.standing(one, known, 2025).year == 2023
    goals.delete_indicator(made)
    assert queries.indicators(goal=tree["main"]) == []


def test_an_indicator_follows_a_figure_of_each_years_report_and_of_the_frozen_one(
    cluster: Cluster, tree: dict[str, int]
) -> None:
    today = date(2026, 11, 23)
    made = goals.add_indicator(tree["result"], "Medlemmer", figure_key="K01", baseline_year=2025, target=45_00)
    one = queries.indicator(made)
    assert reported.years([one], today) == [2026, 2025]
    figures = {year: reported.figures_of(year, today) for year in (2025, 2026)}
    counted = {year: run.make(year, today=today).figures["K01"].value for year in (2025, 2026)}
    assert reported.values(one, figures) == {year: rules.hundredths(value) for year, value in counted.items()}
    goals.put_values(made, {2025: Kept(31_00)})
    assert reported.values(queries.indicator(made), figures)[2025] == 31_00
    run.freeze(run.make(2025, today=today))
    assert reported.figures_of(2025, today) == figures[2025]
    assert reported.unit_of("K01") == "count" and reported.unit_of("K05") == "percent"
    assert ("K01", "Antall medlemmer 31.12") in reported.figure_names("nb")


def test_a_focus_area_stands_beside_its_goal(tree: dict[str, int]) -> None:
    area = focus_areas.add("9", name_nb="Havbunn", name_en="Sea floor")
    goals.edit(tree["main"], focus_area=area, from_year=2023, to_year=2027)
    one = queries.detail(tree["main"], "en")
    assert (one.focus_area, one.from_year, one.to_year) == ("Sea floor", 2023, 2027)
    with pytest.raises(Invalid):
        goals.edit(tree["main"], to_year=2020)


_AMOUNT = some.integers(-(10**9), 10**9)


@given(_AMOUNT, _AMOUNT, _AMOUNT)
def test_the_way_is_nothing_at_the_baseline_and_all_of_it_at_the_target(baseline: int, target: int, value: int) -> None:
    if baseline == target:
        assert rules.achieved(baseline, target, value) is None
        return
    assert rules.achieved(baseline, target, baseline) == 0 and rules.achieved(baseline, target, target) == 100
    gone = rules.achieved(baseline, target, value)
    assert gone is not None
    # Exactly the formula of sheet 12, rounded; and past the target exactly where the target was reached.
    assert abs(Fraction(gone) - Fraction((value - baseline) * 100, target - baseline)) <= Fraction(1, 20)
    direction = "up" if target > baseline else "down"
    if rules.reached(target, value, direction):
        assert gone >= 100


def test_whatever_is_moved_lifted_and_removed_the_tree_stays_whole_and_undo_brings_each_step_back(
    cluster: Cluster,
) -> None:
    walk = Random(20261123)
    for number in range(8):
        goals.add(walk.choice(rules.LEVELS), f"Mål {number}")
    for number in range(60):
        before = queries.tree("nb")
        ids = [row.id for row in before]
        goal, to = walk.choice(ids), walk.choice([None, *ids])
        try:
            if walk.random() < 0.8 or len(ids) < 5:
                goals.move(goal, to, walk.randrange(4))
            else:
                goals.delete(goal, lift=walk.random() < 0.7)
        except Invalid:
            assert queries.tree("nb") == before
            continue
        after = queries.tree("nb")
        levels = {row.id: row.level for row in after}
        stored = rows("SELECT count(*) FROM goal")[0][0]
        assert len(after) == stored, "a goal that no way leads to from the top"
        for row in after:
            assert rules.may_stand_below(row.level, levels[row.parent_id] if row.parent_id is not None else None)
        if number % 3 == 0:
            history.undo()
            assert [row._replace(version=0) for row in queries.tree("nb")] == [
                row._replace(version=0) for row in before
            ]
            history.redo()
            assert [row.id for row in queries.tree("nb")] == [row.id for row in after]
    assert soundness.problems() == []
