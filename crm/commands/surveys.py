"""Writing what came of surveys among the members (medlemsundersøkelser)."""

from typing import Any

from crm.commands import write
from crm.commands.command import command
from crm.i18n import N_
from crm.records.survey import Survey
from crm.store import journal


@command(N_("Add survey «{name}»"))
def add(name: str, year: int, **values: Any) -> int:
    """Keep a survey; returns its id.

    `values` are fields of the record: `sent_on`, `sent_to` and `responses` (how many), `satisfaction` in hundredths of
    a scale from 1 to `scale_max`, `question_set`, `notes`. Raises Invalid.
    """
    return write.insert(Survey(name=name.strip(), year=year, **values))


@command(N_("Edit survey «{name}»"))
def edit(survey: int, *, seen: int | None = None, **values: Any) -> None:
    """Change fields of a survey; `seen` is the version the editor saw. Raises Invalid, Conflict."""
    _tell(write.change(Survey, survey, values, seen=seen))


@command(N_("Archive survey «{name}»"))
def archive(survey: int) -> None:
    """Hide a survey from the list; figures keep it."""
    _tell(write.change(Survey, survey, {"archived": True}))


@command(N_("Restore survey «{name}»"))
def restore(survey: int) -> None:
    """Show an archived survey again."""
    _tell(write.change(Survey, survey, {"archived": False}))


@command(N_("Remove survey «{name}»"))
def remove(survey: int) -> None:
    """Delete a survey that was kept by mistake. CrmError where files hang on it."""
    _tell(write.get(Survey, survey))
    write.delete(Survey, survey)


def _tell(survey: Survey) -> None:
    journal.current().describe(name=survey.name)
