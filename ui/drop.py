"""What may be dropped on the window, and what is said to the rest (UX.md 7)."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QMimeData

from crm.exchange.letters import ENDINGS as LETTERS
from crm.exchange.source import ENDINGS as LISTS
from crm.i18n import _

REGISTER = ".klynge"
OLD_CALENDAR = ".vcs"
# What Outlook and other mail programs put on the clipboard instead of a file: Qt sees names without content.
_MAIL = ("filegroupdescriptor", "renprivatemessages", "renprivateitem")


class Dropped(NamedTuple):
    """What came in: registers to open, lists to import, mails and calendars, a sentence about what cannot be used."""

    registers: tuple[Path, ...] = ()
    lists: tuple[Path, ...] = ()
    letters: tuple[Path, ...] = ()
    refusal: str = ""


def welcome(mime: QMimeData) -> bool:
    """Whether a drag should be let go here: also where the answer will only be a sentence."""
    return mime.hasUrls() or _from_mail(mime)


def sort(mime: QMimeData) -> Dropped:
    """What was dropped, by what can be done with it."""
    files = tuple(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())
    if not files:
        told = (
            _("A mail dragged straight out of Outlook carries no content. Drag it to the desktop first.")
            if _from_mail(mime)
            else _("Only files on this computer can be dropped here.")
        )
        return Dropped(refusal=told)
    return of_files(files)


def of_files(files: Sequence[Path]) -> Dropped:
    """These files, by what can be done with them."""
    registers = tuple(file for file in files if file.suffix.lower() == REGISTER)
    lists = tuple(file for file in files if file.suffix.lower() in LISTS)
    letters = tuple(file for file in files if file.suffix.lower() in LETTERS)
    others = [file.name for file in files if file not in (*registers, *lists, *letters)]
    if others and all(Path(name).suffix.lower() == OLD_CALENDAR for name in others):
        words = _("A calendar in the old .vcs format cannot be read. Save the appointment as .ics.")
    elif others:
        names = ", ".join(others[:3]) + (" …" if len(others) > 3 else "")
        words = _(
            "Klynge cannot read {files}. Drop a list (Excel or CSV), a mail (.msg or .eml), an appointment (.ics) or "
            "a Klynge register."
        ).format(files=names)
    else:
        words = ""
    return Dropped(registers, lists, letters, words)


def _from_mail(mime: QMimeData) -> bool:
    return any(mark in name.lower() for name in mime.formats() for mark in _MAIL)
