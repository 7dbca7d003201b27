"""The check of the register where all is well and where something is not, and the account of a recovery."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from crm.commands.integrity import Report
from crm.store import findings
from ui.app import Program

Shot = tuple[str, Callable[[Program], Any]]


def shots() -> Iterator[Shot]:
    """The dialogs about a file that is not as it should be."""
    yield "check", _check
    yield "check-mend", partial(_found, kinds=(findings.SEARCH, findings.TRIGGER))
    yield "check-damaged", partial(_found, kinds=(findings.JOURNAL, findings.HISTORY, findings.SEARCH))
    yield "recovered", _recovered


def _check(program: Program) -> None:
    _found(program, ())


def _found(program: Program, kinds: tuple[str, ...]) -> None:
    from tests.ui.register import settle
    from ui.dialogs import check

    found = {
        findings.SEARCH: findings.search(["person_grams"]),
        findings.TRIGGER: findings.triggers(["journal_person_update"]),
        findings.JOURNAL: [findings.rows_of_journal("person", 3)],
        findings.HISTORY: [findings.entries(2)],
    }
    dialog = check.ask(program.window, recover=print)
    settle(lambda: not dialog.working(), 60)
    dialog._show([one for kind in kinds for one in found[kind]])


def _recovered(program: Program) -> None:
    from ui.dialogs import recovered

    report = Report(
        pages=812,
        rows={"person": 412, "organisation": 36},
        from_journal=[("person", 7), ("person", 8)],
        gone=[("interaction", 31)],
        changes=2,
    )
    recovered.ask(program.window, file="Havklyngen berget.klynge", damaged="Havklyngen.klynge", lines=report.lines())
