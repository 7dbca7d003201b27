"""python main.py log FILE --subject S --date D --with "Name[, Organisation]" ... [--follow-up TEXT --due D]"""

import argparse
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from crm import changes
from crm.commands import interactions
from crm.commands.interactions import FollowUp, Participant
from crm.errors import CrmError
from crm.i18n import _, ngettext
from crm.progress import Progress
from crm.queries import interactions as queries
from crm.queries import log_templates, organisations, people
from crm.queries.log_templates import LogTemplateRow
from crm.rules import code_lists, dates, folding, names
from crm.verbs import log_from, typed_day, who
from crm.verbs.verb import Answer, Usage, json_option

_LONGEST = 60 * 24 * 14


def summary() -> str:
    """What it does."""
    return _("note a meeting, with follow-ups")


def options(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    parser.add_argument("--subject", metavar="S", help=_("what it was about"))
    log_from.options(parser)
    parser.add_argument("--date", default="", metavar="D", help=_("the day: 3.11, 2026-11-03, i går, friday ..."))
    parser.add_argument(
        "--with",
        dest="present",
        action="extend",
        nargs="+",
        default=[],
        metavar="WHO",
        help=_('who took part, as "Name" or "Name, Organisation"; an e-mail address or an organisation will do'),
    )
    parser.add_argument("--notes", default="", metavar="N", help=_("what was said"))
    parser.add_argument("--minutes", type=_minutes, metavar="M", help=_("how long it took; 60 where nothing is said"))
    kinds = ", ".join(code_lists.keys("interaction_type"))
    parser.add_argument("--type", default="", metavar="T", help=kinds)
    parser.add_argument("--follow-up", action="append", default=[], metavar="TEXT", help=_("what was promised"))
    parser.add_argument("--due", action="append", default=[], metavar="D", help=_("the day it is promised for"))
    parser.add_argument("--project", default="", metavar="P", help=_("the project it belongs to; a new one is added"))
    parser.add_argument("--tag", action="append", default=[], metavar="T", help=_("a tag; may be given several times"))
    parser.add_argument("--template", default="", metavar="T", help=_("the template that fills what is not given"))
    json_option(parser)


def opens(_given: argparse.Namespace) -> str:
    """It writes."""
    return "write"


def run(given: argparse.Namespace, _progress: Progress) -> Answer:
    """Log the meeting and say who counted for whom, and who is new."""
    today = date.today()
    created: list[dict[str, Any]] = []

    def note(news: changes.Changes) -> None:
        created.extend(_created(news))

    if given.source is not None:
        return _from_letter(given, today, created, note, _progress)
    if given.dry_run or given.pick is not None:
        raise Usage(_("--pick and --dry-run go with --from."))
    if not given.date:
        raise Usage(_("Say which day it was with --date."))
    if not given.present:
        raise Usage(_("Say who took part with --with."))
    if given.subject is None and not given.template.strip():
        raise Usage(_("Say what it was about with --subject, or give a --template."))
    held_on = typed_day.of(given.date, today, held=True)
    follow_ups = _follow_ups(given, today)
    template = _template(given.template)
    kind = _type(given.type or (template.type if template else "") or "meeting_in_person")
    participants = [who.participant(text) for text in given.present]
    stop = changes.subscribe(note)
    try:
        number = _log(given, held_on, kind, participants, follow_ups, template)
    finally:
        stop()
    return _answer(number, created)


def _from_letter(
    given: argparse.Namespace,
    today: date,
    created: list[dict[str, Any]],
    note: Callable[[changes.Changes], None],
    progress: Progress,
) -> Answer:
    if given.date or given.present or given.type or given.template:
        raise Usage(
            _("With --from the letter says when, who and what kind: leave --date, --with, --type, --template out.")
        )
    filled = log_from.read(given, today, progress)
    told = log_from.told(filled)
    if given.dry_run:
        there = filled.known.id if filled.known is not None else None
        return Answer({"interaction": there, **told}, [*log_from.planned(filled), *filled.words])
    stop = changes.subscribe(note)
    try:
        number = log_from.write(filled, given, _follow_ups(given, today), progress)
    finally:
        stop()
    if number is None or filled.news not in log_from.WRITES:
        return Answer({"interaction": number, **told}, filled.words)
    answer = _answer(number, created)
    return Answer({**answer.data, **told}, [*answer.lines, *filled.words])


def _answer(number: int, created: list[dict[str, Any]]) -> Answer:
    present = queries.participants(number)
    persons = {one.person_id for one in present if one.person_id is not None}
    places = {one.organisation_id for one in present if one.organisation_id is not None}
    return Answer(
        {"interaction": number, "people": len(persons), "organisations": len(places), "created": created},
        _lines(queries.detail(number), len(persons), len(places), created),
    )


def _log(
    given: argparse.Namespace,
    held_on: date,
    kind: str,
    participants: list[Participant],
    follow_ups: list[FollowUp],
    template: LogTemplateRow | None,
) -> int:
    """What is not given comes from the template, whose follow-ups are added to those given."""
    subject = names.clean(given.subject or "") or (template.subject if template else "")
    minutes = given.minutes if given.minutes is not None or template is None else template.minutes
    proposed = [FollowUp(one.title, held_on + timedelta(one.after_days)) for one in template.tasks] if template else []
    return interactions.log(
        subject,
        held_on=held_on,
        participants=participants,
        minutes=60 if minutes is None and kind != "email" else minutes,
        notes=names.clean(given.notes, lines=True) or (template.notes if template else ""),
        place=template.place if template else "",
        focus_area=template.focus_area_id if template else None,
        type=kind,
        project_title=names.clean(given.project),
        tags=[names.clean(tag) for tag in given.tag],
        follow_ups=[*follow_ups, *proposed],
    )


def _lines(logged: queries.InteractionDetail, persons: int, places: int, created: list[dict[str, Any]]) -> list[str]:
    with_whom = ngettext("{count} organisation", "{count} organisations", places).format(count=places)
    if persons:
        people_ = ngettext("{count} person", "{count} people", persons).format(count=persons)
        with_whom = _("{people} of {organisations}").format(people=people_, organisations=with_whom)
    lines = [
        _("Logged «{subject}», {day}, as number {number}: {who}.").format(
            subject=logged.subject, day=dates.show(logged.held_on), number=logged.id, who=with_whom
        )
    ]
    lines += [f"  {' · '.join(part for part in (one.person, one.organisation) if part)}" for one in logged.participants]
    if created:
        lines.append(_("New in the register: {names}").format(names=", ".join(one["name"] for one in created)))
    lines += [
        _("Follow-up due {day}: {title}").format(day=dates.show(one.due_on), title=one.title)
        for one in logged.follow_ups
    ]
    return lines


def _created(news: changes.Changes) -> list[dict[str, Any]]:
    """Logging touches people and organisations only where it creates them."""
    made = [
        {"kind": "person", "id": row.id, "name": row.name}
        for row in people.PeopleQuery().rows(sorted(news.rows.get("person", ()))).values()
    ]
    made += [
        {"kind": "organisation", "id": row.id, "name": row.name}
        for row in organisations.OrganisationsQuery().rows(sorted(news.rows.get("organisation", ()))).values()
    ]
    return made


def _minutes(text: str) -> int:
    number = int(text)
    if not 0 <= number <= _LONGEST:
        raise argparse.ArgumentTypeError(_("a number of minutes from 0 to {most}").format(most=_LONGEST))
    return number


_minutes.__name__ = "number"  # argparse names the type where the text is none


def _follow_ups(given: argparse.Namespace, today: date) -> list[FollowUp]:
    if len(given.follow_up) != len(given.due):
        raise Usage(_("Each --follow-up needs its --due, and each --due its --follow-up."))
    return [
        FollowUp(names.clean(title), typed_day.of(due, today))
        for title, due in zip(given.follow_up, given.due, strict=True)
    ]


def _template(text: str) -> LogTemplateRow | None:
    """The template of that name, or the only one whose name begins so."""
    if not text.strip():
        return None
    known, wanted = log_templates.all(), folding.fold(text)
    found = [row for row in known if folding.fold(row.name) == wanted]
    found = found or [row for row in known if folding.fold(row.name).startswith(wanted)]
    if len(found) != 1:
        raise CrmError(
            _("«{text}» is no template. Choose one of {choices}.").format(
                text=text, choices=", ".join(row.name for row in known) or "–"
            )
        )
    return found[0]


def _type(text: str) -> str:
    found = code_lists.from_text("interaction_type", names.clean(text))
    if found is None:
        raise CrmError(
            _("«{text}» is no type of meeting. Choose one of {choices}.").format(
                text=text, choices=", ".join(code_lists.keys("interaction_type"))
            )
        )
    return found
