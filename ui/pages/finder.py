"""What the palette finds: recent records, records by their text, pages and actions."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from crm.i18n import _
from ui.kit.palette import Group, Hit
from ui.pages import places

ICONS = {"person": "person", "organisation": "building", "interaction": "meeting", "task": "followups"}
LIMIT = 5
"""Records of one kind: a list of everything is what the pages are for."""


class Doing(NamedTuple):
    """Something that can be done: its words, icon and keys as they are shown."""

    text: str
    icon: str
    keys: str
    run: Callable[[], object]


Go = Callable[[str, int], object]
Record = tuple[str, int]
"""The table and the id of a record: names of people are kept nowhere but in their register."""


def groups(words: str, *, recent: Sequence[Record], doings: Sequence[Doing], go: Go, register: bool) -> list[Group]:
    """What to offer for these words; without any what was looked at lately and everything that can be done."""
    found: list[Group] = []
    if register:
        found += _records(words, go) if words else [_recent(recent, go)]
    chosen = [one for one in doings if _fits(words, one.text)]
    found.append(Group(_("Do"), [Hit(one.text, one.run, "", one.icon, one.keys) for one in chosen]))
    return [group for group in found if group.hits]


def _records(words: str, go: Go) -> list[Group]:
    from crm.queries import search

    titles = {
        "person": _("Contacts"),
        "organisation": _("Organisations"),
        "interaction": _("Interactions"),
        "task": _("Follow-ups"),
    }
    by_kind: dict[str, list[Hit]] = {kind: [] for kind in titles}
    for hit in search.hits(words, limit=LIMIT * len(titles)):
        if hit.kind in by_kind and len(by_kind[hit.kind]) < LIMIT:
            about = hit.subtitle or hit.snippet
            by_kind[hit.kind].append(Hit(hit.title, _going(go, hit.kind, hit.id), about, ICONS[hit.kind]))
    return [Group(titles[kind], hits) for kind, hits in by_kind.items()]


def _recent(recent: Sequence[Record], go: Go) -> Group:
    titles = _titles(recent)
    found = [
        Hit(titles[kind, id], _going(go, kind, id), "", ICONS.get(kind, "clock"))
        for kind, id in recent
        if (kind, id) in titles
    ]
    return Group(_("Looked at lately"), found)


def _titles(records: Sequence[Record]) -> dict[Record, str]:
    """What the records are called now; those that are gone are left out."""
    from crm.queries import named

    found: dict[Record, str] = {}
    for kind in dict.fromkeys(kind for kind, _id in records):
        names = named.names(kind, [id for table, id in records if table == kind])
        found |= {(kind, id): name for id, name in names.items()}
    return found


def _going(go: Go, kind: str, id: int) -> Callable[[], object]:
    return lambda: go(places.home(kind), id)


def _fits(words: str, text: str) -> bool:
    """Whether every word begins a word of the text, or stands in it from the third letter on."""
    if not words:
        return True
    from crm.rules.folding import fold

    text = fold(text)
    starts = text.split()
    return all(
        any(start.startswith(word) for start in starts) or (len(word) > 2 and word in text)
        for word in fold(words).split()
    )
