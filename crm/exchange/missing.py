"""Who stood in the list the last time it came and does not any more: an end is proposed, nothing is ever deleted.

Lists come every year. Whoever is missing may have left, so it is proposed to end the position or the membership on a
day that somebody chooses; without a choice nothing happens. What is accepted is part of the import's one step.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from crm.exchange.choices import Choices
from crm.exchange.drafts import OrganisationDraft, Period, PersonDraft, Place
from crm.exchange.pad import Pad
from crm.exchange.row_plan import RowPlan
from crm.i18n import _
from crm.queries import import_history
from crm.queries.import_history import OpenPeriod, OpenPlace
from crm.queries.imports import ImportRow
from crm.rules import dates

_LEAST_SHARED = 0.25
"""A list that shares less than this with the earlier one only happens to have the same headers."""

POSITION, MEMBERSHIP = "position", "membership"


class Missing(NamedTuple):
    """One who is missing: `record` is position or membership, `id` the one that could be ended, `since` its first day
    (ISO text, "" where none is known); `ends_on` is what was chosen, "" for nothing.
    """

    record: str
    id: int
    who: str
    where: str
    since: str
    ends_on: str = ""


@dataclass(frozen=True)
class LastTime:
    """The import of last time, and who of it is missing now."""

    batch: ImportRow
    missing: Sequence[Missing] = ()
    places: Mapping[int, OpenPlace] = field(default_factory=dict)
    periods: Mapping[int, OpenPeriod] = field(default_factory=dict)


def same_file(known: ImportRow | None) -> list[str]:
    """The sentence that the very same file was brought in before, if it was."""
    if known is None:
        return []
    day = dates.show(datetime.fromisoformat(known.at).astimezone().date())
    sentence = _("This very file was brought in on {day}.")
    if known.staff:
        sentence = _("This very file was brought in on {day} by {name}.")
    words = [sentence.format(day=day, name=known.staff)]
    if known.taken_back:
        words.append(_("That import was taken back since."))
    return [" ".join(words)]


def since_last_time(
    batch: ImportRow | None, rows: Sequence[RowPlan], choices: Choices, *, members: bool
) -> LastTime | None:
    """Who of the list that was brought in as `batch` is in none of these rows; None where it was another list.

    `members` says that the list is one of members, whose memberships may be over.
    """
    if batch is None:
        return None
    before = import_history.mentioned(batch.id)
    people = {person for person, _organisation in before if person is not None}
    organisations = {organisation for _person, organisation in before if organisation is not None}
    present = {row.person for row in rows if row.person}
    there = {row.organisation for row in rows if row.organisation}
    for question in (row.question for row in rows if row.question is not None):
        # Who may be meant is not missing before it is answered
        meant = {one.id for one in question.candidates if isinstance(one.id, int)}
        (there if question.kind == "organisation" else present).update(meant)
    if len(people & present) + len(organisations & there) < _LEAST_SHARED * (len(people) + len(organisations)):
        return None
    places = {
        one.id: one for one in import_history.open_places(people - present) if (one.person, one.organisation) in before
    }
    periods = {one.id: one for one in import_history.open_periods(organisations - there)} if members else {}
    chosen = choices.ends
    missing = [
        Missing(
            MEMBERSHIP, one.id, one.organisation_name, "", one.joined_on, chosen.get(MEMBERSHIP, {}).get(one.id, "")
        )
        for one in periods.values()
    ]
    missing += [
        Missing(
            *(POSITION, one.id, one.person_name, one.organisation_name, one.from_on or ""),
            chosen.get(POSITION, {}).get(one.id, ""),
        )
        for one in places.values()
    ]
    return LastTime(batch, missing, places, periods)


def end(pad: Pad, last_time: LastTime | None) -> None:
    """Note down the ends that were chosen; one before the first day is passed over, for no period can end so."""
    for one in last_time.missing if last_time is not None else ():
        if not one.ends_on or one.ends_on < one.since:
            continue
        assert last_time is not None
        if one.record == POSITION:
            place = last_time.places[one.id]
            kept = Place(place.organisation, place.title, id=place.id, version=place.version, to_on=one.ends_on)
            kept.role, kept.from_on = place.role, place.from_on or ""
            pad.places[place.id] = kept
            pad.touch(PersonDraft(place.person, place.person_name, "", ""))
        else:
            period = last_time.periods[one.id]
            pad.periods[period.id] = Period(
                *(period.category, period.joined_on, one.ends_on, period.id, period.version),
                signed_on=period.agreement_signed_on or "",
            )
            pad.touch(OrganisationDraft(period.organisation, period.organisation_name, "", ""))


def with_ends(choices: Choices, ends: Sequence[Missing], day: date | None) -> Mapping[str, Mapping[int, str]]:
    """`choices.ends` with these ending on a day; None takes the end back."""
    found = {record: dict(days) for record, days in choices.ends.items()}
    for one in ends:
        days = found.setdefault(one.record, {})
        if day is None:
            days.pop(one.id, None)
        else:
            days[one.id] = day.isoformat()
    return {record: days for record, days in found.items() if days}
