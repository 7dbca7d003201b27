"""Keeping what was typed and not saved yet (crm.queries.drafts says where and why); no step, nothing to undo."""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from uuid import uuid4

from crm.changes import Changes, publish
from crm.queries import drafts

TABLE = "draft"
"""What the news of a draft is about, as if it were a table."""


def keep(name: str, values: Mapping[str, Any]) -> str:
    """Write a draft down, over the one of that name; a new one for "". Returns its name, "" where it cannot be written.

    Whoever types is never stopped by a full disk or a folder that is gone: saving will say so.
    """
    new = not name
    name = name or uuid4().hex
    folder = drafts.folder()
    part, target = folder / f"{name}.part", folder / (name + drafts.ENDING)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        with os.fdopen(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
            json.dump(dict(values), file, ensure_ascii=False)
        part.replace(target)
    except OSError:
        return "" if new else name
    if new:
        _tell()
    return name


def drop(name: str) -> None:
    """Throw a draft away; nothing where there is none."""
    if not name:
        return
    with suppress(OSError):
        (drafts.folder() / (name + drafts.ENDING)).unlink(missing_ok=True)
        drafts.folder().rmdir()  # the last one takes the folder along
    _tell()


def _tell() -> None:
    publish(Changes("", {TABLE: frozenset()}))
