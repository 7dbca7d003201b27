"""python main.py backups FILE [--make | --restore N | --look N] [--json]"""

import argparse
from pathlib import Path
from typing import Any

from crm import settings
from crm.commands import backups
from crm.errors import CrmError
from crm.i18n import _, ngettext
from crm.progress import Progress
from crm.queries import backups as queries
from crm.rules import dates, numbers
from crm.store import backup
from crm.store.backup_names import Copy
from crm.verbs import moments, passphrase
from crm.verbs.verb import Answer, json_option


def summary() -> str:
    """What it does."""
    return _("list the backups of a register, make one, look into one, or put one in its place")


def options(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--make", action="store_true", help=_("make a backup now and check it"))
    one.add_argument("--look", type=int, metavar="N", help=_("show what is in the backup with this number"))
    told = _("put the backup with this number in the place of the register; the present file stays beside it")
    one.add_argument("--restore", type=int, metavar="N", help=told)
    json_option(parser)


def opens(given: argparse.Namespace) -> str:
    """Only a backup that is made needs the register, and may be made while a window writes to it."""
    return "read" if given.make else ""


def run(given: argparse.Namespace, progress: Progress) -> Answer:
    """List the backups, newest first, or do what was asked."""
    if given.make:
        return _made(progress)
    number = given.look if given.restore is None else given.restore
    if number is not None:
        copy = _find(given.file, number)
        passphrase.unlock(copy.path, given.passphrase_file)
        return _looked(copy) if given.restore is None else _restored(given.file, copy, progress)
    listed = queries.listed(given.file)
    if not listed and not given.file.exists():
        raise CrmError(_("There is no file {file}.").format(file=given.file))
    lines = [_line(copy) for copy in listed] or [_("There is no backup of this register yet. --make makes one.")]
    return Answer({"backups": [_data(copy) for copy in listed]}, lines)


def _made(progress: Progress) -> Answer:
    second = settings.load().backup_folder
    backup.elsewhere.folder = Path(second) if second else None
    path = backups.take("asked", progress)
    trouble = backups.second_trouble()
    told = _("Made and checked: {file}").format(file=path.name)
    return Answer({"made": path.name, "second": trouble}, [told], [trouble] if trouble else [])


def _looked(copy: Copy) -> Answer:
    inside = queries.inside(copy.path)
    held = queries.held(inside, compared=False)
    lines = [_line(copy), *(f"  {one.label}: {numbers.show_int(one.number)}" for one in held)]
    if inside.newest:
        lines.append(_("Last changed {moment}").format(moment=moments.show(inside.newest)))
    lines += [f"  {moments.show(at)}  {label}" for at, label in inside.steps]
    counts = {one.kind: one.number for one in held}
    steps = [{"at": at, "label": label} for at, label in inside.steps]
    return Answer({**_data(copy), "counts": counts, "newest": inside.newest, "steps": steps}, lines)


def _restored(file: Path, copy: Copy, progress: Progress) -> Answer:
    done = backups.restore(file, copy.path, progress)
    lines = [_("{file} is now as it was in {backup}.").format(file=file.name, backup=copy.path.name)]
    if done.kept:
        lines.append(_("What it was before is kept as {file}.").format(file=done.kept.name))
    if done.brought:
        many = ngettext("{count} attached file is back.", "{count} attached files are back.", done.brought)
        lines.append(many.format(count=done.brought))
    problems = []
    if done.lost:
        many = ngettext("{count} attached file is missing.", "{count} attached files are missing.", done.lost)
        problems.append(many.format(count=done.lost))
    kept = done.kept.name if done.kept else None
    data = {"restored": copy.number, "kept": kept, "files_brought": done.brought, "files_missing": done.lost}
    return Answer(data, lines, problems)


def _find(file: Path, number: int) -> Copy:
    for copy in queries.listed(file):
        if copy.number == number:
            return copy
    raise CrmError(_("There is no backup number {number}. `backups` alone lists them.").format(number=number))


def _data(copy: Copy) -> dict[str, Any]:
    return {
        "number": copy.number,
        "made": copy.made.isoformat(timespec="minutes"),
        "reason": copy.reason,
        "size": copy.size,
        "file": str(copy.path),
    }


def _line(copy: Copy) -> str:
    made = f"{dates.show(copy.made.date())} {copy.made:%H:%M}"
    return f"{copy.number:5}  {made}  {numbers.show_bytes(copy.size):>9}  {queries.why(copy)}"
