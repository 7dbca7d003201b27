"""The window: pages, menus, languages, themes, and what survives a restart."""

from datetime import date

from PySide6.QtGui import QKeySequence

from crm import i18n
from crm.commands import (
    activities,
    contributions,
    history,
    interactions,
    memberships,
    people,
    projects,
    settings,
    tasks,
)
from crm.commands.interactions import FollowUp, Participant
from crm.queries import counts
from crm.queries import memberships as ledger
from tests.ui.register import TODAY, settle
from ui import actions, app
from ui.dialogs import shortcuts
from ui.pages import places

KEYS = [place.key for place in places.PLACES]


def test_every_page_opens_reacts_and_comes_back(window, known):
    for key in KEYS:
        window.go(key)
        settle(lambda: not window.desk.questions.waiting() and not window.desk.jobs.busy())
        page = window.page()
        assert page.title == places.name(key)
        people.add(last_name="Nyansatt")
        settle(lambda: not window.desk.questions.waiting() and not window.desk.jobs.busy())
        kept = page.state()
        page.restore(kept)
        page.refresh()
        settle(lambda: not window.desk.questions.waiting() and not window.desk.jobs.busy())
        for verb in page.verbs():
            assert verb in {entry.key for entry in actions.entries()}, key


def test_pages_are_made_when_first_shown(window):
    assert window.pages.made() == ("today",)


def test_what_one_is_likely_to_open_is_made_while_nobody_waits(qapp, home, known):
    program = app.Program(qapp, "en", today=lambda: TODAY)
    program.start(known.path)
    settle(program.window.at_rest, 60)
    assert program.window.pages.made() == ("today", *places.AHEAD)
    assert all(places.is_read(key) for key in KEYS)
    program.window.close()
    program.end()


def test_the_sidebar_counts_live(window, known):
    def count() -> int | None:
        return window.shell.sidebar._items["contacts"].count

    assert count() == 4
    people.add(last_name="Nyansatt")
    settle(lambda: count() == 5)


def test_the_sidebar_keeps_up_with_every_kind_of_change(window, known):
    def shown() -> dict[str, int | None]:
        return {key: item.count for key, item in window.shell.sidebar._items.items() if item.count is not None}

    changes = (
        lambda: interactions.log(
            "Møte",
            held_on=TODAY,
            participants=[Participant(person=known.ada)],
            follow_ups=[FollowUp("Ring", TODAY)],
        ),
        lambda: tasks.complete(known.late, TODAY),
        lambda: activities.add("Frokost", start_on=TODAY),
        lambda: projects.add("Tare"),
        lambda: contributions.add(known.nordlys, 2026, kind="hours", minutes=60),
        lambda: people.archive(known.ada),
        lambda: memberships.join(known.kommune, joined_on=TODAY),
        lambda: memberships.remove(ledger.of(known.nordlys, TODAY)[0].id),
        history.undo,
        lambda: settings.put(cluster_name="Nytt navn"),
    )
    seen = [shown()]
    for change in changes:
        change()
        settle(lambda: shown() == counts.sidebar(TODAY))
        seen.append(shown())
    # All but the imports, and the name of the cluster, which is no number
    assert {key for key in seen[0] if len({numbers[key] for numbers in seen}) > 1} == seen[0].keys() - {"imports"}


def test_what_is_due_is_counted_anew_on_another_day(program, known):
    day = [TODAY]
    program.window.today = lambda: day[0]
    program.start(known.path)
    settle(lambda: not program.window.desk.questions.waiting())
    assert program.window.shell.sidebar._items["today"].count == 2
    day[0] = date(2027, 2, 1)
    people.archive(known.ada)
    settle(lambda: program.window.shell.sidebar._items["today"].count == 3)


def test_undo_says_what_it_undoes_and_does_it(window, known):
    people.archive(known.ada)
    settle(lambda: "Ada Berg" in window.actions_.of["undo"].text())
    window.actions_.of["undo"].trigger()
    settle(lambda: "Ada Berg" in window.actions_.of["redo"].text())
    from crm.queries.people import PeopleQuery

    assert known.ada in PeopleQuery().ids()
    window.actions_.of["redo"].trigger()
    settle(lambda: "Ada Berg" in window.actions_.of["undo"].text())
    assert known.ada not in PeopleQuery().ids()


def test_the_sheet_of_shortcuts_names_undo_and_not_what_would_be_undone(window, known):
    people.archive(known.ada)
    settle(lambda: "Ada Berg" in window.actions_.of["undo"].text())
    listed = {told.words: told.keys for _title, found in shortcuts.groups(window) for told in found}
    assert listed["Undo"] == "Ctrl+Z" and not any("Ada Berg" in words for words in listed)
    assert listed["Open in its own window"] == "Shift+Enter"  # to Qt that are two keys
    assert listed["Participant list"] == "Ctrl+Shift+A"  # of a menu in a menu


