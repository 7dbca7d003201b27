"""What the command line takes out of the register stands in "What went out", as what the window takes out."""

import subprocess
import sys

import pytest

from crm.queries import went_out
from crm.store import opening
from tests.crm.verbs.test_line import HOLDER, ROOT


def _noted(file):
    opening.open_register(file, write=False)
    try:
        return [(one.what, one.how, one.purpose, one.origin, one.number > 0) for one in went_out.latest()]
    finally:
        opening.close()


@pytest.mark.parametrize(
    ("words", "noted"),
    [
        (("export", "contacts", "--out", "c.xlsx"), ("Contacts", "file", "")),
        (("export", "followups", "--out", "f.ics"), ("Follow-ups", "file", "")),
        (("contributions", "--out", "c.csv"), ("Contributions", "file", "")),
        (("contributions", "--by-member", "--out", "m.csv"), ("Contributions", "file", "")),
        (("fees", "--out", "f.csv"), ("Fees", "file", "")),
        (("roundtrip", "--send", "person", "--out", "people.xlsx"), ("people", "edited", "")),
        (("mailing", "--for", "service", "--as", "cards", "--out", "all.vcf"), ("all", "cards", "service")),
        (("mailing", "--for", "service"), ("Mail list", "outlook", "service")),
    ],
)
def test_a_list_of_the_command_line_is_noted(line, file, tmp_path, words, noted):
    verb, *rest = words
    rest = [tmp_path / word if "." in word else word for word in rest]
    done = line(verb, file, *rest, "--lang", "en")
    assert done.code == 0, done.err
    assert _noted(file) == [(*noted, "command_line", True)]


def test_a_list_that_is_only_shown_is_not_noted(line, file):
    assert line("fees", file).code == line("contributions", file).code == 0
    assert _noted(file) == []


def test_where_the_register_is_open_elsewhere_the_list_goes_out_and_says_that_it_is_not_noted(line, file, tmp_path):
    owner = subprocess.Popen(
        [sys.executable, "-c", HOLDER.format(root=str(ROOT), file=str(file))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert owner.stdout is not None and owner.stdout.readline().strip() == "open"
        done = line("export", file, "contacts", "--out", tmp_path / "c.xlsx", "--lang", "en")
    finally:
        owner.communicate("\n", timeout=30)
    assert done.code == 0 and (tmp_path / "c.xlsx").exists()
    assert "could not be noted" in done.out
    assert _noted(file) == []
