"""What a list looks like: filter, columns, order, grouping; kept as JSON, read back as far as its fields still are."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

from crm.errors import CrmError
from crm.i18n import _, quoted
from crm.queries.lists import conditions, fields
from crm.queries.lists.conditions import EVERYTHING, Condition
from crm.queries.lists.query import ListQuery, Picked

NOBODY = Picked()
_WIDEST = 5_000


class Shown(NamedTuple):
    """A column: the key of its field, and how wide it is in pixels at 100 % (0: as wide as its kind wants it)."""

    key: str
    width: int = 0


@dataclass(frozen=True)
class Look:
    """Filter, columns, order and grouping of a list.

    `columns` from left to right, the first `frozen` of them standing still; `order` are (field, descending) pairs,
    `group` a field, for days also "held_on:month". `text` is what was searched for; `archived` as in ListQuery.
    """

    conditions: Condition = EVERYTHING
    columns: tuple[Shown, ...] = ()
    frozen: int = 0
    order: tuple[tuple[str, bool], ...] = ()
    group: str = ""
    text: str = ""
    archived: bool | None = False

    @property
    def keys(self) -> tuple[str, ...]:
        """The fields of its columns."""
        return tuple(column.key for column in self.columns)


class Read(NamedTuple):
    """A look as far as it can still be shown, and in sentences what of it cannot."""

    look: Look
    lost: tuple[str, ...] = ()


@dataclass
class _Reading:
    about: str
    names: Mapping[str, str]
    gone: dict[str, str] = field(default_factory=dict)
    sentences: list[str] = field(default_factory=list)

    def there(self, key: object) -> bool:
        """Whether the list has this field; notes it where it is gone."""
        plain = str(key).partition(":")[0]
        if fields.find(self.about, plain) is not None:
            return True
        self.gone.setdefault(plain, self.names.get(plain, plain))
        return False


def standard(about: str) -> Look:
    """What a list looks like by itself: the columns that it begins with."""
    return Look(columns=tuple(Shown(one.key) for one in fields.of(about) if one.shown), frozen=1)


def asking(look: Look, *more: Condition) -> Look:
    """A look that asks for this besides."""
    found = look.conditions
    for one in more:
        found = conditions.both(found, one)
    return replace(look, conditions=found)


def by_hand(about: str) -> Look:
    """A list that shows only what is picked for it by hand."""
    return replace(standard(about), conditions=_nothing(about))


def is_by_hand(about: str, look: Look) -> bool:
    """Whether it shows only what is picked for it by hand."""
    return look.conditions == _nothing(about)


def same(one: Look, other: Look) -> bool:
    """Whether two looks show the same; how wide a column is does not count."""
    return _narrow(one) == _narrow(other)


def asks_same(one: Look, other: Look) -> bool:
    """Whether two looks ask for the same records, however they show them."""
    asked = [[look.archived, look.text, _parts(look.conditions)] for look in (one, other)]
    return asked[0] == asked[1]


def _parts(condition: Condition) -> frozenset[Condition]:
    """What must all be true; empty parts ask for nothing."""
    parts = condition.conditions if isinstance(condition, conditions.All) else (condition,)
    return frozenset(one for one in parts if not conditions.is_empty(one))


def query(about: str, look: Look, *, picked: Picked = NOBODY, today: date | None = None) -> ListQuery:
    """The question that a look asks."""
    return ListQuery(
        about,
        look.conditions,
        text=look.text,
        order=look.order,
        group=look.group,
        picked=picked,
        archived=look.archived,
        today=today,
    )


def to_text(about: str, look: Look) -> str:
    """A look as JSON, with what its fields are called: they can be named when they are gone."""
    plain = conditions.to_plain(look.conditions)
    used = {*look.keys, *(key for key, _down in look.order), look.group.partition(":")[0], *_named(plain)}
    found = {key: known.name for key in sorted(used) if (known := fields.find(about, key)) is not None}
    return json.dumps(
        {
            "conditions": plain,
            "columns": [list(column) for column in look.columns],
            "frozen": look.frozen,
            "order": [list(one) for one in look.order],
            "group": look.group,
            "text": look.text,
            "archived": look.archived,
            "names": found,
        },
        ensure_ascii=False,
    )


def from_text(about: str, text: str) -> Read:
    """What `to_text` wrote. Fields that are gone are left out and told; of what is no look nothing is left."""
    try:
        kept = json.loads(text or "{}")
        if isinstance(kept, dict):
            return _look(about, kept)
    except (ValueError, RecursionError):  # too deep within itself
        pass
    return Read(standard(about), (_("What was kept of this view cannot be read."),))


def _look(about: str, kept: Mapping[str, Any]) -> Read:
    named, frozen, group, text = (kept.get(key) for key in ("names", "frozen", "group", "text"))
    reading = _Reading(about, named if isinstance(named, dict) else {})
    columns = tuple(
        Shown(key, max(0, min(width, _WIDEST))) for key, width in _pairs(kept.get("columns"), int) if reading.there(key)
    )
    look = Look(
        _conditions(reading, kept.get("conditions")),
        columns or standard(about).columns,
        max(0, min(frozen, len(columns))) if isinstance(frozen, int) else 0,
        tuple((key, down) for key, down in _pairs(kept.get("order"), bool) if reading.there(key)),
        group if isinstance(group, str) and group and reading.there(group) else "",
        text if isinstance(text, str) else "",
        None if kept.get("archived", False) is None else kept.get("archived") is True,
    )
    return Read(look, _lost(reading))


def _pairs(given: Any, kind: type) -> list[Any]:
    """What is kept as [key, value], without everything that is something else."""
    listed = given if isinstance(given, list) else []
    pairs = [one for one in listed if isinstance(one, list) and len(one) == 2]
    return [one for one in pairs if isinstance(one[0], str) and type(one[1]) is kind]


def _nothing(about: str) -> Condition:
    """What no record fulfils: a field that is blank and filled."""
    key = next(field.key for field in fields.of(about) if field.kind == "text")
    return conditions.All((conditions.Compare(key, "empty"), conditions.Compare(key, "filled")))


def _narrow(look: Look) -> Look:
    return replace(look, columns=tuple(Shown(column.key) for column in look.columns))


def _lost(reading: _Reading) -> tuple[str, ...]:
    words = _("The field {name} does not exist any more.")
    return (*(words.format(name=quoted(name)) for name in reading.gone.values()), *dict.fromkeys(reading.sentences))


def _conditions(reading: _Reading, plain: Any) -> Condition:
    if plain is None:
        return EVERYTHING
    left = _readable(reading, plain)
    try:
        return conditions.from_plain(reading.about, left) if left is not None else EVERYTHING
    except CrmError as error:  # each part may be well, and all of it too much
        reading.sentences.append(str(error))
        return EVERYTHING


def _readable(reading: _Reading, plain: Any) -> Any:
    """A condition without those parts that cannot be read any more; None where nothing is left."""
    try:
        conditions.from_plain(reading.about, plain)
    except CrmError as error:
        group = next((key for key in _GROUPS if isinstance(plain, dict) and isinstance(plain.get(key), list)), None)
        if group is not None:
            return {**plain, group: [left for part in plain[group] if (left := _readable(reading, part)) is not None]}
        if isinstance(plain, dict) and "field" in plain and not reading.there(plain["field"]):
            return None  # its name is told
        reading.sentences.append(str(error))
        return None
    return plain


_GROUPS = ("all", "any", "none")


def _named(plain: Any) -> Iterator[str]:
    if isinstance(plain, dict):
        if isinstance(plain.get("field"), str):
            yield plain["field"]
        for inner in plain.values():
            yield from _named(inner)
    elif isinstance(plain, list):
        for inner in plain:
            yield from _named(inner)
