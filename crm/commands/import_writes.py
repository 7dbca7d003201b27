"""What an import writes, as plain rows: the plan of crm.exchange says it in these words.

A reference to a person or organisation is the id of one that is known, or a negative number: -1 for the first new one
of the list, -2 for the second.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from crm.rules.own_values import Value


def real(reference: int | None, first: int) -> int | None:
    """The id behind a reference, where the first new row got the id `first`.

    >>> real(-1, 40), real(-3, 40), real(7, 40), real(None, 40)
    (40, 42, 7, None)
    """
    return reference if reference is None or reference > 0 else first - 1 - reference


class Learned(NamedTuple):
    """What the next import may know from this one (crm.records.import_memory): its columns, unless `fingerprint` is
    empty, and the words that somebody explained as (code list, word, key or "")."""

    fingerprint: str = ""
    headers: str = ""
    fields: str = ""
    door: str = ""
    words: tuple[tuple[str, str, str], ...] = ()


class NewPerson(NamedTuple):
    """`name_key` is crm.rules.names.person_key of the name."""

    first_name: str
    last_name: str
    name_key: str
    notes: str
    language: str = ""


class EditedPerson(NamedTuple):
    """All columns of a known person that a list can fill, as they are to be; `version` is the one it was planned on."""

    id: int
    version: int
    first_name: str
    last_name: str
    notes: str
    language: str = ""


class NewOrganisation(NamedTuple):
    """`name_key` is crm.rules.names.company_key of the name; the others are empty where the list says nothing.

    `employees_on` is ISO text.
    """

    name_key: str
    name: str
    short_name: str
    org_number: str
    helix_sector: str
    segment: str
    employees: int | None
    street: str
    postal_code: str
    city: str
    municipality_code: str
    notes: str
    legal_form: str = ""
    nace_code: str = ""
    employees_on: str | None = None


class EditedOrganisation(NamedTuple):
    """A known organisation as it is to be; `turnover` and `balance` only for what follows from them."""

    id: int
    version: int
    values: NewOrganisation
    turnover: int | None
    balance: int | None


class NewPosition(NamedTuple):
    """Where a person works; `person` and `organisation` are references, `from_on` is ISO text."""

    person: int
    organisation: int
    title: str
    is_primary: bool
    role: str = ""
    from_on: str | None = None


class EditedPosition(NamedTuple):
    """A known position that has no last day yet, as it is to be; days as ISO text."""

    id: int
    version: int
    title: str
    to_on: str | None = None
    role: str = ""
    from_on: str | None = None


class Point(NamedTuple):
    """A way to reach somebody: `kind` is email, phone or link, `normalised` what it is compared by."""

    kind: str
    label: str
    value: str
    normalised: str


class NewPoints(NamedTuple):
    """Contact points of one person or one organisation, which are references.

    The first of each kind is primary, but for the kinds in `taken`, which have one in use already.
    """

    person: int | None
    organisation: int | None
    points: tuple[Point, ...]
    taken: tuple[str, ...] = ()


class RetiredPoint(NamedTuple):
    """A known contact point that is no longer in use; lists that still carry it go on matching."""

    id: int
    version: int


class NewMembership(NamedTuple):
    """A period of membership; days as ISO text."""

    organisation: int
    category: str
    joined_on: str
    left_on: str | None
    agreement_signed_on: str | None = None


class EditedMembership(NamedTuple):
    """A known period as it is to be."""

    id: int
    version: int
    category: str
    left_on: str | None
    agreement_signed_on: str | None = None


class NotSame(NamedTuple):
    """Two of a kind (person or organisation) that somebody told apart; references."""

    kind: str
    one: int
    other: int


class NewTag(NamedTuple):
    """A word of one's own; `key` is crm.records.tag.derived of it."""

    name: str
    key: str


class NewTagging(NamedTuple):
    """A tag on a person or on an organisation; `tag` is a reference like the others: -1 for the first new tag."""

    tag: int
    person: int | None
    organisation: int | None


