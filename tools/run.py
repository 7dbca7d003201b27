"""`make run`: open the program, or without a display do its main job by command line."""

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import main as klynge
from tools import system

LIST = Path("tools/sample_list.csv")
SAMPLE = Path("build/sample")


def sample(today: date) -> int:
    """Bring in a list, log a meeting and write the annual report, each as one would type it.

    Starts from nothing each time; returns the exit code of the first command that failed, or 0.
    """
    shutil.rmtree(SAMPLE, ignore_errors=True)
    SAMPLE.mkdir(parents=True)
    file, report = SAMPLE / "cluster.klynge", SAMPLE / f"annual-report-{today.year}.xlsx"
    meeting = ["--with", "Ingrid Prøvestad, Skjærsensor AS", "--with", "Thea Øvingsen, Tangdemo AS"]
    follow_up = ["--follow-up", "Send utkast til samarbeidsavtale", "--due", f"{today.year}-12-31"]
    for arguments in (
        ["demo", file],
        ["import", file, LIST],
        ["log", file, "--subject", "Testfasiliteter", "--date", today.isoformat(), *meeting, *follow_up],
        ["report", file, "--year", str(today.year), "--out", report],
    ):
        words = [str(argument) for argument in arguments]
        print("\n$ python main.py", " ".join(f'"{word}"' if " " in word else word for word in words), flush=True)
        code = subprocess.run([sys.executable, "main.py", *words]).returncode
        if code:
            return code
    print("\nThere is no display here, so this was done without windows.")
    print("The annual report:", report.resolve())
    return 0


def has_screen() -> bool:
    """Whether somebody would see the window: Qt's offscreen is for tests and pictures."""
    asked = os.environ.get("QT_QPA_PLATFORM", "")
    hidden = asked.startswith(("offscreen", "minimal"))
    return klynge.has_display({**os.environ, "QT_QPA_PLATFORM": "" if hidden else asked})


if __name__ == "__main__":
    if has_screen():
        system.need({})
        sys.exit(klynge.start())
    sys.exit(sample(date.today()))
