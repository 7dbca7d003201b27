"""Outlook's own files: .msg with a mail, an appointment or an invitation."""

from dataclasses import replace
from datetime import date, datetime
from email import policy
from email.parser import BytesParser
from functools import cached_property

from crm.exchange import letters
from crm.exchange.letters import Attached, Letter, Someone
from crm.exchange.readers import (
    hypertext,
    mail_headers,
    mails,
    outlook_meeting,
    outlook_store,
    post_refusals,
    rtf,
    tidy,
)
from crm.exchange.readers.mail_parts import Part, Parts
from crm.exchange.readers.outlook_store import Store
from crm.i18n import _
from crm.rules import names, zones

_SUBJECT, _BODY, _RTF = 0x0037, 0x1000, 0x1009
_HEADERS, _MESSAGE_ID, _CLASS = 0x007D, 0x1035, 0x001A
_SUBMITTED, _DELIVERED = 0x0039, 0x0E06
_RECIPIENT_TYPE, _RECIPIENT_FLAGS, _TRACK_STATUS = 0x0C15, 0x5FFD, 0x5FFF
_NAME, _ADDRESS, _SMTP = 0x3001, 0x3003, 0x39FE
# Name, SMTP address and address of whom it is from; of whom it was sent for first
_SENDERS = ((0x0042, 0x5D02, 0x0065), (0x0C1A, 0x5D01, 0x0C1F))
_LONG_NAME, _SHORT_NAME, _DATA, _METHOD = 0x3707, 0x3704, 0x3701, 0x3705
_HIDDEN, _CONTENT_ID, _FLAGS = 0x7FFE, 0x3712, 0x3714
_MAIL_WITHIN, _LINK = 5, (2, 4, 7)
_ORGANISER_FLAG, _IN_TEXT = 2, 4
_TO, _CC = 1, 2
_SHOWN_TO, _SHOWN_CC = 0x0E04, 0x0E03
_RESPONSES = {2: "tentative", 3: "accepted", 4: "declined"}
_MAILS = ("IPM.NOTE", "IPM.POST", "IPM.OUTLOOK.RECALL")
_EARLIEST, _LATEST = date(1970, 1, 1), date(2100, 12, 31)


def read(data: bytes, name: str, today: date) -> tuple[list[Letter], list[str]]:
    """The mail or the appointment; raises CrmError where it is neither or cannot be read."""
    try:
        item = _Item(outlook_store.opened(data))
    except outlook_store.Unreadable:
        raise post_refusals.damaged(name) from None
    kind = item.store.text(_CLASS).upper()
    if kind.startswith(("IPM.SCHEDULE.MEETING.RESP", "IPM.SCHEDULE.MEETING.NOTIFICATION")):
        raise post_refusals.answer(name, "REPLY")
    if kind.startswith(("IPM.APPOINTMENT", "IPM.SCHEDULE.MEETING")):
        return outlook_meeting.read(item.store, _mail(item, meeting=True), kind, name), []
    if kind.startswith("IPM.NOTE.SMIME"):
        return _signed(item, kind, name, today)
    if kind and kind != "IPM" and not kind.startswith(_MAILS):
        raise post_refusals.no_mail(name, names.clean(item.store.text(_CLASS))[:60])
    if kind.startswith("IPM.NOTE.RPMSG") or any(one.name == "message.rpmsg" for one in item.attached):
        raise post_refusals.encrypted(name)
    mail = _mail(item, meeting=False)
    if not mail.people and not mail.text and not mail.subject and not mail.attachments:
        raise post_refusals.damaged(name)
    calendars = [one.data for one in mail.attachments if one.name.lower().endswith(".ics")]
    kept = tuple(one for one in mail.attachments if not one.name.lower().endswith(".ics"))
    return mails.invited(replace(mail, attachments=kept), Parts(mail.text, (), tuple(calendars)), name, today)


