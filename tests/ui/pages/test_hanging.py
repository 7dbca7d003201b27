"""What hangs on a record is shown before it is archived or deleted, and one chooses what becomes of it."""

from typing import Any

import pytest

from crm.commands import history, tags, tasks
from crm.queries import focus_areas, organisations
from crm.queries import hanging as queries
from crm.store import soundness
from crm.store.database import value
from tests.ui.register import settle
from ui.dialogs import words, words_tags
from ui.dialogs.options import Option
from ui.kit.dialog import Dialog
from ui.pages import doing


@pytest.fixture
def said(window, monkeypatch):
    heard: list[str] = []
    monkeypatch.setattr(window.desk, "say", lambda words, *_more: heard.append(words))
    return heard


def question(window: Any) -> Any:
    return next(one for one in window.findChildren(Dialog) if one.isVisible() and one.asked_in.endswith("hanging"))


def choose(dialog: Any, title: str) -> None:
    next(one for one in dialog.findChildren(Option) if title in one.accessibleName()).click()


def archived(table: str, row: int) -> bool:
    return bool(value(f'SELECT archived FROM "{table}" WHERE id = ?', (row,)))


def test_what_is_open_is_shown_before_archiving_and_can_be_taken_along(window, known, said):
    task = tasks.add("Ring", due_on=window.desk.today(), organisation=known.nordlys)
    doing.archive(window.desk, "organisation", known.nordlys)
    asked = question(window)
    assert not archived("organisation", known.nordlys), "first one is asked"
    choose(asked, "Archive these too")
    assert archived("organisation", known.nordlys) and archived("task", task) and said == ["Archived."]
    history.undo()
    assert not archived("organisation", known.nordlys) and not archived("task", task)
    doing.archive(window.desk, "organisation", known.nordlys)
    choose(question(window), "Archive only this")
    assert archived("organisation", known.nordlys) and not archived("task", task)


def test_a_record_with_nothing_but_history_is_archived_at_once(window, known, said):
    doing.archive(window.desk, "project", value("SELECT id FROM project LIMIT 1") or _project())
    assert said == ["Archived."]


def test_one_registered_twice_is_moved_to_the_other_and_deleted(window, known, said):
    doing.delete(window.desk, "organisation", known.nordlys)
    choose(question(window), "Move it to another")
    ask = question(window)
    ask.form.set_values({"heir": known.kommune})
    ask.save_now()
    assert value("SELECT count(*) FROM organisation WHERE id = ?", (known.nordlys,)) == 0 and said == ["Moved."]
    assert organisations.detail(known.kommune).people and soundness.problems() == []
    history.undo()
    assert queries.on("organisation", known.nordlys)


def test_deleting_says_how_much_goes_and_undo_brings_it_back(window, known, said):
    before = {one.table: one.number for one in queries.on("organisation", known.nordlys)}
    window.go("members", id=known.nordlys)
    window.open_apart("organisation", known.nordlys)
    settle(lambda: not window.desk.questions.waiting() and window.page().one() is not None)
    window.page().verbs()["delete"]()
    choose(question(window), "Delete it and what")
    assert said == ["Deleted."] and soundness.problems() == []
    settle(lambda: not window.desk.questions.waiting())
    history.undo()
    settle(lambda: not window.desk.questions.waiting())
    assert {one.table: one.number for one in queries.on("organisation", known.nordlys)} == before


def test_a_focus_area_in_the_settings_asks_too(window, known, said):
    window.go("settings")
    settle(lambda: not window.desk.questions.waiting())
    card = window.page().focus_areas
    parent = next(
        row.id for row in focus_areas.all("nb") if any(one.parent_id == row.id for one in focus_areas.all("nb"))
    )
    card.view.go_to(parent)
    card._delete.click()
    choose(question(window), "Archive it instead")
    assert archived("focus_area", parent)


def test_tags_are_renamed_and_put_together(window, known):
    for row, name in ((known.nordlys, "Styret"), (known.kommune, "Styre")):
        tags.put("organisation", row, [name])
    dialog = words.ask(window, chosen="tags")
    panel: Any = dialog.findChildren(words_tags.Tags)[0]
    names = [row.name for row in panel.listing.rows()]
    panel.listing.go_to(names.index("Styret"))
    ask: Any = panel.edit()
    ask.form.set_values({"name": "styre"})
    ask.save_now()
    assert "such a tag" in ask.form.problems()["name"]
    ask.close()
    panel._remove.click()
    choose(question(window), "Move it to another")
    heir: Any = question(window)
    heir.form.set_values({"heir": value("SELECT id FROM tag WHERE name = 'Styre'")})
    heir.save_now()
    assert value("SELECT count(*) FROM tagging JOIN tag ON tag.id = tag_id WHERE name = 'Styre'") == 2
    assert [row.name for row in panel.listing.rows()].count("Styret") == 0
    dialog.close()


def _project() -> int:
    from crm.commands import projects

    return projects.add("Ferdig")
