"""The workbook opened by another spreadsheet program, where one is installed."""

import csv
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from crm.reports import run, workbook

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_every_sheet(full, tmp_path):
    workbook.write(run.make(2024, today=date(2025, 1, 10)), tmp_path / "report.xlsx", "en")
    # Each sheet as .csv of its own (the last of the options), as it is shown.
    options = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", options, "--outdir", str(tmp_path)]
    done = subprocess.run(
        [*command, str(tmp_path / "report.xlsx")], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    sheets = {path.stem.partition("-")[2]: list(read(path)) for path in tmp_path.glob("report-*.csv")}
    assert len(sheets) == 20
    assert [row[4] for row in sheets["Summary"][1:4]] == ["2", "1", "1"]
    assert sheets["Members"][1][:2] == ["912660680", "Havbio AS"]
    assert "2020" in sheets["Members"][1][13]  # a date, in whatever order the machine shows it


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter=";"))
