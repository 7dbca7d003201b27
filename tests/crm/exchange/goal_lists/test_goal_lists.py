"""Goals, indicators and the values of their years go into a file and come in from one."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from crm import i18n
from crm.commands import focus_areas, goals, history
from crm.commands.goals import Kept
from crm.errors import CrmError
from crm.exchange.export import export_rows
from crm.exchange.fact_lists.reading import Found
from crm.exchange.goal_lists import bringing, columns
from crm.exchange.goal_lists.reading import Figure
from crm.exchange.source import Sheet, Source
from crm.exchange.writers.columns import Column
from crm.queries import focus_areas as listed_areas
from crm.queries import goals as queries
from crm.reports import goals as reported
from crm.store import journal, opening, soundness
from crm.store.database import rows, value
from tests import new_register, sample
from tests.crm.conftest import TODAY
from tests.crm.exchange.bringing import dump

FIGURES = (Figure("K01", "Antall medlemmer", "Members", "count"), Figure("K12", "Andel", "Share", "percent"))


def read(header: Sequence[Any], *lines: Sequence[Any]) -> Found:
    source = Source("xlsx", None, (Sheet("Ark1", [["Våre mål"], list(header), *map(list, lines)]),), "0" * 64)
    return bringing.of_source(source, "mål.xlsx", figures=FIGURES, today=TODAY)


def kept(found: Found) -> int:
    return bringing.keep("mål.xlsx", [line for line in found.lines if not line.problem and not line.there])


def problems(found: Found) -> list[str]:
    return [line.problem for line in found.lines]


def tree() -> list[tuple[int, str, str]]:
    return [(row.depth, row.level, row.text_nb) for row in queries.tree(archived=True)]


def written(file: Path, *, archived: bool = True) -> int:
    """All goals in the file, with what the report says of the years."""
    listed, measured = queries.tree(archived=archived), defaultdict(list)
    for row in listed:
        measured[row.id] = queries.indicators(goal=row.id)
    every = [one for found in measured.values() for one in found]
    figures = {year: {"K01": 30 + year % 10} for year in reported.years(every, TODAY)}
    lines = columns.told(listed, measured, lambda one: reported.values(one, figures))
    outs = columns.out(lines)
    heads = [Column(i18n._(one.title), one.kind, one.width) for one in outs]
    return export_rows(heads, ([one.value(line) for one in outs] for line in lines), file).rows


def everything() -> list[Any]:
    """All that is kept of goals, without ids."""
    return [
        rows(
            "SELECT goal.level, goal.text_nb, goal.text_en, above.text_nb, focus_area.name_nb, goal.position,"
            " goal.from_year, goal.to_year, goal.notes, goal.archived FROM goal LEFT JOIN goal AS above"
            " ON above.id = goal.parent_id LEFT JOIN focus_area ON focus_area.id = goal.focus_area_id"
            " ORDER BY goal.level, above.text_nb, goal.position, goal.text_nb"
        ),
        rows(
            "SELECT goal.text_nb, name_nb, name_en, figure_key, unit, direction, baseline, baseline_year, target,"
            " target_year, indicator.position FROM indicator JOIN goal ON goal.id = goal_id"
            " ORDER BY goal.text_nb, indicator.position, name_nb"
        ),
        rows(
            "SELECT goal.text_nb, name_nb, year, value, note FROM indicator_value JOIN indicator"
            " ON indicator.id = indicator_id JOIN goal ON goal.id = goal_id ORDER BY goal.text_nb, name_nb, year"
        ),
    ]


@pytest.mark.parametrize(("language", "ending"), [("nb", "xlsx"), ("en", "csv")])
def test_all_goals_come_into_an_empty_register_as_they_were(tmp_path: Path, language: str, ending: str) -> None:
    file = tmp_path / f"mål.{ending}"
    sample.write(tmp_path / "sample.klynge")
    opening.open_register(tmp_path / "sample.klynge", check=False)
    try:
        english = dict(reported.figure_names("en"))
        figures = [Figure(*one, english[one[0]], reported.unit_of(one[0])) for one in reported.figure_names("nb")]
        # What the sample has not: a value in place of a figure, an archived goal, a fraction, the same words twice
        main = next(row for row in queries.tree() if row.level == "sub")
        made = goals.add("result", "Halvert utslipp", parent=main.id, text_en="Half", from_year=2024, to_year=2027)
        goals.edit(made, notes="Etter styrets møte; se «vedtak», punkt 3")
        small = goals.add_indicator(made, "Utslipp", unit="score", direction="down", baseline=12_34, target=-5)
        goals.put_values(small, {2023: Kept(12_345_67, "Målt i mai"), 2025: Kept(0)})
        figure = next(one for one in queries.indicators() if one.figure_key)
        goals.put_values(figure.id, {2024: Kept(31_00, "Rettet")})
        goals.archive(goals.add("main", "Lagt bort"))
        other = next(row for row in queries.tree() if row.level == "sub" and row.id != main.id)
        goals.add("result", "Halvert utslipp", parent=other.id)
        with i18n.meanwhile(language):
            count = written(file)
            again = bringing.read(file, figures=figures, today=TODAY)
        assert [(line.texts, line.problem, line.note) for line in again.lines if line.problem or not line.there] == []
        assert len(again.lines) == count > 20 and again.unused == ()
        wanted = everything()
        areas = [(row.code, row.name_nb, row.name_en) for row in listed_areas.all("nb")]
    finally:
        opening.close()
        journal.author.staff = None
    new_register.create(tmp_path / "empty.klynge")
    try:
        for code, nb, en in areas:
            focus_areas.add(code, name_nb=nb, name_en=en)
        before = dump()
        with i18n.meanwhile(language):
            found = bringing.read(file, figures=figures, today=TODAY)
        assert [line.problem for line in found.lines if line.problem] == [] and kept(found) == count
        assert everything() == wanted
        assert soundness.problems() == []
        history.undo()
        assert dump() == before
    finally:
        opening.close()


def test_a_list_of_somebody_else_is_understood_and_taken_back(register: Path) -> None:
    found = read(
        ["Nivå", "Mål", "Indikator", "Enhet", "Nullpunkt 2022", "Mål 2027", 2023, "2024", "Merknad 2024", "Ansvarlig"],
        ["Visjon", "Havet lever"],
        ["Hovedmål", "Flere medlemmer", "Antall medlemmer", "Antall", 32, 45, 33, 36, "Ny region", "Kari"],
        ["", "", "Andel bedrifter", "Prosent", "61,1 %", "70 %", "", "62,5"],
        ["Delmål", "Medlemmer i nord", "Kommuner", "", "5", "9 (2028)"],
        ["Hovedmål", "Mer forskning"],
    )
    assert problems(found) == ["", "", "", "“9 (2028)” is no number.", ""]
    assert found.unused == ("Ansvarlig",)
    assert [found.lines[1].texts[one.key] for one in found.columns] == [
        "Flere medlemmer", "Main goal", "Antall medlemmer", "45", "2023: 33, 2024: 36",
    ]  # fmt: skip
    assert kept(found) == 4
    assert tree() == [(0, "vision", "Havet lever"), (1, "main", "Flere medlemmer"), (1, "main", "Mer forskning")]
    one, share = queries.indicators()
    assert (one.name, one.unit, one.baseline, one.baseline_year, one.target, one.target_year) == (
        "Antall medlemmer", "count", 32_00, 2022, 45_00, 2027,
    )  # fmt: skip
    assert {year: tuple(kept) for year, kept in one.kept.items()} == {2023: (33_00, ""), 2024: (36_00, "Ny region")}
    assert (share.unit, share.baseline, share.target, share.kept[2024].value) == ("percent", 61_10, 70_00, 62_50)
    step = value("SELECT max(id) FROM step")
    goals.add("main", "Lagt til senere")
    plan = history.take_back(step)
    assert plan.removes == {"indicator_value": 3, "indicator": 2, "goal": 3} and plan.kept == []
    assert tree() == [(0, "main", "Lagt til senere")] and soundness.problems() == []


def test_a_column_for_each_level_is_read_as_a_tree(register: Path) -> None:
    found = read(
        ["Visjon", "Hovedmål", "Delmål", "Indikator", "Måltall"],
        ["Havet lever", "Vekst", "Flere medlemmer", "Medlemmer", 45],
        ["", "", "", "Frafall", 2],
        ["", "", "Flere møter", "Møter", 100],
        ["", "Forskning", "Flere prosjekter", "Prosjekter", 12],
    )
    assert not any(problems(found)) and kept(found) == 7
    assert tree() == [
        (0, "vision", "Havet lever"),
        (1, "main", "Vekst"),
        (2, "sub", "Flere medlemmer"),
        (2, "sub", "Flere møter"),
        (1, "main", "Forskning"),
        (2, "sub", "Flere prosjekter"),
    ]
    assert [one.name for one in queries.indicators()] == ["Medlemmer", "Frafall", "Møter", "Prosjekter"]


def test_units_are_read_as_people_write_them_and_shares_as_excel_keeps_them(register: Path) -> None:
    found = read(
        ["Hovedmål", "KPI", "Enhet", "Baseline 2023", "Mål 2026", "Status 2024"],
        ["Vekst", "Medlemmer", "stk", 32, "45 stk.", 36],
        ["", "Andel SMB", "%", 0.61, 0.7, 0.625],
        ["", "Kjennskap", "%", 20, 60, "35 %"],
        ["", "Omsetning", "MNOK", 120.5, 200, "130 mill. kr"],
        ["", "Tid", "Timer", "7,5 t", 10, ""],
        ["", "Lykke", "smil", 1, 2, 3],
    )
    assert problems(found) == [*[""] * 5, "“smil” is not one of: Number, Per cent, Kroner, Hours, Score."]
    assert kept(found) == 5
    assert [(one.name, one.unit, one.baseline, one.target) for one in queries.indicators()] == [
        ("Medlemmer", "count", 32_00, 45_00),
        ("Andel SMB", "percent", 61_00, 70_00),
        ("Kjennskap", "percent", 20_00, 60_00),
        ("Omsetning", "kroner", 120_500_000_00, 200_000_000_00),
        ("Tid", "hours", 7_50, 10_00),
    ]
    assert [kept.value for one in queries.indicators() for kept in one.kept.values()] == [
        36_00, 62_50, 35_00, 130_000_000_00,
    ]  # fmt: skip


def test_what_stands_in_the_register_is_changed_where_the_list_says_otherwise(register: Path) -> None:
    main = goals.add("main", "Vekst")
    sub = goals.add("sub", "Flere medlemmer", parent=main, to_year=2026)
    one = goals.add_indicator(sub, "Medlemmer", target=45_00, target_year=2027)
    goals.put_values(one, {2024: Kept(36_00, "Ny region")})
    header = ["Mål", "Nivå", "Står under", "Til år", "Indikator", "Måltall", 2024, 2025]
    same = read(header, ["Vekst", "Hovedmål"], ["flere medlemmer", "Delmål", "Vekst", 2026, "Medlemmer", 45, 36])
    assert [line.there for line in same.lines] == [True, True]
    # Where the list does not say what it stands below, it is known by its level and words
    assert [line.there for line in read(header, ["Flere medlemmer", "Delmål"]).lines] == [True]
    before = dump()
    found = read(header, ["Flere medlemmer", "Delmål", "Vekst", 2030, "Medlemmer", 50, 37, 41])
    (line,) = found.lines
    assert (line.there, line.problem) == (False, "")
    assert line.note == "Until year: 2026 → 2030, Target: 45 → 50, 2024: 36 → 37, 2025: – → 41"
    assert kept(found) == 1
    known = queries.indicator(one)
    assert (known.target, known.target_year, queries.detail(sub).to_year) == (50_00, 2027, 2030)
    assert {year: tuple(kept) for year, kept in known.kept.items()} == {2024: (37_00, "Ny region"), 2025: (41_00, "")}
    assert value("SELECT label FROM step ORDER BY id DESC LIMIT 1") == "Goals from «{file}»"
    history.undo()
    assert dump() == before


def test_years_that_the_report_counts_are_not_put_down_by_hand(register: Path) -> None:
    header = ["Mål", "Nivå", "Tall", 2024, 2025, "Ført for hånd"]
    found = read(header, ["Vekst", "Hovedmål", "Antall medlemmer", 36, 41, "2025"], ["Annet", "Hovedmål", "K99", 3, 4])
    assert [bool(line.problem) for line in found.lines] == [False, True] and "K99" in found.lines[1].problem
    assert kept(found) == 1
    (one,) = queries.indicators()
    assert (one.figure_key, one.name_nb, one.name_en, list(one.kept)) == ("K01", "Antall medlemmer", "Members", [2025])


def test_what_cannot_stand_there_is_said_line_by_line(register: Path) -> None:
    goals.add("sub", "To steder", parent=goals.add("main", "Vekst"))
    goals.add("sub", "To steder", parent=goals.add("main", "Forskning"))
    header = ["Mål", "Nivå", "Står under", "Fra år", "Til år", "Indikator", "Måltall"]
    found = read(
        header,
        ["Havet lever", "Visjon", "", "", "", "Lykke", 5],
        ["Nytt hovedmål", "Hovedmål", "To steder"],
        ["Nytt", "Delmål", "Finnes ikke"],
        ["Bakvendt", "Hovedmål", "", 2027, 2025],
        ["Uten navn", "Hovedmål", "", "", "", "", 7],
        ["Resultat", "Resultatmål", "To steder"],
        ["Ukjent nivå", "Toppmål"],
        ["Under bakvendt", "Delmål", "Bakvendt"],
    )
    assert problems(found) == [
        "A vision is not measured. Put the indicator on a goal below it.",
        "A goal of this level cannot stand there: choose one of a higher level.",
        "“Finnes ikke” is not in the register.",
        "It cannot end before it began.",
        "Indicator is missing.",
        "“To steder” could be several in the register.",
        "“Toppmål” is not one of: Vision, Main goal, Sub-goal, Result goal.",
        "Row 6, which it stands below, is not understood.",
    ]
    with pytest.raises(CrmError, match="No line is chosen"):
        kept(found)
    assert problems(read(header, ["To steder", "Delmål"])) == ["“To steder” could be several in the register."]


def test_a_goal_whose_upper_goal_was_left_out_is_refused_by_name(register: Path) -> None:
    found = read(["Nivå", "Mål"], ["Hovedmål", "Vekst"], ["Delmål", "Flere medlemmer"], ["Delmål", "Flere møter"])
    before = dump()
    with pytest.raises(CrmError, match="“Flere medlemmer” stands below “Vekst”"):
        bringing.keep("mål.xlsx", found.lines[1:])
    assert dump() == before
    assert bringing.keep("mål.xlsx", found.lines[:2]) == 2
    assert [line.there for line in read(["Nivå", "Mål"], ["Hovedmål", "Vekst"]).lines] == [True]


def test_the_order_of_the_lines_does_not_matter_where_each_says_what_it_stands_below(register: Path) -> None:
    header = ["Mål", "Nivå", "Står under", "Indikator", "Måltall"]
    found = read(
        header,
        ["Flere møter", "Delmål", "Vekst", "Møter", 100],
        ["Vekst", "Hovedmål", "Havet lever", "Frafall", 2],
        ["Flere møter", "Delmål", "VEKST", "Deltakere", 900],
        ["Havet lever", "Visjon", "", "", ""],
    )
    assert not any(problems(found)) and kept(found) == 4
    assert tree() == [(0, "vision", "Havet lever"), (1, "main", "Vekst"), (2, "sub", "Flere møter")]
    assert sorted(one.name for one in queries.indicators()) == ["Deltakere", "Frafall", "Møter"]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_columns_called_as_in_our_own_list_are_found_in_both_languages(language: str) -> None:
    from crm.exchange.goal_lists import reading

    titles = [i18n.speaking(language)(title) for one in columns.ASKED for title in one.titles[:1]]
    found = reading.header(titles)
    assert [one.key for one in found.asked.values()] == [one.key for one in columns.ASKED]


def test_a_file_without_goals_says_what_it_needs(register: Path, tmp_path: Path) -> None:
    file = tmp_path / "annet.csv"
    file.write_text("Navn;Telefon\nKai;4\n", encoding="utf-8")
    with pytest.raises(CrmError, match=r"annet\.csv"):
        bringing.read(file, figures=FIGURES, today=date(2026, 1, 1))
