"""python main.py history FILE [--undo] [--redo] [--json]"""

import argparse
from typing import Any

from crm.commands import history as commands
from crm.i18n import _
from crm.progress import Progress
from crm.queries import history
from crm.rules import code_lists
from crm.verbs import moments
from crm.verbs.verb import Answer, json_option


def summary() -> str:
    """What it does."""
    return _("list what was done; undo or redo the last step")


def options(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    either = parser.add_mutually_exclusive_group()
    either.add_argument("--undo", action="store_true", help=_("undo the last step"))
    either.add_argument("--redo", action="store_true", help=_("do the step again that was undone last"))
    json_option(parser)


def opens(given: argparse.Namespace) -> str:
    """Listing only reads."""
    return "write" if given.undo or given.redo else "read"


def run(given: argparse.Namespace, progress: Progress) -> Answer:
    """List the latest steps, or undo or redo one and say which."""
    if given.undo:
        label = commands.undo(progress)
        return Answer({"undone": label, **_next()}, [_("Undone: {step}").format(step=label)])
    if given.redo:
        label = commands.redo(progress)
        return Answer({"redone": label, **_next()}, [_("Done again: {step}").format(step=label)])
    steps = history.steps()
    return Answer(
        {"steps": [step._asdict() for step in steps], **_next()},
        [_line(step) for step in steps] or [_("Nothing was done yet.")],
    )


def _next() -> dict[str, Any]:
    """What could be undone and redone now, or None."""
    return {"undo": history.undo_label(), "redo": history.redo_label()}


def _line(step: history.StepRow) -> str:
    who = step.staff or code_lists.label("origin", step.origin)
    undone = _("(undone)") if step.undone else ""
    return "  ".join(part for part in (f"{step.id:5}", moments.show(step.at), step.label, who, undone) if part)
