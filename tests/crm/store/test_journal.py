from pathlib import Path

import peewee
import pytest

from crm import changes
from crm.commands import organisations, people
from crm.errors import Invalid
from crm.records.organisation import Organisation
from crm.store import journal, migration, tables, triggers
from crm.store.database import database, rows, value


def test_a_write_outside_a_step_is_refused_by_the_database_itself(register: Path) -> None:
    with pytest.raises(peewee.IntegrityError, match=r"change\.step"):
        Organisation.insert(name="Smugler AS", name_key="", sort_key="", search_text="").execute()
    assert value("SELECT count(*) FROM organisation") == 0


def test_a_step_holds_the_images_of_each_row_before_and_after(register: Path) -> None:
    acme = organisations.add("Acme AS", org_number="923609016", postal_code="0123")
    organisations.edit(acme, city="Tromsø")
    (none, first), (before, second) = [
        tuple(tables.decode("organisation", migration.present(), image) for image in images)
        for images in rows("SELECT before, after FROM change")
    ]
    assert none is None and before == first and first and second
    assert (first["city"], second["city"], second["postal_code"]) == ("", "Tromsø", "0123")
    assert (second["org_number"], second["archived"]) == ("923609016", 0)


def test_a_step_says_who_did_what_from_where(register: Path) -> None:
    journal.author.staff = 7
    organisations.add("Acme AS")
    label, args, staff, origin, at = rows("SELECT label, args, staff, origin, at FROM step")[0]
    assert journal.readable(label, {"name": "Acme AS"}) and args == '{"name": "Acme AS"}'
    assert (staff, origin, len(at)) == (7, "window", 20)


def test_commands_inside_a_command_share_its_step(register: Path) -> None:
    with journal.step("Two at once"):
        organisations.add("One AS")
        organisations.add("Two AS")
    assert value("SELECT count(*) FROM step") == 1


def test_a_step_that_fails_leaves_nothing(register: Path) -> None:
    with pytest.raises(Invalid), journal.step("Half"):
        organisations.add("One AS")
        organisations.add("")
    assert value("SELECT count(*) FROM organisation") == 0
    assert value("SELECT count(*) FROM step") == 0
    assert value("SELECT count(*) FROM open_step") == 0


def test_a_step_that_changes_nothing_leaves_no_trace(register: Path) -> None:
    acme = organisations.add("Acme AS")
    organisations.edit(acme, name="Acme AS")
    assert value("SELECT count(*) FROM step") == 1


def test_changes_name_the_rows_and_come_after_the_commit(register: Path) -> None:
    heard: list[tuple[changes.Changes, bool]] = []
    stop = changes.subscribe(lambda news: heard.append((news, database.in_transaction())))
    acme = organisations.add("Acme AS")
    person = people.add(first_name="Eva", last_name="Kern", organisation=acme)
    stop()
    organisations.add("Unheard AS")
    assert [(set(news.rows), inside) for news, inside in heard] == [
        ({"organisation"}, False),
        ({"person", "position"}, False),
    ]
    assert heard[1][0].rows["person"] == {person} and heard[1][0].touches("position")


def test_every_subscriber_hears_of_a_step_though_one_fails_and_the_step_stands(register: Path) -> None:
    def failing(news: changes.Changes) -> None:
        raise ValueError("a window of ours")

    heard: list[changes.Changes] = []
    endings = [changes.subscribe(failing), changes.subscribe(heard.append)]
    with pytest.raises(ValueError, match="window"):
        organisations.add("Acme AS")
    for end in endings:
        end()
    assert [news.label for news in heard] == ["Add organisation “Acme AS”"]
    assert value("SELECT name FROM organisation") == "Acme AS"


def test_the_version_is_the_step_that_last_wrote_the_row(register: Path) -> None:
    acme = organisations.add("Acme AS")
    organisations.add("Other AS")
    organisations.edit(acme, city="Tromsø")
    assert value("SELECT version FROM organisation WHERE id = ?", (acme,)) == value("SELECT max(id) FROM step")


def test_lost_triggers_are_noticed_and_made_again(register: Path) -> None:
    database.execute_sql("DROP TRIGGER journal_person_update")
    assert triggers.wrong() == ["journal_person_update"]
    assert triggers.ensure() == ["journal_person_update"]
    assert triggers.wrong() == []
