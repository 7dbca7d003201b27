"""Duplicates on the command line: listed with the reason, and merged."""

import json
from pathlib import Path

from crm.commands import people
from crm.queries import merged
from crm.store import opening
from tests.crm.verbs.typed import Line


def test_pairs_are_listed_and_merged(line: Line, file: Path) -> None:
    opening.open_register(file, check=False)
    one = people.add(first_name="Ada", last_name="Nordstrand", phone="912 34 999")
    other = people.add(first_name="A.", last_name="Nordstrand", phone="912 34 999")
    opening.close()
    told = json.loads(line("duplicates", file, "--json").out)
    ((low, high),) = [[record["id"] for record in pair["records"]] for pair in told["pairs"]]
    assert (low, high) == (one, other) and told["pairs"][0]["score"] == 95
    assert json.loads(line("duplicates", file, "--organisations", "--json").out) == {"pairs": []}
    tried = json.loads(line("merge", file, f"person:{one}", f"person:{other}", "--dry-run", "--json").out)
    assert tried["twice"] and tried["dry_run"]
    done = line("merge", file, f"person:{one}", f"person:{other}", "--lang", "en")
    assert done.out.startswith("Merged: A. Nordstrand into Ada Nordstrand.")
    assert line("merge", file, f"person:{one}", "organisation:1", "--lang", "en").code == 1
    assert json.loads(line("duplicates", file, "--json").out) == {"pairs": []}
    opening.open_register(file, check=False)
    assert merged.now("person", other) == one
    opening.close()


def test_what_cannot_be_merged_is_refused_before_a_backup_is_made(line: Line, file: Path) -> None:
    for kept, gone, said in (
        ("person:1", "person:1", "person:1 is named twice"),
        ("person:1", "organisation:1", "Only two people"),
        ("project:1", "project:2", "Only two people"),
        ("person:1", "person:999999999999999999", "no record person:999999999999999999"),
        ("person:0", "person:1", "no record person:0"),
        ("", "person:1", "called “”"),
        (" ", "person:1", "called “ ”"),
        ("person:1;--", "person:1", "called “person:1;--”"),
    ):
        for dry in ((), ("--dry-run",)):
            done = line("merge", file, kept, gone, *dry, "--json", "--lang", "en")
            assert (done.code, done.out) == (1, "") and said in done.err and done.err.count("\n") == 1
    assert json.loads(line("backups", file, "--json").out) == {"backups": []}
