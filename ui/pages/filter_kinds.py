"""By what more than one list is narrowed: an organisation, a project, a focus area, the codes of a list."""

from crm.i18n import _, language
from crm.queries import focus_areas, organisations, projects
from crm.rules import code_lists
from ui.pages.filters import Choice, Kind


def archived() -> Kind:
    """Those that are archived, which lists leave out else."""
    return Kind("archived", _("Shown"), choices=lambda: [Choice(True, _("Archived"))])


def codes(code_list: str) -> list[Choice]:
    """All codes of a list, as choices."""
    return [Choice(key, code_lists.label(code_list, key)) for key in code_lists.keys(code_list)]


def areas() -> list[Choice]:
    """The focus areas, as choices."""
    return [Choice(row.id, row.name) for row in focus_areas.all(language())]


def organisation() -> Kind:
    """An organisation, found by a few letters."""
    return Kind(
        "organisation",
        _("Organisation"),
        find=lambda words: [Choice(row.id, row.name) for row in organisations.suggest(words)],
        icon="building",
    )


def project() -> Kind:
    """A project, found by a few letters."""
    return Kind(
        "project",
        _("Project"),
        find=lambda words: [Choice(row.id, row.title) for row in projects.suggest(words)],
        icon="projects",
    )


def focus_area() -> Kind:
    """A focus area of the cluster."""
    return Kind("focus_area", _("Focus area"), choices=areas)
