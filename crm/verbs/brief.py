"""python main.py brief FILE RECORD [--json]"""

import argparse
from dataclasses import asdict
from datetime import date
from typing import Any

from crm.errors import CrmError
from crm.i18n import _
from crm.progress import Progress
from crm.queries import brief
from crm.verbs import which
from crm.verbs.verb import Answer, json_option


def summary() -> str:
    """What it does."""
    return _("tell on one page what to know before a meeting")


def options(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    kinds = ", ".join(f"{kind}:N" for kind in brief.KINDS)
    record = _('a record by its number ({kinds}), or a person or organisation as "Name" or "Name, Organisation"')
    parser.add_argument("record", metavar="RECORD", help=record.format(kinds=kinds))
    json_option(parser)


def opens(_given: argparse.Namespace) -> str:
    """It only reads."""
    return "read"


def run(given: argparse.Namespace, _progress: Progress) -> Answer:
    """The page about one member, person or meeting."""
    kind, row = which.record(given.record)
    if kind not in brief.KINDS:
        raise CrmError(_("A brief is about a person, an organisation or a meeting."))
    made = brief.of(kind, row, date.today())
    return Answer(_plain(asdict(made)), brief.as_lines(made))


def _plain(told: Any) -> Any:
    """Days as ISO text, tuples as lists."""
    if isinstance(told, date):
        return told.isoformat()
    if isinstance(told, dict):
        return {name: _plain(one) for name, one in told.items()}
    if hasattr(told, "_asdict"):
        return _plain(told._asdict())
    return [_plain(one) for one in told] if isinstance(told, list | tuple) else told