class OwnCell(NamedTuple):
    """What stands in a field of one's own (crm.rules.own_values); `id` and `version` are the row's, 0 of none."""

    id: int
    version: int
    value: Value


class NewOwnValue(NamedTuple):
    """A value of a field of one's own as it is to be; `person` or `organisation` is a reference, `kind` the field's."""

    field: int
    kind: str
    person: int | None
    organisation: int | None
    cell: OwnCell


class YearCell(NamedTuple):
    """The figures of a year of an organisation, money in øre; `id` and `version` are the row's, 0 of none."""

    id: int = 0
    version: int = 0
    employees: int | None = None
    turnover: int | None = None
    balance: int | None = None
    value_creation: int | None = None


class NewYear(NamedTuple):
    """The figures of a year as they are to be; `organisation` is a reference."""

    organisation: int
    year: int
    cell: YearCell


class NewConsent(NamedTuple):
    """What a row of the list says of the newsletter by e-mail: `status` is given or withdrawn."""

    person: int
    status: str
    row: int


class NewMeeting(NamedTuple):
    """A meeting that people of the list took part in; `held_on` is ISO text, type and status keys of their lists."""

    subject: str
    held_on: str
    type: str
    status: str


class NewParticipant(NamedTuple):
    """Somebody who took part, and for whom; references, `meeting` too: -1 for the first new one."""

    meeting: int
    person: int
    organisation: int | None


class Line(NamedTuple):
    """One row of the list: what was done with it and why; `cells` is JSON, `person` and `organisation` references."""

    row: int
    action: str
    reason: str
    cells: str
    person: int | None
    organisation: int | None


@dataclass(frozen=True)
class Writes:
    """All that an import writes into the records."""

    people: Sequence[NewPerson] = ()
    organisations: Sequence[NewOrganisation] = ()
    positions: Sequence[NewPosition] = ()
    points: Sequence[NewPoints] = ()
    retired: Sequence[RetiredPoint] = ()
    memberships: Sequence[NewMembership] = ()
    not_same: Sequence[NotSame] = ()
    edited_people: Sequence[EditedPerson] = ()
    edited_organisations: Sequence[EditedOrganisation] = ()
    edited_positions: Sequence[EditedPosition] = ()
    edited_memberships: Sequence[EditedMembership] = ()
    tags: Sequence[NewTag] = ()
    taggings: Sequence[NewTagging] = ()
    own_values: Sequence[NewOwnValue] = ()
    years: Sequence[NewYear] = ()
    consents: Sequence[NewConsent] = ()
    meetings: Sequence[NewMeeting] = ()
    participants: Sequence[NewParticipant] = ()

    @property
    def total(self) -> int:
        """How many rows of records are written."""
        more = sum(len(new.points) - 1 for new in self.points)
        return sum(len(rows) for rows in vars(self).values()) + more

    @property
    def heaps(self) -> list[Sequence[Any]]:
        """Each kind of them, as in a list of a hundred thousand they are let go (crm.exchange.memory)."""
        return list(vars(self).values())


@dataclass(frozen=True)
class Batch:
    """What is remembered of the list itself; `mapping` is JSON {header: field}, the last ones as in ImportBatch.

    `origin` is the source and `basis` the lawful basis of its new people; where they are empty that is the file's
    name and the usual basis. `informed_on` is the day on which they were told that they are registered, "" where they
    are not yet.
    """

    file_name: str
    sha256: str
    format: str
    encoding: str
    sheet: str
    header_row: int | None
    mapping: str
    rows: int
    new: int
    changed: int
    same: int
    rejected: int
    questions: int
    fingerprint: str = ""
    origin: str = ""
    basis: str = ""
    strategy: str = "update"
    choices: str = ""
    mends: int | None = None
    informed_on: str = ""


class Brought(NamedTuple):
    """What came of it: the batch, its step (None where nothing was written), and the first ids of what is new."""

    batch: int
    step: int | None
    first_person: int
    first_organisation: int
