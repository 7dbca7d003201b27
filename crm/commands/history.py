"""Undo, redo, and taking back a step of last month."""

import json

from crm.commands import sizes, write
from crm.errors import CrmError
from crm.i18n import N_, _, ngettext
from crm.progress import Progress, silent
from crm.queries import code_terms
from crm.records.kinds import DERIVING
from crm.store import failures, journal
from crm.store import take_back as taking_back
from crm.store import undo as undoing
from crm.store.database import rows


def undo(progress: Progress = silent) -> str:
    """Undo the last step; returns its label. Raises CrmError where there is none."""
    return undoing.undo(progress).label


def redo(progress: Progress = silent) -> str:
    """Do the step again that was undone last; returns its label. Raises CrmError where there is none."""
    return undoing.redo(progress).label


def take_back_plan(step: int, progress: Progress = silent) -> taking_back.TakeBack:
    """What taking back this step would do now; nothing is written.

    Raises CrmError where it cannot be taken back, or the register is open for reading only; `progress` may raise
    Cancelled.
    """
    first, last, _label = _span(step)
    with failures.told():
        return taking_back.plan(step, first, last, progress)


def take_back(step: int, progress: Progress = silent) -> taking_back.TakeBack:
    """Take back an older step field by field, as one step of its own; returns what was done and what was kept."""
    first, last, label = _span(step)
    with journal.step(N_("Take back: {step}"), kind="take_back", target=step, step=label):
        plan = taking_back.plan(step, first, last, progress)
        for table, row in taking_back.carry_out(plan, progress):
            if table in DERIVING:
                write.derive_again(write.get(DERIVING[table], row))
        sizes.settle()
        if "code_term" in plan.removes and (left := code_terms.unknown()):
            # No foreign key holds an entry of a list where it is used
            count = sum(one.number for one in left)
            told = ngettext("{count} record carries it.", "{count} records carry it.", count).format(count=count)
            raise CrmError(told + " " + _("Put another entry in its place."))
    return plan


def _span(step: int) -> tuple[int, int, str]:
    found = rows(
        "SELECT first_change, last_change, label, args, schema, undone_by, kind FROM step WHERE id = ?", (step,)
    )
    if not found:
        raise CrmError(_("There is no such step."))
    first, last, label, args, schema, undone_by, kind = found[0]
    if kind in ("undo", "redo"):
        raise CrmError(_("An undo cannot be taken back. Redo the step instead, or take back the step itself."))
    if undone_by is not None:
        raise CrmError(_("This step is undone already."))
    if taking_back.is_taken_back(step):
        raise CrmError(_("This step is taken back already."))
    if schema != rows("PRAGMA user_version")[0][0]:
        raise CrmError(_("This step is from before an update of the program and can no longer be taken back."))
    return first, last, journal.readable(label, json.loads(args))
