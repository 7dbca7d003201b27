"""What there is to see of report data: each kind, what it comes to, and its dialogs."""

from collections.abc import Callable, Iterable
from functools import partial

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
