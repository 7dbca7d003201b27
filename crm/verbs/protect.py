"""python main.py protect FILE [--new-passphrase-file F] [--off] [--passphrase-file F]"""

import argparse
import sys
from pathlib import Path

from crm.commands import protection
from crm.errors import CrmError
from crm.i18n import _, ngettext
from crm.progress import Progress
from crm.queries import protection as queries
from crm.verbs import passphrase
from crm.verbs.verb import Answer, Usage, json_option


def summary() -> str:
    """What it does."""
    return _("put the register under a passphrase, change it, or take it away")


def options(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    how = parser.add_mutually_exclusive_group()
    words = _("the new passphrase: the first line of that file; without it you are asked")
    how.add_argument("--new-passphrase-file", type=Path, metavar="FILE", help=words)
    how.add_argument("--off", action="store_true", help=_("take the passphrase away: anybody with the file reads it"))
    json_option(parser)


def opens(_given: argparse.Namespace) -> str:
    """It writes the register anew."""
    return "write"


def run(given: argparse.Namespace, progress: Progress) -> Answer:
    """Do it, and name the copies that did not follow."""
    was = queries.is_protected()
    if given.off:
        if not was:
            raise CrmError(_("{file} is not protected with a passphrase.").format(file=given.file.name))
        left = protection.change(None, progress)
        done = _("{file} is not protected any more. Anybody who gets the file can read it.")
    else:
        left = protection.change(protection.key_for(_new(given.new_passphrase_file)), progress)
        done = _("{file} has another passphrase now.") if was else _("{file} is protected with a passphrase now.")
    lines = [done.format(file=given.file.name)]
    if not given.off:
        lines.append(_("Nobody can open it without the passphrase, and nobody can give it back to you."))
    return Answer({"protected": not given.off, "left": [str(path) for path in left]}, lines, _told(left))


def _told(left: list[Path]) -> list[str]:
    if not left:
        return []
    words = ngettext(
        "{count} copy did not follow and is as it was. Delete it, or protect it by itself:",
        "{count} copies did not follow and are as they were. Delete them, or protect each by itself:",
        len(left),
    )
    return [words.format(count=len(left)), *(f"  {path}" for path in left)]


def _new(file: Path | None) -> str:
    if file is not None:
        return passphrase.read(file)
    if not sys.stdin.isatty():
        raise Usage(_("Say with --new-passphrase-file which file holds the new passphrase."))
    first = passphrase.asked(_("New passphrase: "))
    if passphrase.asked(_("The same once more: ")) != first:
        raise CrmError(_("The two are not the same. Nothing was changed."))
    return first
