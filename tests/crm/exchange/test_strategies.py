"""What a strategy and a refusal let a list do to what is known; what is new comes in whole."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from crm.commands import people
from crm.exchange import plan
from crm.exchange.carry_out import carry_out
from crm.exchange.choices import Choices, Refused
from crm.exchange.pad import Change
from crm.exchange.shown_changes import changes
from crm.store.database import database, rows, value
from tests import examples
from tests.crm.conftest import Cluster
from tests.crm.exchange.bringing import PEOPLE, actions, brought, dump, only, planned
from tests.crm.exchange.test_messy_lists import MESSY, MESSY_FIELDS

COMPANY = ["Bedrift", "Adresse", "Poststed", "Aktørtype", "Sentralbord", "Medlemskategori", "Utmeldt"]
NORDLYS = ["Nordlys Havbruk AS", "Kaigata 2", "Bodø", "Offentlig", "77 60 00 01", "partner", "31.12.2025"]
AASE = ["Åse", "Aas", "aase@nordlys.example", "912 00 000", "Salgssjef", "Nordlys Havbruk AS"]
STRANGER = ["Ny", "Person", "ny@nordlys.example", "", "Leder", "Nordlys Havbruk AS"]


def fields(made: plan.Plan) -> list[tuple[str, str]]:
    return [(change.record, change.field) for change in only(made).changes]


def test_a_list_updates_what_is_known_unless_told_otherwise(cluster: Cluster) -> None:
    assert fields(planned(NORDLYS, header=COMPANY)) == fields(planned(NORDLYS, header=COMPANY, strategy="update"))
    assert ("organisation", "city") in fields(planned(NORDLYS, header=COMPANY))


def test_fill_writes_only_where_nothing_stands(cluster: Cluster) -> None:
    outcome = brought(NORDLYS, header=COMPANY, strategy="fill")
    assert only(outcome.plan).changes == (
        Change("organisation", "street", "", "Kaigata 2"),
        Change("contact_point", "phone", "", "77 60 00 01"),
        Change("membership", "left_on", "", "2025-12-31"),
    )
    assert rows("SELECT street, city, helix_sector FROM organisation WHERE id = ?", (cluster.nordlys,)) == [
        ("Kaigata 2", "Tromsø", "company")
    ]
    filled = only(planned(AASE, strategy="fill"))
    assert [change.field for change in filled.changes] == ["email", "phone"]


def test_fill_adds_notes_below_those_that_are_there(cluster: Cluster) -> None:
    header = ["Fornavn", "Etternavn", "E-post", "Merknad"]
    person = ["Anne-Lise", "Sæther", "al@fjordforsk.example"]
    brought([*person, "Møtt på messe"], header=header, strategy="fill")
    brought([*person, "Ringt i går"], header=header, strategy="fill")
    assert value("SELECT notes FROM person WHERE id = ?", (cluster.anne,)) == "Møtt på messe\nRingt i går"


def test_what_one_row_filled_another_one_does_not_replace(cluster: Cluster) -> None:
    other = ["Nordlys Havbruk AS", "Storgata 1", "", "", "", "", ""]
    made = planned(NORDLYS, other, header=COMPANY, strategy="fill")
    assert actions(made) == ["changed", "same"]
    assert "Kaigata 2" in made.rows[1].reason


def test_create_leaves_what_is_known_as_it_is_and_adds_what_is_new(cluster: Cluster) -> None:
    made = planned(AASE, STRANGER, strategy="create")
    assert actions(made) == ["same", "new"]
    carry_out(made)
    assert value("SELECT title FROM position WHERE person_id = ?", (cluster.aase,)) == "Markedssjef"
    assert rows("SELECT title FROM position JOIN person ON person.id = person_id WHERE last_name = 'Person'") == [
        ("Leder",)
    ]


def test_what_is_new_in_the_list_is_completed_by_its_later_rows(register: Path) -> None:
    header = ["Etternavn", "E-post", "Bedrift", "Aktørtype", "Stilling"]
    lines = ["Berg", "b@x.example", "Ny AS", "", ""], ["Berg", "b@x.example", "Ny AS", "Offentlig", "Leder"]
    for strategy in ("create", "fill"):
        assert actions(planned(*lines, header=header, strategy=strategy)) == ["new", "changed"]
    brought(*lines, header=header, strategy="create")
    assert rows("SELECT helix_sector, title FROM organisation, position") == [("public", "Leder")]


def test_a_row_has_a_strategy_of_its_own(cluster: Cluster) -> None:
    made = planned(AASE, STRANGER, strategy="skip", strategies={3: "update"})
    assert actions(made) == ["rejected", "new"]
    assert made.rows[0].reason == "It was left out, as you chose."
    kept = planned(NORDLYS, NORDLYS, header=COMPANY, strategies={2: "create"})
    assert actions(kept) == ["same", "changed"]


def test_a_row_that_is_left_out_lends_its_organisation_no_number(register: Path) -> None:
    header = ["Etternavn", "Bedrift", "Org.nr"]
    brought(["Berg", "Ny AS", 923609016], ["Lund", "Ny AS", ""], header=header, strategies={2: "skip"})
    assert rows("SELECT name, org_number FROM organisation") == [("Ny AS", "")]


@pytest.mark.parametrize("row", [2, None])
def test_a_refused_change_is_not_written_and_still_told(cluster: Cluster, row: int | None) -> None:
    refused = frozenset({Refused(row, "organisation", "city"), Refused(row, "contact_point", "phone")})
    outcome = brought(NORDLYS, header=COMPANY, refused=refused)
    line = only(outcome.plan)
    assert line.refusals == (
        Change("organisation", "city", "Tromsø", "Bodø"),
        Change("contact_point", "phone", "", "77 60 00 01"),
    )
    assert not {(change.record, change.field) for change in line.changes} & {change[1:] for change in refused}
    assert rows("SELECT city, street FROM organisation WHERE id = ?", (cluster.nordlys,)) == [("Tromsø", "Kaigata 2")]


def test_what_one_row_may_not_say_another_one_may(cluster: Cluster) -> None:
    made = planned(NORDLYS, NORDLYS, header=COMPANY, refused=frozenset({Refused(2, "organisation", "city")}))
    assert Change("organisation", "city", "Tromsø", "Bodø") in made.rows[1].changes


def test_what_is_refused_of_somebody_new_is_left_out_of_what_is_created(register: Path) -> None:
    refused = frozenset(
        {
            *(Refused(None, "contact_point", "email"), Refused(2, "position", "title")),
            *(Refused(3, "position", "organisation"), Refused(3, "organisation", "org_number")),
        }
    )
    header = [*PEOPLE, "Org.nr"]
    lines = [*STRANGER[:5], "Kai AS", ""], ["Ola", "Lund", "ola@x.example", "91200000", "Sjef", "Ny AS", 923609016]
    outcome = brought(*lines, header=header, refused=refused)
    assert rows("SELECT kind, value FROM contact_point") == [("phone", "91200000")]
    assert rows("SELECT person_id, title FROM position") == [(1, "")]
    assert rows("SELECT name, org_number FROM organisation") == [("Kai AS", ""), ("Ny AS", "")]
    line, entry = outcome.plan.rows[1], outcome.plan.entries[1]
    assert {change.field for change in changes(line, entry)} == {"first_name", "last_name", "name", "phone", "title"}


def test_a_membership_without_its_refused_end_is_not_laid_over_another(cluster: Cluster) -> None:
    header = ["Bedrift", "Innmeldt", "Utmeldt"]
    line = ["Nordlys Havbruk AS", "01.01.2020", "31.12.2020"]
    assert actions(planned(line, header=header)) == ["changed"]
    made = planned(line, header=header, refused=frozenset({Refused(2, "membership", "left_on")}))
    assert actions(made) == ["same"]
    assert "other days" in only(made).reason


def test_planning_again_keeps_what_was_chosen(cluster: Cluster) -> None:
    made = planned(AASE, strategy="fill")
    people.add(last_name="Ny")
    outcome = carry_out(made)
    assert outcome.plan.choices.strategy == "fill"
    assert value("SELECT title FROM position WHERE person_id = ?", (cluster.aase,)) == "Markedssjef"


def test_another_table_is_not_planned_again_but_read_again(cluster: Cluster) -> None:
    with pytest.raises(ValueError, match="another table"):
        plan.again(planned(AASE), Choices(mapping={"Stilling": ""}))


@settings(max_examples=examples.of(50), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=MESSY, after=MESSY)
def test_nothing_known_is_touched_by_create_and_nothing_filled_by_fill(
    register: Path, before: list[Any], after: list[Any]
) -> None:
    with database.atomic() as transaction:
        brought(*before, header=list(MESSY_FIELDS), mapping=MESSY_FIELDS)
        start = known()
        brought(*after, header=list(MESSY_FIELDS), mapping=MESSY_FIELDS, strategy="create")
        end = known()
        assert {key: end[key] for key in start} == start
        brought(*after, header=list(MESSY_FIELDS), mapping=MESSY_FIELDS, strategy="fill")
        filled = known()
        for key, line in end.items():
            for name, stood in line.items():
                assert not stood or name in DERIVED or filled[key][name] == stood, (key, name)
        transaction.rollback()


DERIVED = {"version", "search_text", "sort_key", "name_key", "size_class", "size_basis", "notes"}


def known() -> dict[tuple[str, int], dict[str, Any]]:
    """Every row of every record, by table and id."""
    found = {}
    for table, lines in dump().items():
        names = [name for (name,) in rows("SELECT name FROM pragma_table_info(?)", (table,))]
        for line in lines:
            found[table, line[names.index("id")]] = dict(zip(names, line, strict=True))
    return found


def test_ask_writes_what_is_new_and_asks_before_what_is_known_is_changed(cluster: Cluster) -> None:
    made = planned(AASE, STRANGER, strategy="ask")
    assert actions(made) == ["question", "new"]
    asked = made.rows[0]
    assert asked.question is not None and asked.question.kind == "change"
    assert Change("position", "title", "Markedssjef", "Salgssjef") in asked.changes
    assert asked.person == cluster.aase
    carry_out(made)
    assert value("SELECT title FROM position WHERE person_id = ?", (cluster.aase,)) == "Markedssjef"


def test_ask_asks_nothing_about_a_row_that_says_what_is_known(cluster: Cluster) -> None:
    assert actions(planned(["Åse", "Aas", "", "", "Markedssjef", "Nordlys Havbruk AS"], strategy="ask")) == ["same"]


@pytest.mark.parametrize(("answer", "action"), [("update", "changed"), ("create", "same"), ("skip", "rejected")])
def test_the_question_is_answered_with_a_strategy_and_can_be_asked_again(
    cluster: Cluster, answer: str, action: str
) -> None:
    made = planned(AASE, strategy="ask")
    answered = plan.answer(made, 2, answer)
    assert actions(answered) == [action]
    assert actions(plan.again(answered, answered.choices.answered(2, "change", None))) == ["question"]


def test_ask_creates_no_organisation_for_somebody_known_before_it_is_answered(cluster: Cluster) -> None:
    made = planned(["Anne-Lise", "Sæther", "al@fjordforsk.example", "", "", "Helt Ny AS"], strategy="ask")
    assert actions(made) == ["question"]
    assert made.writes.total == 0
    assert {change.record for change in made.rows[0].changes} >= {"organisation", "position"}
