"""Filters that are kept under a name follow what they ask for: a tag, a choice or a record that became another one.

Called only inside the command that lets the other take its place, so that one undo brings both back.
"""

import json
from collections.abc import Callable
from typing import Any

from crm.commands import write
from crm.queries.lists import fields, relations
from crm.queries.lists.field import Field
from crm.records.own_figure import OwnFigure
from crm.records.saved_view import SavedView
from crm.store.database import rows


def follow(meant: Callable[[Field], bool], gone: int | str, kept: int | str) -> int:
    """Let saved views and figures of one's own that ask for `gone` in a `meant` field ask for `kept`; how many did.

    Both are ids or codes, as the filter keeps them. Called while both are still there.
    """
    changed = 0
    for id, about, content in rows("SELECT id, about, content FROM saved_view ORDER BY id"):
        view = _json(content)
        if view is None or "conditions" not in view:
            continue
        asked = _mapped(about, view["conditions"], meant, str(gone), kept)
        if asked != view["conditions"]:
            write.change(SavedView, id, {"content": json.dumps({**view, "conditions": asked}, ensure_ascii=False)})
            changed += 1
    for id, about, text in rows("SELECT id, about, conditions FROM own_figure ORDER BY id"):
        plain = _json(text)
        asked = _mapped(about, plain, meant, str(gone), kept)
        if asked != plain:
            write.change(OwnFigure, id, {"conditions": json.dumps(asked, ensure_ascii=False)})
            changed += 1
    return changed


def _json(content: str) -> dict[str, Any] | None:
    try:
        found = json.loads(content or "{}")
    except ValueError:
        return None  # the view says so itself when it is shown (crm.queries.looks)
    return found if isinstance(found, dict) else None


def _mapped(about: str, plain: Any, meant: Callable[[Field], bool], gone: str, kept: int | str) -> Any:
    """A condition as JSON has it (crm.queries.lists.conditions), with the value put in the place of the other."""
    if isinstance(plain, list):
        return [_mapped(about, one, meant, gone, kept) for one in plain]
    if not isinstance(plain, dict):
        return plain
    if "field" in plain:
        field = fields.find(about, str(plain["field"]))
        return {**plain, "value": _value(plain.get("value"), gone, kept)} if field and meant(field) else plain
    if "related" in plain:
        target = next((one.target for one in relations.of(about) if one.key == plain["related"]), None)
        if target is None or "where" not in plain:
            return plain
        return {**plain, "where": _mapped(target, plain["where"], meant, gone, kept)}
    return {word: _mapped(about, parts, meant, gone, kept) for word, parts in plain.items()}


def _value(value: Any, gone: str, kept: int | str) -> Any:
    if isinstance(value, list):
        return list(dict.fromkeys(_value(one, gone, kept) for one in value))
    return type(value)(kept) if type(value) in (int, str) and str(value) == gone else value
