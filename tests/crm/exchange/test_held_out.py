"""Twenty messy lists as people send them, made before the guessing was tuned, each with the right answer beside it.

What is right is written in the .toml of the same name: a field for each header ("" where the column is left out) and
the counts of its plan in an empty register. Nothing in the program knows these files.
"""

import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from crm.exchange import header, isolation, mapping, plan
from tests.crm.exchange.bringing import TODAY

LISTS = sorted(
    path
    for path in (Path(__file__).resolve().parent / "held_out").iterdir()
    if path.suffix in (".csv", ".tsv", ".xlsx")
)
COUNTS = (
    *("rows", "new", "changed", "same", "rejected", "questions"),
    *("people_created", "organisations_created"),
)


def truth(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))


def wrong(path: Path, right: dict[str, str]) -> dict[str, tuple[str, str]]:
    """{header: (guessed, right)} of the columns that were understood otherwise."""
    guesses = mapping.guess(header.find(header.choose(isolation.read(path))))
    found = {title: field or "" for title, field in mapping.fields(guesses).items()}
    return {
        title: (found.get(title, "no such column"), right.get(title, "no such column"))
        for title in {*found, *right}
        if found.get(title) != right.get(title)
    }


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_a_messy_list_is_brought_in_with_the_right_counts(register: Path, path: Path) -> None:
    made = plan.make(path, today=TODAY)
    right = truth(path)
    counts = made.counts._asdict()
    told = [(row.row, row.action, row.reason) for row in made.rows if row.action != "new"]
    assert {name: counts[name] for name in COUNTS} == {name: right[name] for name in COUNTS}, told


def test_at_least_nineteen_of_twenty_columns_are_understood() -> None:
    columns = 0
    missed: dict[tuple[str, str], tuple[str, str]] = {}
    for path in LISTS:
        right = truth(path)["fields"]
        columns += len(right)
        missed |= {(path.stem, title): pair for title, pair in wrong(path, right).items()}
    share = 1 - len(missed) / columns
    sys.stdout.write(f"\n{len(LISTS)} lists, {columns} columns, {share:.1%} right\n")
    for (name, title), (guessed, meant) in missed.items():
        sys.stdout.write(f"  {name}: “{title}” was taken for {guessed or 'nothing'}, it is {meant or 'nothing'}\n")
    assert len(LISTS) == 20
    assert share >= 0.95
