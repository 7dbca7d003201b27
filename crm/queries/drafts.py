"""What was typed and not saved yet: one small file a draft, in a folder beside the register.

Not in the register: a draft is written every second while somebody types, is no step, and must neither wait for a long
import nor be undone. The folder moves with the file.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from crm.store import drafts as store


class Draft(NamedTuple):
    """`name` is what keep() and drop() know it by, `at` when it was written last (here), `values` what was typed."""

    name: str
    at: datetime
    values: dict[str, Any]


def folder() -> Path:
    """Where the drafts of the open register lie, whether there are any or not."""
    return store.folder()


def waiting() -> list[Draft]:
    """All drafts, the newest first; a file that is no draft, or was cut short by a power cut, is left alone."""
    found = (_read(one) for one in store.all_written())
    return sorted((draft for draft in found if draft is not None), key=lambda draft: draft.at, reverse=True)


def draft(name: str) -> Draft | None:
    """One draft; None where it is gone."""
    return _read(store.read(name))


def written() -> list[str]:
    """What stands in all drafts, as it stands there."""
    return [one.text for one in store.all_written()]


def _read(written: store.Written | None) -> Draft | None:
    if written is None:
        return None
    try:
        values = json.loads(written.text)
    except ValueError:
        return None
    return Draft(written.name, written.at, values) if isinstance(values, dict) else None
