"""The cells of an imported row as they are kept: JSON in which a day stays a day and a number a number."""

import json
from datetime import date, datetime
from typing import Any


def plain(cell: Any) -> Any:
    """What JSON holds in place of a cell it has no word for: {"d": its ISO text} for a day or a moment.

    >>> json.dumps(["0047", 12, date(2026, 11, 3)], default=plain)
    '["0047", 12, {"d": "2026-11-03"}]'
    """
    return {"d": cell.isoformat()} if isinstance(cell, date) else str(cell)


def cells(text: str) -> list[Any]:
    """The cells of a kept row; texts where the row was kept by an early version, which wrote days as text.

    >>> cells('["0047", 12, {"d": "2026-11-03"}, {"d": "2026-11-03T09:05:00"}]')
    ['0047', 12, datetime.date(2026, 11, 3), datetime.datetime(2026, 11, 3, 9, 5)]
    """
    return list(json.loads(text, object_hook=_day)) if text else []


def _day(kept: dict[str, str]) -> date:
    text = kept["d"]
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
