"""Projects that a picker offers."""

from typing import NamedTuple

from crm.rules import folding
from crm.store.database import rows


class ProjectSuggestion(NamedTuple):
    """One project to choose; `stage` is its key."""

    id: int
    title: str
    stage: str


def suggest(text: str, limit: int = 8) -> list[ProjectSuggestion]:
    """Projects that hold all the letters typed, those that begin with them first; the newest without letters."""
    folded = folding.fold(text)
    found = rows(
        "SELECT id, title, stage FROM project WHERE archived = 0 AND instr(search_text, ?) > 0"
        " ORDER BY ? <> '' AND search_text NOT LIKE ? || '%', CASE ? WHEN '' THEN -id END, sort_key, id LIMIT ?",
        (folded, folded, folded.replace("%", ""), folded, limit),
    )
    return [ProjectSuggestion(*line) for line in found]


def find(title: str) -> list[int]:
    """The projects of exactly this title (folded); archived ones are left out."""
    folded = folding.fold(title)
    found = rows("SELECT id, title FROM project WHERE archived = 0 AND instr(search_text, ?) > 0", (folded,))
    return [row for row, known in found if folding.fold(known) == folded]


def title(project: int) -> str:
    """What a project is called, "" where it is gone."""
    found = rows("SELECT title FROM project WHERE id = ?", (project,))
    return str(found[0][0]) if found else ""
