"""What there is to see of report data: each kind, what it comes to, and its dialogs."""

import tempfile
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from ui.app import Program

Shot = tuple[str, Callable[[Program], object]]
YEAR = 2025


def shots() -> Iterable[Shot]:
    """All of them."""
    for table in ("finance_line", "governance_member"):
        yield f"report-data-{table}", partial(_kind, table=table)
    yield "report-data-by-area", partial(_kind, table="finance_line", tab=1)
    yield "report-data-ceiling", partial(_kind, table="aid_record", tab=1)
    yield "report-data-nothing", partial(_kind, table="survey", year=2019)
    yield "whole-year", _whole_year
    yield "fact-list", _list
    for table in ("finance_line", "governance_member"):
        yield f"fact-{table}", partial(_dialog, table=table)
    for table in ("result", "governance_body", "finance_line"):
        yield f"window-{table}", partial(_window, table=table)
    yield "fact-edit", partial(_edit, table="result")


def _kind(program: Program, table: str, tab: int = 0, year: int = YEAR) -> None:
    program.window.go("report_data", kind=table, year=year, text="", filters={})
    program.window.page().front.show_tab(tab)  # type: ignore[union-attr]


def _whole_year(program: Program) -> None:
    from ui.dialogs import whole_year

    whole_year.ask(program.window, year=YEAR)


def _list(program: Program) -> None:
    """A list with lines that are new, one that is known and one that is wrong."""
    from ui.dialogs import fact_list_file

    _kind(program, "finance_line")
    file = Path(tempfile.mkdtemp()) / "Budsjett 2025.csv"
    rows = (
        *("År;Type;Kategori;Navn;Innsatsområde;Budsjett;Regnskap;Bilag", "2025;Kostnad;Reise;Studietur;;180000;;12"),
        *("2025;Kostnad;Lønn;Prosjektleder;;900000;885000,50;13", "2025;Inntekt;Kontingent;;;420000;;"),
        *("2025;Kostnad;Profilering;Messe;Ukjent område;60000;;", "2025;Kostnad;Reise;Møter;;mye;;"),
    )
    file.write_text("\n".join(rows), encoding="utf-8")
    fact_list_file.ask(program.window, "finance_line", file=file, year=YEAR)


def _dialog(program: Program, table: str) -> None:
    from ui.dialogs import facts

    _kind(program, table)
    facts.ask(program.window, table, year=YEAR)


def _window(program: Program, table: str) -> None:
    _kind(program, table)
    program.window.open_apart(table, 1)


def _edit(program: Program, table: str) -> None:
    from ui.dialogs import facts

    _kind(program, table)
    facts.ask(program.window, table, id=1)
