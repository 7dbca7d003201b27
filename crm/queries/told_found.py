"""What is told of a year and has no index of words: finance lines, state aid, quality labels. They are few."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from crm.queries import lines_once
from crm.queries.written import Hit
from crm.rules import code_lists, dates, numbers

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
    return [
        _hit(kind, line) for kind in KINDS for line, _text in lines_once.holding(_SQL[kind], _TOLD[kind], words)[:limit]
    ]


def _hit(kind: str, line: Sequence[Any]) -> Hit:
    row, name, under, text, amount = line
    if kind == "finance_line":
        told = [_called(under) if name else "", under.rpartition("\x1f")[2]]
    else:
        told = [dates.show(date.fromisoformat(under))]
    money = numbers.show_money(amount) if amount is not None else ""
    return Hit(kind, row, name or _called(under), " · ".join(filter(None, (*told, money))), text[:200])


def _called(under: str) -> str:
    """What the category of a finance line is called in the present language."""
    way, category, _year = under.split("\x1f")
    return code_lists.label(f"finance_{way}", category)


def _line_of_money(line: Sequence[Any]) -> str:
    return f"{line[1] or _called(line[2])} {line[3]}"


def _named(line: Sequence[Any]) -> str:
    return f"{line[1]} {line[3]}"


_TOLD = {"finance_line": _line_of_money, "aid_record": _named, "cluster_label": _named}
