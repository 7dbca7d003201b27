"""Reports: the figures of a year, the proof behind each, frozen ones."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from crm.commands import figure_comments, goals, history, memberships, organisations
from crm.queries import figure_comments as comments
from crm.queries import reports as queries
from crm.reports import run
from tests.ui.register import settle
from ui.dialogs.reconciled import ReconciledDialog
from ui.kit import messages

pytestmark = pytest.mark.begins_on("reports")


@pytest.fixture
def page(window):
    window.go("reports")
    calm(window)
    return window.page()


def calm(window):
    settle(lambda: not window.desk.questions.waiting() and not window.desk.jobs.busy() and window.page().report)


def test_it_counts_the_year_that_runs_in_the_second_half(page, known):
    assert page.chosen_year() == 2026
    assert page.report.figures["K01"].value == 2
    assert page.cards["K01"]._number.text() == "2"


def test_each_figure_shows_whom_it_counts_and_leads_there(page, window, known):
    names = [page.detail._names[id] for id in page.detail.counted.table().ids()]
    assert names == ["Nordlys Energi AS", "Ålesund Havbruk AS"]
    page.detail.counted.opened.emit(known.havbruk)
    assert window.current == "members"


def test_another_year_is_counted_anew(page, window):
    page._choose_year(2023)
    settle(lambda: page.report is not None and page.report.year == 2023)
    assert page.report.figures["K01"].value == 1


def test_a_change_is_counted_at_once(page, window, known):
    memberships.join(known.kommune, joined_on=date(2026, 3, 1))
    settle(lambda: page.report.figures["K01"].value == 3)


def test_freezing_asks_with_a_verb_and_keeps_the_figures(page, window, known, monkeypatch):
    asked: list[tuple[str, str]] = []

    def ask(_parent, title, _words, verb, **_how):
        asked.append((title, verb))
        return True

    monkeypatch.setattr(messages, "ask", ask)
    page._freeze()
    settle(lambda: len(queries.runs(2026)) == 1)
    assert asked == [("Freeze the report of 2026?", "Freeze")]
    memberships.join(known.kommune, joined_on=date(2026, 3, 1))
    settle(lambda: page.report.figures["K01"].value == 3 and bool(page.detail._runs))
    page.detail.runs.opened.emit(queries.runs(2026)[0].id)
    settle(lambda: page.report.run is not None)
    assert page.report.figures["K01"].value == 2
    assert "frozen report" in page.bar.words()


def test_a_frozen_report_says_which_edit_moved_its_figures(page, window, known):
    run.freeze(run.make(page.report.year, today=page.desk.today()))
    assert not page.since.isVisible()
    memberships.join(known.kommune, joined_on=date(2026, 3, 1))
    page.refresh()
    settle(lambda: bool(page.detail._runs))
    page.detail.runs.opened.emit(queries.runs(2026)[0].id)
    settle(lambda: page.report.run is not None)
    assert page.since.isVisible()
    page.since.click()
    dialog = window.findChild(ReconciledDialog)
    settle(lambda: dialog.found is not None)
    row = dialog.listing.rows()[0]
    assert row.figure.startswith("K01") and row.moved == "2 → 3" and row.did.startswith("entered: ")
    dialog.save_now()


def test_the_figures_stand_in_groups_whose_headings_cannot_be_chosen(page):
    table = page.figures
    titles = [table.record(row).title for row in range(table.rowCount()) if table.id_at(row) < 0]
    assert titles[:3] == ["Members", "Contact with members", "Activities"]
    assert len(table.figures) == 40
    assert not any(table.index(row, 0).flags() for row in range(table.rowCount()) if table.id_at(row) < 0)
    assert page.view.current_id() == 1


def test_a_figure_shows_its_years_its_groups_and_who_is_new(page, window):
    calm(window)
    detail = page.detail
    assert list(page._years) == [2022, 2023, 2024, 2025, 2026]
    assert detail.years.chart.chart.labels == ["2022", "2023", "2024", "2025", "2026"]
    came = {(one.name, one.came) for one in detail._changes.values()}
    counted, before = (
        set(value.counted) for value in (page.report.figures["K01"].now, page.report.figures["K01"].before)
    )
    assert len(came) == len(counted ^ before)
    sectors = {part.group: part.now for part in detail._groups.values() if part.dimension == "Actor type"}
    assert sum(map(int, sectors.values())) == 2


def test_a_target_stands_beside_the_figure_and_in_its_chart(page, window):
    goal = goals.add("main", "Flere medlemmer")
    goals.add_indicator(
        goal, name_nb="Medlemmer", figure_key="K01", baseline=100, baseline_year=2025, target=400, target_year=2028
    )
    settle(lambda: not page.view.isColumnHidden(5))
    calm(window)
    shown = {one.key: page.figures.columns[5].text(one) for one in page.figures.figures.values()}
    assert (shown["K01"], shown["K02"]) == ("4", "")
    assert page.detail.years.chart.chart.target == 4
    assert page.detail._parts.findChildren(QLabel)[-1].text().startswith("33.3")


def test_what_is_missing_is_worked_off_one_after_the_other(page, window, known):
    page.look_at("gaps")
    calm(window)
    rows = {(row.gap.record, row.gap.id, row.gap.field) for row in page.gaps.rows()}
    assert ("organisation", known.havbruk, "employees") in rows
    number = next(
        id for id, row in page.gaps._rows.items() if row.gap[:3] == ("organisation", known.havbruk, "employees")
    )
    page.gaps.list.go_to(number)
    line = page.gap.fill_in
    line.form.widget("employees").setText("mange")
    line.keep()
    assert line.form.problems()
    line.form.fields["employees"].put(12)
    line.keep()
    settle(lambda: number not in page.gaps._rows)
    assert page.gaps.list.current_id() in page.gaps._rows
    history.undo()
    settle(lambda: number in page.gaps._rows)


def test_what_a_figure_lacks_is_filled_in_below_its_list(page, window, known):
    page.go_to("K40")
    calm(window)
    page.detail.show_tab(1)
    places = [place for place, one in page.detail._almost.items() if one.key == "org_number"]
    assert places or page.report.figures["K40"].value == 100
    for place in places[:1]:
        page.detail.almost.go_to(place)
        assert list(page.detail.fill_in.form.fields) == ["org_number"]


def test_a_frozen_year_leads_to_the_frozen_report_and_back_and_an_edit_closes_it_not(page, window, known):
    frozen = run.freeze(run.make(page.report.year, today=page.desk.today())).run
    page.refresh()
    settle(lambda: "was frozen" in page.bar.words())
    assert page.bar.words().startswith("2026 was frozen ") and f"as number {frozen}." in page.bar.words()
    organisations.edit(known.havbruk, name="Havbruk Nytt Navn AS")
    settle(lambda: "Havbruk Nytt Navn AS" in page.detail._names.values())
    page.bar._act()
    settle(lambda: page.report.run == frozen and "Ålesund Havbruk AS" in page.detail._names.values())
    assert set(page.detail._names.values()) == {"Nordlys Energi AS", "Ålesund Havbruk AS"}
    organisations.edit(known.havbruk, name="Enda Et Navn AS")
    calm(window)
    assert page.report.run == frozen
    page.bar._act()
    settle(lambda: page.report.run is None and "Enda Et Navn AS" in page.detail._names.values())


def test_a_comment_is_kept_when_its_field_is_left_and_undo_takes_it_back(page, window):
    figure_comments.put("K01", 2025, "Som i fjor.")
    field = page.detail.comment
    settle(lambda: field.form.value("comment") == "Som i fjor.")
    assert "2025" in field._from.text()
    field.form.widget("comment").setPlainText("To nye i år.")
    page.go_to("K10")
    assert comments.of(2026)["K01"] == ("To nye i år.", 2026)
    calm(window)
    assert field.form.value("comment") == ""
    page.go_to("K01")
    settle(lambda: field.form.value("comment") == "To nye i år." and field._from.isHidden())
    history.undo()
    settle(lambda: field.form.value("comment") == "Som i fjor.")


def test_the_comment_of_a_frozen_report_can_only_be_read(page, window):
    figure_comments.put("K01", 2026, "Som frosset.")
    settle(lambda: page.report.comments == {"K01": "Som frosset."})
    frozen = run.freeze(run.make(page.report.year, today=page.desk.today())).run
    figure_comments.put("K01", 2026, "Som nå.")
    page._show_frozen(frozen)
    settle(lambda: page.report.run == frozen)
    assert page.detail.comment.form.isHidden()
    assert page.detail.comment.words.text() == "Comment: Som frosset."
    page.go_to("K10")
    assert page.detail.comment.isHidden()
