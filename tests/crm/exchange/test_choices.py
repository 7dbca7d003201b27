"""Choices are written down and read again as they were; what cannot be used is said."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.errors import CrmError
from crm.exchange.carry_out import carry_out
from crm.exchange.choices import STRATEGIES, Choices, Door, Meeting, Refused
from crm.exchange.fields import FIELDS
from crm.exchange.remembered import fingerprint
from crm.records.import_batch import ImportBatch
from crm.rules import code_lists
from crm.store.database import rows
from tests.crm.exchange.bringing import PEOPLE, planned

TEXTS = st.text(max_size=20)
ROWS = st.integers(1, 999_999_999)
ANSWERS = st.sampled_from(["new", "skip"]) | ROWS
ANY = st.builds(
    Choices,
    header_row=st.none() | st.integers(0, 40),
    kept_rows=st.frozensets(ROWS, max_size=3),
    mapping=st.dictionaries(TEXTS, st.none() | st.sampled_from(["", *FIELDS]), max_size=3),
    constants=st.dictionaries(st.sampled_from([*FIELDS]), TEXTS, max_size=3),
    edits=st.dictionaries(ROWS, st.dictionaries(TEXTS, TEXTS, max_size=2), max_size=3),
    erases=st.frozensets(TEXTS, max_size=3),
    days=st.dictionaries(TEXTS, st.sampled_from(["day_first", "month_first"]), max_size=2),
    words=st.dictionaries(
        st.just("helix_sector"), st.dictionaries(TEXTS, st.sampled_from(["", "company"]), max_size=2), max_size=1
    ),
    strategy=st.sampled_from(STRATEGIES),
    strategies=st.dictionaries(ROWS, st.sampled_from(STRATEGIES), max_size=3),
    refused=st.frozensets(st.builds(Refused, st.none() | ROWS, TEXTS, TEXTS), max_size=3),
    answers=st.dictionaries(
        ROWS, ANSWERS | st.dictionaries(st.sampled_from(["person", "organisation"]), ANSWERS, max_size=2), max_size=3
    ),
    door=st.builds(
        Door, TEXTS, st.sampled_from(["", *code_lists.keys("lawful_basis")]), st.sampled_from(["", "2026-11-23"])
    ),
    meeting=st.just(Meeting())
    | st.builds(
        Meeting,
        st.sampled_from(["Havbruksdagen", "Årsmøtet"]),
        st.just("2026-11-03"),
        st.sampled_from(["", *code_lists.keys("interaction_type")]),
    ),
)


@given(ANY)
def test_choices_are_read_as_they_were_written(choices: Choices) -> None:
    text = choices.to_json()
    assert Choices.from_json(text) == choices
    text.encode()


def test_nothing_is_written_of_what_nobody_chose() -> None:
    assert Choices().to_json() == "{}"
    assert (
        Choices(strategy="fill", erases=frozenset({"Mobil"})).to_json() == '{"erases": ["Mobil"], "strategy": "fill"}'
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "no JSON"),
        ("[" * 100_000, "no JSON"),
        ("[]", "no JSON object"),
        ('{"maping": {}}', "“maping” cannot be chosen; there are: “header_row”"),
        ('{"strategy": "all"}', "“all” cannot be chosen; there are: “update”, “fill”, “create”, “ask”, “skip”"),
        ('{"strategies": {"2": "all"}}', "“all” cannot be chosen"),
        ('{"strategies": {"two": "fill"}}', "“strategies” cannot be used"),
        ('{"strategies": {"99999999999999999999": "fill"}}', "“strategies” cannot be used"),
        ('{"header_row": true}', "“header_row” cannot be used"),
        ('{"header_row": -1}', "“header_row” cannot be used"),
        ('{"kept_rows": 7}', "“kept_rows” cannot be used"),
        ('{"mapping": {"E-post": 7}}', "“mapping” cannot be used"),
        ('{"constants": {"person.shoes": "42"}}', "“constants” cannot be used"),
        ('{"edits": {"7": "x"}}', "“edits” cannot be used"),
        ('{"days": {"Dato": "year_first"}}', "“days” cannot be used"),
        ('{"words": {"no_list": {}}}', "“words” cannot be used"),
        ('{"words": {"helix_sector": {"SMB": "no code"}}}', "“words” cannot be used"),
        ('{"refused": [{"row": 2}]}', "“refused” cannot be used"),
        ('{"answers": {"2": "maybe"}}', "“answers” cannot be used"),
        ('{"answers": {"2": true}}', "“answers” cannot be used"),
        ('{"door": {"basis": "curiosity"}}', "“door” cannot be used"),
        ('{"door": {"informed_on": "31.12.2026"}}', "“door” cannot be used"),
        ('{"meeting": {"subject": "Havbruksdagen"}}', "“meeting” cannot be used"),
        ('{"meeting": {"subject": " ", "held_on": "2026-11-03"}}', "“meeting” cannot be used"),
        ('{"meeting": {"subject": "x", "held_on": "2026-11-03", "type": "party"}}', "“meeting” cannot be used"),
    ],
)
def test_what_cannot_be_used_is_said_in_a_sentence(text: str, said: str) -> None:
    with pytest.raises(CrmError) as caught:
        Choices.from_json(text)
    assert said in str(caught.value)


def test_every_example_in_a_sentence_can_be_used() -> None:
    for key in ("kept_rows", "mapping", "constants", "edits", "erases", "days", "words", "strategy", "refused", "door"):
        with pytest.raises(CrmError) as caught:
            Choices.from_json(json.dumps({key: 7.5}))
        example = str(caught.value).split("like this: ")[1].removesuffix(".")
        assert getattr(Choices.from_json(f'{{"{key}": {example}}}'), key) != getattr(Choices(), key)


def test_every_strategy_has_a_word_for_people_and_a_place_in_the_register(register: Path) -> None:
    assert {*STRATEGIES} <= {*code_lists.keys("import_strategy")} <= {*ImportBatch.strategy.only}


def test_a_list_is_kept_with_what_was_chosen_but_not_with_cells_written_anew(register: Path) -> None:
    chosen: dict[str, Any] = {
        "strategy": "fill",
        "edits": {2: {"Mobil": "912 34 567"}},
        "door": Door("Havbruksdagen 2026", "consent"),
    }
    carry_out(planned(["Kari", "Berg", "", "", "", ""], **chosen))
    ((mark, origin, basis, strategy, choices, mends),) = rows(
        "SELECT fingerprint, origin, basis, strategy, choices, mends FROM import_batch"
    )
    assert (mark, origin, basis, strategy, mends) == (
        *(fingerprint(reversed(PEOPLE)), "Havbruksdagen 2026", "consent", "fill", None),
    )
    assert Choices.from_json(choices) == Choices(strategy="fill", door=chosen["door"])
    assert rows("SELECT source, lawful_basis FROM person") == [("Havbruksdagen 2026", "consent")]
