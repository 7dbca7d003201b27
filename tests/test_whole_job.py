"""The main job from end to end, by command line: sample data, a list from Excel, a meeting, the annual report, undo."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.crm.verbs.typed import Line, contents

# A list as it comes from a Norwegian event: a title above the header, fourteen columns, one row that is wrong.
HEADER = (
    "Fornavn", "Etternavn", "Stilling", "E-post", "Mobil", "Telefon", "Bedrift", "Org.nr.", "Adresse", "Postnr",
    "Poststed", "Kommune", "Antall ansatte", "Merknad",
)  # fmt: skip
COMPANY = ("Havlupe Analyse AS", "316000010", "Kaigata 4", "9008", "Tromsø", "Tromsø", 12)
INSTITUTE = ("Brimforsk", "", "Universitetsvegen 9", "9019", "Tromsø", "5501", 48)


def guest(first: str, last: str, title: str, email: str, mobile: str, place: tuple[Any, ...]) -> tuple[Any, ...]:
    return (first, last, title, email, mobile, "", *place, "Påmeldt medlemsmøte")


GUESTS = [
    guest("Sølvi", "Ærfugl", "Daglig leder", "solvi@havlupe.example", "400 12 345", COMPANY),
    guest("Åsmund", "Teist", "Laboratorieleder", "asmund@havlupe.example", "+47 40012346", COMPANY),
    guest("Ragna", "Lomvi", "Forsker", "ragna.lomvi@brimforsk.example", "", INSTITUTE),
    guest("Torstein", "Havelle", "Stipendiat", "torstein@brimforsk.example", "40012348", INSTITUTE),
    guest("Feil", "Adresse", "", "uten-alfakroll.example", "", COMPANY),
]


@pytest.fixture
def deltakere(tmp_path: Path) -> Path:
    """The list as a workbook."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Påmeldte"
    for row in (("Medlemsmøte november 2026",), (), HEADER, *GUESTS):
        sheet.append(row)
    path = tmp_path / "deltakere.xlsx"
    book.save(path)
    return path


@pytest.fixture
def line(capsys: pytest.CaptureFixture[str]) -> Line:
    """Types a command line."""
    return Line(capsys)


def records(file: Path) -> dict[str, list[Any]]:
    return {table: rows for table, rows in contents(file).items() if table not in ("step", "change")}


def figures(line: Line, file: Path, out: Path) -> dict[str, Any]:
    told = line("report", file, "--year", 2026, "--out", out, "--json").data["figures"]
    return {key: figure["value"] for key, figure in told.items()}


def in_workbook(out: Path) -> dict[str, Any]:
    """The figures as they stand in the summary: what is in the column of the year, by key."""
    rows = list(openpyxl.load_workbook(out).worksheets[1].iter_rows(values_only=True))
    head = next(place for place, row in enumerate(rows) if row and "2026" in map(str, row))
    year = [str(cell) for cell in rows[head]].index("2026")
    return {str(row[0]): row[year] for row in rows[head + 1 :] if row[0] is not None}


def test_the_whole_job_by_command_line(line, tmp_path, deltakere):
    file, out = tmp_path / "polarhav.klynge", tmp_path / "arsrapport.xlsx"
    assert line("demo", file).code == 0
    start = records(file)
    before = figures(line, file, out)
    assert (before["K01"], before["K05"]) == (36, 61.1)

    dry = line("import", file, deltakere, "--dry-run", "--json").data
    assert records(file) == start
    brought = line("import", file, deltakere, "--json").data
    assert brought == dry | {"batch": 1}
    assert (brought["header_row"], len(brought["mapping"])) == (3, 14)
    assert all(brought["mapping"].values())
    assert (brought["new"], brought["rejected"], brought["questions"]) == (4, 1, 0)
    assert (brought["people_created"], brought["organisations_created"]) == (4, 2)
    assert [one["row"] for one in brought["rejections"]] == [8]
    imported = records(file)

    # One of three comes from a member that had not been met for more than a year.
    quiet = "Kystnes havn KF"
    logged = line(
        *("log", file, "--subject", "Prøveuttak i havna", "--date", "19.11.2026", "--minutes", 90, "--json"),
        *("--with", "Sølvi Ærfugl", "--with", "Åsmund Teist", "--with", f"Ny Havnesjef, {quiet}"),
        *("--notes", "Enige om tre uttak før jul.", "--follow-up", "Send plan for uttak", "--due", "1.12.2026"),
    )
    assert (logged.code, logged.err) == (0, "")
    assert (logged.data["people"], logged.data["organisations"]) == (3, 2)
    assert [one["name"] for one in logged.data["created"]] == ["Ny Havnesjef"]
    assert line("search", file, "prøveuttak", "--json").data["hits"][0]["id"] == logged.data["interaction"]

    after = figures(line, file, out)
    # One more contact with a member; the two guests of the same meeting come from no member.
    assert after["K01"] == 36
    assert after["K10"] == before["K10"] + 1
    assert after["K13"] == before["K13"] - 1
    assert {key for key in after if after[key] != before[key]} == {"K10", "K11", "K12", "K13", "K14"}
    written = in_workbook(out)
    assert {key: written[key] for key in after} == {
        key: "ikke aktuelt" if value is None else pytest.approx(value) for key, value in after.items()
    }

    assert line("check", file).code == 0
    assert line("history", file, "--undo").code == 0
    assert records(file) == imported
    assert line("history", file, "--undo").code == 0
    assert records(file) == start
    assert figures(line, file, out) == before
    assert line("check", file).code == 0
