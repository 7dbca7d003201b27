"""The parts of a mail: its text, what is attached, and invitations; each part that cannot be read costs only itself."""

import re
from collections.abc import Iterator
from email import errors
from email.message import Message
from typing import Any, NamedTuple, TypeAlias

from crm.exchange.letters import Attached
from crm.exchange.readers import hypertext, mail_headers
from crm.i18n import _
from crm.rules import names

Part: TypeAlias = "Message[Any, Any]"
_DEEPEST = 50
_MOST_PARTS = 1_000
_LONGEST_HEADER = 16_000
_LONGEST_HTML = 5 * 1024 * 1024
_SIGNATURES = frozenset(("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"))
_ANSWER = re.compile(
    rb"^METHOD[^:]{0,100}:\s*(?:REPLY|COUNTER|DECLINECOUNTER|REFRESH)\s*$", re.IGNORECASE | re.MULTILINE
)
_ENDS_EARLY = (errors.CloseBoundaryNotFoundDefect, errors.StartBoundaryNotFoundDefect)
_DAMAGED = (errors.InvalidBase64CharactersDefect, errors.InvalidBase64LengthDefect)


class Parts(NamedTuple):
    """What a mail is made of."""

    text: str
    attached: tuple[Attached, ...] = ()
    calendars: tuple[bytes, ...] = ()
    problems: tuple[str, ...] = ()


class _Leaf(NamedTuple):
    part: Part
    kind: str
    name: str
    inline: bool


def kind(part: Part) -> str:
    """The content type of a part in small letters, "text/plain" where it says none."""
    said = mail_headers.raw(part, "content-type")[:_LONGEST_HEADER].partition(";")[0].strip().lower()
    return said if re.fullmatch(r"[\w.+-]+/[\w.+-]+", said) else str(part.get_default_type())


def is_answer(data: bytes) -> bool:
    """Whether a calendar is what somebody sends back to an invitation."""
    return _ANSWER.search(data[:100_000]) is not None


def gather(message: Part) -> Parts:
    """All that is in a mail."""
    problems: list[str] = []
    attached: list[Attached] = []
    calendars: list[bytes] = []
    text = _body(message, 0)
    cut = _cut(message)
    if cut:
        problems.append(_("The mail is cut off; what came after that is missing."))
    for leaf in _leaves(message, problems):
        if leaf.kind in _SIGNATURES or (id(leaf.part) in cut and not _is_body(leaf)):
            continue
        if leaf.kind == "application/ms-tnef" or leaf.name.lower() == "winmail.dat":
            problems.append(
                _(
                    "“winmail.dat” is how Outlook packed the rest; it cannot be opened here. "
                    "Ask the sender to send the mail as HTML or plain text."
                )
            )
        elif leaf.kind in ("text/calendar", "application/ics") or leaf.name.lower().endswith(".ics"):
            calendars.append(_bytes(leaf.part))
        elif leaf.kind == "message/rfc822":
            attached.append(_mail_within(leaf))
        elif not _is_body(leaf) and not _is_picture_of_the_text(leaf):
            _attach(leaf, attached, problems)
    return Parts(text, tuple(attached), tuple(calendars), tuple(problems))


def _cut(message: Part) -> set[int]:
    """The ids of the parts in whose middle the file ends."""
    found = set()
    for part in message.walk():
        if any(isinstance(defect, _ENDS_EARLY) for defect in part.defects):
            last = part
            while isinstance(inner := last.get_payload(), list) and inner and isinstance(inner[-1], Message):
                last = inner[-1]
            found.add(id(last))
    return found


def _leaves(message: Part, problems: list[str]) -> Iterator[_Leaf]:
    """Every part that holds something; a mail within the mail is one."""
    waiting: list[tuple[Part, int]] = [(message, 0)]
    count = 0
    while waiting:
        part, depth = waiting.pop()
        count += 1
        if count > _MOST_PARTS or depth > _DEEPEST:
            problems.append(_("The mail has more parts than can be read; some are left out."))
            return
        inner = part.get_payload()
        what = kind(part)
        if what != "message/rfc822" and isinstance(inner, list):
            waiting += [(one, depth + 1) for one in reversed(inner) if isinstance(one, Message)]
        else:
            said = mail_headers.raw(part, "content-disposition").partition(";")[0].strip().lower()
            yield _Leaf(part, what, _name(part), said != "attachment")


