"""What was written before two became one names the one that is gone, and means the one that was kept."""

from pathlib import Path

from crm.commands import history, merging
from crm.exchange import went_into
from crm.queries import import_history, imports, merged, timeline
from crm.store.database import rows, value
from tests.crm.exchange.bringing import brought, only, planned


def test_lists_and_answers_that_name_the_one_that_is_gone_mean_the_one_that_was_kept(register: Path) -> None:
    brought(
        ("Ada", "Berg", "ada@nord.example", "", "", "Nord AS"), ("Ådne", "Lund", "x@north.example", "", "", "North AS")
    )
    people = [row for (row,) in rows("SELECT id FROM person ORDER BY id")]
    firms = [row for (row,) in rows("SELECT id FROM organisation ORDER BY id")]
    assert len(people) == len(firms) == 2
    batch = value("SELECT max(id) FROM import_batch")
    before = rows("SELECT * FROM import_row ORDER BY id")
    merging.merge("person", people[0], people[1])
    merging.merge("organisation", firms[0], firms[1])
    assert rows("SELECT * FROM import_row ORDER BY id") == before, "what was brought in stays as it was told"
    assert import_history.mentioned(batch) == {(people[0], firms[0])}
    assert [(trace.batch, trace.rows) for trace in imports.traces(person=people[0])] == [(batch, 2)]
    story = timeline.of("person", people[0])
    told = [entry for entry in story.rows(story.ids()).values() if entry.kind == "import_batch"]
    assert len(told) == 1 and "2 rows" in told[0].meta
    given = {2: people[1], 3: {"organisation": firms[1]}, 4: "new", 5: people[0]}
    assert went_into.answers(given) == {
        2: {"person": people[0], "organisation": firms[0]},
        3: {"organisation": firms[0]},
        4: "new",
        5: people[0],
    }
    history.undo()
    history.undo()
    assert went_into.answers(given) is given and merged.kept("person", people) == {}


def test_a_list_with_the_old_name_or_number_of_an_organisation_finds_the_one_it_went_into(register: Path) -> None:
    header = ("Bedrift", "Org.nr.", "Poststed")
    brought(("Nordhav AS", "974760673", "Alta"), ("Havbruk Nord AS", "923609016", "Bodø"), header=header)
    brought(("Sørhav AS", "", "Oslo"), header=header)
    firms = [row for (row,) in rows("SELECT id FROM organisation ORDER BY id")]
    merging.merge("organisation", firms[0], firms[1])
    merging.merge("organisation", firms[2], firms[0], choices={"name": "kept", "org_number": "gone"})
    lists = (
        ("Havbruk Nord AS", "", "Tromsø"),
        ("Havbruk Nord AS", "923609016", "Tromsø"),
        ("", "923609016", "Tromsø"),
        ("Nordhav AS", "", "Tromsø"),
    )
    for line in lists:
        made = planned(line, header=header)
        assert only(made).question is None, line
        assert [(one.field, one.after) for one in only(made).changes] == [("city", "Tromsø")], line
        assert only(made).organisation == firms[2], line
    assert rows("SELECT name FROM organisation") == [("Sørhav AS",)]
    history.undo()
    history.undo()
    assert merged.former() == []
