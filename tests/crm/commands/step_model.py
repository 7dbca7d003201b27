"""A model in plain Python of what commands write, and of what undo, redo and taking back must leave of it.

It keeps rows as dictionaries and each step as the list of its writes; from these it knows by itself what a register
must hold (DESIGN.md section 1).
"""

from collections.abc import Callable, Mapping
from typing import Any

from crm.store import undo
from crm.store.database import rows

Row = dict[str, Any]
Key = tuple[str, int]
Writes = list[tuple[Key, Row | None, Row | None]]


class Model:
    """The rows that should be there, and the steps that made them.

    `columns` are those that are looked at, by table, parents first; `references` the tables that a table's columns
    point at; `once` the columns whose values together stand in one row of a table only; `stands` what else the
    database asks of a row; `follows` the columns that go back only with another one where a step wrote both.
    """

    def __init__(
        self,
        columns: Mapping[str, tuple[str, ...]],
        references: Mapping[str, Mapping[str, str]],
        once: Mapping[str, tuple[str, ...]],
        stands: Callable[["Model", Key, Row], bool] = lambda model, key, row: True,
        follows: Mapping[str, Mapping[str, str]] = {},
    ) -> None:
        self.columns, self.references, self.once, self.stands = columns, references, once, stands
        self.follows = follows
        self.rows: dict[Key, Row] = {}
        self.made: dict[str, int] = dict.fromkeys(columns, 0)
        self.done: list[tuple[int, Writes]] = []
        self.undone: list[tuple[int, Writes]] = []
        self.backs: dict[int, int] = {}  # a taking back -> the step it took back
        self.open: Writes = []

    def insert(self, table: str, **values: Any) -> int:
        self.made[table] += 1
        self._write((table, self.made[table]), values)
        return self.made[table]

    def update(self, key: Key, **values: Any) -> None:
        now = self.rows[key] | values
        if now != self.rows[key]:
            self._write(key, now)

    def delete(self, key: Key) -> None:
        self._write(key, None)

    def where(self, table: str, **values: Any) -> list[int]:
        """The ids of the rows of a table that hold these values, in their order."""
        return sorted(row for (kind, row), has in self.rows.items() if kind == table and values.items() <= has.items())

    def _write(self, key: Key, row: Row | None) -> None:
        self.open.append((key, self.rows.get(key), row))
        self.put(key, row)

    def put(self, key: Key, row: Row | None) -> None:
        if row is None:
            del self.rows[key]
        else:
            self.rows[key] = row

    def close(self, step: int) -> None:
        """The deed was step number `step`, if it wrote anything."""
        if self.open:
            self.done.append((step, self.open))
            self.undone.clear()
            self.open = []

    def undo(self) -> None:
        step, writes = self.done.pop()
        for key, before, _after in reversed(writes):
            self.put(key, before)
        self.undone.append((step, writes))

    def redo(self) -> None:
        step, writes = self.undone.pop()
        for key, _before, after in writes:
            self.put(key, after)
        self.done.append((step, writes))

    def is_taken_back(self, step: int) -> bool:
        standing = {number for number, _writes in self.done}
        return any(
            target == step and back in standing and not self.is_taken_back(back) for back, target in self.backs.items()
        )

    def take_back(self, step: int) -> None:
        """Field by field: what is still as the step left it returns, what was edited since stays."""
        (writes,) = [writes for number, writes in self.done if number == step]
        first: dict[Key, Row | None] = {}
        last: dict[Key, tuple[int, Row | None]] = {}
        for place, (key, before, after) in enumerate(writes):
            first.setdefault(key, before)
            last[key] = (place, after)
        going = {key for key in first if first[key] is None and last[key][1] is not None}
        going = {key for key in going if self.rows.get(key) == last[key][1]}
        while used := {key for key in going if any(other not in going for other in self._pointing_at(key))}:
            going -= used
        for table in reversed(list(self.columns)):
            for key in sorted(key for key in going if key[0] == table):
                self.delete(key)
        old = sorted((key for key in first if first[key] is not None), key=lambda key: -last[key][0])
        revived = [key for key in old if last[key][1] is None and key not in self.rows]
        deeds: dict[Key, Row] = {key: first[key] or {} for key in revived}
        for key in old:
            after, before, now = last[key][1], first[key], self.rows.get(key)
            if after is not None and before is not None and now is not None:
                wrote = {name for name in now if before[name] != after[name]}
                back = {name: before[name] for name in wrote if after[name] == now[name]}
                for name, lead in self.follows.get(key[0], {}).items():
                    if lead in wrote and lead not in back:
                        back.pop(name, None)
                if back:
                    deeds[key] = now | back
        stuck = -1
        while deeds and len(deeds) != stuck:
            stuck = len(deeds)
            for key, row in list(deeds.items()):
                if self._may_stand(key, row):
                    self._write(key, row)
                    del deeds[key]

    def _pointing_at(self, key: Key) -> list[Key]:
        return [
            other
            for other, row in self.rows.items()
            for column, table in self.references.get(other[0], {}).items()
            if (table, row[column]) == key
        ]

    def _may_stand(self, key: Key, row: Row) -> bool:
        """What the database itself asks of a row."""
        table = key[0]
        pointing = self.references.get(table, {})
        if any(row[column] is not None and (to, row[column]) not in self.rows for column, to in pointing.items()):
            return False
        if not self.stands(self, key, row):
            return False
        once = self.once.get(table)
        if once is None:
            return True
        same = self.where(table, **{name: row[name] for name in once})
        return all(other == key[1] for other in same)

    def compare(self, base: int) -> None:
        """The register holds what the model does, and undo would undo its last step, else step `base`."""
        for table, columns in self.columns.items():
            names = ", ".join(f'"{name}"' for name in columns)
            there = {
                row: dict(zip(columns, has, strict=True)) for row, *has in rows(f"SELECT id, {names} FROM {table}")
            }
            assert there == {row: has for (kind, row), has in self.rows.items() if kind == table}, table
        able = undo.undoable()
        assert (able and able.id) == (self.done[-1][0] if self.done else base)