def _name(part: Part) -> str:
    headers = [mail_headers.raw(part, name) for name in ("content-disposition", "content-type")]
    if any(len(header) > _LONGEST_HEADER for header in headers):
        return ""
    try:
        told = part.get_filename()
    except (ValueError, LookupError, TypeError, AttributeError, errors.MessageError):
        return ""  # the library raises any of these for a name that makes no sense
    return mail_headers.words(str(told)) if told else ""


def _is_body(leaf: _Leaf) -> bool:
    return leaf.kind in ("text/plain", "text/html", "text/enriched") and leaf.inline and not leaf.name


def _is_picture_of_the_text(leaf: _Leaf) -> bool:
    """A logo that stands in the text, not a picture that somebody sent."""
    return leaf.kind.startswith("image/") and leaf.inline and bool(mail_headers.raw(leaf.part, "content-id"))


def _attach(leaf: _Leaf, attached: list[Attached], problems: list[str]) -> None:
    data = _bytes(leaf.part)
    name = leaf.name or leaf.kind.replace("/", ".")
    if any(isinstance(defect, _DAMAGED) for defect in leaf.part.defects):
        words = _("The attachment “{name}” is damaged and was left out.")
        problems.append(words.format(name=names.clean(name)[:80]))
    else:
        attached.append(Attached(name, data))


def _mail_within(leaf: _Leaf) -> Attached:
    inner = leaf.part.get_payload()
    if isinstance(inner, list) and inner and isinstance(inner[0], Message):
        title = names.clean(mail_headers.text(inner[0], "subject"))[:80]
        try:
            return Attached(f"{title or 'mail'}.eml", inner[0].as_bytes())
        except (ValueError, LookupError, TypeError, AttributeError, errors.MessageError):
            return Attached(f"{title or 'mail'}.eml", b"")
    return Attached(leaf.name or "mail.eml", _bytes(leaf.part))


def _bytes(part: Part) -> bytes:
    try:
        found = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return b""
    return found if isinstance(found, bytes) else b""


def _body(part: Part, depth: int) -> str:
    """The text that a mail program would show."""
    what, inner = kind(part), part.get_payload()
    if what == "message/rfc822" or depth > _DEEPEST:
        return ""
    if isinstance(inner, list):
        parts = [one for one in inner if isinstance(one, Message)][:_MOST_PARTS]
        if what == "multipart/alternative":
            # The first is the plainest; the last what the sender likes best
            return next((text for one in parts if (text := _body(one, depth + 1)).strip()), "")
        if what in ("multipart/related", "multipart/signed"):
            parts = parts[:1]
        return "\n\n".join(text for one in parts if (text := _body(one, depth + 1)).strip())
    leaf = _Leaf(part, what, _name(part), "attachment" not in mail_headers.raw(part, "content-disposition").lower())
    if not _is_body(leaf):
        return ""
    text = mail_headers.in_charset(_bytes(part), _parameter(part, "charset"))
    if what == "text/plain":
        return _unflowed(text) if "flowed" in _parameter(part, "format").lower() else text
    return hypertext.text(text[:_LONGEST_HTML])


def _parameter(part: Part, name: str) -> str:
    header = mail_headers.raw(part, "content-type")[:_LONGEST_HEADER]
    found = re.search(rf';\s*{name}\s*=\s*(?:"([^"]*)"|([^;\s]+))', header, re.IGNORECASE)
    return (found[1] or found[2] or "") if found is not None else ""


def _unflowed(text: str) -> str:
    """Lines that were broken only to be short (RFC 3676) are put together again.

    >>> _unflowed("Takk for \\nsist.\\n-- \\nKari")
    'Takk for sist.\\n-- \\nKari'
    """
    lines: list[str] = []
    goes_on = False
    for line in text.replace("\r\n", "\n").split("\n"):
        if goes_on and not line.startswith(">"):
            lines[-1] += line.removeprefix(" ")
        else:
            lines.append(line.removeprefix(" "))
        goes_on = line.endswith(" ") and line != "-- "
    return "\n".join(lines)
