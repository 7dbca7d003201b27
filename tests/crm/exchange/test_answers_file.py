"""A file of questions offers for each what it can be answered with, and takes that back."""

import json
from pathlib import Path

import pytest

from crm.errors import CrmError
from crm.exchange import answers_file, plan
from crm.exchange.plan import Plan
from tests.crm.conftest import Cluster
from tests.crm.exchange.bringing import actions, planned

AASE = ["Åse", "Aas", "", "912 00 000", "Salgssjef", "Nordlys Havbruk AS"]


def test_days_and_words_of_a_column_are_asked_too(register: Path, tmp_path: Path) -> None:
    line = ["Tang AS", "Gründerbedrift", "3/4/2026"]
    header = ["Bedrift", "Aktørtype", "Innmeldt"]
    told = json.loads(answers_file.template(planned(line, header=header)))
    day, word = told["questions"]
    assert (day["about"], day["column"], list(day["choose"])) == ("day", "Innmeldt", ["day_first", "month_first"])
    assert (word["about"], word["list"], word["word"]) == ("word", "helix_sector", "Gründerbedrift")
    day["answer"], word["answer"] = "month_first", "company"
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    chosen = answers_file.read(path).choices
    assert (chosen.days, chosen.words) == ({"Innmeldt": "month_first"}, {"helix_sector": {"Gründerbedrift": "company"}})
    made = planned(line, header=header, days=chosen.days, words=chosen.words)
    assert answers_file.open_questions(made) == 0
    assert made.writes.memberships[0].joined_on == "2026-03-04"
    word["answer"] = "firma"
    path.write_text(json.dumps(told), encoding="utf-8")
    with pytest.raises(CrmError, match="Write one of the choices: “company”"):
        answers_file.read(path)


def answered(made: Plan, path: Path, answer: object) -> Plan:
    told = json.loads(answers_file.template(made))
    told["questions"][0]["answer"] = answer
    path.write_text(json.dumps(told), encoding="utf-8")
    return plan.again(made, answers_file.read(path).choices)


def test_whether_to_change_what_is_known_is_answered_with_a_strategy(cluster: Cluster, tmp_path: Path) -> None:
    made = planned(["Anne-Lise", "Sæther", "al@fjordforsk.example", "", "Direktør", ""], strategy="ask")
    assert actions(made) == ["question"]
    (asked,) = json.loads(answers_file.template(made))["questions"]
    assert set(asked["choose"]) == {"update", "fill", "create", "skip"}
    assert actions(answered(made, tmp_path / "a.json", "update")) == ["changed"]
    assert actions(answered(made, tmp_path / "a.json", "create")) == ["same"]
    with pytest.raises(CrmError, match="cannot be used"):
        answered(made, tmp_path / "a.json", "new")


def test_somebody_that_only_the_list_names_can_be_the_answer(register: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"questions": [{"row": 3, "about": "person", "answer": "row 2"}]}', encoding="utf-8")
    assert answers_file.read(path).choices.answers == {3: {"person": "row 2"}}
