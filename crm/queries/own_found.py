"""Who is found by what stands in fields of the cluster's own, newest first, each with the field and the words there."""

from collections.abc import Collection, Sequence
from typing import Any

from crm.queries import named, own_fields, plain, snippet
from crm.queries.written import Hit
from crm.rules import folding, own_values
from crm.store import search
from crm.store.database import rows, value

_LOOKED_AT = 8
"""Of so many times the limit of the newest values the records are looked up: they are of all kinds, some archived."""


def hits(words: Sequence[str], limit: int, without: Collection[tuple[str, int]] = ()) -> list[Hit]:
    """At most `limit` records of each kind in one of whose own fields all the folded words stand.

    A choice is found by what it is called. Archived records, archived fields and the (kind, id) of `without` are left
    out. A fee is found as the organisation that pays it.
    """
    if not value("SELECT EXISTS (SELECT 1 FROM own_value)"):
        return []
    most = limit * _LOOKED_AT
    ids = search.newest("own_value", " ".join(words), most)
    ids += _chosen(words, most)
    told: dict[tuple[str, int], str] = {}
    for line in sorted(_values(ids), reverse=True):
        for owner, row in zip(own_fields.KINDS, line[8:], strict=True):
            if row is not None:
                told.setdefault((owner, row), _told(line, words))
    return [hit for owner in own_fields.KINDS for hit in _named(owner, told, limit, without)]


def _chosen(words: Sequence[str], most: int) -> list[int]:
    """The newest values that are a choice with these words: of choices there are few, and they are called otherwise
    tomorrow."""
    choices = [
        id for id, name in rows("SELECT id, name FROM own_choice") if all(word in folding.fold(name) for word in words)
    ]
    if not choices:
        return []
    return plain.ids(
        "SELECT id FROM own_value WHERE own_choice_id IN (SELECT value FROM json_each(?))"
        f" ORDER BY id DESC LIMIT {int(most)}",
        [plain.array(choices)],
    )


def _values(ids: Sequence[int]) -> list[Any]:
    owners = ", ".join(f"own_value.{owner}_id" for owner in own_fields.KINDS)
    return plain.by_ids(
        "SELECT own_value.id, own_field.name, kind, text, number, day, own_choice_id, own_choice.name, "
        + f"{owners} FROM json_each(?) AS wanted CROSS JOIN own_value ON own_value.id = wanted.value"
        " JOIN own_field ON own_field.id = own_value.own_field_id AND own_field.archived = 0"
        " LEFT JOIN own_choice ON own_choice.id = own_choice_id",
        ids,
    )


def _told(line: Sequence[Any], words: Sequence[str]) -> str:
    _id, field, kind, text, number, day, choice, word = line[:8]
    shown = own_values.shown(kind, own_fields.stored(kind, text, number, day, choice), {choice: word})
    near = snippet.around(shown, max(words, key=len)) if text else shown
    return f"{field}: {near or shown[: snippet.ROUND]}"


def _named(owner: str, told: dict[tuple[str, int], str], limit: int, without: Collection[tuple[str, int]]) -> list[Hit]:
    wanted = [row for kind, row in told if kind == owner]
    if owner == "membership_fee":
        return _payers(wanted, told, limit, without)
    shown = plain.ids(
        f'SELECT "{owner}".id FROM json_each(?) AS wanted CROSS JOIN "{owner}" ON "{owner}".id = wanted.value'
        " WHERE archived = 0",
        [plain.array(row for row in wanted if (owner, row) not in without)],
    )[: max(0, limit - sum(kind == owner for kind, _row in without))]
    names = named.names(owner, shown)
    return [Hit(owner, row, names[row], "", told[owner, row]) for row in shown if row in names]


def _payers(
    fees: Sequence[int], told: dict[tuple[str, int], str], limit: int, without: Collection[tuple[str, int]]
) -> list[Hit]:
    found = plain.by_ids(
        "SELECT organisation.id, organisation.name, membership_fee.year, membership_fee.id"
        " FROM json_each(?) AS wanted CROSS JOIN membership_fee ON membership_fee.id = wanted.value"
        " JOIN membership ON membership.id = membership_id JOIN organisation ON organisation.id = organisation_id"
        " WHERE organisation.archived = 0",
        fees,
    )
    taken = {row for kind, row in (*without, *told) if kind == "organisation"}
    return [
        Hit("organisation", row, name, str(year), told["membership_fee", fee])
        for row, name, year, fee in found
        if row not in taken
    ][:limit]
