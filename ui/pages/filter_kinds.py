"""By what more than one list is narrowed: an organisation, a project, a focus area, the codes of a list."""

from collections.abc import Callable
from typing import Any

from crm.i18n import _, language
from crm.queries import focus_areas, organisations, projects
from crm.queries.lists import fields
from crm.queries.lists.conditions import Compare, Condition, Related
from crm.rules import code_lists
from ui.pages.filters import Choice, Filters, Kind

ARCHIVED = "archived"


def archived() -> Kind:
    """Those that are archived, which lists leave out else."""
    return Kind(ARCHIVED, _("Shown"), choices=lambda: [archived_choice()])


def archived_choice() -> Choice:
    """The one choice of `archived`."""
    return Choice(True, _("Archived"))


def show_archived(filters: Filters, on: bool) -> None:
    """Choose `archived` or not, without telling."""
    if on != bool(filters.value(ARCHIVED)):
        filters.set({**filters.chosen(), ARCHIVED: archived_choice()} if on else filters.left(ARCHIVED))


def same(field: str) -> Callable[[Any], Condition]:
    """That the field is what was chosen."""
    return lambda value: Compare(field, "is", value)


def among(relation: str) -> Callable[[Any], Condition]:
    """That the record that was chosen is among those of a relation."""
    return lambda value: Related(relation, where=Compare(fields.ITSELF, "is", value))


def days(field: str) -> Callable[[Any], Condition]:
    """That a day is in a period (filters.periods), the last day of which may be open."""

    def says(value: Any) -> Condition:
        since, until = value
        return Compare(field, "from", since) if until is None else Compare(field, "between", (since, until))

    return says


def codes(code_list: str) -> list[Choice]:
    """All codes of a list, as choices."""
    return [Choice(key, code_lists.label(code_list, key)) for key in code_lists.keys(code_list)]


def areas() -> list[Choice]:
    """The focus areas, as choices."""
    return [Choice(row.id, row.name) for row in focus_areas.all(language())]


def organisation(says: Callable[[Any], Condition]) -> Kind:
    """An organisation, found by a few letters."""
    return Kind(
        "organisation",
        _("Organisation"),
        find=lambda words: [Choice(row.id, row.name) for row in organisations.suggest(words)],
        icon="building",
        says=says,
    )


def project() -> Kind:
    """A project, found by a few letters."""
    return Kind(
        "project",
        _("Project"),
        find=lambda words: [Choice(row.id, row.title) for row in projects.suggest(words)],
        icon="projects",
        says=same("project"),
    )


def focus_area() -> Kind:
    """A focus area of the cluster."""
    return Kind("focus_area", _("Focus area"), choices=areas, says=same("focus_area"))
