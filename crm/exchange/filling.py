"""What a mail or an appointment would put into the quick log: who is who, and what the register knows of it already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from crm.exchange.letters import Letter
from crm.exchange.who_is_who import Present, present
from crm.i18n import _, ngettext
from crm.queries import came_before, interactions
from crm.queries.came_before import Known
from crm.rules import code_lists, dates

NEW, CHANGED, CANCELLED = "new", "changed", "cancelled"
"""What opens the quick log: something to log, or to change; see Filling.news."""
SAME, OLDER, ARCHIVED, NOTHING = "same", "older", "archived", "nothing"
"""What is only told."""

_COMPARED = ("subject", "held_on", "start_time", "minutes", "place")


class Change(NamedTuple):
    """A field that the invitation has otherwise than the register."""

    field: str
    before: object
    after: object


@dataclass(frozen=True)
class Filling:
    """What to show for a letter.

    `news` is one of the constants above; `known` the interaction that it is about, None for a new one. `participants`
    are those to propose, staff left out; for a known interaction those that it has and those who are new.
    `responsible` is the one of the staff whom it is from. `changes` is what differs, `words` what to say on top.
    """

    letter: Letter
    news: str
    type: str
    participants: tuple[Present, ...]
    responsible: int | None = None
    known: Known | None = None
    changes: tuple[Change, ...] = ()
    words: tuple[str, ...] = ()


def fill(letter: Letter, today: date) -> Filling:
    """What the quick log should show for it; reads the register and writes nothing."""
    day = letter.day or today
    found = present(letter, day)
    words = (*letter.problems, *found.words)
    filling = Filling(letter, NEW, _type(letter), found.participants, found.responsible, None, (), words)
    known = _known(letter)
    if known is None:
        return _unknown(filling)
    told = {"subject": known.subject, "day": dates.show(known.held_on)}
    if known.archived:
        sentence = _("«{subject}», {day}, is in the register, among what is archived.").format(**told)
        return _about(filling, ARCHIVED, known, sentence)
    if letter.kind == "mail" or not letter.uid:
        return _about(filling, SAME, known, _("This mail is logged already: «{subject}», {day}.").format(**told))
    if letter.sequence is not None and letter.sequence < (known.calendar_sequence or 0):
        sentence = _("This is an older edition of «{subject}», {day}; the register has a later one.").format(**told)
        return _about(filling, OLDER, known, sentence)
    if letter.cancelled:
        return _cancelled(filling, known)
    return _compared(filling, known, today)


def _type(letter: Letter) -> str:
    if letter.kind == "mail":
        return "email"
    return "meeting_video" if letter.online else "meeting_in_person"


def _known(letter: Letter) -> Known | None:
    if letter.uid:
        return came_before.meetings([letter.uid]).get(letter.uid) or _of_series(letter)
    return came_before.mail(letter.message_id)


def _of_series(letter: Letter) -> Known | None:
    """The next meeting of a series that is cancelled as a whole."""
    if not letter.cancelled or "/" in letter.uid:
        return None
    left = [known for known in came_before.series(letter.uid) if known.status == "planned"]
    return left[0] if left else None


def _about(filling: Filling, news: str, known: Known, *words: str) -> Filling:
    return Filling(
        filling.letter, news, known.type, filling.participants, filling.responsible, known, (), (*words, *filling.words)
    )


def _unknown(filling: Filling) -> Filling:
    letter = filling.letter
    words = list(filling.words)
    if letter.cancelled:
        sentence = _("«{subject}» is cancelled, and is not in the register: there is nothing to log.")
        return Filling(letter, NOTHING, filling.type, (), None, None, (), (sentence.format(subject=letter.subject),))
    if letter.kind == "mail" and not letter.message_id and letter.day is not None:
        alike = came_before.alike(letter.subject, letter.day, letter.time)
        if alike is not None:
            words.append(_("A mail with this subject and from this moment is logged already. Is it the same one?"))
    if letter.day is None and letter.kind != "people":
        words.append(_("The day is today's until you set it."))
    return Filling(letter, NEW, filling.type, filling.participants, filling.responsible, None, (), tuple(words))


def _cancelled(filling: Filling, known: Known) -> Filling:
    told = {"subject": known.subject, "day": dates.show(known.held_on)}
    if known.status == "cancelled":
        return _about(filling, SAME, known, _("«{subject}», {day}, is cancelled already.").format(**told))
    words = [_("«{subject}», {day}, is cancelled. Save to note that.").format(**told)]
    more = len(came_before.series(filling.letter.uid)) - 1 if filling.letter.uid != known.calendar_uid else 0
    if more > 0:
        words.append(
            ngettext(
                "{count} more meeting of the series is in the register; look at it as well.",
                "{count} more meetings of the series are in the register; look at them as well.",
                more,
            ).format(count=more)
        )
    present = there(known)
    changes = (Change("status", known.status, "cancelled"),)
    return Filling(filling.letter, CANCELLED, known.type, present, None, known, changes, tuple(words))


def _compared(filling: Filling, known: Known, today: date) -> Filling:
    letter = filling.letter
    says: Mapping[str, object] = {
        "subject": letter.subject,
        "held_on": letter.day,
        "start_time": letter.time,
        "minutes": letter.minutes,
        "place": letter.place,
    }
    changes = [
        Change(field, getattr(known, field), says[field])
        for field in _COMPARED
        if says[field] not in (None, "") and says[field] != getattr(known, field)
    ]
    if known.status == "cancelled":
        changes.append(Change("status", known.status, "planned" if (letter.day or today) > today else "done"))
    now = there(known)
    taken = {one.key for one in now}
    more = tuple(one for one in filling.participants if one.key not in taken)
    told = {"subject": known.subject, "day": dates.show(known.held_on)}
    if not changes and not more:
        return _about(filling, SAME, known, _("«{subject}», {day}, is in the register as it is here.").format(**told))
    words = [_("«{subject}», {day}, is in the register. The invitation differs; save to take it over.").format(**told)]
    words += [line(change) for change in changes]
    if more:
        words.append(_("New among those invited: {names}").format(names=", ".join(one.title for one in more)))
    return Filling(letter, CHANGED, known.type, (*now, *more), None, known, tuple(changes), (*words, *filling.words))


def there(known: Known) -> tuple[Present, ...]:
    """Those who stand at the interaction now."""
    return tuple(
        Present(row.person_id, None, row.person, row.organisation)
        if row.person_id is not None
        else Present(None, row.organisation_id, row.organisation, "")
        for row in interactions.participants(known.id)
    )


def line(change: Change) -> str:
    """A change in words: "Day: 03.11.2026 → 04.11.2026"."""
    labels = {
        "subject": _("Subject"),
        "held_on": _("Day"),
        "start_time": _("Time"),
        "minutes": _("Minutes"),
        "place": _("Place"),
        "status": _("Status"),
    }
    return f"{labels[change.field]}: {_shown(change.field, change.before)} → {_shown(change.field, change.after)}"


def _shown(field: str, value: object) -> str:
    if isinstance(value, date):
        return dates.show(value)
    if field == "status":
        return code_lists.label("interaction_status", str(value))
    return "–" if value in (None, "") else str(value)


def nearest(found: Sequence[Letter], today: date) -> int:
    """The place of the appointment that somebody most likely means: the last that has been, else the first to come."""
    been = [place for place, letter in enumerate(found) if letter.day is not None and letter.day <= today]
    return been[-1] if been else 0
