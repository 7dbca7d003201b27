"""python main.py attach FILE RECORD [PATH ...] [--json]"""

import argparse
from pathlib import Path
from typing import Any

from crm.commands import attachments
from crm.errors import CrmError
from crm.i18n import _, ngettext
from crm.progress import Progress
from crm.queries import attachments as queries
from crm.rules import numbers
from crm.verbs import which
from crm.verbs.verb import Answer, json_option


def summary() -> str:
    """What it does."""
    return _("attach files to a record, or list those it has")


def options(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    kinds = ", ".join(f"{kind}:N" for kind in queries.OWNERS)
    record = _('a record by its number ({kinds}), or a person or organisation as "Name" or "Name, Organisation"')
    parser.add_argument("record", metavar="RECORD", help=record.format(kinds=kinds))
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help=_("the files to attach; none lists them"))
    json_option(parser)


def opens(given: argparse.Namespace) -> str:
    """Listing only reads."""
    return "write" if given.paths else "read"


def run(given: argparse.Namespace, progress: Progress) -> Answer:
    """Attach the files in one step, or list what the record has."""
    owner, row = which.record(given.record)
    if not given.paths:
        found = queries.of(owner, row)
        return _answer(owner, row, found, [_line(one) for one in found] or [_("No files are attached.")])
    for path in given.paths:
        if not path.exists():
            raise CrmError(_("There is no file {file}.").format(file=path))
    kept = [attachments.keep(path, progress=progress) for path in given.paths]
    ids = attachments.add(kept, **{owner: row})
    found = [queries.detail(one) for one in ids]
    told = ngettext("Attached {count} file:", "Attached {count} files:", len(ids)).format(count=len(ids))
    return _answer(owner, row, found, [told, *(_line(one) for one in found)])


def _answer(owner: str, row: int, found: list[queries.AttachmentRow], lines: list[str]) -> Answer:
    files: list[dict[str, Any]] = [
        {"attachment": one.id, "name": one.name, "size": one.size, "sha256": one.sha256} for one in found
    ]
    return Answer({"record": f"{owner}:{row}", "files": files}, lines)


def _line(one: queries.AttachmentRow) -> str:
    return f"  {one.name} · {numbers.show_bytes(one.size)}"
