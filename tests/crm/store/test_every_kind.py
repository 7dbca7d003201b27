"""What the store promises of a record, it promises of every kind there is: the kinds are walked over, none is named."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from peewee import ForeignKeyField, IntegerField

from crm.commands import history, write
from crm.errors import CrmError
from crm.queries import named
from crm.records.base import Record
from crm.records.fields import Code, Day, Text, Year
from crm.records.kinds import BY_TABLE, DERIVING
from crm.rules import code_lists
from crm.store import journal, search, soundness, tables
from crm.store.database import database, rows, value

# What follows from no column alone.
ALSO: dict[str, dict[str, Any]] = {
    "contact_point": {"organisation": None, "kind": "email", "value": "a@b.example", "normalised": "a@b.example"},
    "not_same": {"kind": "person", "low": 1, "high": 2},
    "attachment": {"sha256": "a" * 64, "size": 1},
    "contribution": {"minutes": 60},
    "organisation_year": {"employees": 3},
    "staff_time": {"minutes": 60},
    "finance_line": {"category": "travel", "actual": 1},
    "aid_record": {"amount": 1},
    "fee_level": {"amount": 1},
    "membership_fee": {"amount": 1},
    "code_term": {"list": "segment", "code": "own"},
    "log_template_task": {"after_days": 1},
    "indicator_value": {"value": 1},
    "activity": {"satisfaction": None},
    "governance_member": {},
    "own_field": {"about": "person", "kind": "text"},
    "own_value": {"text": "Nøkkel", "own_choice": None},
    "saved_view": {"about": "person"},
    "merged": {"kind": "person", "gone": 1, "kept": 2},
}
# Belong to one of several kinds of record: the first is enough.
ONE_OWNER = {"tagging", "attachment", "contact_point", "own_value", "saved_view_row"}
STANDING = ("year", "version", "id")


def journalled() -> list[type[Record]]:
    order = list(reversed(tables.children_first(tables.journalled())))
    return [BY_TABLE[table] for table in order]


def made(kind: type[Record], known: dict[str, int]) -> Record:
    """A record of a kind whose every required column is filled, pointing at those that are known already."""
    table = kind._meta.table_name
    given: dict[str, Any] = {}
    for name, field in kind._meta.fields.items():
        if isinstance(field, ForeignKeyField):
            target = known.get(field.rel_model._meta.table_name)
            if target is None or (table in ONE_OWNER and field.null and any(n in given for n in kind_owners(kind))):
                continue
            given[name] = target
        elif isinstance(field, Text) and field.required:
            given[name] = f"Nøkkel {table}"[: field.limit]
        elif isinstance(field, Code) and field.required and not field.default:
            given[name] = code_lists.keys(field.list_name)[0]
        elif isinstance(field, Day) and not field.null:
            given[name] = date(2026, 3, 2)
        elif (isinstance(field, Year) or (name == "year" and isinstance(field, IntegerField))) and not field.null:
            given[name] = 2026
    if table == "person":
        given["last_name"] = "Nøkkel person"
    return kind(**(given | ALSO.get(table, {})))


def kind_owners(kind: type[Record]) -> list[str]:
    return [name for name, field in kind._meta.fields.items() if isinstance(field, ForeignKeyField) and field.null]


def one_of_each() -> dict[str, int]:
    """Write a record of every kind, in one step; the ids by table."""
    known: dict[str, int] = {}
    with journal.step("One of each"):
        for kind in journalled():
            known[kind._meta.table_name] = write.insert(made(kind, known))
    return known


def content() -> dict[str, list[Any]]:
    return {table: rows(f'SELECT * FROM "{table}" ORDER BY id') for table in tables.journalled()}


def test_every_kind_is_undone_done_again_and_taken_back(register: Path) -> None:
    before = content()
    known = one_of_each()
    after = content()
    assert all(after[table] != before[table] for table in known)
    history.undo()
    assert content() == before
    history.redo()
    assert content() == after
    assert soundness.problems() == []
    history.take_back(value("SELECT max(id) FROM step WHERE kind = 'do'"))
    assert content() == before
    assert soundness.problems() == []


def test_every_record_is_called_something(register: Path) -> None:
    known = one_of_each()
    nameless = [table for table, row in known.items() if not named.names(table, [row])]
    assert set(nameless) <= {
        *("tagging", "consent_record", "not_same", "log_template_task", "saved_view_row", "merged")
    }


def test_every_kind_that_is_found_by_words_is_found(register: Path) -> None:
    known = one_of_each()
    for table in tables.searchable():
        text = value(f'SELECT search_text FROM "{table}"')
        if not text:
            with journal.step("Write a note"):
                write.change(DERIVING[table], known[table], {"notes": "Nøkkel"})
            text = "nokkel"
        word = next(word for word in text.split() if len(word) > 2)
        assert rows(*search.condition(table, word)) == [(known[table],)], table


def test_what_something_hangs_on_is_never_deleted_under_it(register: Path) -> None:
    known = one_of_each()
    for table, row in known.items():
        if not any(
            rows(f'SELECT 1 FROM "{other}" WHERE "{column}" = ?', (row,)) for other, column in tables.references(table)
        ):
            continue
        with pytest.raises(CrmError, match="Archive"), journal.step("Delete"):
            write.delete(BY_TABLE[table], row)
    assert soundness.problems() == []


def test_every_kind_has_a_version_and_no_foreign_key_that_deletes(register: Path) -> None:
    for table in tables.journalled():
        assert "version" in tables.columns(table)
        assert {action for (action,) in rows("SELECT on_delete FROM pragma_foreign_key_list(?)", (table,))} <= {
            "NO ACTION"
        }
        assert database.table_exists(table)
