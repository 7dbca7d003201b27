"""Logging what took place, and who took part for whom."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from crm.commands import attachments as files
from crm.commands import beside, organisations, people, projects, staff, tasks, write
from crm.commands.command import command
from crm.errors import Invalid
from crm.i18n import N_, _
from crm.queries import came_before
from crm.queries import people as people_queries
from crm.records.interaction import Interaction, InteractionParticipant
from crm.rules import dates, names
from crm.store import journal


@dataclass(frozen=True)
class Participant:
    """Somebody who took part: known by id, or new by name.

    A person without an organisation counts for the employer of that day; an organisation without a person took part
    as such. `name` and `organisation_name` are looked up and created where they are unknown; `email` is kept with a
    person who is new.
    """

    person: int | None = None
    organisation: int | None = None
    name: str = ""
    organisation_name: str = ""
    email: str = ""


@dataclass(frozen=True)
class FollowUp:
    """A promise made at the meeting; `responsible` is a staff member's id, else whoever is responsible for it."""

    title: str
    due_on: date
    responsible: int | None = None


@command(N_("Log meeting «{subject}»"))
def log(
    subject: str,
    *,
    held_on: date,
    participants: Sequence[Participant],
    minutes: int | None = 60,
    notes: str = "",
    type: str = "meeting_in_person",
    status: str = "done",
    start_time: str = "",
    place: str = "",
    focus_area: int | None = None,
    responsible: int | None = None,
    project: int | None = None,
    project_title: str = "",
    tags: Sequence[str] = (),
    own: Mapping[int, Any] | None = None,
    follow_ups: Sequence[FollowUp] = (),
    attachments: Sequence[files.Kept] = (),
    calendar_uid: str = "",
    calendar_sequence: int | None = None,
    message_id: str = "",
) -> int:
    """Note that a meeting, call, visit or mail took place; returns the interaction's id.

    Each participant counts for the organisation where the person worked on `held_on` (DESIGN.md 1). New people and
    organisations are created in the same step, with a position from that day; so are tags, and the project that has
    only a title. `own` are fields of one's own (crm.commands.own_values). Files that were kept (attachments.keep) are
    attached in it. What was read from a calendar or a mail carries its ids, and is never logged twice. Raises
    Invalid({field: sentence}) when a value is missing or impossible.
    """
    _refuse_twice(calendar_uid, message_id)
    responsible = responsible if responsible is not None else staff.present()
    if project is None and project_title.strip():
        project = projects.named(project_title)
    interaction = write.insert(
        Interaction(
            subject=subject.strip(),
            held_on=held_on,
            minutes=minutes,
            notes=notes,
            type=type,
            status=status,
            start_time=start_time,
            place=place,
            focus_area=focus_area,
            responsible=responsible,
            project_id=project,
            calendar_uid=calendar_uid,
            calendar_sequence=calendar_sequence,
            message_id=message_id,
        )
    )
    present = _resolved(held_on, participants)
    _insert(interaction, present)
    beside.put("interaction", interaction, tags, own)
    for follow_up in follow_ups:
        tasks.add(
            follow_up.title,
            due_on=follow_up.due_on,
            responsible=follow_up.responsible if follow_up.responsible is not None else responsible,
            interaction=interaction,
            project=project,
            person=_only(participant.person for participant in present),
            organisation=_only(participant.organisation for participant in present),
        )
    if attachments:
        files.add(attachments, interaction=interaction)
    return interaction


@command(N_("Edit meeting «{subject}»"))
def edit(
    interaction: int,
    *,
    seen: int | None = None,
    participants: Sequence[Participant] | None = None,
    tags: Sequence[str] | None = None,
    own: Mapping[int, Any] | None = None,
    project_title: str = "",
    attachments: Sequence[files.Kept] = (),
    **values: Any,
) -> None:
    """Change a logged interaction and, where given, who took part and which tags it carries. Raises Invalid, Conflict.

    A project that has only a title is looked up, or added. Files that were kept are attached besides those there.

    Participants who stay keep the organisation they were stored with: an edit of the notes alters no past figure.
    """
    if project_title.strip():
        values["project_id"] = projects.named(project_title)
    record = write.change(Interaction, interaction, values, seen=seen)
    journal.current().describe(subject=record.subject)
    if participants is not None:
        _replace_participants(interaction, record.held_on, participants)
    beside.put("interaction", interaction, tags, own)
    if attachments:
        files.add(attachments, interaction=interaction)


