"""People and organisations while a plan is made: as they are now, and then as the rows of the list want them.

The only things of a plan that change. `ref` is the id of what is known; a new one gets -1, -2 and so on when the
first row that may come in needs it, and is 0 until then.
"""

from dataclasses import dataclass, field
from typing import Any

from crm.commands.import_writes import Point
from crm.queries.import_lookup import KnownPoint

FILLED = (
    *("name", "short_name", "org_number", "helix_sector", "segment", "employees", "street", "postal_code", "city"),
    *("municipality_code", "notes", "legal_form", "nace_code", "employees_on"),
)
"""The columns of an organisation that a list can fill, in the order of NewOrganisation (after its key)."""


@dataclass(slots=True, eq=False)
class Place:
    """Where a person works or worked; `index` is the position's place among the new ones, -1 for a known one."""

    organisation: int
    title: str = ""
    ended: bool = False
    id: int = 0
    version: int = 0
    index: int = -1
    stated: bool = False
    to_on: str = ""  # the last day, where the import ends it
    role: str = ""
    from_on: str = ""
    said: tuple[str, ...] = ()  # what of role and from_on some row of the list has said


@dataclass(slots=True, eq=False)
class PersonDraft:
    """A person; `points` are all contact points, retired ones too."""

    ref: int
    first_name: str
    last_name: str
    key: str
    notes: str = ""
    version: int = 0
    archived: bool = False
    objected: bool = False
    points: tuple[Point | KnownPoint, ...] = ()
    places: tuple[Place, ...] = ()
    has_primary: bool = False
    named: bool = False  # the file has said the name
    edited: bool = False  # the record's own columns differ from what is stored
    language: str = ""
    language_stated: bool = False
    row: int = 0  # of the file, where somebody new was first named

    @property
    def name(self) -> str:
        """First and last name as one reads them."""
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(slots=True, eq=False)
class Period:
    """A period of membership; `index` as in Place."""

    category: str
    joined_on: str
    left_on: str
    id: int = 0
    version: int = 0
    index: int = -1
    stated: bool = False  # the file has said the category
    end_stated: bool = False
    signed_on: str = ""  # the agreement
    signing_stated: bool = False


@dataclass(slots=True, eq=False)
class OrganisationDraft:
    """An organisation; `number` is the one by which it is told apart in this file, `stated` what the file has said."""

    ref: int
    name: str
    key: str
    number: str
    values: dict[str, Any] = field(default_factory=dict)
    version: int = 0
    archived: bool = False
    turnover: int | None = None
    balance: int | None = None
    points: tuple[Point | KnownPoint, ...] = ()
    periods: list[Period] = field(default_factory=list)
    stated: dict[str, Any] = field(default_factory=dict)
    filled: frozenset[str] = frozenset()  # columns that some row of the list states, where another one empties any
    heard: set[Any] = field(default_factory=set)  # the entries that are in the draft already (organisation_changes)
    edited: bool = False
    apart: tuple[int, ...] = ()  # whom somebody said it is not
    former: frozenset[str] = (
        frozenset()
    )  # keys and numbers of those that went into it: they mean it, and change nothing


def kinds(draft: PersonDraft | OrganisationDraft) -> tuple[str, ...]:
    """The kinds of contact points of which one is in use."""
    return tuple({point.kind for point in draft.points if not (isinstance(point, KnownPoint) and point.retired)})
