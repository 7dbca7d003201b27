"""Lists and words are edited where they stand, and every window says the new word at once."""

from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from crm.commands import code_terms, history
from crm.commands import focus_areas as focus_area_commands
from crm.rules import code_lists
from tests.ui.register import settle
from ui.dialogs import choices, list_words, words, words_entries, words_terms


@pytest.fixture
def dialog(window):
    made = words.ask(window, chosen="membership_category")
    yield made
    made.close()


def panel(dialog: Any, kind: Any = words_entries.Entries) -> Any:
    return dialog.findChildren(kind)[0]


def fill(dialog: Any, **values: Any) -> None:
    dialog.form.set_values(values)
    dialog.save_now()


def test_every_list_is_named_or_hidden_on_purpose():
    assert {*list_words.TITLES, *list_words.HIDDEN} == set(code_lists.names())
    assert set(list_words.TITLES) >= code_lists.OPEN


def test_an_entry_is_renamed_from_this_year_on_and_every_window_says_it(dialog, window, known):
    window.go("members", id=known.nordlys)
    settle(lambda: not window.desk.questions.waiting())
    entries = panel(dialog)
    edit = words_entries.ask(entries, entries.listing.rows()[0])
    fill(edit, nb="Hovedpartner", en="Main partner")
    held = code_lists.holding("membership_category", "full")
    assert held is not None
    year = held.from_year
    assert year and code_lists.label("membership_category", "full", "en", year - 1) == "Full member"
    assert entries.listing.rows()[0].en == "Main partner", "the dialog shows it at once"

    settle(lambda: "Main partner" in _tags(window))
    history.undo()
    assert code_lists.label("membership_category", "full", "en") == "Full member"


def test_what_is_out_of_use_stays_where_it_is_and_is_offered_to_nobody_else(dialog, window, known):
    entries = panel(dialog)
    entries.listing.go_to(4)
    entries._retire.click()
    assert entries.listing.current_row().key == "observer" and not entries.listing.current_row().is_offered
    assert entries._retire.text() == "Use again"
    field = choices.code("category", "Category", "membership_category")
    combo: Any = field.widget
    assert combo.findData("observer") < 0
    field.put("observer")
    assert field.get() == "observer" and combo.currentText() == "Observer"


def test_a_focus_area_of_earlier_years_is_offered_only_where_it_is(window):
    this = choices.today().year
    area = focus_area_commands.add("9", name_nb="Gammelt", name_en="Old", active_to_year=this - 1)
    field = choices.focus_area("focus_area", "Focus area")
    combo: Any = field.widget
    assert combo.findData(area) < 0
    field.put(area)
    assert field.get() == area and combo.currentText() == "Old"


def test_one_that_is_in_use_is_replaced(dialog, known):
    key: str = code_terms.add("membership_category", nb="Æresmedlem", en="Honorary member")
    entries = panel(dialog)
    entries.again()
    assert entries.listing.rows()[-1].key == key
    entries.listing.go_to(5)
    assert entries._remove.isEnabled()
    entries._remove.click()
    assert key not in code_lists.keys("membership_category"), "nobody carries it"
    used = next(row for row in entries.listing.rows() if row.uses)
    question = words_entries.ask_other(entries, used)
    fill(question, by="partner" if used.key != "partner" else "full")
    assert next(row for row in entries.listing.rows() if row.key == used.key).uses == 0


def test_the_arrows_put_a_list_in_order_and_the_standard_comes_back(dialog):
    entries = panel(dialog)
    entries._down.click()
    assert code_lists.keys("membership_category")[:2] == ("partner", "full")
    assert entries.listing.current_id() == 1 and entries._reset.isEnabled()
    entries._reset.click()
    assert code_lists.keys("membership_category")[:2] == ("full", "partner") and not entries._reset.isEnabled()


def test_a_list_the_program_decides_by_has_only_its_words(window):
    made = words.ask(window, chosen="task_status")
    entries = panel(made)
    assert not entries._new.isVisibleTo(made) and not entries._remove.isVisibleTo(made)
    made.close()


def test_members_are_called_partners_in_menus_and_pages(window, known):
    made = words.ask(window)
    terms = panel(made, words_terms.Terms)
    ask = words_terms.ask(terms, "member")
    fill(ask, en_one="associate")
    assert ask.isVisible(), "one form alone is not enough"
    fill(ask, en_many="associates")
    settle(lambda: "Associates" in _sidebar(window))
    assert terms.listing.rows()[0].en == "associate"
    terms.listing.go_to(0)
    terms._back.click()
    settle(lambda: "Members" in _sidebar(window))
    made.close()


def _sidebar(window):
    return [item.text for item in window.shell.sidebar._items.values()]


def _tags(window):
    return [tag.accessibleName() for tag in window.page().detail._head._tags.findChildren(QWidget)]
