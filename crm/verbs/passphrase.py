"""The passphrase of a protected register on the command line: from a file or asked for, never an argument."""

import argparse
import getpass
import sys
from pathlib import Path

from crm.i18n import _
from crm.store import failures, keys
from crm.verbs import secret_file
from crm.verbs.verb import Usage


def option(parser: argparse.ArgumentParser) -> None:
    """The option --passphrase-file, the same in every verb."""
    words = _("the passphrase of a protected register: the first line of that file, so that it stands in no history")
    parser.add_argument("--passphrase-file", type=Path, metavar="FILE", help=words)


def unlock(file: Path, given: Path | None) -> None:
    """Make the key of a protected register known, which nobody has open here; nothing where it needs none.

    Raises keys.WrongPassphrase, and Usage where nobody is there to be asked.
    """
    if not file.is_file():
        return  # opening says so
    with failures.files_told():
        salt = keys.salt_of(file)
    if not salt:
        return
    if given is None and not sys.stdin.isatty():
        raise Usage(
            _("{file} is protected with a passphrase; say with --passphrase-file which file holds it.").format(
                file=file.name
            )
        )
    keys.unlock(file, read(given) if given is not None else asked(_("Passphrase of {file}: ").format(file=file.name)))


def read(file: Path) -> str:
    """The passphrase that stands in a file. Raises CrmError where there is none."""
    return secret_file.read(file, _("The first line of “{file}” is empty: it must be the passphrase."))


def asked(question: str) -> str:
    """What somebody types without its being shown."""
    return getpass.getpass(question)
