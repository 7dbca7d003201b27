"""A register full of chance: people and organisations with something hanging on them by every foreign key there is."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import peewee

from crm.commands import write
from crm.errors import Invalid
from crm.records import hanging
from crm.records.base import Record
from crm.records.kinds import BY_TABLE
from crm.store import journal, tables
from crm.store.database import database, rows
from tests.crm.store.test_every_kind import ONE_OWNER, journalled, made

EACH = 4
"""So many people and organisations."""


def fill(seed: int) -> None:
    """Write it, in one step."""
    chance = random.Random(seed)
    known: dict[str, list[int]] = {}
    with journal.step("A register by chance"):
        for kind in journalled():
            table = kind._meta.table_name
            if table in ("merged", "not_same"):
                continue
            number = EACH if table in ("person", "organisation") else 2
            known[table] = [one for _ in range(number) if (one := _one(kind, known, chance)) is not None]
        for target in ("person", "organisation"):
            for link in sorted(hanging.links_to(target)):  # by chance, but a seed is the same each time
                for row in known[target]:
                    for _ in range(chance.randrange(3)):
                        _hang(link, row, known, chance)
        for about in ("person", "organisation"):
            low, high = sorted(chance.sample(known[about], 2))
            write.insert(BY_TABLE["not_same"](kind=about, low=low, high=high))


def _one(kind: type[Record], known: dict[str, list[int]], chance: random.Random) -> int | None:
    return _insert(_varied(made(kind, {table: chance.choice(ids) for table, ids in known.items() if ids}), chance))


def _hang(link: hanging.Link, row: int, known: dict[str, list[int]], chance: random.Random) -> None:
    others = {table: chance.choice(ids) for table, ids in known.items() if ids and chance.random() < 0.8}
    for needed in ("interaction", "activity", "project", "result", "governance_body", "tag", "own_field", "saved_view"):
        others[needed] = chance.choice(known[needed])
    for both in ("person", "organisation"):
        others.setdefault(both, chance.choice(known[both]))
    if link.table in ONE_OWNER:
        others = {table: id for table, id in others.items() if table in ("tag", "own_field", "saved_view")}
    if link.fate == "either" and chance.random() < 0.4 and link.target == "organisation":
        others.pop("person")
    record: Any = made(BY_TABLE[link.table], others | {link.target: row})
    setattr(record, link.column, row)
    _insert(_varied(record, chance))


def _varied(record: Any, chance: random.Random) -> Any:
    """The record with other values in some of its fields."""
    table = type(record)._meta.table_name
    day = date(2020, 1, 1) + timedelta(days=chance.randrange(2000))
    if table in ("person", "organisation"):
        record.notes = chance.choice(("", "Notat", f"Notat {chance.randrange(9)}"))
        if table == "person":
            record.last_name, record.first_name = chance.choice(("Berg", "Lund")), chance.choice(("Ada", "Ådne", ""))
            record.objected_on = chance.choice((None, None, day))
        else:
            record.city, record.employees = chance.choice(("", "Tromsø")), chance.choice((None, 5, 7))
    elif table == "contact_point":
        record.kind, record.is_primary = "email", chance.random() < 0.5
        record.value = record.normalised = chance.choice(("a@b.example", "c@d.example", "e@f.example"))
        record.retired_on = chance.choice((None, day))
    elif table == "consent_record":
        record.status, record.recorded_on = chance.choice(("given", "withdrawn")), date(2024, 1, chance.randrange(1, 5))
    elif table == "membership":
        record.joined_on, record.left_on = day, chance.choice((None, day + timedelta(days=chance.randrange(900))))
    elif table == "membership_fee":
        record.year, record.amount = chance.randrange(2020, 2024), chance.choice((1000, 2000))
        record.paid_on = chance.choice((None, day))
    elif table in ("organisation_year",):
        record.year, record.employees = chance.randrange(2020, 2024), chance.choice((3, 4))
    elif table == "position":
        record.is_primary, record.title = chance.random() < 0.5, chance.choice(("", "Leder", "Rådgiver"))
    elif table == "activity_participation":
        record.status = chance.choice(("attended", "registered", "cancelled"))
    elif table == "alias":
        record.value = record.key = chance.choice(("ada", "ada b"))
    elif table in ("tag", "own_field", "own_choice", "focus_area", "own_figure", "figure_wording", "code_term"):
        for name in ("name", "code", "key"):
            if record.__data__.get(name):
                setattr(record, name, f"{record.__data__[name][:10].lower().strip()}{chance.randrange(10**6)}")
    return record


def _insert(record: Record) -> int | None:
    """Keep it; None where it would stand twice."""
    try:
        with database.savepoint():
            return write.insert(record)
    except (peewee.IntegrityError, Invalid):
        return None


def said(kind: str, one: int, other: int) -> set[Any]:
    """All that hangs on two records, told without saying on which of them."""
    return {fact for row in (one, other) for fact in _said(kind, row)}


_WORDS = {
    "contact_point": ("kind", "normalised"),
    "consent_record": ("purpose", "channel", "status", "recorded_on"),
    "attachment": ("name", "sha256"),
    "alias": ("kind", "key"),
    "organisation_year": ("year",),
    "contribution": ("year", "kind", "minutes", "amount"),
}


def _said(kind: str, row: int) -> Iterator[Any]:
    for link in hanging.links_to(kind):
        if link.table == "membership":
            continue
        others = [one for one in hanging.links() if one.table == link.table and one.column != link.column]
        names = tables.columns(link.table)
        for values in rows(f'SELECT * FROM "{link.table}" WHERE "{link.column}" = ?', (row,)):
            record = dict(zip(names, values, strict=True))
            yield link.table, link.column
            for other in others:
                if record[other.column] is not None and other.column != "own_choice_id" and link.fate != "either":
                    yield link.table, link.column, other.column, record[other.column]
            if link.table in _WORDS:
                yield link.table, *(record[name] for name in _WORDS[link.table])


def member_days(one: int, other: int) -> set[tuple[str, date]]:
    """The days on which either of two organisations was a member, until the end of 2030."""
    return {
        (network, date.fromisoformat(first) + timedelta(days=nth))
        for network, first, last in rows(
            "SELECT network, joined_on, coalesce(left_on, '2030-12-31') FROM membership"
            " WHERE organisation_id IN (?, ?)",
            (one, other),
        )
        for nth in range((date.fromisoformat(last) - date.fromisoformat(first)).days + 1)
    }


def fees(one: int, other: int) -> dict[int, int]:
    """What was paid for each year by either."""
    return dict(
        rows(
            "SELECT year, sum(amount) FROM membership_fee JOIN membership ON membership.id = membership_id"
            " WHERE organisation_id IN (?, ?) AND paid_on IS NOT NULL GROUP BY year",
            (one, other),
        )
    )


def were_there(kind: str, gone: int, kept: int) -> set[Any]:
    """Which people and which organisations took part in what, as if `gone` were `kept` already."""
    found = set()
    for table, whole in (
        ("interaction_participant", "interaction_id"),
        ("activity_participation", "activity_id"),
        ("governance_member", "body_id"),
    ):
        for place, person, organisation in rows(f'SELECT "{whole}", person_id, organisation_id FROM "{table}"'):
            for column, who in (("person", person), ("organisation", organisation)):
                found.add((table, place, column, kept if (column, who) == (kind, gone) else who))
    return {one for one in found if one[-1] is not None}
