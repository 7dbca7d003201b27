import os
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.errors import Cancelled, CrmError
from crm.exchange import isolation
from crm.exchange.readers.reading import read
from tests import examples
from tests.crm.exchange import files

LIST = files.workbook(["Navn", "E-post"], *([f"Person {n}", f"p{n}@nordlys.example"] for n in range(200)))


def test_the_child_reads_what_the_reader_reads(tmp_path):
    file = tmp_path / "medlemmer æøå.xlsx"
    file.write_bytes(LIST)
    apart = isolation.read(file)
    assert apart.sheets == read(LIST, "x").sheets
    assert len(apart.sha256) == 64
    assert list(tmp_path.iterdir()) == [file]


def test_the_child_finds_the_program_from_any_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PYTHONPATH", raising=False)
    assert isolation.read_data(b"Navn;Firma\nx;y\n", "x.csv").sheets[0].rows[1] == ["x", "y"]


def test_refusals_of_the_child_are_told_here():
    with pytest.raises(CrmError, match="is empty"):
        isolation.read_data(b"", "tom.xlsx")
    with pytest.raises(CrmError, match="there are: “Ark1”"):
        isolation.read_data(LIST, "x.xlsx", sheet="Ukjent")


def test_a_missing_file_and_a_folder_are_told(tmp_path):
    for file in (tmp_path / "borte.xlsx", tmp_path):
        with pytest.raises(CrmError, match="could not be opened"):
            isolation.read(file)


def test_a_file_beyond_all_measure_is_not_even_opened(tmp_path):
    file = tmp_path / "stor.csv"
    with file.open("wb") as sparse:
        sparse.truncate(200 * 1024 * 1024)
    with pytest.raises(CrmError, match="too large"):
        isolation.read(file)


def test_a_child_that_dies_costs_a_sentence(monkeypatch):
    monkeypatch.setattr(isolation, "command", lambda: [*_python(), "import os; os.abort()"])
    with pytest.raises(CrmError, match="could not be read"):
        isolation.read_data(LIST, "x.xlsx")


def test_a_child_that_talks_nonsense_costs_a_sentence(monkeypatch):
    said = "import sys; sys.stdout.buffer.write((9).to_bytes(8, 'big') + b'nonsense!')"
    monkeypatch.setattr(isolation, "command", lambda: [*_python(), said])
    with pytest.raises(CrmError, match="could not be read"):
        isolation.read_data(LIST, "x.xlsx")


def test_a_message_never_builds_anything_but_values(monkeypatch, tmp_path):
    touched = tmp_path / "touched"
    said = (
        "import pickle, sys, pathlib\n"
        f"class Evil:\n    def __reduce__(self): return (pathlib.Path.touch, (pathlib.Path({str(touched)!r}),))\n"
        "told = pickle.dumps(('rows', Evil()))\n"
        "sys.stdout.buffer.write(len(told).to_bytes(8, 'big') + told)"
    )
    monkeypatch.setattr(isolation, "command", lambda: [*_python(), said])
    with pytest.raises(CrmError):
        isolation.read_data(LIST, "x.xlsx")
    assert not touched.exists()


def test_a_child_that_never_ends_is_ended(monkeypatch):
    monkeypatch.setattr(isolation, "command", lambda: [*_python(), "import time; time.sleep(600)"])
    start = time.monotonic()
    with pytest.raises(CrmError, match="too long"):
        isolation.read_data(LIST, "x.xlsx", seconds=0.5)
    assert time.monotonic() - start < 10


def test_reading_can_be_cancelled(monkeypatch):
    monkeypatch.setattr(isolation, "command", lambda: [*_python(), "import time; time.sleep(600)"])
    asked: list[int] = []

    def impatient(done: int, total: int | None = None, text: str = "") -> None:
        asked.append(done)
        if len(asked) > 2:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        isolation.read_data(LIST, "x.xlsx", progress=impatient)


def test_progress_counts_the_rows():
    told: list[int] = []
    rows = b"Navn;Firma\n" + b"x;y\n" * 12_000
    isolation.read_data(rows, "x.csv", progress=lambda done, total=None, text="": told.append(done))
    assert told == sorted(told) and told[-1] == 12_001


def test_a_frozen_program_starts_itself_as_the_reader(monkeypatch):
    monkeypatch.setattr("sys.frozen", True, raising=False)
    assert isolation.command()[1:] == [isolation.ARGUMENT]


@pytest.mark.skipif(os.name == "nt", reason="Windows limits no memory of a process by itself")
def test_a_sheet_that_slips_past_the_walls_meets_the_limit_on_memory():
    far = files.in_sheet(LIST, '<row r="2"><c r="A2"', "<row r='1048576'><c r='XFD1048576'")
    with pytest.raises(CrmError, match=r"could not be read|too large"):
        isolation.read_data(far, "x.xlsx")


@settings(max_examples=examples.of(15), suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_cut_and_scratched_files_are_read_or_refused(data):
    kind = data.draw(st.sampled_from([LIST, PEOPLE_CSV]))
    start = data.draw(st.integers(0, len(kind)))
    scratched = kind[:start] + data.draw(st.binary(max_size=40)) + kind[start + data.draw(st.integers(0, 400)) :]
    _read_or_refused(scratched)


@settings(max_examples=examples.of(10), suppress_health_check=[HealthCheck.too_slow])
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"\x09\x08"]),
)
def test_random_bytes_are_read_or_refused(data, start):
    _read_or_refused(start + data)


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"]
)
@pytest.mark.parametrize("content", [b"", b"<", b"<x/>", b"\0" * 100, None])
def test_a_workbook_with_a_broken_part_is_read_or_refused(part, content):
    _read_or_refused(files.altered(LIST, lambda name, data: content if name == part else data))


@pytest.mark.parametrize("file", sorted(files.SAMPLES.glob("*.csv")), ids=lambda file: file.stem)
def test_every_sample_is_read(file: Path):
    assert "Kåre" in str(isolation.read(file).sheets[0].rows)


PEOPLE_CSV = ("Navn;Firma\n" + 'Kåre Ødegård;"Blåbær\nMaritim"\n' * 20).encode("cp1252")


def _read_or_refused(data: bytes) -> None:
    try:
        isolation.read_data(data, "fremmed.xlsx", seconds=30)
    except CrmError as error:
        assert str(error).endswith(".")


def _python() -> list[str]:
    import sys

    return [sys.executable, "-c"]
