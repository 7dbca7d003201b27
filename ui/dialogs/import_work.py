"""What the dialog of an import has done in the worker: making the plan and carrying it out."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from crm.exchange import carry_out, mended, plan
from crm.exchange.carry_out import Outcome
from crm.exchange.choices import Choices
from crm.exchange.plan import Plan
from crm.i18n import _, ngettext
from crm.progress import Progress
from crm.queries import history, informing
from crm.queries.informing import Clock
from crm.rules import numbers
from ui.dialogs import choices, import_door
from ui.dialogs.import_columns import Found
from ui.kit.job import Work


def planned(found: Found, before: Plan | None, said: Mapping[str, Any]) -> Work:
    """Work that plans the table that was found, with what is `said` of its columns.

    Who goes back to the columns finds what was decided about the rows as it was in the plan `before`.
    """
    chosen = replace(before.choices if before is not None else Choices(), **said)
    today = choices.today()

    def work(progress: Progress) -> Plan:
        # Rows that come back mended are brought in as the others of their list were
        inherited = mended.choices(mended.batch(found.source), chosen) if before is None else chosen
        asked = import_door.suggested(inherited, found.table)
        return plan.of_source(
            found.source, found.name, today=today, sheet=found.table.sheet, choices=asked, progress=progress
        )

    return work


def carried_out(made: Plan) -> Work:
    """Work that does what a plan says, and then looks at who must be informed until when."""

    def work(progress: Progress) -> tuple[Outcome, Clock]:
        outcome = carry_out.carry_out(made, progress=progress)
        return outcome, informing.clock(outcome.batch)

    return work


def called(made: Plan) -> tuple[str, bool]:
    """What the button that carries it out says, and whether there is anything to carry out."""
    rows = made.counts.new + made.counts.changed
    words = ngettext("Import {count} contact", "Import {count} contacts", rows)
    ready = rows > 0 or made.writes.total > 0  # only ends of those who are missing, or who took part
    return words.format(count=numbers.show_int(rows)) if rows or not ready else _("Carry out"), ready


def moved_on(made: Plan) -> bool:
    """Whether the register was changed since the plan was made."""
    newest = history.steps(limit=1)
    return bool(newest) and newest[0].id != made.seen
