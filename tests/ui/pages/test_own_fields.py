"""A field of the cluster's own is there at once: made in the settings, filled, shown, found, archived, deleted."""

from typing import Any

from PySide6.QtWidgets import QApplication

from crm.commands import history, own_fields, own_values, tags
from crm.queries import own_fields as queries
from crm.queries import tags as tag_queries
from tests.ui.pages.test_came_from import fact
from tests.ui.pages.test_hanging import choose, question
from tests.ui.register import settle
from ui import errands
from ui.dialogs import words, words_tags
from ui.kit.dialog import Dialog


def _quiet(window) -> None:
    settle(lambda: not window.desk.questions.waiting())


def _shows(facts: Any, words: str) -> bool:
    return any(row._value.text() == words and not row._value.isHidden() for row in facts._rows)


def test_a_new_field_is_in_form_detail_search_and_timeline_without_a_restart(window, known):
    window.go("contacts", id=known.ada)
    _quiet(window)
    window.go("settings")
    _quiet(window)
    card = window.page().own_fields
    ask: Any = card.edit(None)
    ask.form.set_values({"name": "Støtte til"})
    ask.save_now()
    settle(lambda: [row.name for row in card._known.values()] == ["Støtte til"])
    (field,) = queries.of("person")
    window.go("contacts", id=known.ada)
    _quiet(window)
    window.page().verbs()["edit_record"]()
    dialog: Any = QApplication.activeModalWidget()
    dialog.form.fields[field.key].put("Havvindpilot")
    dialog.save_now()
    detail = window.page().detail
    settle(lambda: _shows(detail._facts, "Havvindpilot"))
    assert fact(detail._facts, "Havvindpilot")._label.text() == "Støtte til"
    (hit,) = [hit for group in errands.find(window, "vindpilot") for hit in group.hits if hit.title == "Ada Berg"]
    assert hit.snippet == "Støtte til: Havvindpilot"
    own_fields.archive(field.id)
    settle(lambda: not _shows(detail._facts, "Havvindpilot"))


def test_fields_are_ordered_archived_and_deleted_on_their_card(window, known):
    made = [own_fields.add("organisation", name, "text") for name in ("Ett", "To")]
    own_values.put("organisation", known.nordlys, {made[0]: "x"})
    window.go("settings")
    _quiet(window)
    card = window.page().own_fields
    card.view.go_to(made[0])
    card._down.click()
    settle(lambda: list(card._known) == made[::-1])
    card.view.go_to(made[0])
    card._archive.click()
    settle(lambda: card._known[made[0]].state == "archived")
    assert card._archive.text() == "Restore" and not card._up.isEnabled()
    card._archive.click()
    settle(lambda: card._known[made[0]].state == "")
    card._delete.click()
    choose(question(window), "Delete it and what")
    settle(lambda: list(card._known) == [made[1]])
    history.undo()
    assert queries.values("organisation", known.nordlys) == {made[0]: "x"}


def test_two_tags_become_one_in_one_step(window, known):
    tags.put("organisation", known.nordlys, ["Styret", "Styre"])
    tags.put("organisation", known.kommune, ["Styre"])
    dialog = words.ask(window, chosen="tags")
    panel: Any = dialog.findChildren(words_tags.Tags)[0]
    panel.listing.go_to([row.name for row in panel.listing.rows()].index("Styre"))
    panel._merge.click()
    ask: Any = next(one for one in panel.findChildren(Dialog) if one.isVisible())
    ask.form.set_values({"into": next(row.id for row in panel.listing.rows() if row.name == "Styret")})
    ask.save_now()
    assert [(row.name, row.uses) for row in panel.listing.rows()] == [("Styret", 2)]
    history.undo()
    assert tag_queries.of("organisation", known.nordlys) == ["Styret", "Styre"]
    assert tag_queries.of("organisation", known.kommune) == ["Styre"]
