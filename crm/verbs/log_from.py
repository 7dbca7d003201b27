"""python main.py log FILE --from LETTER [--pick N] [--dry-run]: a mail or an appointment becomes what is logged."""

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from crm.commands import attachments, interactions
from crm.commands.interactions import FollowUp, Participant
from crm.errors import CrmError
from crm.exchange import filling, mailbag
from crm.exchange.filling import Filling
from crm.exchange.letters import Letter
from crm.exchange.who_is_who import Present
from crm.i18n import _
from crm.progress import Progress
from crm.rules import code_lists, dates, names
from crm.verbs.verb import Usage

_SHOWN = 20
WRITES = (filling.NEW, filling.CHANGED, filling.CANCELLED)
"""The news of a letter that write anything."""


def options(parser: argparse.ArgumentParser) -> None:
    """What a letter needs."""
    add = parser.add_argument
    add(
        "--from",
        dest="source",
        type=Path,
        metavar="LETTER",
        help=_("fill it from a mail or an appointment: .msg .eml .ics"),
    )
    add("--pick", type=int, metavar="N", help=_("which of the appointments in the file, from 1"))
    add("--dry-run", action="store_true", help=_("with --from: only tell what it would do"))


def read(given: argparse.Namespace, today: date, progress: Progress) -> Filling:
    """What the letter would put into the register; raises CrmError, also where it is not said which of several."""
    post = mailbag.read(given.source, today=today, progress=progress)
    found = post.letters
    if len(found) == 1 and given.pick in (None, 1):
        return filling.fill(found[0], today)
    if given.pick is None:
        several = _("There are several in “{file}”. Choose one with --pick:").format(file=given.source.name)
        raise CrmError("\n".join([several, *_listed(found, filling.nearest(found, today))]))
    if not 1 <= given.pick <= len(found):
        sentence = _("There are {count} in “{file}”: --pick takes 1 to {count}.")
        raise Usage(sentence.format(count=len(found), file=given.source.name))
    return filling.fill(found[given.pick - 1], today)


def write(filled: Filling, given: argparse.Namespace, follow_ups: Sequence[FollowUp], progress: Progress) -> int | None:
    """Log it, or change what is logged; the interaction's id, None where there is nothing to do."""
    known = filled.known
    if filled.news in (filling.CHANGED, filling.CANCELLED) and known is not None:
        values: dict[str, Any] = {change.field: change.after for change in filled.changes}
        there = [_participant(one) for one in filled.participants]
        interactions.edit(known.id, participants=there, calendar_sequence=filled.letter.sequence, **values)
    elif filled.news == filling.NEW:
        return _log(filled, given, follow_ups, progress)
    return known.id if known is not None else None


def told(filled: Filling) -> dict[str, Any]:
    """For --json: what it is, and what there is to know of it."""
    return {
        "news": filled.news,
        "changes": [
            {"field": one.field, "before": _plain(one.before), "after": _plain(one.after)} for one in filled.changes
        ],
        "notes": list(filled.words),
    }


def planned(filled: Filling) -> list[str]:
    """What a dry run says."""
    letter = filled.letter
    when = " ".join(filter(None, (dates.show(letter.day) if letter.day else "", letter.time)))
    kind = code_lists.label("interaction_type", filled.type)
    lines = [" · ".join(filter(None, (kind, letter.subject, when, letter.place)))]
    return lines + [f"  {' · '.join(filter(None, (one.title, one.subtitle)))}" for one in filled.participants]


def _log(filled: Filling, given: argparse.Namespace, follow_ups: Sequence[FollowUp], progress: Progress) -> int:
    letter = filled.letter
    if letter.day is None:
        raise CrmError(_("It does not say which day it was. Log it with --subject and --date instead."))
    held_on = letter.day
    if not filled.participants:
        raise CrmError(_("Nobody but the staff stands in it. Say who took part with --with, and --subject and --date."))
    kept = [attachments.keep(one.data, one.name, progress) for one in letter.attachments]
    status = "planned" if held_on > date.today() else "done"
    return interactions.log(
        names.clean(given.subject or "") or letter.subject or code_lists.label("interaction_type", filled.type),
        held_on=held_on,
        start_time=letter.time,
        minutes=given.minutes if given.minutes is not None else letter.minutes,
        place=letter.place,
        notes=names.clean(given.notes, lines=True) or letter.text,
        type=filled.type,
        status=status,
        responsible=filled.responsible,
        participants=[_participant(one) for one in filled.participants],
        follow_ups=follow_ups,
        project_title=names.clean(given.project),
        tags=[names.clean(tag) for tag in given.tag],
        attachments=kept,
        calendar_uid=letter.uid,
        calendar_sequence=letter.sequence if letter.uid else None,
        message_id=letter.message_id,
    )


def _participant(one: Present) -> Participant:
    if one.person is not None:
        return Participant(person=one.person)
    if one.organisation is not None:
        return Participant(organisation=one.organisation)
    return Participant(name=one.title, organisation_name=one.subtitle, email=one.address)


def _listed(found: Sequence[Letter], near: int) -> list[str]:
    """The letters around the one that is likely meant, each with its number."""
    first = max(0, min(near - _SHOWN // 2, len(found) - _SHOWN))
    return [
        f"  {number}: {dates.show(one.day) if one.day else ''} {one.time} {one.subject}".rstrip()
        for number, one in enumerate(found[first : first + _SHOWN], start=first + 1)
    ]


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
