"""What the register has already of mails and appointments, archived ones too, and whom their addresses belong to."""

import json
from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

from crm.rules import folding
from crm.store import search
from crm.store.database import rows

_COLUMNS = (
    "id, type, status, held_on, start_time, minutes, place, subject, calendar_uid, calendar_sequence, message_id,"
    " archived"
)


class Known(NamedTuple):
    """An interaction that came from a calendar or a mail."""

    id: int
    type: str
    status: str
    held_on: date
    start_time: str
    minutes: int | None
    place: str
    subject: str
    calendar_uid: str
    calendar_sequence: int | None
    message_id: str
    archived: bool


def meetings(uids: Collection[str]) -> dict[str, Known]:
    """The interactions with these calendar ids; of several with one id the newest that is not archived."""
    found = rows(
        f"SELECT {_COLUMNS} FROM interaction WHERE calendar_uid <> ''"
        " AND calendar_uid IN (SELECT value FROM json_each(?)) ORDER BY archived DESC, id",
        (json.dumps([uid for uid in uids if uid]),),
    )
    return {known.calendar_uid: known for known in map(_known, found)}


def series(uid: str) -> list[Known]:
    """The interactions that are one of the series with this calendar id, in the order of their days."""
    if not uid:
        return []
    # "0" is the sign after "/": all that begins with the id and a "/"
    found = rows(
        f"SELECT {_COLUMNS} FROM interaction WHERE calendar_uid <> '' AND calendar_uid >= ? AND calendar_uid < ?"
        " AND archived = 0 ORDER BY held_on, start_time, id",
        (f"{uid}/", f"{uid}0"),
    )
    return list(map(_known, found))


def mail(message_id: str) -> Known | None:
    """The interaction that a mail of this Message-ID became."""
    if not message_id:
        return None
    found = rows(
        f"SELECT {_COLUMNS} FROM interaction WHERE message_id <> '' AND message_id = ?"
        " ORDER BY archived, id DESC LIMIT 1",
        (message_id,),
    )
    return _known(found[0]) if found else None


def alike(subject: str, day: date, time: str) -> Known | None:
    """A mail of this very subject and moment: a text without a Message-ID may be the same one."""
    found = rows(
        f"SELECT {_COLUMNS} FROM interaction WHERE archived = 0 AND held_on = ? AND start_time = ? AND type = 'email'"
        " AND subject = ? LIMIT 1",
        (day.isoformat(), time, subject),
    )
    return _known(found[0]) if found else None


def owners(addresses: Collection[str]) -> list[tuple[str, int | None, int | None, bool]]:
    """(address, person, organisation, archived) for each lower-case address that somebody has or had."""
    found = rows(
        "SELECT point.normalised, point.person_id, point.organisation_id,"
        " coalesce(person.archived, organisation.archived, 0) FROM json_each(?) AS wanted"
        " CROSS JOIN contact_point AS point ON point.kind = 'email' AND point.normalised = wanted.value"
        " LEFT JOIN person ON person.id = point.person_id"
        " LEFT JOIN organisation ON organisation.id = point.organisation_id"
        " ORDER BY point.retired_on IS NOT NULL, point.id",
        (json.dumps(list(addresses)),),
    )
    return [(address, person, organisation, bool(archived)) for address, person, organisation, archived in found]


def organisations_by_domain(domains: Collection[str], on: date) -> Mapping[str, int]:
    """For each domain the organisation most of whose people, on that day, have an address there.

    An organisation's own address there counts as well. Nothing for a domain that two have equally often.
    """
    best: dict[str, int] = {}
    for domain in domains:
        found = _those_at(domain, on)
        if found and (len(found) == 1 or found[0][1] > found[1][1]):
            best[domain] = found[0][0]
    return best


_BEGINNING = 8
"""So many signs of a domain tell it from nearly all others. The later ones ("example", ".no") stand in every address,
and the search index would have to read all of those."""


def _those_at(domain: str, on: date) -> list[tuple[int, int]]:
    """(organisation, how many addresses there), the two that have most; the search index finds where to look."""
    near, parameters = search.literally("contact_point", "@" + folding.fold(domain)[:_BEGINNING])
    return [
        (organisation, often)
        for organisation, often in rows(
            "SELECT coalesce(point.organisation_id, position.organisation_id) AS organisation, count(*) AS often"
            f" FROM ({near}) AS near CROSS JOIN contact_point AS point ON point.id = near.rowid"
            " LEFT JOIN position ON position.person_id = point.person_id"
            " AND (position.from_on IS NULL OR position.from_on <= ?)"
            " AND (position.to_on IS NULL OR position.to_on >= ?)"
            " WHERE point.kind = 'email'"
            " AND substr(point.normalised, instr(point.normalised, '@') + 1) = ? AND organisation IS NOT NULL"
            " GROUP BY organisation ORDER BY often DESC LIMIT 2",
            (*parameters, on.isoformat(), on.isoformat(), domain),
        )
    ]


def _known(line: tuple[object, ...]) -> Known:
    return Known._make((*line[:3], date.fromisoformat(str(line[3])), *line[4:11], bool(line[11])))
