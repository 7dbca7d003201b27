"""What is said to the figures of a year; what nobody wrote anew is carried over from the year before."""

from typing import NamedTuple

from crm.store.database import rows, value


class Comment(NamedTuple):
    """What is said to a figure, and in which year it was written."""

    text: str
    year: int


def of(year: int) -> dict[str, Comment]:
    """The comments of a year by the key of their figure: its own, else the newest of the years before."""
    found = rows("SELECT key, text, year FROM figure_comment WHERE year <= ? ORDER BY key, year", (year,))
    return {key: Comment(text, written) for key, text, written in found}


def row(key: str, year: int) -> int | None:
    """The id of what was written to a figure in just that year, or None."""
    found: int | None = value("SELECT id FROM figure_comment WHERE key = ? AND year = ?", (key, year))
    return found
