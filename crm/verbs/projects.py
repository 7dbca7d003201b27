"""python main.py projects FILE [--stage S] [--year Y] [--search TEXT] [--move STAGE --project P] [--json]"""

import argparse
from datetime import date
from typing import Any

from crm.commands import projects as commands
from crm.errors import CrmError
from crm.i18n import _, ngettext
from crm.progress import Progress
from crm.queries import projects
from crm.queries.projects import ProjectRow, ProjectsQuery
from crm.rules import code_lists, numbers
from crm.verbs import typed_day
from crm.verbs.verb import Answer, Usage, json_option


def summary() -> str:
    """What it does."""
    return _("list the projects, by stage or year, or move one to another stage")


def options(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    stages = code_lists.keys("project_stage")
    parser.add_argument("--stage", choices=("open", *stages), help=_("only projects of that stage; open: not over yet"))
    parser.add_argument("--year", type=int, metavar="Y", help=_("only projects that ran in that year"))
    parser.add_argument("--search", default="", metavar="TEXT", help=_("only projects that a text finds"))
    parser.add_argument("--move", choices=stages, help=_("the stage the project of --project has come to"))
    parser.add_argument("--project", metavar="P", help=_("the number or the title of a project"))
    parser.add_argument("--on", metavar="DAY", help=_("since when it is at that stage; today where nothing is said"))
    json_option(parser)


def opens(given: argparse.Namespace) -> str:
    """Listing only reads."""
    return "write" if given.move else "read"


def run(given: argparse.Namespace, _progress: Progress) -> Answer:
    """List or move."""
    if bool(given.move) != bool(given.project):
        raise Usage(_("Give --move together with --project."))
    if given.move:
        return _move(given)
    query = ProjectsQuery(given.search, stage=given.stage or "", year=given.year)
    ids = query.ids()
    known = query.rows(ids)
    found = [known[id] for id in ids]
    budget = sum(row.budget or 0 for row in found)
    told = ngettext("{count} project, budgets {money}", "{count} projects, budgets {money}", len(found))
    total = told.format(count=numbers.show_int(len(found)), money=numbers.show_money(budget))
    return Answer({"projects": [_data(row) for row in found], "budget": budget}, [*map(_line, found), total])


def _move(given: argparse.Namespace) -> Answer:
    wanted = str(given.project)
    found = [int(wanted)] if wanted.isdigit() else projects.find(wanted)
    if not found:
        raise CrmError(_("There is no project «{name}».").format(name=wanted))
    if len(found) > 1:
        ids = ", ".join(map(str, found))
        raise CrmError(
            _("Several projects are called «{name}»: give one of the numbers {ids}.").format(name=wanted, ids=ids)
        )
    today = date.today()
    filled = commands.move(found[0], given.move, on=typed_day.of(given.on, today) if given.on else today)
    one = projects.detail(found[0])
    stage = code_lists.label("project_stage", one.stage)
    days = {name: day.isoformat() for name, day in filled.items()}
    return Answer({"project": one.id, "stage": one.stage, "filled": days}, [f"{one.title}  {stage}"])


def _line(row: ProjectRow) -> str:
    words = (
        row.title,
        code_lists.label("project_stage", row.stage),
        row.lead,
        numbers.show_money(row.budget) if row.budget is not None else "",
    )
    return "  ".join(filter(None, words))


def _data(row: ProjectRow) -> dict[str, Any]:
    days = {name: value.isoformat() for name, value in row._asdict().items() if isinstance(value, date)}
    return row._asdict() | days
