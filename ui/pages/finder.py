"""What the palette finds: recent records, records by their text, pages and actions."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from crm.i18n import _
from ui.kit.palette import Group, Hit
from ui.pages import places

if TYPE_CHECKING:
    from crm.queries import search

ICONS = {
    "person": "person",
    "organisation": "building",
    "interaction": "meeting",
    "task": "followups",
    "project": "projects",
    "activity": "activities",
    "contribution": "clock",
    "goal": "goals",
    "result": "star",
    "media_item": "video",
    "survey": "check",
    "governance_body": "people",
    "external_relation": "link",
    "finance_line": "money",
    "aid_record": "warning",
    "cluster_label": "success",
    "organisation_year": "columns",
    "governance_member": "people",
    "staff_time": "clock",
    "attachment": "file",
    "tag": "tag",
}
LIMIT = 5
"""Records of one kind: a list of everything is what the pages are for."""


class Doing(NamedTuple):
    """Something that can be done: its words, icon and keys as they are shown; `also` are words that find it as well."""

    text: str
    icon: str
    keys: str
    run: Callable[[], object]
    also: str = ""


Go = Callable[..., object]
Record = tuple[str, int]
"""The table and the id of a record: names of people are kept nowhere but in their register."""


def groups(
    words: str,
    *,
    recent: Sequence[Record],
    doings: Sequence[Doing],
    go: Go,
    ask: Callable[[str], object],
    register: bool,
) -> list[Group]:
    """What to offer for these words; without any what was looked at lately and everything that can be done.

    `ask(words)` opens the palette anew: a tag leads to who has it.
    """
    found: list[Group] = []
    if register:
        found += _records(words, go, ask) if words else [_recent(recent, go)]
    found.append(Group(_("Do"), _doings(words, doings)))
    return [group for group in found if group.hits]


def _doings(words: str, doings: Sequence[Doing]) -> list[Hit]:
    from crm.queries import snippet
    from crm.rules.folding import fold

    asked = fold(words).split()
    named = [one for one in doings if _fits(asked, one.text)]
    other = [one for one in doings if one not in named and len(words) > 1 and _begins(asked, f"{one.text} {one.also}")]
    return [
        Hit(one.text, one.run, "", one.icon, one.keys, marks=snippet.marks(one.text, asked)) for one in named + other
    ]


def _records(words: str, go: Go, ask: Callable[[str], object]) -> list[Group]:
    from crm.queries import matching, search

    titles = {
        "person": _("Contacts"),
        "organisation": _("Organisations"),
        "interaction": _("Interactions"),
        "task": _("Follow-ups"),
        "activity": _("Activities"),
        "project": _("Projects"),
        "contribution": _("Contributions"),
        "goal": _("Goals"),
        "result": _("Results"),
        "media_item": _("Media items"),
        "survey": _("Member surveys"),
        "governance_body": _("Board and groups"),
        "external_relation": _("Relations"),
        "finance_line": _("Finance"),
        "aid_record": _("State aid"),
        "cluster_label": _("Quality labels"),
        "organisation_year": _("Company figures"),
        "governance_member": _("Seats"),
        "staff_time": _("Staff time"),
        "attachment": _("Files"),
        "tag": _("Tags"),
    }
    by_kind: dict[str, list[Hit]] = {kind: [] for kind in titles}
    asked = matching.words(words)
    for hit in search.hits(words, limit=LIMIT):
        kind, id = hit.owner or (hit.kind, hit.id)
        run = _asking(ask, hit.title) if hit.kind == "tag" else _going(go, kind, id)
        if hit.kind == "tag" or places.has_home(kind):
            by_kind[hit.kind].append(_shown(hit, run, asked))
    return [Group(titles[kind], hits) for kind, hits in by_kind.items()]


def _shown(hit: "search.Hit", run: Callable[[], object], asked: Sequence[str]) -> Hit:
    from crm.queries import snippet

    marks = snippet.marks(hit.snippet, asked) if hit.snippet else []
    if hit.snippet and not marks:
        marks = [(0, len(hit.snippet))]  # a phone that is written in other groups than it was asked for
    return Hit(
        *(hit.title, run, hit.subtitle, ICONS[hit.kind]),
        snippet=hit.snippet,
        marks=snippet.marks(hit.title, asked),
        snippet_marks=marks,
    )


def _recent(recent: Sequence[Record], go: Go) -> Group:
    titles = _titles(recent)
    found = [
        Hit(titles[kind, id], _going(go, kind, id), "", ICONS.get(kind, "clock"))
        for kind, id in recent
        if (kind, id) in titles
    ]
    return Group(_("Recently viewed"), found)


def _titles(records: Sequence[Record]) -> dict[Record, str]:
    """What the records are called now; those that are gone are left out."""
    from crm.queries import named

    found: dict[Record, str] = {}
    for kind in dict.fromkeys(kind for kind, _id in records):
        names = named.names(kind, [id for table, id in records if table == kind])
        found |= {(kind, id): name for id, name in names.items()}
    return found


def _asking(ask: Callable[[str], object], words: str) -> Callable[[], object]:
    return lambda: ask(words)


def _going(go: Go, kind: str, id: int) -> Callable[[], object]:
    return lambda: go(places.home(kind), id, **places.part(kind))


def _fits(asked: Sequence[str], text: str) -> bool:
    """Whether every folded word begins a word of the text, or stands in it from the third letter on."""
    from crm.rules.folding import fold

    text = fold(text)
    starts = text.split()
    return all(any(start.startswith(word) for start in starts) or (len(word) > 2 and word in text) for word in asked)


def _begins(asked: Sequence[str], text: str) -> bool:
    """Whether every folded word begins a word of the text."""
    from crm.rules.folding import fold

    starts = fold(text).split()
    return all(any(start.startswith(word) for start in starts) for word in asked)
