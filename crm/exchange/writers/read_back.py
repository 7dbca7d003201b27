"""A written file is read again, by another library than wrote it, before anybody says it is done (promise 12).

Every row is counted; the first, the last and some hundred rows between are compared cell by cell.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any

from crm.errors import CrmError
from crm.exchange.writers import words
from crm.exchange.writers.columns import Cell, Row
from crm.i18n import _

_EVERY = 997  # a prime, so that no rhythm in the data hides from it


@dataclass
class Seen:
    """What went into a table while it was written: how many rows, and the ones to look for again."""

    rows: int = 0
    filled: int = 0  # rows up to the last one in which anything stands
    kept: dict[int, Row] = field(default_factory=dict)

    def note(self, values: Row) -> None:
        """Take notice of one more row."""
        if self.rows < 100 or self.rows % _EVERY == 0:
            self.kept[self.rows] = values
        self.rows += 1
        if any(value is not None and value != "" for value in values):
            self.filled = self.rows


def workbook(path: Path, titles: Sequence[str], seen: Mapping[int, Seen]) -> None:
    """Raise CrmError where the workbook at `path` is not what was written into it; `seen` by place of the sheet."""
    import python_calamine

    try:
        with path.open("rb") as file:
            book = python_calamine.CalamineWorkbook.from_filelike(file)
            if book.sheet_names != list(titles):
                raise _different(path)
            for place, table in seen.items():
                _compare(path, book.get_sheet_by_index(place).iter_rows(), table)
    except python_calamine.CalamineError as error:
        raise _different(path) from error


def table(path: Path, found: Iterable[Sequence[str]], seen: Seen) -> None:
    """Raise CrmError where the rows found in a .csv file are not those that were written."""
    _compare(path, found, seen)


def _compare(path: Path, found: Iterable[Sequence[Any]], seen: Seen) -> None:
    rows = iter(found)
    next(rows, None)  # the header
    number = -1
    for number, values in enumerate(rows):
        kept = seen.kept.get(number)
        if kept is not None and not all(_same(*pair) for pair in zip_longest(kept, values)):
            raise _different(path)
    if not seen.filled <= number + 1 <= seen.rows:
        raise _different(path)


def _same(written: Any, found: Any) -> bool:
    if type(written) is Cell:
        written = written.value
    if written is None or written == "":
        return found is None or found == ""
    if isinstance(written, str) and isinstance(found, str):
        # A day before Excel's first stands in the file as people write it.
        return _alike(written, found) or ".".join(reversed(written.split("-"))) == found
    if isinstance(found, date | datetime):
        return str(written)[:10] == found.isoformat()[:10]
    if isinstance(found, int | float) and isinstance(written, int | float):
        # Money is kept in øre and written in kroner.
        return abs(found - written) < 1e-9 * max(1, abs(written)) or abs(found * 100 - written) < 0.01
    return found is not None and found != ""


def _alike(written: str, found: str) -> bool:
    if words.fits(written):
        return found == words.sound(written)
    return found.endswith(words.MARK) or found == written


def _different(path: Path) -> CrmError:
    return CrmError(
        _("{file} did not read back as it was written and was thrown away. Try again, or another disk.").format(
            file=path.name.removesuffix(".part")
        )
    )
