"""Tags are added and never taken away; a no to the newsletter always wins."""

from dataclasses import replace
from pathlib import Path

import pytest

from crm.commands import history
from crm.exchange import plan, shown_cells
from crm.exchange.carry_out import carry_out
from crm.exchange.choices import Refused
from crm.exchange.pad import Change
from crm.store import soundness
from crm.store.database import rows, value
from tests.crm.conftest import Cluster
from tests.crm.exchange.bringing import actions, brought, dump, only, planned

HEADER = ["Fornavn", "Etternavn", "E-post", "Bedrift", "Tags", "Nyhetsbrev"]
KARI = ["Kari", "Berg", "kari@nord.example", "Nord AS"]


def tags() -> list[tuple[str, str]]:
    return rows(
        "SELECT coalesce(last_name, organisation.name), tag.name FROM tagging JOIN tag ON tag.id = tag_id"
        " LEFT JOIN person ON person.id = person_id LEFT JOIN organisation ON organisation.id = organisation_id"
        " ORDER BY tagging.id"
    )


def consents() -> list[tuple[str, str]]:
    return rows("SELECT last_name, consent_record.status FROM consent_record JOIN person ON person.id = person_id")


def test_tags_are_added_and_those_that_are_there_stay(register: Path) -> None:
    before = dump()
    brought([*KARI, "Styret; Havbruk", ""], header=HEADER)
    assert tags() == [("Berg", "Styret"), ("Berg", "Havbruk")]
    again = planned([*KARI, "styret, Messen", ""], header=HEADER)
    assert only(again).changes == (Change("tagging", "tag", "", "Messen"),)
    carry_out(again)
    assert tags()[2] == ("Berg", "Messen")
    assert actions(plan.again(again, again.choices)) == ["same"]
    assert soundness.problems() == []
    history.undo()
    history.undo()
    assert dump() == before


def test_a_row_without_a_person_tags_its_organisation(register: Path) -> None:
    brought(["Nord AS", "Partner", "Oslo"], header=["Bedrift", "Tags", "Poststed"])
    brought([*KARI, "Eksport"], header=[*HEADER[:4], "Tags bedrift"])
    assert tags() == [("Nord AS", "Partner"), ("Nord AS", "Eksport")]


def test_all_of_these_took_part_in_something(register: Path) -> None:
    brought([*KARI, "Styret", ""], ["Ola", "Lund", "", "", "", ""], header=HEADER, constants={"tags": "Havbruksdagen"})
    assert tags() == [("Berg", "Styret"), ("Berg", "Havbruksdagen"), ("Lund", "Havbruksdagen")]


def test_a_tag_that_is_too_long_is_left_out_with_a_word(register: Path) -> None:
    made = planned([*KARI, "x" * 61, ""], header=HEADER)
    assert "“Tags”" in only(made).reason
    assert made.writes.tags == []


def test_a_refused_tag_is_not_hung_on_anybody(register: Path) -> None:
    made = planned([*KARI, "Styret", ""], header=HEADER)
    refused = shown_cells.with_refusals(made, [(0, "Tags")], refuse=True)
    assert refused == {Refused(2, "tagging", "tag", "Styret")}
    carry_out(plan.again(made, replace(made.choices, refused=refused)))
    assert tags() == []


@pytest.mark.parametrize(("said", "kept"), [("Ja", "given"), ("nei", "withdrawn"), ("Unsubscribed", "withdrawn")])
def test_what_is_said_of_the_newsletter_is_kept_with_its_proof(register: Path, said: str, kept: str) -> None:
    brought([*KARI, "", said], header=HEADER, name="skjema.xlsx")
    assert rows("SELECT purpose, channel, status, evidence FROM consent_record") == [
        ("newsletter", "email", kept, "The list “skjema.xlsx”, row 2")
    ]


def test_nothing_is_registered_where_nothing_is_said_or_understood(register: Path) -> None:
    made = planned([*KARI, "", ""], ["Ola", "Lund", "", "", "", "kanskje"], header=HEADER)
    assert made.writes.consents == []
    assert "Write yes or no." in made.rows[1].reason


def test_who_has_said_no_is_not_signed_up_again_whatever_a_later_list_says(register: Path) -> None:
    brought([*KARI, "", "nei"], header=HEADER)
    made = planned([*KARI, "", "ja"], header=HEADER)
    assert actions(made) == ["same"]
    assert "Kari Berg has said no to the newsletter" in only(made).reason
    carry_out(made)
    assert consents() == [("Berg", "withdrawn")]


def test_a_no_wins_over_an_earlier_yes_and_within_one_list(register: Path) -> None:
    brought([*KARI, "", "ja"], header=HEADER)
    assert only(planned([*KARI, "", "nei"], header=HEADER)).changes == (
        Change("consent_record", "status", "given", "withdrawn"),
    )
    brought([*KARI, "", "nei"], [*KARI, "", "ja"], header=HEADER, strategy="fill")
    assert consents() == [("Berg", "given"), ("Berg", "withdrawn")]


def test_a_no_wins_where_only_new_people_are_to_be_added(register: Path) -> None:
    brought([*KARI, "", "ja"], header=HEADER)
    made = planned([*KARI[:2], "kari@nord.example", "Sør AS", "Styret", "nei"], header=HEADER, strategy="create")
    assert only(made).changes == (Change("consent_record", "status", "given", "withdrawn"),)
    carry_out(made)
    assert consents() == [("Berg", "given"), ("Berg", "withdrawn")]


def test_those_who_left_a_mailing_list_come_in_as_having_said_no(cluster: Cluster) -> None:
    header = ["Email Address", "First Name", "Last Name", "UNSUB_TIME"]
    made = planned(["kari@nord.example", "Kari", "Berg", "2026-03-02 10:11:12"], header=header)
    assert made.mapping["UNSUB_TIME"] == "consent.unsubscribed"
    carry_out(made)
    assert value("SELECT status FROM consent_record") == "withdrawn"


def test_a_cell_shows_the_tag_and_the_consent(register: Path) -> None:
    made = planned([*KARI, "Styret", "ja"], header=HEADER)
    cells = shown_cells.row(made, 0)
    assert (cells["Tags"].state, cells["Nyhetsbrev"].state) == ("new", "new")
