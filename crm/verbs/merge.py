"""python main.py merge FILE KEPT GONE [--memberships together|kept|gone] [--dry-run] [--json]"""

import argparse

from crm.commands import backups, merging
from crm.errors import CrmError
from crm.i18n import _
from crm.progress import Progress
from crm.queries import named
from crm.verbs import which
from crm.verbs.verb import Answer, json_option


def summary() -> str:
    """What it does."""
    return _("make two people or two organisations one, with all that hangs on either")


def options(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    parser.add_argument("kept", metavar="KEPT", help=_("the one that stays: person:12, organisation:3, or a name"))
    parser.add_argument("gone", metavar="GONE", help=_("the one that goes into it"))
    parser.add_argument(
        "--memberships",
        choices=(merging.TOGETHER, "kept", "gone"),
        default="",
        help=_("where both were members at the same time: one period, or only that of one"),
    )
    parser.add_argument("--dry-run", action="store_true", help=_("only say what would be done"))
    json_option(parser)


def opens(given: argparse.Namespace) -> str:
    """A dry run is tried and forgotten, so it writes as well."""
    return "write"


def run(given: argparse.Namespace, _progress: Progress) -> Answer:
    """Merge them, the fuller value of each field standing; or say what would move."""
    (kind, kept), (other, gone) = which.record(given.kept), which.record(given.gone)
    if kind != other or kind not in ("person", "organisation"):
        raise CrmError(_("Only two people, or two organisations, can be merged."))
    if kept == gone:
        raise CrmError(_("{record} is named twice. Say which other one goes into it.").format(record=f"{kind}:{kept}"))
    names = named.names(kind, [kept, gone])
    told = merging.outlook(kind, kept, gone, memberships=given.memberships)
    if not given.dry_run:  # what cannot be merged has been refused before the backup is made
        backups.take("merge")
        told = merging.merge(kind, kept, gone, memberships=given.memberships)
    moved = {table: count for table, count in sorted(told.moved.items()) if count}
    data = {
        "kind": kind,
        "kept": kept,
        "gone": gone,
        "moved": moved,
        "twice": [{"table": one.table, "row": one.row, "into": one.into} for one in told.twice],
        "dry_run": bool(given.dry_run),
    }
    words = _("Would be merged: {gone} into {kept}.") if given.dry_run else _("Merged: {gone} into {kept}.")
    lines = [words.format(gone=names.get(gone, ""), kept=names.get(kept, ""))]
    lines += [f"  {table}: {count}" for table, count in moved.items()]
    return Answer(data, lines)
