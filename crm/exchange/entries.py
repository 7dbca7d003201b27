"""One row of a list once its cells are understood: what matching and planning work on."""

from typing import NamedTuple

from crm.commands.import_writes import Point
from crm.rules.own_values import Value


class MembershipEntry(NamedTuple):
    """What a row says of a membership; days as ISO text, "" where it says nothing."""

    category: str
    joined_on: str
    left_on: str
    agreement_signed_on: str = ""


class Said(NamedTuple):
    """What a row says of one field of one's own, by its id."""

    field: int
    value: Value


class SaidOfYear(NamedTuple):
    """What a row says of one figure of a year, money in øre; `name` is its change's (crm.exchange.year_fields)."""

    name: str
    year: int
    figure: str
    value: int


class OrganisationEntry(NamedTuple):
    """What a row says of an organisation; the same cells on many rows are one and the same entry.

    `key` is crm.rules.names.company_key of the name. `values` are those of the record's other columns in `fields`,
    None where the row does not fill one; `erased` are those that it empties, `erased_points` the kinds of contact
    points (crm.exchange.erasing).
    """

    name: str
    key: str
    number: str
    fields: tuple[str, ...]
    values: tuple[str | int | None, ...]
    points: tuple[Point, ...]
    membership: MembershipEntry | None
    erased: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    erased_points: tuple[str, ...] = ()
    own: tuple[Said, ...] = ()
    years: tuple[SaidOfYear, ...] = ()

    @property
    def filled(self) -> list[tuple[str, str | int]]:
        """The record's other columns that the row fills, with their values."""
        return [(name, value) for name, value in zip(self.fields, self.values, strict=True) if value is not None]


class Facts(NamedTuple):
    """What a row says of a person besides: keys of the code lists language and position_role, the first day of the
    position as ISO text; "" where it says nothing.
    """

    language: str = ""
    role: str = ""
    from_on: str = ""


class Entry(NamedTuple):
    """What a row says. `problem` is the sentence for which it is rejected, "" where it is not.

    `erased` is what of the person its empty cells erase (crm.exchange.erasing): title, email, mobile, phone (any other
    number) and notes; for nearly all rows nothing. `newsletter` is given, withdrawn or "" (crm.exchange.consents),
    `attendance` what it says of taking part: came, away, signed_up, "" or a word that is none of these
    (crm.rules.attendance).
    """

    row: int
    first_name: str
    last_name: str
    title: str
    points: tuple[Point, ...]
    notes: str
    organisation: OrganisationEntry | None
    problem: str
    warnings: tuple[str, ...]
    erased: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    newsletter: str = ""
    attendance: str = ""
    own: tuple[Said, ...] = ()
    facts: Facts | None = None

    @property
    def name(self) -> str:
        """First and last name as one reads them, "" where the row names no person."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def names_somebody(self) -> bool:
        """Whether there is a name."""
        return self.first_name != "" or self.last_name != ""
