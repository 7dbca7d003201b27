"""The table of bars, in a terminal and between the marks in README.md."""

import os
import platform
from collections.abc import Sequence
from datetime import date

from benchmarks.bar import Result
from benchmarks.runs import ROOT
from benchmarks.sizes import Sizes

BEGIN, END = "<!-- bench -->", "<!-- /bench -->"
_HOLDS = {True: "yes", False: "no", None: "–"}


def line(result: Result) -> str:
    """One bar on one line."""
    return f"{result.key:4} {_HOLDS[result.holds]:4} {result.work}: {result.figure}; {result.bar}"


def table(results: Sequence[Result], sizes: Sizes) -> str:
    """The table as Markdown."""
    rows = [f"| {one.key} | {one.work} | {one.figure} | {one.bar} | {_HOLDS[one.holds]} |" for one in results]
    return "\n".join(
        [
            f"Measured on {date.today().isoformat()}, {platform.system()}, Python {platform.python_version()},"
            f" {os.cpu_count()} processors; {sizes.contacts} contacts, {sizes.notes} interactions (P9:"
            f" {sizes.interactions}); medians of {sizes.times}.",
            "",
            "| # | work | figure | bar | holds |",
            "|---|---|---|---|---|",
            *rows,
        ]
    )


def write(results: Sequence[Result], sizes: Sizes) -> None:
    """Put the table between the marks of the README."""
    path = ROOT / "README.md"
    text = path.read_text(encoding="utf-8")
    before, _mark, rest = text.partition(BEGIN)
    _old, mark, after = rest.partition(END)
    if mark:
        path.write_text(f"{before}{BEGIN}\n{table(results, sizes)}\n{END}{after}", encoding="utf-8", newline="\n")
