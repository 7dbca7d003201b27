"""Which record a cell of a list means by a name: there must be exactly one."""

from collections.abc import Callable, Mapping

from crm.errors import Invalid
from crm.i18n import _, language
from crm.queries import focus_areas, staff
from crm.queries.lists.field import Field
from crm.rules import folding, names
from crm.store.database import rows

Known = list[tuple[int, str]]


def _staff(_words: str) -> Known:
    return [(row.id, row.name) for row in staff.all()]


def _areas(_words: str) -> Known:
    return [(row.id, row.name) for row in focus_areas.all(language())]


def _organisations(words: str) -> Known:
    return rows("SELECT id, name FROM organisation WHERE archived = 0 AND name_key = ?", (names.company_key(words),))


def _people(words: str) -> Known:
    return rows(
        "SELECT id, trim(first_name || ' ' || last_name) FROM person WHERE archived = 0 AND name_key = ?",
        (names.person_key(words, ""),),
    )


def _projects(words: str) -> Known:
    folded = folding.fold(words)
    return rows("SELECT id, title FROM project WHERE archived = 0 AND instr(search_text, ?) > 0", (folded,))


def _activities(words: str) -> Known:
    folded = folding.fold(words)
    return rows("SELECT id, name FROM activity WHERE archived = 0 AND instr(search_text, ?) > 0", (folded,))


_BY_NAME: Mapping[str, Callable[[str], Known]] = {
    "staff": _staff,
    "focus_area": _areas,
    "organisation": _organisations,
    "person": _people,
    "project": _projects,
    "activity": _activities,
}
KINDS = tuple(_BY_NAME)
"""The tables whose records can be named in a cell."""
CHOSEN = ("staff", "focus_area")
"""Those that are so few that one chooses among all of them."""


def find(field: Field, words: str) -> int | None:
    """The id of the record of `field.opens` that is called so, None for a blank; archived ones cannot be meant.

    Raises Invalid({key: sentence}) where nothing is called so, or several are.
    """
    if not words:
        return None
    known = _BY_NAME[field.opens](words)
    found = [row for row, name in known if name == words]
    if not found:
        sought = folding.fold(words)
        found = [row for row, name in known if folding.fold(name) == sought]
    if not found and field.opens not in (*CHOSEN, "project", "activity"):
        found = [row for row, _name in known]  # the same but for "AS" or a hyphen
    if len(found) == 1:
        return found[0]
    if found:
        told = _("Several are called “{text}”. Choose the right one in the window of the record.")
    elif field.opens in CHOSEN:
        told = _("“{text}” is not one of the choices: {choices} …")
    else:
        told = _("Nothing here is called “{text}”. Put it in first, or write the name as it stands in its list.")
    short = words if len(words) <= 60 else words[:58] + " …"
    raise Invalid({field.key: told.format(text=short, choices=", ".join(name for _row, name in known[:6]))})