@command(N_("Archive meeting «{subject}»"))
def archive(interaction: int) -> None:
    """Hide an interaction from the lists; figures keep it."""
    journal.current().describe(subject=write.change(Interaction, interaction, {"archived": True}).subject)


@command(N_("Restore meeting «{subject}»"))
def restore(interaction: int) -> None:
    """Show an archived interaction again."""
    journal.current().describe(subject=write.change(Interaction, interaction, {"archived": False}).subject)


def _refuse_twice(calendar_uid: str, message_id: str) -> None:
    """Two drafts of the same mail may wait, or two windows be open: only one of them is logged."""
    known = came_before.meetings([calendar_uid]).get(calendar_uid) if calendar_uid else came_before.mail(message_id)
    if known is None:
        return
    sentence = _("This is in the register already: «{subject}», {day}.")
    if known.archived:
        sentence = _("This is in the register already, among what is archived: «{subject}», {day}.")
    raise Invalid({"subject": sentence.format(subject=known.subject, day=dates.show(known.held_on))})


def resolved(on: date, participants: Iterable[Participant]) -> list[tuple[int | None, int | None]]:
    """Each as the ids of a person and of the organisation they count for on a day; new ones are created.

    Called inside a command. Raises Invalid.
    """
    return [(present.person, present.organisation) for present in _resolved(on, participants)]


class _Present(NamedTuple):
    """One participant as ids; `inferred` where the organisation is that of the person's positions on the day."""

    person: int | None
    organisation: int | None
    inferred: bool

    @property
    def key(self) -> tuple[str, int | None]:
        """What may occur only once at an interaction: a person, or an organisation without one."""
        return ("person", self.person) if self.person is not None else ("organisation", self.organisation)


def _replace_participants(interaction: int, held_on: date, participants: Iterable[Participant]) -> None:
    wanted = {present.key: present for present in _resolved(held_on, participants)}
    for row in InteractionParticipant.select().where(InteractionParticipant.interaction == interaction):
        present = wanted.pop(_Present(row.person_id, row.organisation_id, False).key, None)
        if present is None:
            write.delete(InteractionParticipant, row.id)
        elif not present.inferred:
            write.change(InteractionParticipant, row.id, {"organisation": present.organisation})
    _insert(interaction, wanted.values())


def _insert(interaction: int, present: Iterable[_Present]) -> None:
    for person, organisation, _inferred in present:
        write.insert(InteractionParticipant(interaction=interaction, person=person, organisation=organisation))


def _resolved(held_on: date, participants: Iterable[Participant]) -> list[_Present]:
    """Each participant as ids; a person twice, or an organisation twice without a person, counts once."""
    found: dict[tuple[str, int | None], _Present] = {}
    for participant in participants:
        person, organisation = participant.person, participant.organisation
        if organisation is None and participant.organisation_name.strip():
            organisation = organisations.named(participant.organisation_name)
        if person is None and participant.name.strip():
            person = _person(participant, organisation, held_on)
        if person is None and organisation is None:
            raise Invalid({"participants": _("Say who took part.")})
        inferred = organisation is None
        if person is not None and organisation is None:
            employers = people_queries.employers(person, held_on)
            organisation = employers[0].organisation_id if employers else None
        present = _Present(person, organisation, inferred)
        found.setdefault(present.key, present)
    return list(found.values())


def _person(participant: Participant, organisation: int | None, held_on: date) -> int:
    name = participant.name
    known = people_queries.find(names.clean(name))
    if organisation is not None:
        there = [person for person in known if _works_at(person, organisation)]
        known = there or known[:0]
    if len(known) > 1:
        raise Invalid({"participants": _("There are several people called «{name}». Choose one.").format(name=name)})
    if known:
        return known[0]
    first, last = names.split_name(names.clean(name))
    return people.add(
        first_name=first if last else "",
        last_name=last or first,
        organisation=organisation,
        from_on=held_on,
        email=participant.email,
    )


def _works_at(person: int, organisation: int) -> bool:
    return any(position.organisation_id == organisation for position in people_queries.detail(person).positions)


def _only(values: Iterable[int | None]) -> int | None:
    distinct = set(values)
    return distinct.pop() if len(distinct) == 1 else None
