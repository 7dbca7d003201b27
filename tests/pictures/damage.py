"""The check of the register where all is well and where something is not, and the account of a recovery."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from crm.commands.integrity import Finding, Report
from crm.i18n import _
from crm.store import soundness
from ui.app import Program

Shot = tuple[str, Callable[[Program], Any]]


def shots() -> Iterator[Shot]:
    """The dialogs about a file that is not as it should be."""
    yield "check", _check
    yield "check-mend", partial(_found, kinds=(soundness.SEARCH, soundness.TRIGGER))
    yield "check-damaged", partial(_found, kinds=(soundness.JOURNAL, soundness.HISTORY, soundness.SEARCH))
    yield "recovered", _recovered


def _check(program: Program) -> None:
    _found(program, ())


def _found(program: Program, kinds: tuple[str, ...]) -> None:
    from tests.ui.register import settle
    from ui.dialogs import check

    sentences = {
        soundness.SEARCH: _("The search index {name} does not match the records.").format(name="person_grams"),
        soundness.TRIGGER: _("The trigger {name} is missing or altered.").format(name="journal_person_update"),
        soundness.JOURNAL: _("{count} rows of {table} are not as the journal wrote them.").format(
            count=3, table="person"
        ),
        soundness.HISTORY: _("{count} entries of the history are damaged or missing.").format(count=2),
    }
    dialog = check.ask(program.window, recover=print)
    settle(lambda: not dialog.working(), 60)
    dialog._show([Finding(kind, sentences[kind]) for kind in kinds])


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
