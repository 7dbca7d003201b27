"""What earlier imports taught: what the columns of a list became, and what single words mean; the newest counts."""

import json
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from crm.queries import merged
from crm.store.database import rows

MEMBER = "member"
"""The list in which stands who is meant by a member as lists of hours call it: the code is the organisation's id."""
_LISTS_LOOKED_AT = 200


class KeptMapping(NamedTuple):
    """The columns of a list in their order, the field of each ("" left out), and the door as JSON or ""."""

    headers: Sequence[str]
    fields: Mapping[str, str]
    door: str


def mapping(fingerprint: str) -> KeptMapping | None:
    """What a list with this fingerprint (crm.exchange.remembered) was brought in as the last time."""
    found = rows(
        "SELECT headers, fields, door FROM import_mapping WHERE fingerprint = ? ORDER BY id DESC LIMIT 1",
        (fingerprint,),
    )
    return _kept(*found[0]) if found else None


def mappings() -> list[KeptMapping]:
    """The same for the lists that were brought in last, the newest first."""
    found = rows(
        "SELECT headers, fields, door FROM import_mapping"
        " WHERE id IN (SELECT max(id) FROM import_mapping GROUP BY fingerprint) ORDER BY id DESC LIMIT ?",
        (_LISTS_LOOKED_AT,),
    )
    return [_kept(*one) for one in found]


def words() -> dict[str, dict[str, str]]:
    """{code list: {word, loosely folded: its key, "" to leave it out}} as somebody answered."""
    found: dict[str, dict[str, str]] = {}
    for name, word, code in rows("SELECT list, word, code FROM import_word ORDER BY id"):
        found.setdefault(name, {})[word] = code
    return found


def members() -> dict[str, int]:
    """{member, loosely folded: the organisation that somebody said it is}; of one that went into another the other."""
    said = {word: int(code) for word, code in words().get(MEMBER, {}).items() if code.isdigit()}
    went = merged.kept("organisation", set(said.values()))
    return {word: went.get(id, id) for word, id in said.items()}


def _kept(headers: str, fields: str, door: str) -> KeptMapping:
    return KeptMapping(json.loads(headers), json.loads(fields), door)
