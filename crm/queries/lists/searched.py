"""Which records of a list a text finds, as SQL with parameters: the words of the search field."""

from collections.abc import Callable
from typing import Any

from crm.queries import matching

Sql = tuple[str, list[Any]]

_INDEXED: dict[str, Callable[[str, str], Sql]] = {
    "organisation": lambda text, _day: matching.organisations(text),
    "person": matching.people,
    "interaction": lambda text, _day: matching.interactions(text),
    "task": lambda text, _day: matching.tasks(text),
    "activity": lambda text, _day: matching.activities(text),
    "project": lambda text, _day: matching.projects(text),
}
_WRITTEN = {
    "contribution": "(SELECT o.search_text || ' ' || r.search_text || ' ' || coalesce(p.search_text, '')"
    " FROM organisation AS o LEFT JOIN project AS p ON p.id = r.project_id WHERE o.id = r.organisation_id)",
    "membership_fee": "(SELECT o.search_text || ' ' || lower(r.reference) FROM membership AS m"
    " JOIN organisation AS o ON o.id = m.organisation_id WHERE m.id = r.membership_id)",
}


def sql(about: str, text: str, day: str) -> Sql:
    """SQL that is true for the rows `r` that the text finds; the employer of a person is that of the day (ISO)."""
    if about in _INDEXED:
        return matching.in_ids("r.id", _INDEXED[about](text, day))
    found = matching.written(text)
    return " AND ".join(["1", *(f"instr({_WRITTEN[about]}, ?) > 0" for _word in found)]), list(found)
