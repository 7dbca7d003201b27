"""Mails: .eml as Outlook, Gmail, Apple Mail and Thunderbird save them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from email import errors, policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from crm.errors import CrmError
from crm.exchange import letters
from crm.exchange.letters import Attached, Letter
from crm.exchange.readers import calendars, mail_headers, mail_parts, post_refusals, tidy
from crm.exchange.readers.mail_parts import Parts
from crm.i18n import _
from crm.rules import zones

LONGEST_HEADER = 64 * 1024
_BLANK_LINE = re.compile(rb"\r?\n[ \t]*\r?\n|\r\r")
_ENCRYPTED = ("application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted")
_EARLIEST, _LATEST = date(1970, 1, 1), date(2100, 12, 31)


def read(data: bytes, name: str, today: date) -> tuple[list[Letter], list[str]]:
    """The mail, or the appointments it invites to; raises CrmError where it cannot be read."""
    data, cut = _shortened(data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n \t"))
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        assert isinstance(message, EmailMessage)
        found = _read(message, name, today)
    except RecursionError:
        # Parts within parts within parts
        raise post_refusals.damaged(name) from None
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, errors.MessageError):
        raise post_refusals.damaged(name) from None  # the library raises any of these for a mail that is none
    if cut:
        words = _("The mail's header is longer than fits; some of those it went to may be missing.")
        found[0][:] = [replace(one, problems=(*one.problems, words)) for one in found[0]]
    return found


def _shortened(data: bytes) -> tuple[bytes, bool]:
    """The mail with at most 64 kB of header: more costs the library gigabytes (RELIABILITY.md section 2)."""
    end = _BLANK_LINE.search(data)
    length = end.start() if end is not None else len(data)
    if length <= LONGEST_HEADER:
        return data, False
    last = data.rfind(b"\n", 0, LONGEST_HEADER)
    return data[: last + 1 if last > 0 else LONGEST_HEADER] + b"\n" + (data[end.end() :] if end else b""), True


def _read(message: EmailMessage, name: str, today: date) -> tuple[list[Letter], list[str]]:
    kind = mail_parts.kind(message)
    if kind in _ENCRYPTED:
        sealed = "signed-data" in mail_headers.raw(message, "content-type").lower()
        raise post_refusals.sealed(name) if sealed else post_refusals.encrypted(name)
    people = (
        *mail_headers.people(message, "from", letters.SENDER),
        *mail_headers.people(message, "to", letters.TO),
        *mail_headers.people(message, "cc", letters.COPY),
    )
    parts = mail_parts.gather(message)
    if not people and not parts.text.strip() and not parts.calendars and not parts.attached:
        raise post_refusals.damaged(name)
    if parts.text.lstrip().startswith("-----BEGIN PGP MESSAGE-----"):
        raise post_refusals.encrypted(name)
    at, problems = sent(message)
    mail = Letter(
        "mail",
        message_id=mail_headers.text(message, "message-id"),
        subject=mail_headers.text(message, "subject"),
        day=at.date() if at is not None else None,
        time=at.strftime("%H:%M") if at is not None else "",
        text=parts.text,
        people=people,
        attachments=parts.attached,
        problems=(*problems, *parts.problems),
    )
    return invited(mail, parts, name, today)


def invited(mail: Letter, parts: Parts, name: str, today: date) -> tuple[list[Letter], list[str]]:
    """The appointments that a mail invites to; the mail itself where there are none. Raises CrmError for an answer."""
    notes: list[str] = []
    for data in parts.calendars:
        try:
            found, notes = calendars.read(data, name, today)
        except CrmError as error:
            if mail_parts.is_answer(data):
                raise
            words = _("The invitation in it could not be read: {why}").format(why=error)
            mail = replace(mail, problems=(*mail.problems, words))
            continue
        return [_with_mail(one, mail) for one in found], notes
    return [tidy.letter(mail)], notes


def _with_mail(invitation: Letter, mail: Letter) -> Letter:
    """What the invitation does not say is taken from the mail it came in."""
    senders = tuple(one._replace(role=letters.ORGANISER) for one in mail.people if one.role == letters.SENDER)
    known = bool(invitation.people)
    return tidy.letter(
        replace(
            invitation,
            message_id=mail.message_id,
            subject=invitation.subject or mail.subject,
            text=invitation.text or tidy.without_boilerplate(mail.text),
            people=invitation.people if known else (*senders, *(one for one in mail.people if one.role != "from")),
            attachments=_once((*invitation.attachments, *mail.attachments)),
            problems=(*invitation.problems, *mail.problems),
        )
    )


def _once(attached: tuple[Attached, ...]) -> tuple[Attached, ...]:
    return tuple(dict.fromkeys(attached))


def sent(message: mail_parts.Part) -> tuple[datetime | None, list[str]]:
    """When it was sent, in Norway, and what is wrong with that."""
    for text in _dates(message):
        try:
            found = parsedate_to_datetime(text)
            # "-0000" is UTC of a clock that knows no zone
            home = zones.at_home(found if found.tzinfo is not None else found.replace(tzinfo=UTC))
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        if _EARLIEST <= home.date() <= _LATEST:
            return home, []
    return None, [_("The mail does not say when it was sent.")]


def _dates(message: mail_parts.Part) -> Iterator[str]:
    yield mail_headers.text(message, "date")
    # Each station writes its time at the end of its line
    for line in mail_headers.every(message, "received")[:5]:
        yield line.rpartition(";")[2].strip()
