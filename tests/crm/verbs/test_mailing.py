"""Mail lists on the command line: what is no record, and lists that nobody is on."""

from pathlib import Path

from crm.commands import organisations
from crm.store import opening
from tests.crm.verbs.typed import Line


def test_records_that_are_none_are_refused_in_words(line: Line, file: Path) -> None:
    for option, kind in (("--activity", "activity"), ("--organisation", "organisation")):
        for number in (0, -1, 99_999, 10**30):
            done = line("mailing", file, "--for", "service", f"{option}={number}", "--json", "--lang", "en")
            assert (done.code, done.out) == (1, ""), done
            assert done.err == f"There is no record {kind}:{number}.\n"


def test_a_list_that_nobody_is_on_says_so_and_is_no_address(line: Line, file: Path) -> None:
    opening.open_register(file, check=False)
    empty = organisations.add("Tom AS")
    opening.close()
    done = line("mailing", file, "--for", "newsletter", "--organisation", empty, "--lang", "en")
    assert (done.code, done.out) == (0, "0 get it.\n")
