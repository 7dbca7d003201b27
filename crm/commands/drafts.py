"""Keeping what was typed and not saved yet (crm.queries.drafts says where and why); no step, nothing to undo."""

import json
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from crm.changes import Changes, publish
from crm.store import drafts

TABLE = "draft"
"""What the news of a draft is about, as if it were a table."""


def keep(name: str, values: Mapping[str, Any]) -> str:
    """Write a draft down, over the one of that name; a new one for "". Returns its name, "" where it cannot be written.

    Whoever types is never stopped by a full disk or a folder that is gone: saving will say so.
    """
    new = not name
    name = name or uuid4().hex
    try:
        drafts.write(name, json.dumps(dict(values), ensure_ascii=False))
    except OSError:
        return "" if new else name
    if new:
        _tell()
    return name


def drop(name: str) -> None:
    """Throw a draft away; nothing where there is none."""
    if not name:
        return
    drafts.remove(name)
    _tell()


def _tell() -> None:
    publish(Changes("", {TABLE: frozenset()}))
