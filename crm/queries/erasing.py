"""What erasing a person would touch: by what the person stands in texts, and where."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from crm.errors import CrmError
from crm.i18n import _
from crm.queries import named
from crm.rules import emails, erasing
from crm.store import backup_replacing, opening, scrubbing, tables
from crm.store.database import rows
from crm.store.take_back import DERIVED, FOLLOWS

# Names of others, and what only belongs to the person: these are no mentions.
_NO_TEXT = {
    *(("organisation", name) for name in ("name", "short_name")),
    *(("person", name) for name in ("first_name", "last_name")),
    *(("staff", name) for name in ("name", "initials", "email")),
}
_NO_TABLE = {"contact_point", "alias", "setting", "own_field", "code_term", "renamed_term"}


ONCE = {("tag", "name"), ("own_choice", "name"), ("saved_view", "name"), ("focus_area", "code")}
"""Texts that no two records may share: what they would all become gets a number."""
GO = ("contact_point", "alias", "consent_record", "attachment", "own_value", "tagging", "saved_view_row")
"""What is deleted with a person; all else that refers to the person stays, without a word about who it was."""


class Mention(NamedTuple):
    """A text that names somebody: `column` of a record of `table`, and what the record is called."""

    table: str
    row: int
    column: str
    name: str


class Outlook(NamedTuple):
    """What erasing would do: `goes` and `stays` count rows by table, `backups` those that a new one replaces.

    `words` stand for the person, `mentions` are the texts of other records in which they are replaced.
    """

    name: str
    words: list[str]
    mentions: list[Mention]
    goes: dict[str, int]
    stays: dict[str, int]
    backups: int


def outlook(person: int, also: Sequence[str] = ()) -> Outlook:
    """What erasing a person would do; nothing is written. Raises CrmError where the person is gone."""
    told = words(person, also)
    everybody = people(person)
    own = scrubbing.rows_of(everybody)
    found = [one for one in mentions(person, erasing.scrubber(told, "")) if (one.table, one.row) not in own]
    wanted = json.dumps(list(everybody))
    counts = {
        table: rows(f'SELECT count(*) FROM "{table}" WHERE person_id IN (SELECT value FROM json_each(?))', (wanted,))
        for table in tables.journalled()
        if "person_id" in tables.columns(table)
    }
    held = {table: count for table, ((count,),) in counts.items() if count}
    replaced, _others = backup_replacing.copies(opening.path_of_open())
    return Outlook(
        named.names("person", [person]).get(person, ""),
        told,
        found,
        {table: count for table, count in held.items() if table in GO},
        {table: count for table, count in held.items() if table not in GO},
        len(replaced),
    )


def people(person: int) -> set[int]:
    """The person, and those who were merged into the person."""
    found = {person}
    while True:
        more = {gone for gone, kept in rows("SELECT gone, kept FROM merged WHERE kind = 'person'") if kept in found}
        if more <= found:
            return found
        found |= more


def words(person: int, also: Sequence[str] = ()) -> list[str]:
    """By what a person stands in texts, with more words that somebody adds. CrmError where the person is gone."""
    told = rows("SELECT first_name, last_name FROM person WHERE id = ?", (person,))
    if not told:
        raise CrmError(_("This record does not exist any more."))
    once = scrubbing.points_of(scrubbing.rows_of(people(person)))
    called = rows("SELECT kind, value, key FROM alias WHERE person_id = ?", (person,))
    points = sorted({point for point in (*once, *called) if not _is_shared(*point)})
    ((first, last),) = told
    return [*erasing.words_of(first, last, points), *(word for word in also if word.strip())]


def mentions(person: int, scrub: erasing.Scrub) -> list[Mention]:
    """The texts of other records that `scrub` would change, of all kinds."""
    found = []
    for table in tables.journalled():
        if table in _NO_TABLE:
            continue
        for column in _texts(table):
            told = rows(f"""SELECT id, "{column}" FROM "{table}" WHERE "{column}" <> ''""")
            found += [
                (table, id, column)
                for id, text in told
                if erasing.anywhere(text, scrub) != text and (table, id) != ("person", person)
            ]
    called = {
        table: named.names(table, [row for one, row, _column in found if one == table])
        for table in {table for table, _row, _column in found}
    }
    return [Mention(*one, called[one[0]].get(one[1], str(one[1]))) for one in found]


def _is_shared(kind: str, _value: str, normalised: str) -> bool:
    """Whether it is the address of an office, which stands for nobody."""
    return kind == "email" and emails.is_generic(normalised)


def _texts(table: str) -> list[str]:
    listed = rows("SELECT name, type FROM pragma_table_info(?)", (table,))
    return [
        name
        for name, kind in listed
        if kind.upper().startswith(("TEXT", "VARCHAR"))
        and name not in DERIVED
        and (table, name) not in _NO_TEXT
        and (table, name) not in FOLLOWS
    ]
