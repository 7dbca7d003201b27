"""A list as it is on screen, to go out: what its columns say, and which rows it has."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from crm.exchange.writers.columns import Value
from ui.pages.listing import Query


@dataclass(frozen=True)
class Out:
    """A column of the file: its title, the kind of its values (crm.exchange.writers), and what it says of a row.

    `key` is that of the table's column which shows the same.
    """

    title: str
    value: Callable[[Any], Value]
    kind: str = "text"
    key: str = ""


@dataclass(frozen=True)
class Taken:
    """A list as it is on screen, to go out: its columns and rows as they are now, whatever changes meanwhile.

    `every` are the columns that it has beside those that are shown; `about` says which rows these are; `headings` are
    what stands between the rows, by the ids (below 0) they have among `ids`.
    """

    title: str
    outs: Sequence[Out]
    query: Query
    ids: Sequence[int]
    every: Sequence[Out] = ()
    about: str = ""
    headings: Mapping[int, str] = field(default_factory=dict)
