"""Many rows at once, as plain SQL under the step that is open (PERFORMANCE.md: a tenth of the cost of save())."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from types import SimpleNamespace
from typing import Any

from peewee import sort_models  # type: ignore[attr-defined]  # not in the stubs

from crm.commands import bulk
from crm.records.base import Record
from crm.rules import folding
from crm.store import journal

Values = dict[str, Any]


class Batch:
    """Rows of all kinds, numbered as they are added and written together, those that others refer to first."""

    def __init__(self) -> None:
        self._rows: dict[type[Record], list[Values]] = defaultdict(list)
        self._last: dict[type[Record], int] = {}

    def add(self, kind: type[Record], /, **values: Any) -> int:
        """Take up one row, by column; returns the id that it will have. Columns left out get the record's default."""
        if kind not in self._last:
            self._last[kind] = bulk.next_id(kind) - 1
        self._last[kind] += 1
        values["id"] = self._last[kind]
        self._rows[kind].append(values)
        return self._last[kind]

    def rows(self, kind: type[Record]) -> list[Values]:
        """The rows of a kind that were taken up so far; what is changed in them is written so."""
        return self._rows[kind]

    def write(self) -> None:
        """Write everything; a step is open."""
        for kind in sort_models(self._rows):
            bulk.insert(kind, list(_columns(kind)), _complete(kind, self._rows[kind]))


def derived(kind: type[Record], /, **values: Any) -> Values:
    """The values with the columns that follow from them, by the record's own rule."""
    record: Any = SimpleNamespace(**values)
    kind.derive(record)
    found: Values = vars(record)
    return found


def folded(text: str) -> str:
    """What `crm.rules.folding.fold` gives, a word at a time: the notes of a million interactions share few words."""
    return " ".join([_folded(word) for word in text.split()])


_folded = cache(folding.fold)


@cache
def _columns(kind: type[Record]) -> Values:
    """The columns of a record in order, with what stands in them where nothing is said."""
    found = {}
    for field in kind._meta.sorted_fields:
        default = field.default() if callable(field.default) else field.default
        found[field.column_name] = field.db_value(default)
    return found


def _complete(kind: type[Record], rows: list[Values]) -> Iterator[list[Any]]:
    defaults = _columns(kind) | {"version": journal.current().id}
    for row in rows:
        yield [row.get(name, default) for name, default in defaults.items()]
