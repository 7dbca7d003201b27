"""What is told of a year and has no index of words: finance lines, state aid, quality labels. They are few."""

from datetime import date
from functools import lru_cache

from crm.queries.written import Hit
from crm.rules import code_lists, dates, numbers
from crm.rules.folding import fold
from crm.store.database import rows

_MOST = 2_000
"""So many of the newest of a kind are looked through."""
_SQL = {
    "finance_line": "SELECT id, name, kind || char(31) || category || char(31) || year, notes, coalesce(actual, budget)"
    f" FROM finance_line WHERE archived = 0 ORDER BY year DESC, id DESC LIMIT {_MOST}",
    "aid_record": "SELECT r.id, o.name, r.granted_on, trim(r.purpose || ' ' || r.notes), r.amount FROM aid_record AS r"
    f" JOIN organisation AS o ON o.id = r.organisation_id WHERE r.archived = 0 ORDER BY granted_on DESC LIMIT {_MOST}",
    "cluster_label": "SELECT id, trim(scheme || ' ' || level), awarded_on, notes, NULL FROM cluster_label"
    f" ORDER BY awarded_on DESC LIMIT {_MOST}",
}
KINDS = tuple(_SQL)


def hits(words: list[str], limit: int) -> list[Hit]:
    """At most `limit` of each kind that hold all the folded words, the newest first."""
    found = []
    for kind, sql in _SQL.items():
        mine = 0
        for row, name, under, text, amount in rows(sql):
            title, told = _told(kind, name, under)
            if all(word in _folded(f"{title} {text}") for word in words):
                money = numbers.show_money(amount) if amount is not None else ""
                found.append(Hit(kind, row, title, " · ".join(filter(None, (told, money))), text[:200]))
                mine += 1
                if mine == limit:
                    break
    return found


def _told(kind: str, name: str, under: str) -> tuple[str, str]:
    if kind == "finance_line":
        way, category, year = under.split("\x1f")
        label = code_lists.label(f"finance_{way}", category)
        return name or label, " · ".join(filter(None, (label if name else "", year)))
    return name, dates.show(date.fromisoformat(under))


@lru_cache(maxsize=8_192)
def _folded(text: str) -> str:
    return fold(text)
