"""What a plan will write, noted down row by row, and what of it each row is shown to change."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from crm.commands.import_writes import (
    EditedMembership,
    EditedOrganisation,
    EditedPerson,
    EditedPosition,
    NewConsent,
    NewMeeting,
    NewMembership,
    NewOrganisation,
    NewOwnValue,
    NewParticipant,
    NewPerson,
    NewPoints,
    NewPosition,
    NewTag,
    NewTagging,
    NewYear,
    NotSame,
    OwnCell,
    Point,
    RetiredPoint,
    Writes,
    YearCell,
)
from crm.exchange.choices import ASK, CREATE, FILL, UPDATE
from crm.exchange.drafts import FILLED, OrganisationDraft, Period, PersonDraft, Place, kinds
from crm.queries.own_fields import OwnField
from crm.rules.own_values import Value


class Change(NamedTuple):
    """One field as it is and as it will be.

    `record` is person, organisation, position, contact_point, membership, tagging or consent_record. `field` is a field
    of the record, for contact points their kind. Days are ISO text, codes the keys of their list.
    """

    record: str
    field: str
    before: str
    after: str

    @property
    def value(self) -> str:
        """What tells it apart from others of its field: what it writes, or what it empties."""
        return self.after or self.before


@dataclass(slots=True, init=False)
class Said:
    """What one row does to what is known, what of it somebody refused, and what the row should be told.

    `strategy` is the row's (crm.exchange.choices), `refused` holds the (record, field) that are not to be written, or
    with a value behind them that one of several, `asked` what the strategy ask has not let be written yet.
    """

    strategy: str
    refused: Collection[tuple[str, ...]]
    changes: list[Change]
    refusals: list[Change]
    asked: list[Change]
    warnings: list[str]
    apart: tuple[int | str, ...]  # the candidates whom somebody said the row does not mean
    creates: bool  # all of it belongs to somebody new: nobody looks at the changes

    def __init__(
        self,
        strategy: str = UPDATE,
        refused: Collection[tuple[str, ...]] = (),
        refusals: list[Change] | None = None,
        *,
        creates: bool = False,
    ) -> None:
        # Two of them a row: four factories that are called take longer than four lists written out
        self.strategy, self.refused, self.creates, self.apart = strategy, refused, creates, ()
        self.changes, self.asked, self.warnings = [], [], []
        self.refusals = [] if refusals is None else refusals

    def change(
        self, ref: int, record: str, name: str, before: Any, after: Any, *, adds: bool = False, wins: bool = False
    ) -> bool:
        """Note one field and say whether to write it: whoever changes anything asks here first.

        `ref` is the person or organisation that it belongs to; what is new in this file takes everything but what was
        refused. `adds` where nothing that stands there is replaced, `wins` where it is written of those known already
        whichever strategy leaves them as they are.
        """
        if self.creates and not self.refused:
            return True
        told = Change(record, name, "" if before is None else str(before), str(after))
        if self.refused and ((record, name) in self.refused or (record, name, told.value) in self.refused):
            self.refusals.append(told)
            return False
        if ref > 0 and not wins and (self.strategy == CREATE or (self.strategy == FILL and told.before and not adds)):
            return False
        if ref > 0 and self.strategy == ASK:
            self.asked.append(told)
            return False
        self.changes.append(told)
        return True


@dataclass(slots=True)
class Pad:
    """The writes so far."""

    people: list[PersonDraft] = field(default_factory=list)
    organisations: list[OrganisationDraft] = field(default_factory=list)
    positions: list[NewPosition] = field(default_factory=list)
    points: list[NewPoints] = field(default_factory=list)
    memberships: list[NewMembership] = field(default_factory=list)
    not_same: list[NotSame] = field(default_factory=list)
    known_people: dict[int, PersonDraft] = field(default_factory=dict)
    known_organisations: dict[int, OrganisationDraft] = field(default_factory=dict)
    places: dict[int, Place] = field(default_factory=dict)
    periods: dict[int, Period] = field(default_factory=dict)
    tags: list[NewTag] = field(default_factory=list)
    taggings: list[NewTagging] = field(default_factory=list)
    consents: list[NewConsent] = field(default_factory=list)
    meetings: list[NewMeeting] = field(default_factory=list)
    participants: list[NewParticipant] = field(default_factory=list)
    known_tags: dict[str, int] = field(default_factory=dict)  # {key: reference}
    tagged: set[tuple[str, int, str]] = field(default_factory=set)  # (person or organisation, reference, key)
    own_fields: dict[int, OwnField] = field(default_factory=dict)  # those of one's own that the list fills
    own: dict[tuple[str, int, int], OwnCell] = field(default_factory=dict)  # (record, reference, field)
    own_said: dict[tuple[str, int, int], Value] = field(default_factory=dict)  # what some row has said
    own_written: dict[tuple[str, int, int], OwnCell] = field(default_factory=dict)
    years: dict[tuple[int, int], YearCell] = field(default_factory=dict)  # (organisation, year)
    years_said: dict[tuple[int, int, str], int] = field(default_factory=dict)  # the same and the figure
    years_written: dict[tuple[int, int], YearCell] = field(default_factory=dict)
    retired: dict[int, RetiredPoint] = field(default_factory=dict)  # by the id of the contact point
    newsletters: dict[int, str] = field(default_factory=dict)  # {person: given or withdrawn}

    @property
    def heaps(self) -> list[dict[Any, Any] | list[Any] | set[Any]]:
        """All that grows with the list and does not go on in `writes`."""
        known = (self.known_people, self.known_organisations, self.places, self.periods)
        own = (self.own, self.own_said, self.own_written, self.years, self.years_said, self.years_written)
        return [self.people, self.organisations, *known, *own, self.tagged, self.newsletters]

    def add_person(self, person: PersonDraft) -> None:
        """A new person, who gets a reference."""
        self.people.append(person)
        person.ref = -len(self.people)

    def add_organisation(self, organisation: OrganisationDraft) -> None:
        """A new organisation, which gets a reference."""
        self.organisations.append(organisation)
        organisation.ref = -len(self.organisations)
        self.not_same += [NotSame("organisation", organisation.ref, other) for other in organisation.apart]

    def touch(self, draft: PersonDraft | OrganisationDraft) -> None:
        """Something about a known person or organisation is written."""
        if draft.ref > 0:
            if isinstance(draft, PersonDraft):
                self.known_people[draft.ref] = draft
            else:
                self.known_organisations[draft.ref] = draft

    def add_points(self, draft: PersonDraft | OrganisationDraft, points: Iterable[Point], said: Said) -> None:
        """Contact points, those that are not known yet."""
        known = [point.normalised for point in draft.points]
        new = wanted(draft.ref, (point for point in points if point.normalised not in known), said)
        if not new:
            return
        person, organisation = (draft.ref, None) if isinstance(draft, PersonDraft) else (None, draft.ref)
        self.points.append(NewPoints(person, organisation, new, kinds(draft)))
        draft.points += new

    def writes(self) -> Writes:
        """All of it, in the words of the command."""
        return Writes(
            people=[NewPerson(new.first_name, new.last_name, new.key, new.notes, new.language) for new in self.people],
            organisations=[_values(new) for new in self.organisations],
            positions=self.positions,
            points=self.points,
            retired=list(self.retired.values()),
            memberships=self.memberships,
            tags=self.tags,
            taggings=self.taggings,
            own_values=[
                NewOwnValue(
                    number,
                    self.own_fields[number].kind,
                    ref if owner == "person" else None,
                    ref if owner == "organisation" else None,
                    cell,
                )
                for (owner, ref, number), cell in self.own_written.items()
            ],
            years=[NewYear(ref, year, cell) for (ref, year), cell in self.years_written.items()],
            consents=self.consents,
            meetings=self.meetings,
            participants=self.participants,
            not_same=self.not_same,
            edited_people=[
                EditedPerson(
                    *(person.ref, person.version, person.first_name, person.last_name, person.notes, person.language)
                )
                for person in self.known_people.values()
                if person.edited
            ],
            edited_organisations=[
                EditedOrganisation(known.ref, known.version, _values(known), known.turnover, known.balance)
                for known in self.known_organisations.values()
                if known.edited
            ],
            edited_positions=[
                EditedPosition(at.id, at.version, at.title, at.to_on or None, at.role, at.from_on or None)
                for at in self.places.values()
            ],
            edited_memberships=[
                EditedMembership(one.id, one.version, one.category, one.left_on or None, one.signed_on or None)
                for one in self.periods.values()
            ],
        )


def wanted(ref: int, points: Iterable[Point], said: Said) -> tuple[Point, ...]:
    """Those of the contact points that are to be written; noted as changes."""
    return tuple(point for point in points if said.change(ref, "contact_point", point.kind, "", point.value))


def _values(draft: OrganisationDraft) -> NewOrganisation:
    return NewOrganisation(draft.key, *[draft.values[name] for name in FILLED])


def has_lines(notes: str, lines: str) -> bool:
    """Whether whole lines stand in notes already.

    >>> has_lines("Møtt på messe\\nOk", "Ok"), has_lines("Lånte en bok", "ok")
    (True, False)
    """
    return f"\n{lines}\n" in f"\n{notes}\n"
