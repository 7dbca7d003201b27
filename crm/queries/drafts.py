"""What was typed and not saved yet: one small file a draft, in a folder beside the register.

Not in the register: a draft is written every second while somebody types, is no step, and must neither wait for a long
import nor be undone. The folder moves with the file.
"""

import json
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from crm.store import opening

ENDING = ".json"


class Draft(NamedTuple):
    """`name` is what keep() and drop() know it by, `at` when it was written last (here), `values` what was typed."""

    name: str
    at: datetime
    values: dict[str, Any]


def folder() -> Path:
    """Where the drafts of the open register lie, whether there are any or not."""
    register = opening.path_of_open()
    return register.with_name(f"{register.stem} drafts")


def waiting() -> list[Draft]:
    """All drafts, the newest first; a file that is no draft, or was cut short by a power cut, is left alone."""
    found = (_read(file) for file in folder().glob(f"*{ENDING}"))
    return sorted((draft for draft in found if draft is not None), key=lambda draft: draft.at, reverse=True)


def draft(name: str) -> Draft | None:
    """One draft; None where it is gone."""
    return _read(folder() / (name + ENDING))


def written() -> list[str]:
    """What stands in the files of all drafts, as it stands there."""
    found = []
    for file in folder().glob(f"*{ENDING}"):
        with suppress(OSError, ValueError):
            found.append(file.read_text(encoding="utf-8"))
    return found


def _read(file: Path) -> Draft | None:
    try:
        at = datetime.fromtimestamp(file.stat().st_mtime)
        values = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return Draft(file.stem, at, values) if isinstance(values, dict) else None
