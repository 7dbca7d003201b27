"""Mails and calendars read in a process of their own, with limits (crm.exchange.isolation)."""

from datetime import date
from pathlib import Path

from crm import i18n
from crm.errors import CrmError
from crm.exchange import isolation, letters
from crm.exchange.letters import Post
from crm.exchange.readers import post_refusals
from crm.exchange.readers.reading import MOST_BYTES
from crm.exchange.watching import Allowance
from crm.i18n import _
from crm.progress import Progress, silent


def read(file: Path, *, today: date, progress: Progress = silent, seconds: float = isolation.SECONDS) -> Post:
    """The letters in a file; `today` decides which days of a series are near.

    Raises CrmError with a sentence for a file that is missing, damaged, hostile, too large, or neither a mail nor a
    calendar, and where the reader died or took longer than `seconds` of the processor.
    """
    try:
        if file.stat().st_size > MOST_BYTES:
            raise post_refusals.too_large(file.name)
        data = file.read_bytes()
    except OSError as error:
        sentence = _("“{file}” could not be opened: {reason}.")
        raise CrmError(sentence.format(file=file.name, reason=error.strerror or error)) from error
    return read_data(data, file.name, today=today, progress=progress, seconds=seconds)


def read_data(
    data: bytes, name: str, *, today: date, progress: Progress = silent, seconds: float = isolation.SECONDS
) -> Post:
    """The same for bytes that are in memory already (pasted text); `name` is for the sentences."""
    asked = {
        "name": name,
        "language": i18n.language(),
        "memory": isolation.MEMORY,
        "seconds": int(seconds) + isolation.SPARE,
        "today": today.isoformat(),
    }
    refuse = isolation.Refusals(post_refusals.too_slow, post_refusals.too_large)
    try:
        told = isolation.messages_of(data, asked, Allowance(seconds), progress, refuse)
        return letters.assembled(told)
    except (isolation.Died, TypeError, LookupError) as error:
        raise post_refusals.damaged(name) from error
