"""What may be dropped on the window, and what is said to the rest (UX.md 7)."""

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QMimeData

from crm.exchange.source import ENDINGS as LISTS
from crm.i18n import _

REGISTER = ".klynge"
LATER = (".ics", ".eml", ".msg")
# What Outlook and other mail programs put on the clipboard instead of a file: Qt sees names without content.
_MAIL = ("filegroupdescriptor", "renprivatemessages", "renprivateitem")


class Dropped(NamedTuple):
    """What came in: registers to open, lists to import, and the sentence about what cannot be used."""

    registers: tuple[Path, ...] = ()
    lists: tuple[Path, ...] = ()
    refusal: str = ""


def welcome(mime: QMimeData) -> bool:
    """Whether a drag should be let go here: also where the answer will only be a sentence."""
    return mime.hasUrls() or _from_mail(mime)


def sort(mime: QMimeData) -> Dropped:
    """What was dropped, by what can be done with it."""
    files = tuple(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())
    registers = tuple(file for file in files if file.suffix.lower() == REGISTER)
    lists = tuple(file for file in files if file.suffix.lower() in LISTS)
    others = [file.name for file in files if file not in registers and file not in lists]
    if others and all(Path(name).suffix.lower() in LATER for name in others):
        words = _("Calendars and mails cannot be read yet. Save the people as an Excel or CSV list.")
    elif others:
        names = ", ".join(others[:3]) + (" …" if len(others) > 3 else "")
        words = _("Klynge cannot read {files}. Drop a list (Excel or CSV) or a Klynge register.").format(files=names)
    elif not files and _from_mail(mime):
        words = _("A mail dragged straight out of Outlook carries no content. Drag it to the desktop first.")
    elif not files:
        words = _("Only files on this computer can be dropped here.")
    else:
        words = ""
    return Dropped(registers, lists, words)


def _from_mail(mime: QMimeData) -> bool:
    return any(mark in name.lower() for name in mime.formats() for mark in _MAIL)
