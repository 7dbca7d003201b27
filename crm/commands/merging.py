"""Two people or two organisations become one, with everything that hung on either."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from crm.commands import joining, merging_memberships, sizes, view_values, write
from crm.commands.command import command
from crm.commands.joining import Joined
from crm.errors import CrmError
from crm.i18n import N_, _
from crm.queries import merging as queries
from crm.queries import named
from crm.queries.merging import BOTH, GONE, KEPT, OWN
from crm.records.alias import Alias
from crm.records.kinds import BY_TABLE
from crm.records.merged import Merged
from crm.records.not_same import NotSame
from crm.rules import names
from crm.store import journal
from crm.store.database import database, rows

TOGETHER = "together"
"""Of memberships that ran at the same time: one period from the first day of either to the last."""


class _Seen(Exception):
    """Everything was done and is to be forgotten again."""


@command(N_("Merge «{name}» into «{heir}»"))
def merge(
    kind: str, kept: int, gone: int, *, choices: Mapping[str, str] | None = None, memberships: str = ""
) -> Joined:
    """Make two people or two organisations one: what points at `gone` points at `kept`, and `gone` is no more.

    `kind` is person or organisation. `choices` says for a field (`FieldPair.key`) which value stands: kept, gone or
    both; the others get the proposed one. What both have stands once, and the returned Joined tells so. `memberships`
    is needed where two ran at the same time (queries.merging.overlaps): together, kept or gone.
    Consents are all kept and the newest counts; on one day a withdrawal does. An objection of either counts.
    Taking the step back later brings both records back. Raises CrmError where one is gone or memberships are not
    settled, Invalid where the chosen values cannot stand.
    """
    if kept == gone or kind not in ("person", "organisation"):
        raise CrmError(_("Choose another one."))
    called = named.names(kind, [kept, gone])
    journal.current().describe(name=called.get(gone, ""), heir=called.get(kept, ""))
    pairs = queries.fields(kind, kept, gone)
    mine, its = joining.stored(kind, kept), joining.stored(kind, gone)
    told = Joined()
    if kind == "organisation":
        merging_memberships.settle(kept, gone, memberships, told)
    chosen = {pair.key: (choices or {}).get(pair.key, pair.proposed) for pair in pairs}
    _own_values(kind, kept, gone, [pair.key for pair in pairs if chosen[pair.key] == GONE])
    consents = [row for (row,) in rows("SELECT id FROM consent_record WHERE person_id = ?", (gone,))]
    view_values.follow(lambda field: field.kind == "record" and field.opens == kind, gone, kept)
    joining.take_over(kind, gone, kept, told)
    if kind == "person":
        _withdrawn(kept, consents)
    _pairs_told_apart(kind, kept, gone)
    write.delete(BY_TABLE[kind], gone)
    values = _settled(mine, its)
    for pair in pairs:
        for column, before, other in zip(pair.columns, pair.kept, pair.gone, strict=False):
            values[column] = {KEPT: before, GONE: other, BOTH: ""}[chosen[pair.key]]
            if chosen[pair.key] == BOTH:
                values[column] = queries.joined_notes(str(before), str(other))
    joining.put(kind, kept, {name: value for name, value in values.items() if value != mine[name]})
    if kind == "person":
        _also_called(kept, [mine, its])
    write.insert(Merged(kind=kind, gone=gone, kept=kept))
    sizes.settle()
    return told


def outlook(
    kind: str, kept: int, gone: int, *, choices: Mapping[str, str] | None = None, memberships: str = ""
) -> Joined:
    """What `merge` would do with the same choices; nothing is written. Raises as `merge` does."""
    found: list[Joined] = []
    try:
        with journal.step(N_("Merge «{name}» into «{heir}»")):
            found.append(merge(kind, kept, gone, choices=choices, memberships=memberships))
            raise _Seen
    except _Seen:
        return found[0]


@command(N_("Tell {count} pairs apart"))
def tell_apart(kind: str, pairs: Sequence[tuple[int, int]]) -> None:
    """Remember that these pairs look alike and are two each, so that nobody is asked about them again."""
    journal.current().describe(count=len(pairs))
    known = set(rows("SELECT low, high FROM not_same WHERE kind = ?", (kind,)))
    for one, other in pairs:
        pair = (min(one, other), max(one, other))
        if pair not in known and one != other:
            write.insert(NotSame(kind=kind, low=pair[0], high=pair[1]))
            known.add(pair)


def _settled(mine: Mapping[str, Any], its: Mapping[str, Any]) -> dict[str, Any]:
    """What nobody chooses: an objection of either counts, and who is in use is not archived."""
    found: dict[str, Any] = {"archived": min(mine["archived"], its["archived"])}
    for name in ("objected_on", "informed_on"):
        days = [one[name] for one in (mine, its) if one.get(name)]
        if days:
            found[name] = min(days)
    if mine.get("import_batch", 0) is None and its["import_batch"] is not None:
        found["import_batch"] = its["import_batch"]
    return found


def _own_values(kind: str, kept: int, gone: int, keys: Sequence[str]) -> None:
    """Let the other value of a field of one's own make room where it was not chosen."""
    for key in keys:
        if not key.startswith(OWN):
            continue
        field = int(key.removeprefix(OWN))
        there = f"SELECT 1 FROM own_value WHERE {kind}_id = ? AND own_field_id = ?"
        if rows(there, (gone, field)):
            database.execute_sql(f"DELETE FROM own_value WHERE {kind}_id = ? AND own_field_id = ?", (kept, field))


def _withdrawn(person: int, came: Sequence[int]) -> None:
    """Of a consent given and withdrawn on one day, each in one of the two records, the withdrawal counts."""
    for row, since in rows(
        "SELECT gone.id, max(given.id) FROM consent_record AS gone JOIN consent_record AS given"
        " USING (person_id, purpose, channel, recorded_on)"
        " WHERE person_id = ?1 AND gone.status = 'withdrawn' AND given.status = 'given' AND given.id > gone.id"
        " AND (gone.id IN (SELECT value FROM json_each(?2))) <> (given.id IN (SELECT value FROM json_each(?2)))"
        " GROUP BY gone.id ORDER BY gone.id",
        (person, json.dumps(list(came))),
    ):
        assert since > row  # the newest row of a day counts
        kind = BY_TABLE["consent_record"]
        record = write.get(kind, row)
        values = {name: value for name, value in record.__data__.items() if name not in ("id", "version")}
        write.delete(kind, row)
        write.insert(kind(**values))


def _pairs_told_apart(kind: str, kept: int, gone: int) -> None:
    """Whom the one that goes was told apart from, the other one is told apart from."""
    for row, low, high in rows(
        "SELECT id, low, high FROM not_same WHERE kind = ?1 AND (low = ?2 OR high = ?2)", (kind, gone)
    ):
        write.delete(NotSame, row)
        other = high if low == gone else low
        if other != kept:
            tell_apart(kind, [(kept, other)])


def _also_called(person: int, records: Sequence[Mapping[str, Any]]) -> None:
    """Keep each name that the person does not go by, so that lists which use it still find the person."""
    now = joining.stored("person", person)["name_key"]
    known = {key for (key,) in rows("SELECT key FROM alias WHERE person_id = ? AND kind = 'name'", (person,))}
    for one in records:
        key = names.person_key(one["first_name"], one["last_name"])[: Alias.key.limit]
        if key and key != now and key not in known:
            name = f"{one['first_name']} {one['last_name']}".strip()
            write.insert(Alias(person=person, kind="name", value=name, key=key))
            known.add(key)
