"""Who or what seems to be in the register already, while somebody writes down a new one: a few reads, no verdict."""

from collections.abc import Iterable
from typing import NamedTuple

from crm.i18n import _
from crm.queries import duplicates
from crm.rules import emails, folding, likeness, names, orgnr, phones
from crm.store.database import rows

MOST = 3
"""So many are named."""
_ALIKE = 88
_SCANNED = 2_000
"""Of a name that more people have only so many are compared: it says little about any of them."""


class Already(NamedTuple):
    """One that may be meant: who it is, and in a sentence why."""

    id: int
    name: str
    about: str
    why: str


def people(first_name: str, last_name: str, email: str = "", phone: str = "") -> list[Already]:
    """People who may be the one that is being written down, the surest first; archived ones are left out."""
    found: dict[int, tuple[int, str]] = {}
    for kind, what, why in (
        ("email", emails.normalised(email) if emails.problem(email) is None else "", _("The same e-mail address.")),
        ("phone", phones.parse(phone) or "", _("The same mobile number.")),
    ):
        if what and not (emails.is_generic(what) if kind == "email" else not phones.is_mobile(what)):
            for (row,) in rows(
                "SELECT DISTINCT person.id FROM contact_point JOIN person ON person.id = person_id AND archived = 0"
                " WHERE kind = ? AND normalised = ? LIMIT 10",
                (kind, what),
            ):
                found.setdefault(row, (101, why))
    key = names.person_key(first_name, last_name)
    words = key.split()
    if len(words) > 1 and first_name.strip() and last_name.strip():
        for row, other in _holding("person", [word for word in (words[0], words[-1]) if len(word) > 1]):
            score = likeness.of_keys(key, other).score
            if score >= _ALIKE:
                why = _("The same name.") if score == 100 else _("Nearly the same name.")
                found.setdefault(row, (score, why))
    return _told("person", found)


def organisations(name: str, org_number: str = "") -> list[Already]:
    """Organisations that may be the one that is being written down, the surest first; archived ones are left out."""
    found: dict[int, tuple[int, str]] = {}
    number = orgnr.clean(org_number)
    if number:
        for (row,) in rows("SELECT id FROM organisation WHERE archived = 0 AND org_number = ?", (number,)):
            found[row] = (101, _("The same organisation number."))
    key = names.company_key(name)
    if len(key) > 2:
        for row, other in _holding("organisation", [*(word for word in key.split() if len(word) > 2), key[:4]]):
            score = likeness.of_company_keys(key, other)
            if score > 90:  # two letters wrong may be north and south
                why = _("The same name.") if score == 100 else _("Nearly the same name.")
                found.setdefault(row, (score, why))
    for (row,) in rows(
        "SELECT id FROM organisation WHERE archived = 0 AND short_name <> '' AND lower(short_name) = ?",
        (folding.fold(name).strip(),),
    ):
        found.setdefault(row, (95, _("One is the short name of the other.")))
    return _told("organisation", found)


def _holding(table: str, parts: Iterable[str]) -> list[tuple[int, str]]:
    """(id, name key) of those whose key holds one of the parts."""
    marks = [f"%{part}%" for part in dict.fromkeys(parts)]
    if not marks:
        return []
    likes = " OR ".join("name_key LIKE ?" for _mark in marks)
    return rows(f'SELECT id, name_key FROM "{table}" WHERE archived = 0 AND ({likes}) LIMIT {_SCANNED}', marks)


def _told(kind: str, found: dict[int, tuple[int, str]]) -> list[Already]:
    best = sorted(found, key=lambda row: (-found[row][0], row))[:MOST]
    told = duplicates.described(kind, best)
    return [Already(row, told[row].name, told[row].about, found[row][1]) for row in best if row in told]
