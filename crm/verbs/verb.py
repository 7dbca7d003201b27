"""What every verb gives to crm.cli, and what it gives back."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from crm.errors import CrmError
from crm.i18n import _
from crm.progress import Progress


class Answer(NamedTuple):
    """What a verb says: `data` for --json, `lines` for a person, `problems` for stderr with exit code 1."""

    data: Mapping[str, Any]
    lines: Sequence[str]
    problems: Sequence[str] = ()


class Usage(CrmError):
    """A command line that says half of something: exit code 2."""


class Verb(Protocol):
    """A module of this package."""

    def summary(self) -> str:
        """What it does, in a few translated words."""

    def options(self, parser: argparse.ArgumentParser) -> None:
        """Say what it takes beside FILE and --lang."""

    def opens(self, given: argparse.Namespace) -> str:
        """How the register is opened: "read", "write", "mend" (a damaged one), "" where the verb does it itself.

        "note" is to write where that can be, and to read where not (crm.verbs.noting).
        """

    def run(self, given: argparse.Namespace, progress: Progress) -> Answer:
        """Do it on the open register. Raises CrmError, with nothing done."""


def json_option(parser: argparse.ArgumentParser) -> None:
    """The option --json, the same in every verb that has one."""
    parser.add_argument("--json", action="store_true", help=_("print one JSON object and nothing else"))


def read_only(file: Path) -> CrmError:
    """What is said where a verb that writes meets a register that cannot be written to."""
    return CrmError(_("{file} cannot be written to: the file or its folder is read-only.").format(file=file.name))


def writable(path: Path, register: Path, endings: Sequence[str]) -> None:
    """Raise CrmError where no file can be written at `path`, before anything is worked out; never over the register."""
    if path.suffix.lower() not in endings:
        raise CrmError(
            _("{file} must end in {endings}, which says what kind of file it becomes.").format(
                file=path.name, endings=_(" or ").join(endings)
            )
        )
    if path.is_dir():
        raise CrmError(_("{file} is a folder. Choose the name of a file.").format(file=path))
    if not path.parent.is_dir():
        raise CrmError(_("There is no folder {folder}.").format(folder=path.parent))
    if path.exists() and path.samefile(register):
        raise CrmError(_("{file} is the register itself. Choose another name.").format(file=path.name))
