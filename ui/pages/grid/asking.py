"""What a wide table asks the register, beside the window's own thread."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from crm.queries import looks
from crm.queries.lists import fields, values
from crm.queries.lists.query import ListQuery, picked
from crm.queries.looks import Look
from ui.kit.grid_table import Heading


@dataclass(frozen=True)
class Asked:
    """A question together with the fields that are read of each row."""

    query: ListQuery
    keys: tuple[str, ...]

    def ids(self) -> list[int]:
        """All ids, in order."""
        return self.query.ids()

    def rows(self, ids: Sequence[int], /) -> Mapping[int, Any]:
        """What is shown of these."""
        return self.query.rows(list(ids), self.keys)


class Answer(NamedTuple):
    """What the question gave: ids in order, the headings between them, and how many there are without any filter.

    `rows` are those that are likely to be painted first: the window's thread need not ask for them.
    """

    asked: Asked
    ids: Sequence[int]
    headings: tuple[Heading, ...]
    total: int
    rows: Mapping[int, Any]


_PAGE = 100
"""How many rows a table reads at once (ui.kit.pages)."""


def ask(
    about: str, look: Look, view: int | None, today: date, total: int | None, near: Sequence[int | None] = ()
) -> Answer:
    """Ask for a look, with what was picked by hand for a view; `total` where it is known already.

    `near` are records that the table will perhaps be scrolled to.
    """
    query = looks.query(about, look, picked=picked(view) if view is not None else looks.NOBODY, today=today)
    found = {field.key: field for field in fields.of(about)}
    sums = tuple(key for key in look.keys if key in found and found[key].sums)
    headings = tuple(
        Heading(
            repr(group.value),
            group.words,
            group.number,
            {key: values.words(found[key], amount) for key, amount in group.totals.items()},
        )
        for group in (query.groups(sums) if look.group else ())
    )
    whole = ListQuery(about, archived=look.archived, today=today).count() if total is None else total
    asked = Asked(query, tuple(key for key in look.keys if key in found))
    ids = array("q", query.ids())
    return Answer(asked, ids, headings, whole, asked.rows(_first(ids, near)))


def _first(ids: Sequence[int], near: Sequence[int | None]) -> list[int]:
    """The first page, and those on which these records stand."""
    known = set(near)
    pages = {0, *(place // _PAGE for place, id in enumerate(ids) if id in known)}
    return [id for page in sorted(pages) for id in ids[page * _PAGE : (page + 1) * _PAGE]]


def totals(asked: Asked, ids: Sequence[int]) -> str:
    """What the columns of numbers come to over these records, in words."""
    found = {field.key: field for field in fields.of(asked.query.about)}
    sums = [found[key] for key in asked.keys if key in found and found[key].sums]
    if not sums:
        return ""
    amounts = asked.query.totals(list(ids), tuple(field.key for field in sums))
    return " · ".join(f"{field.name}: {values.words(field, amounts.get(field.key, 0))}" for field in sums)
