"""UX.md, "Behaviour that a test can check", points 9 to 17, each by its number."""

from typing import Any

from openpyxl import load_workbook
from PySide6.QtWidgets import QLabel, QPushButton

from crm.commands import people
from crm.errors import CrmError
from crm.queries.people import PeopleQuery
from tests.pictures import empty
from tests.ui.register import settle
from ui import errands, look, single
from ui.dialogs import organisation
from ui.kit import columns, excepthook
from ui.kit.empty import Empty
from ui.kit.message_box import MessageBox
from ui.pages.filters import Choice

LISTS = ("members", "contacts", "interactions", "followups", "activities", "projects", "imports")


def rest(window) -> None:
    settle(lambda: not window.desk.questions.waiting() and not window.desk.jobs.busy())


def test_point_09_every_empty_list_says_why_and_offers_the_next_action(program, tmp_path):
    program.start(empty.write(tmp_path))
    for key in LISTS:
        program.window.go(key)
        rest(program.window)
        shown = [one for one in program.window.page().findChildren(Empty) if one.isVisible()]
        assert shown and all(one._title.text() and one._why.text() for one in shown), key
        assert any(one._button.isVisible() and one._button.text() for one in shown), key


def test_point_09_a_list_emptied_by_a_search_leads_back(window):
    for key in LISTS[:-1]:
        window.go(key, text="xyzxyz", chips=[])
        rest(window)
        shown = next(one for one in window.page().findChildren(Empty) if one.isVisible())
        assert shown._why.text() and shown._button.isVisible(), key
        words = shown._title.text()
        shown._button.click()
        rest(window)
        assert not shown.isVisible() or shown._title.text() != words, key


def test_point_10_a_column_chooser_in_the_header(window):
    window.go("interactions")
    rest(window)
    view = window.page().view
    menu = columns.chooser(view.horizontalHeader(), view.table())
    choices = [action for action in menu.actions() if action.isCheckable()]
    assert len(choices) == len(view.table().columns)
    choices[2].trigger()
    assert view.isColumnHidden(2)


def test_point_10_rows_are_sorted_as_norwegians_sort(window):
    for name in ("Østby", "Ærlig", "Zahl", "Aase", "Ås", "Ask", "Rom 10", "Rom 9"):
        people.add(first_name="X", last_name=name)
    window.go("contacts")
    settle(lambda: len(window.page().listing.table.ids()) == 12)
    rows = PeopleQuery().rows(PeopleQuery().ids())
    names = [rows[id].name.removeprefix("X ") for id in window.page().listing.table.ids() if rows[id].name[:2] == "X "]
    assert names == ["Ask", "Rom 9", "Rom 10", "Zahl", "Ærlig", "Østby", "Ås", "Aase"] or names == [
        *("Ask", "Rom 9", "Rom 10", "Zahl", "Ærlig", "Østby", "Aase", "Ås")
    ]


def test_point_11_filters_combine_and_stand_as_chips_that_take_them_away(window, known):
    window.go("interactions")
    rest(window)
    page = window.page()
    page.filters.choose("type", Choice("phone", "Telefon"))
    page.filters.choose("organisation", Choice(known.havbruk, "Ålesund Havbruk AS"))
    settle(lambda: page.status().text.startswith("0"))
    for _turn in range(2):
        chip = next(
            one
            for one in page.filters.findChildren(QPushButton)
            if one.isVisible() and "Remove" in one.accessibleName()
        )
        chip.click()
        rest(window)
    assert page.filters.chosen() == {} and page.status().text.startswith("2")


def test_point_12_a_problem_is_told_beside_its_field_and_a_warning_blocks_nothing(window, known):
    dialog: Any = organisation.ask(window)
    dialog.save_now()
    assert dialog.isVisible() and dialog.form.problems()
    dialog.form.set_values({"name": "Uten alt annet"})
    dialog.form.set_warnings({"org_number": "Nobody knows it yet."})
    dialog.save_now()
    assert not dialog.isVisible()


