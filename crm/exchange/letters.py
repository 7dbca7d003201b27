"""What came by mail or calendar, as read from a file or from pasted text: nothing of it is in the register yet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, NamedTuple

ENDINGS = (".ics", ".eml", ".msg")
"""What mails and calendars are usually called; what a file holds decides how it is read."""

MOST_PEOPLE = 500
MOST_LETTERS = 1_000
MOST_ATTACHED = 40
MOST_BYTES_ATTACHED = 50 * 1024 * 1024
LONGEST_SUBJECT = 300
LONGEST_PLACE = 200
LONGEST_TEXT = 100_000

ORGANISER, REQUIRED, OPTIONAL = "organiser", "required", "optional"
SENDER, TO, COPY = "from", "to", "cc"


class Someone(NamedTuple):
    """Who stands in a mail or an invitation.

    `role` is organiser, required or optional; in a mail from, to or cc. `address` is lower case, "" where there is none
    that can be written to. `response` is accepted, declined, tentative or "". `organisation` is as it stood beside the
    name, mostly "".
    """

    name: str
    address: str = ""
    role: str = REQUIRED
    response: str = ""
    organisation: str = ""


class Attached(NamedTuple):
    """A file that came along; `name` is data and never a path."""

    name: str
    data: bytes


@dataclass(frozen=True)
class Letter:
    """One appointment, one mail, or a list of people.

    `kind` is calendar, mail or people; a mail with an invitation in it is a calendar. `method` is what an invitation is
    for, in capitals: REQUEST, PUBLISH, CANCEL, "" where it is not said. `uid` is the appointment's own, with
    "/RECURRENCE-ID" for one of a series. `day` and `time` (HH:MM, "" for a whole day or where none is said) are
    Norway's wall time (crm.rules.zones). `minutes` is None where no end is said. `problems` are sentences about what
    could not be read as it was meant.
    """

    kind: str
    method: str = ""
    uid: str = ""
    sequence: int | None = None
    message_id: str = ""
    subject: str = ""
    day: date | None = None
    time: str = ""
    minutes: int | None = None
    all_day: bool = False
    place: str = ""
    online: bool = False
    cancelled: bool = False
    text: str = ""
    people: tuple[Someone, ...] = ()
    attachments: tuple[Attached, ...] = ()
    problems: tuple[str, ...] = ()


class Post(NamedTuple):
    """What a file held: the letters by time, and sentences about what was left out."""

    letters: tuple[Letter, ...]
    notes: tuple[str, ...] = ()


def plain(letter: Letter) -> dict[str, Any]:
    """The letter in plain types, as it goes over a pipe."""
    told = {one.name: getattr(letter, one.name) for one in fields(letter)}
    told["people"] = [tuple(one) for one in letter.people]
    told["attachments"] = [tuple(one) for one in letter.attachments]
    told["problems"] = list(letter.problems)
    return told


def told(values: Mapping[str, Any]) -> Letter:
    """The letter that `plain` told of; raises TypeError for anything else."""
    return Letter(
        **{
            **values,
            "people": tuple(Someone(*one) for one in values["people"]),
            "attachments": tuple(Attached(*one) for one in values["attachments"]),
            "problems": tuple(values["problems"]),
        }
    )


def assembled(messages: Iterable[tuple[Any, ...]]) -> Post:
    """The post that a reader's messages ("letter", plain letter) and ("note", sentence) tell of."""
    letters: list[Letter] = []
    notes: list[str] = []
    for message in messages:
        match message:
            case ("letter", dict(values)):
                letters.append(told(values))
            case ("note", str(sentence)):
                notes.append(sentence)
    return Post(tuple(letters), tuple(notes))
