"""The passphrase of a protected register on the command line: from a file or asked for, never an argument."""

import argparse
import getpass
import sys
from pathlib import Path

from crm.errors import CrmError
from crm.i18n import _
from crm.store import failures, keys
from crm.verbs.verb import Usage

_LONGEST = 4096


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
    """The first line of a file; blanks may be part of it. Raises CrmError where there is none."""
    try:
        with file.open(encoding="utf-8-sig") as lines:
            found = lines.readline(_LONGEST).rstrip("\r\n")
    except OSError as error:
        sentence = _("“{file}” could not be opened: {reason}.")
        raise CrmError(sentence.format(file=file.name, reason=error.strerror or error)) from error
    except UnicodeDecodeError as error:
        raise CrmError(_("“{file}” is no text in UTF-8.").format(file=file.name)) from error
    if not found:
        raise CrmError(_("The first line of “{file}” is empty: it must be the passphrase.").format(file=file.name))
    return found


def asked(question: str) -> str:
    """What somebody types without its being shown."""
    return getpass.getpass(question)