def test_point_13_the_status_line_tells_how_many_are_shown_and_selected(window, known):
    window.go("contacts", text="ad", chips=[])
    rest(window)
    assert window.shell._count.text() == "1 of 4 contacts"
    window.go("contacts", text="", chips=[])
    rest(window)
    window.page().view.selectAll()
    settle(lambda: window.shell._selected.text() == "4 selected")
    assert window.shell._file.text() == known.path.name


def test_point_14_an_export_holds_the_rows_on_screen_in_their_order_and_opens_in_norwegian_excel(
    window, tmp_path, monkeypatch
):
    window.go("contacts", text="", chips=[])
    rest(window)
    page = window.page()
    for name in ("ut.csv", "ut.xlsx"):
        file = tmp_path / name
        monkeypatch.setattr("ui.pages.export.choose", lambda _desk, _name, file=file: file)
        page.verbs()["export"]()
        settle(lambda: not window.desk.jobs.busy())
        settle(file.exists)
    raw = (tmp_path / "ut.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf") and b";" in raw
    lines = raw.decode("utf-8-sig").splitlines()
    rows = PeopleQuery().rows(page.listing.table.ids())
    wanted = [rows[id].name for id in page.listing.table.ids()]
    assert [" ".join(filter(None, line.split(";")[:2])) for line in lines[1:]] == wanted
    sheet = load_workbook(tmp_path / "ut.xlsx").worksheets[0]
    assert sheet.max_row == len(wanted) + 1


def test_point_15_a_second_start_raises_the_window_and_hands_over_its_files(program, window, home, known):
    came: list[object] = []
    door = single.Door(home, came.append)
    assert (home / single.MARK).exists()
    door.close()
    window.hide()
    program.come([])
    settle(window.isVisible)
    assert not single.hand_over(home, [known.path])


def test_point_16_an_unexpected_error_shows_one_dialog_and_says_that_the_data_is_safe(window, tmp_path):
    look.hear_errors(lambda: window, tmp_path)
    try:
        for _turn in range(5):
            try:
                raise ValueError("Ada Berg")
            except ValueError as error:
                hook = excepthook._hook
                assert hook is not None
                hook.hear(ValueError, error, error.__traceback__)
        settle(lambda: bool(boxes(window)))
        assert len(boxes(window)) == 1
        box = boxes(window)[0]
        words = " ".join(label.text() for label in box.findChildren(QLabel))
        assert "Your data is safe" in words and "Ada" not in words
        assert {one.text() for one in box.findChildren(QPushButton)} == {"Copy details", "Open log folder", "Close"}
        assert "Ada" not in (tmp_path / look.LOG).read_text(encoding="utf-8")
        box.close()
    finally:
        excepthook.restore()


def test_point_16_an_expected_one_is_a_sentence(window, tmp_path):
    look.hear_errors(lambda: window, tmp_path)
    try:
        hook = excepthook._hook
        assert hook is not None
        hook.hear(CrmError, CrmError("There is no file A.klynge."), None)
        settle(lambda: bool(boxes(window)))
        assert "There is no file A.klynge." in {label.text() for label in boxes(window)[0].findChildren(QLabel)}
        boxes(window)[0].close()
    finally:
        excepthook.restore()


def test_point_17_search_folds_letters_reads_digits_and_forgives_a_typo(window, known):
    for words in ("odegaard", "ødegård", "degår", "Ødegrd", "91234567", "912 34 567"):
        found = [hit.title for group in errands.find(window, words) for hit in group.hits]
        assert ("Ada Berg" if words[0] == "9" else "Kåre Ødegård") in found, words


def test_point_17_it_shows_the_matched_snippet(window):
    found = [item for group in errands.find(window, "partnerliste") for item in group.hits]
    assert any("partnerliste" in (item.snippet or item.title).lower() for item in found)


def boxes(window) -> list[MessageBox]:
    return [one for one in window.findChildren(MessageBox) if one.isVisible()]
