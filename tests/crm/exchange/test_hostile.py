"""Whatever a stranger sends: one sentence or a sensible reading, in time, and this process lives (RELIABILITY.md 7).

Each file goes through the process that reads it in the program. The usual run takes those of `READ` and `REFUSED` that
are not `SLOW`; `make soak` takes all of them, and a thousand and more that are made by chance.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.crm.exchange import files, hostile, hostile_letters

_ROOT = Path(__file__).resolve().parents[3]
_MEGABYTE = 1 << 20
ALL = {**hostile.SMALL, **hostile_letters.LETTERS}
READ = {
    "text called workbook.xlsx": 40,
    "workbook called text.csv": 30,
    "workbook called card.vcf": 30,
    "utf-16 without mark.csv": 40,
    "utf-16 odd length.csv": 40,
    "utf-32.csv": 40,
    "a thousand columns.xlsx": 1,
    "wrong dimension small.xlsx": 1,
    "a million empty styled rows.xlsx": 1,
    "merged a hundred thousand times.xlsx": 1,
    "calamine aborts.xlsx": 2,
    "formulas without values.xlsx": 1,
    "unclosed quote.csv": 40,
    "direction overrides.csv": 40,
    "card of one long line.vcf": 1,
    "card of parameters.vcf": 1,
    "card of soft breaks.vcf": 1,
    "card of folds.vcf": 1,
    "card without end.vcf": 4,
    "card in a strange charset.vcf": 1,
    "a picture from outside.vcf": 2,
    "turned round.ics": 1,
    "zone as a path.ics": 1,
    "a file from outside.ics": 1,
    "names that are paths.eml": 1,
    "the year 99999.eml": 1,
    "markup within markup.eml": 1,
    "five hundred receivers.msg": 1,
}
"""What is only odd, and how many rows, letters or appointments it has."""
REFUSED = {
    "bomb.xlsx": "too large",
    "billion laughs.xlsx": "not built",
    "entity from outside.xlsx": "not built",
    "encrypted.xlsx": "damaged",
    "really encrypted.xlsx": "locked with a password",
    "mail.eml": "e-mail",
    "mail called text.txt": "e-mail",
    "cut.xlsb": "damaged",
    "encrypted parts.xlsx": "password",
    "parts beyond count.xlsx": "too large",
    "16 384 columns.xlsx": "columns",
    "blank in the last cell.xlsx": "too large",
    "ods repeated rows.ods": "too large",
    "random 3.bin": "not a spreadsheet",
    "only nul bytes.csv": "empty",
    "the year 99999.ics": "no day or time",
    "half of it.ics": "cut off",
    "three thousand deep.eml": "damaged",
    "half of it.msg": "damaged",
    "a list called mail.msg": "damaged",
}
"""What is hostile, and a word of the sentence that says so."""
SLOW = (
    *("a million empty styled rows.xlsx", "merged a hundred thousand times.xlsx", "calamine aborts.xlsx", "bomb.xlsx"),
    *("16 384 columns.xlsx", "a thousand columns.xlsx", "card of one long line.vcf", "card of folds.vcf"),
    *("parts beyond count.xlsx", "ods repeated rows.ods", "card of soft breaks.vcf", "card of parameters.vcf"),
    *("utf-16 odd length.csv", "mail called text.txt", "random 3.bin"),
)
"""Those of them that only the soak takes, for they cost a second each or are much like another."""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows tells the memory of a process in another way")


class Fate(NamedTuple):
    """What became of a file: the sentence or "", its rows or letters or -1, seconds, seconds of the processor, how far
    this process grew, and how large the largest of the reading processes was until then, in bytes.
    """

    name: str
    sentence: str
    rows: int
    seconds: float
    worked: float
    grown: int
    most: int


def _fates(folder: Path) -> list[Fate]:
    command = [sys.executable, "-m", "tests.crm.exchange.hostile", str(folder)]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True)
    assert done.returncode == 0 and not done.stderr, done.stderr[-2000:]
    fates = [Fate(*json.loads(line)) for line in done.stdout.splitlines()]
    assert [fate.name for fate in fates] == [file.name for file in sorted(folder.iterdir())]
    return fates


def _is_well(fate: Fate) -> bool:
    words = fate.sentence
    told = words.endswith((".", ":")) or ".)" in words[-3:]
    return fate.rows > 0 or (told and "Traceback" not in words and "\n" not in words and len(words) < 600)


@pytest.fixture(scope="module")
def fates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Fate]:
    folder = tmp_path_factory.mktemp("hostile")
    hostile.made(folder, {name: ALL[name] for name in (*READ, *REFUSED) if name not in SLOW})
    return {fate.name: fate for fate in _fates(folder)}


def test_there_are_three_hundred_of_them_and_many_of_each_kind():
    assert len(ALL) == len(hostile.SMALL) + len(hostile_letters.LETTERS) >= 300
    kinds = Counter(name.rpartition(".")[2] for name in ALL)
    least = {"xlsx": 60, "csv": 30, "ods": 6, "xlsb": 3, "vcf": 25, "eml": 60, "ics": 50, "msg": 18}
    assert all(kinds[kind] >= number for kind, number in least.items()), kinds


def test_a_hostile_file_is_a_sentence_or_a_list_in_time_and_in_little_memory(fates):
    for fate in fates.values():
        assert _is_well(fate), fate
        assert fate.worked < 20 and fate.grown < 200 * _MEGABYTE and fate.most < 1024 * _MEGABYTE, fate


@pytest.mark.parametrize("name", [name for name in READ if name not in SLOW])
def test_what_is_only_odd_is_read(fates, name):
    assert fates[name].rows == READ[name], fates[name]


@pytest.mark.parametrize("name", [name for name in REFUSED if name not in SLOW])
def test_what_is_hostile_is_refused_in_words(fates, name):
    assert REFUSED[name] in fates[name].sentence, fates[name]


@pytest.mark.soak
def test_all_of_them_are_a_sentence_or_a_list_in_time_and_in_little_memory(tmp_path):
    hostile.made(tmp_path, ALL)
    found = {fate.name: fate for fate in _fates(tmp_path)}
    for fate in found.values():
        assert _is_well(fate), fate
        assert (
            fate.worked < 75 and fate.seconds < 330 and fate.grown < 200 * _MEGABYTE and fate.most < 1024 * _MEGABYTE
        ), fate
    assert {name: found[name].rows for name in READ} == READ
    assert [name for name, word in REFUSED.items() if word not in found[name].sentence] == []


@pytest.mark.soak
def test_a_thousand_more_of_them(tmp_path):
    hostile.made(tmp_path, {**hostile.HEAVY, **hostile_letters.more()})
    for fate in _fates(tmp_path):
        assert _is_well(fate), fate
        assert (
            fate.worked < 75 and fate.seconds < 330 and fate.grown < 1024 * _MEGABYTE and fate.most < 1024 * _MEGABYTE
        ), fate


def test_the_samples_are_still_read_after_all_that(fates):
    fine = files.SAMPLES / "norwegian_event_generic.csv"
    from crm.exchange import isolation

    assert isolation.read(fine).sheets[0].rows
