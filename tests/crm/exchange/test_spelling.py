"""A name that is nearly the register's, of somebody known by an address or a mobile, is asked about."""

import json
from pathlib import Path

import pytest

from crm.commands import people
from crm.exchange import answers_file, plan
from crm.exchange.carry_out import carry_out
from crm.exchange.pad import Change
from crm.store.database import rows
from tests.crm.exchange.bringing import actions, only, planned


@pytest.fixture
def kari(register: Path) -> int:
    return people.add(first_name="Kari", last_name="Kristoffersen", email="kari@nord.example", phone="912 00 111")


def name(person: int) -> tuple[str, str]:
    return rows("SELECT first_name, last_name FROM person WHERE id = ?", (person,))[0]


MISSPELLED = ["Kari", "Kristofersen", "kari@nord.example", "", "Leder", "Nord AS"]


def test_a_near_miss_is_asked_with_both_spellings_and_nothing_is_written(kari: int) -> None:
    made = planned(MISSPELLED)
    row = only(made)
    assert (row.action, made.counts.questions, made.counts.changed) == ("question", 1, 0)
    assert row.reason == (
        "The list writes Kari Kristofersen where the register has Kari Kristoffersen. Which one is right?"
    )
    assert row.changes == (Change("person", "last_name", "Kristoffersen", "Kristofersen"),)
    carry_out(made)
    assert name(kari) == ("Kari", "Kristoffersen")


@pytest.mark.parametrize(("answer", "last"), [("register", "Kristoffersen"), ("list", "Kristofersen")])
def test_the_answer_decides_the_name_and_the_rest_comes_in(kari: int, answer: str, last: str) -> None:
    made = plan.answer(planned(MISSPELLED), 2, answer)
    assert actions(made) == ["changed"]
    carry_out(made)
    assert name(kari) == ("Kari", last)
    assert rows("SELECT title FROM position WHERE person_id = ?", (kari,)) == [("Leder",)]


def test_the_same_name_in_other_letters_a_shorter_one_and_a_strategy_that_keeps_names_ask_nothing(kari: int) -> None:
    assert actions(planned(["KARI", "KRISTOFFERSEN", "kari@nord.example", "", "", ""])) == ["same"]
    assert actions(planned(["K.", "Kristoffersen", "kari@nord.example", "", "", ""])) == ["same"]
    for strategy in ("fill", "create"):
        assert "question" not in actions(planned(MISSPELLED, strategy=strategy))


def test_another_surname_at_the_same_address_is_as_it_was(kari: int) -> None:
    made = planned(["Kari", "Berg", "kari@nord.example", "", "", ""])
    assert [row.question.kind for row in made.rows if row.question] == ["person"]


def test_somebody_found_by_mobile_is_asked_about_as_well(kari: int) -> None:
    made = planned(["Kari", "Kristofersen", "", "91200111", "", ""])
    assert [row.question.kind for row in made.rows if row.question] == ["name"]


def test_the_file_of_questions_offers_both_and_reads_the_answer(kari: int, tmp_path: Path) -> None:
    made = planned(MISSPELLED)
    told = json.loads(answers_file.template(made))
    (asked,) = told["questions"]
    assert (asked["about"], list(asked["choose"])) == ("name", ["register", "list", "skip"])
    asked["answer"] = "register"
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    chosen = answers_file.read(path).choices
    assert chosen.answers == {2: {"name": "register"}}
    assert type(chosen).from_json(chosen.to_json()) == chosen
    assert actions(planned(MISSPELLED, answers=chosen.answers)) == ["changed"]