def test_an_ampersand_in_a_step_is_no_mnemonic(window):
    people.add(last_name="Smith & Co")
    settle(lambda: "Smith && Co" in window.actions_.of["undo"].text())


def test_no_two_actions_share_a_shortcut():
    keys = [key for entry in actions.entries() for key in entry.keys]
    normal = [QKeySequence(key).toString() for key in keys]
    assert all(normal) and len(normal) == len(set(normal))


def test_every_action_stands_in_a_menu_with_a_mnemonic_of_its_own(window):
    for name, (_title, lines) in actions.MENUS.items():
        for under in {entry.under for entry in lines}:
            stand = [entry for entry in lines if entry.key and entry.under == under]
            letters = [entry.text[entry.text.index("&") + 1].lower() for entry in stand]
            assert len(letters) == len(set(letters)), (name, under)
    menus = list(window.actions_.menus.values())
    menus += [one.menu() for menu in menus for one in menu.actions() if one.menu() is not None]
    listed = {action for menu in menus for action in menu.actions()}
    assert set(window.actions_.of.values()) <= listed


def test_the_keys_of_the_table_do_what_it_says():
    wanted = {
        "log": "Ctrl+L", "find": "Ctrl+K", "new": "Ctrl+N", "filter": "Ctrl+F", "undo": "Ctrl+Z", "redo": "Ctrl+Y",
        "import": "Ctrl+I", "export": "Ctrl+E", "guide": "F1", "shortcuts": "Shift+F1",
        "back": "Alt+Left", "forward": "Alt+Right",
        "settings": "Ctrl+,",
        "quit": "Ctrl+Q", "paste": "Ctrl+V",
    }  # fmt: skip
    found = {entry.key: entry.keys for entry in actions.entries()}
    assert all(keys in found[key] for key, keys in wanted.items())
    assert "Ctrl+Shift+Z" in found["redo"]


def test_the_language_is_another_without_a_restart(window, program, known):
    window.go("members")
    window.page().search("hav")
    window.go("contacts", known.kare)
    settle(lambda: not window.desk.questions.waiting())
    before = window.page()
    program.prefer("language", "nb")
    settle(lambda: window.page() is not None and window.page() is not before)
    assert window.current == "contacts"
    assert window.page().view.current_id() == known.kare
    assert window.actions_.menus["file"].title() == i18n.catalogue("nb").gettext("&File")
    program.prefer("language", "en")
    settle(lambda: not window.desk.questions.waiting() and window.actions_.menus["file"].title() == "&File")
    window.go("members")
    assert window.page().header.search.text() == "hav"


def test_the_theme_is_another_without_a_restart(window, program):
    from ui.kit import theme

    program.prefer("theme", "dark")
    assert theme.is_dark()
    program.prefer("theme", "light")
    assert not theme.is_dark()


def test_back_leads_to_the_same_row(window, known):
    window.go("contacts", known.kare)
    settle(lambda: not window.desk.questions.waiting())
    window.go("members", known.havbruk)
    settle(lambda: not window.desk.questions.waiting())
    window.go_back()
    settle(lambda: not window.desk.questions.waiting())
    assert window.current == "contacts"
    assert window.page().view.current_id() == known.kare


def test_the_last_page_and_the_place_of_the_window_survive_a_restart(window, program, known, qapp):
    window.go("members")
    window.resize(1000, 700)
    window.close()
    program.end()
    again = app.Program(qapp, "en", today=lambda: TODAY)
    again.start(None)
    settle(lambda: not again.window.desk.questions.waiting())
    assert again.window.current == "members"
    assert again.window.file == known.path
    assert again.layout["main.geometry"]
    again.window.close()
    again.end()


def test_a_read_only_register_says_so_and_offers_nothing_that_writes(program, known):
    known.path.chmod(0o400)
    from crm.store import opening

    found = opening.open_register(known.path, write=False)
    program.registers._show(found)
    settle(lambda: not program.window.desk.questions.waiting())
    program.window.go("contacts", known.ada)
    settle(lambda: not program.window.desk.questions.waiting())
    program.window.tell()
    of = program.window.actions_.of
    assert not any(of[key].isEnabled() for key in ("log", "new", "import", "undo", "archive", "edit_record"))
    assert "Read-only" in program.window.shell._locked.text()
    known.path.chmod(0o600)
