"""Whatever a stranger sends: one sentence or a sensible reading, in time, and this process lives (RELIABILITY.md 7)."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.crm.exchange import files, hostile

_ROOT = Path(__file__).resolve().parents[3]
_MEGABYTE = 1 << 20

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows tells the memory of a process in another way")


class Fate(NamedTuple):
    """What became of a file: the sentence or "", the rows of its list or -1, seconds, how far this process grew."""

    name: str
    sentence: str
    rows: int
    seconds: float
    grown: int


def _fates(folder: Path) -> list[Fate]:
    command = [sys.executable, "-m", "tests.crm.exchange.hostile", str(folder)]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True)
    assert done.returncode == 0 and not done.stderr, done.stderr[-2000:]
    fates = [Fate(*json.loads(line)) for line in done.stdout.splitlines()]
    assert [fate.name for fate in fates] == [file.name for file in sorted(folder.iterdir())]
    return fates


@pytest.fixture(scope="module")
def fates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Fate]:
    folder = tmp_path_factory.mktemp("hostile")
    hostile.made(folder, hostile.SMALL)
    return {fate.name: fate for fate in _fates(folder)}


def test_every_hostile_file_is_a_sentence_or_a_list(fates):
    for fate in fates.values():
        assert fate.rows > 0 or fate.sentence.endswith("."), fate
        assert "Traceback" not in fate.sentence and "\n" not in fate.sentence, fate


def test_no_hostile_file_takes_long(fates):
    assert max(fates.values(), key=lambda fate: fate.seconds).seconds < 20


def test_the_process_that_asks_does_not_swell(fates):
    assert max(fate.grown for fate in fates.values()) < 200 * _MEGABYTE


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("text called workbook.xlsx", 40),
        ("workbook called text.csv", 30),
        ("workbook called card.vcf", 30),
        ("utf-16 without mark.csv", 40),
        ("utf-16 odd length.csv", 40),
        ("utf-32.csv", 40),
        ("a thousand columns.xlsx", 1),
        ("wrong dimension small.xlsx", 1),
        ("a million empty styled rows.xlsx", 1),
        ("merged a hundred thousand times.xlsx", 1),
        ("calamine aborts.xlsx", 2),
        ("formulas without values.xlsx", 1),
        ("unclosed quote.csv", 40),
        ("direction overrides.csv", 40),
        ("card of one long line.vcf", 1),
        ("card of parameters.vcf", 1),
        ("card of soft breaks.vcf", 1),
        ("card of folds.vcf", 1),
        ("card without end.vcf", 4),
        ("card in a strange charset.vcf", 1),
    ],
)
def test_what_is_only_odd_is_read(fates, name, rows):
    assert fates[name].rows == rows, fates[name]


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("bomb.xlsx", "too large"),
        ("billion laughs.xlsx", "not built"),
        ("entity from outside.xlsx", "not built"),
        ("encrypted.xlsx", "damaged"),
        ("really encrypted.xlsx", "locked with a password"),
        ("mail.eml", "e-mail"),
        ("mail called text.txt", "e-mail"),
        ("cut.xlsb", "damaged"),
        ("encrypted parts.xlsx", "password"),
        ("parts beyond count.xlsx", "too large"),
        ("16 384 columns.xlsx", "columns"),
        ("blank in the last cell.xlsx", "too large"),
        ("ods repeated rows.ods", "too large"),
        ("random 3.bin", "not a spreadsheet"),
        ("only nul bytes.csv", "empty"),
    ],
)
def test_what_is_hostile_is_refused_in_words(fates, name, word):
    assert word in fates[name].sentence, fates[name]


@pytest.mark.soak
def test_a_thousand_more_of_them(tmp_path):
    hostile.made(tmp_path, hostile.HEAVY)
    for fate in _fates(tmp_path):
        assert fate.rows > 0 or fate.sentence.endswith("."), fate
        assert fate.seconds < 75 and fate.grown < 1024 * _MEGABYTE, fate


def test_the_samples_are_still_read_after_all_that(fates):
    fine = files.SAMPLES / "norwegian_event_generic.csv"
    from crm.exchange import isolation

    assert isolation.read(fine).sheets[0].rows
