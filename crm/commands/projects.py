"""Writing projects: what they are, how far they have come, and who puts what into them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from crm.commands import beside, organisations, write
from crm.commands.command import command
from crm.errors import Invalid
from crm.i18n import N_, _
from crm.queries import projects as queries
from crm.records.organisation import Organisation
from crm.records.project import Project, ProjectParticipant
from crm.rules import stages
from crm.store import journal
from crm.store.database import rows


@command(N_("Add project «{title}»"))
def add(title: str, *, tags: Sequence[str] | None = None, own: Mapping[int, Any] | None = None, **values: Any) -> int:
    """Keep a new project; returns its id. `values` are fields of the record, money in øre. Raises Invalid.

    `tags` and `own` are what stands beside them (crm.commands.beside).
    """
    made = write.insert(Project(title=title.strip(), **({"stage_on": date.today()} | values)))
    beside.put("project", made, tags, own)
    return made


@command(N_("Add project «{title}»"))
def named(title: str) -> int:
    """The id of the project of this title; one that is not in the register yet is added as an idea."""
    known = queries.find(title)
    return known[0] if known else add(title)


@command(N_("Edit project «{title}»"))
def edit(
    project: int,
    *,
    seen: int | None = None,
    tags: Sequence[str] | None = None,
    own: Mapping[int, Any] | None = None,
    **values: Any,
) -> None:
    """Change fields of a project, and what stands beside them (crm.commands.beside).

    `seen` is the version the editor saw. Raises Invalid, Conflict.

    Another stage is one since today, unless `stage_on` says since when.
    """
    if values.get("stage", stage := write.get(Project, project).stage) != stage:
        values = {"stage_on": date.today()} | values
    _change(project, values, seen)
    beside.put("project", project, tags, own)


@command(N_("Move project «{title}»"))
def move(project: int, stage: str, *, on: date | None = None) -> dict[str, date]:
    """Say how far a project has come since `on` (today): a key of the code list project_stage. Raises Invalid.

    Where the day that belongs to the stage (applied, decided, begun, ended) is not known yet it is `on` too; returns
    the days that were filled in so, by field.
    """
    record, day = write.get(Project, project), on or date.today()
    known = {name: getattr(record, name) for name in stages.DAYS}
    filled = stages.days_of_move(stage, day, known) if stage != record.stage else {}
    since = {"stage_on": day} if stage != record.stage else {}
    _change(project, {"stage": stage, **since, **filled})
    return filled


@command(N_("Archive project «{title}»"))
def archive(project: int) -> None:
    """Hide a project from the lists; figures and history keep it."""
    _change(project, {"archived": True})


@command(N_("Restore project «{title}»"))
def restore(project: int) -> None:
    """Show an archived project again."""
    _change(project, {"archived": False})


@command(N_("«{name}» joins project «{title}»"))
def add_partner(
    project: int, organisation: int | None = None, *, organisation_name: str = "", role: str = "partner", **values: Any
) -> int:
    """Let an organisation take part in a project; returns the id of its part.

    The organisation is known by id, or by a name that is added where it is new. `values` are `cash` in øre and
    `minutes`. Raises Invalid, also where it takes part already.
    """
    record = write.get(Project, project)
    if organisation is None:
        if not organisation_name.strip():
            raise Invalid({"organisation": _("Say which organisation it is.")})
        organisation = organisations.named(organisation_name)
    journal.current().describe(name=write.get(Organisation, organisation).name, title=record.title)
    if rows("SELECT 1 FROM project_participant WHERE project_id = ? AND organisation_id = ?", (project, organisation)):
        raise Invalid({"organisation": _("This organisation takes part already.")})
    return write.insert(ProjectParticipant(project=project, organisation=organisation, role=role, **values))


@command(N_("Edit the part of «{name}» in project «{title}»"))
def edit_partner(part: int, *, seen: int | None = None, **values: Any) -> None:
    """Change an organisation's role in a project, or what it puts in. Raises Invalid, Conflict."""
    _tell_part(write.change(ProjectParticipant, part, values, seen=seen))


@command(N_("«{name}» leaves project «{title}»"))
def remove_partner(part: int) -> None:
    """Take an organisation out of a project it was put into by mistake."""
    _tell_part(write.get(ProjectParticipant, part))
    write.delete(ProjectParticipant, part)


def _change(project: int, values: dict[str, Any], seen: int | None = None) -> None:
    journal.current().describe(title=write.change(Project, project, values, seen=seen).title)


def _tell_part(part: ProjectParticipant) -> None:
    journal.current().describe(name=part.organisation.name, title=part.project.title)