class _Item:
    """An item with what is asked of it more than once."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.problems: list[str] = []

    @cached_property
    def headers(self) -> Part:
        """The headers that the mail came with; none for one that was written here."""
        text = self.store.text(_HEADERS)[: mails.LONGEST_HEADER]
        return BytesParser(policy=policy.compat32).parsebytes(text.encode("utf-8", "replace"), headersonly=True)

    @cached_property
    def attached(self) -> list[Attached]:
        """The files that came along."""
        found = []
        for one in self.store.attachments():
            name = one.text(_LONG_NAME) or one.text(_SHORT_NAME) or one.text(_NAME)
            in_text = bool(one.text(_CONTENT_ID)) and (one.number(_FLAGS) or 0) & _IN_TEXT
            if (one.number(_HIDDEN) or 0) & 1 or in_text:
                continue
            method = one.number(_METHOD)
            if method == _MAIL_WITHIN:
                words = _("“{name}” is a mail within the mail. Save it for itself to keep it.")
                self.problems.append(words.format(name=names.clean(name)[:80]))
            elif method in _LINK:
                words = _("“{name}” is only a link to a file.")
                self.problems.append(words.format(name=names.clean(name)[:80]))
            elif name.lower() != "winmail.dat":
                found.append(Attached(name, one.data(_DATA)))
        return found


def _signed(item: _Item, kind: str, name: str, today: date) -> tuple[list[Letter], list[str]]:
    """The mail as it was signed stands in its only attachment."""
    for one in item.attached:
        if kind.startswith("IPM.NOTE.SMIME.MULTIPARTSIGNED") and one.data:
            return mails.read(one.data, name, today)
    raise post_refusals.encrypted(name)


def _mail(item: _Item, *, meeting: bool) -> Letter:
    store = item.store
    sent, problems = _sent(item)
    attached = tuple(item.attached)
    letter = Letter(
        "mail",
        message_id=store.text(_MESSAGE_ID) or mail_headers.text(item.headers, "message-id"),
        subject=store.text(_SUBJECT),
        day=sent.date() if sent is not None else None,
        time=sent.strftime("%H:%M") if sent is not None else "",
        text=_text(item, problems),
        people=(*_sender(item, meeting=meeting), *_recipients(store, meeting=meeting)),
        attachments=attached,
    )
    return tidy.letter(replace(letter, problems=(*([] if meeting and sent is None else problems), *item.problems)))


def _text(item: _Item, problems: list[str]) -> str:
    text = item.store.text(_BODY)
    if text.strip():
        return text
    html = item.store.html()
    if html.strip():
        return hypertext.text(html[: 5 * 1024 * 1024])
    packed = item.store.data(_RTF)
    if packed:
        text = rtf.text(rtf.unpacked(packed))
        if text.strip():
            return text
        problems.append(_("The text is only there as RTF and could not be read. Copy it from Outlook."))
    return ""


def _sent(item: _Item) -> tuple[datetime | None, list[str]]:
    for number in (_SUBMITTED, _DELIVERED):
        found = item.store.when(number)
        if found is not None and _EARLIEST <= found.date() < _LATEST:
            return zones.at_home(found), []
    return mails.sent(item.headers)


def _sender(item: _Item, *, meeting: bool) -> tuple[Someone, ...]:
    role = letters.ORGANISER if meeting else letters.SENDER
    store = item.store
    names_ = [store.text(name) for name, _smtp, _address in _SENDERS]
    addresses = [
        text for _name, smtp, address in _SENDERS for text in (store.text(smtp), store.text(address)) if "@" in text
    ]
    written = mail_headers.people(item.headers, "from", role)
    name = next(filter(None, names_), "")
    if not addresses and written:
        return written
    if not name and not addresses:
        return ()
    return (Someone(name, next(iter(addresses), ""), role),)


def _recipients(store: Store, *, meeting: bool) -> tuple[Someone, ...]:
    roles = {_TO: letters.REQUIRED, _CC: letters.OPTIONAL} if meeting else {_TO: letters.TO, _CC: letters.COPY}
    found = []
    for one in store.recipients():
        kind = (one.number(_RECIPIENT_TYPE) or _TO) & 0xF
        # The third kind is a room of a meeting, or a hidden copy of a mail
        if kind not in roles:
            continue
        role = roles[kind]
        if meeting and (one.number(_RECIPIENT_FLAGS) or 0) & _ORGANISER_FLAG:
            role = letters.ORGANISER
        address = next((text for text in (one.text(_SMTP), one.text(_ADDRESS)) if "@" in text), "")
        response = _RESPONSES.get(one.number(_TRACK_STATUS) or 0, "") if meeting else ""
        found.append(Someone(one.text(_NAME), address, role, response))
    if found:
        return tuple(found)
    # Without the recipients themselves their names are there still
    shown = ((_SHOWN_TO, roles[_TO]), (_SHOWN_CC, roles[_CC]))
    return tuple(Someone(name, role=role) for number, role in shown for name in store.text(number).split(";"))
