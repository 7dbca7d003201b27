"""Letters at the border: cleaned, cut to what the register takes, each person once; what was lost is said."""

import re
from collections.abc import Iterable
from dataclasses import replace

from crm.exchange import letters
from crm.exchange.letters import Attached, Letter, Someone
from crm.i18n import _, ngettext
from crm.rules import emails, names

_LONGEST_NAME = 200
_LONGEST_FILE_NAME = 200
_NOBODY = ("@group.calendar.google.com", "@resource.calendar.google.com", "@import.calendar.google.com")
_CALLS = re.compile(
    r"https?://(?:[\w-]+\.)*(?:teams\.microsoft\.com|teams\.live\.com|zoom\.us|meet\.google\.com|webex\.com|whereby\.com)/",
    re.IGNORECASE,
)
_ONLINE_PLACE = re.compile(
    r"\b(?:teams|zoom|google meet|webex|skype|whereby|video|online|digitalt|nett)", re.IGNORECASE
)
# What Teams and Google write below an invitation: how to call in, in every language
_TEAMS = re.compile(
    r"^[ \t]*[_.\-]{20,}[ \t]*\n(?=(?:[^\n]*\n){0,6}?[^\n]*(?:teams\.microsoft\.com|Microsoft Teams))", re.MULTILINE
)
_GOOGLE = re.compile(r"^-::~:~::~.*", re.MULTILINE | re.DOTALL)
_BLANK = re.compile(r"\n{3,}")


def words(text: str) -> str:
    """One line without what nobody can see."""
    return names.clean(text)


def letter(one: Letter) -> Letter:
    """The letter as it may be shown and kept."""
    problems = list(one.problems)
    subject, place = names.clean(one.subject[:20_000]), names.clean(one.place[:20_000])
    text = _BLANK.sub("\n\n", names.clean(one.text[: letters.LONGEST_TEXT * 4], lines=True))
    for kept, most, sentence in (
        (subject, letters.LONGEST_SUBJECT, _("The title is longer than fits and was cut.")),
        (place, letters.LONGEST_PLACE, _("The place is longer than fits and was cut.")),
        (text, letters.LONGEST_TEXT, _("The text is longer than fits in a note and was cut.")),
    ):
        if len(kept) > most:
            problems.append(sentence)
    people = _people(one.people, problems)
    return replace(
        one,
        message_id=names.clean(one.message_id)[:500],
        subject=subject[: letters.LONGEST_SUBJECT].strip(),
        place=place[: letters.LONGEST_PLACE].strip(),
        text=text[: letters.LONGEST_TEXT].strip(),
        people=people,
        attachments=_attachments(one.attachments, problems),
        problems=tuple(problems),
    )


def someone(one: Someone) -> Someone:
    """A person with an address that can be one, else without; a name that is only the address is none."""
    address = emails.normalised(one.address) if "@" in one.address else ""
    if address and (len(address) > 254 or emails.problem(address)):
        address = ""
    name = names.clean(one.name[:2_000]).strip("'\" ")[:_LONGEST_NAME]
    if "@" in name and (emails.normalised(name) == address or not address):
        address = address or ("" if emails.problem(name) else emails.normalised(name))
        name = "" if emails.normalised(name) == address else name
    return one._replace(name=name, address=address, organisation=names.clean(one.organisation[:2_000])[:_LONGEST_NAME])


def _people(people: Iterable[Someone], problems: list[str]) -> tuple[Someone, ...]:
    found: dict[str, Someone] = {}
    for one in map(someone, people):
        key = one.address or names.clean(one.name).casefold()
        if not key or one.address.endswith(_NOBODY):
            continue
        before = found.get(key)
        if before is None:
            found[key] = one
        else:
            # The organiser stands among the invited as well, with an answer
            found[key] = before._replace(name=before.name or one.name, response=before.response or one.response)
    left = len(found) - letters.MOST_PEOPLE
    if left > 0:
        problems.append(
            ngettext(
                "There are more people than fit: {count} was left out.",
                "There are more people than fit: {count} were left out.",
                left,
            ).format(count=left)
        )
    return tuple(found.values())[: letters.MOST_PEOPLE]


def _attachments(given: Iterable[Attached], problems: list[str]) -> tuple[Attached, ...]:
    kept: list[Attached] = []
    left: list[str] = []
    room = letters.MOST_BYTES_ATTACHED
    for one in given:
        name = file_name(one.name)
        if not one.data or len(kept) >= letters.MOST_ATTACHED or len(one.data) > room:
            left.append(name)
            continue
        room -= len(one.data)
        kept.append(Attached(name, one.data))
    if left:
        shown = ", ".join(left[:3]) + (" …" if len(left) > 3 else "")
        problems.append(_("Attachments that are empty or too large were left out: {names}").format(names=shown))
    return tuple(kept)


def file_name(name: str) -> str:
    """The last part of a name, without what a folder could take for something else.

    >>> file_name("../../etc/pass:wd"), file_name("C:\\\\a\\\\Avtale.pdf"), file_name(" ... ")
    ('passwd', 'Avtale.pdf', 'attachment')
    """
    last = re.split(r"[/\\]", names.clean(name[:2_000]))[-1]
    last = re.sub(r'[<>:"|?*]', "", last).strip(" .")
    if len(last) > _LONGEST_FILE_NAME:
        stem, point, ending = last.rpartition(".")
        last = f"{stem[:150]}{point}{ending[:20]}" if point else last[:150]
    return last or "attachment"


def is_online(place: str, text: str, *, calls: bool = False) -> bool:
    """Whether people met on a screen: there is a link to a call and no place that one can go to."""
    if place and not (_ONLINE_PLACE.search(place) or _CALLS.search(place)):
        return False
    if ";" in place:
        # Outlook writes the room and the call beside each other
        return all(_ONLINE_PLACE.search(part) or _CALLS.search(part) for part in place.split(";"))
    return calls or bool(place) or _CALLS.search(text) is not None


def without_boilerplate(text: str) -> str:
    """The text without how to join a call, which Teams and Google write below it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = _TEAMS.search(text)
    if found is not None:
        text = text[: found.start()]
    return _GOOGLE.sub("", text).strip()
