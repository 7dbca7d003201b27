"""Templates of the quick log in their order."""

from typing import NamedTuple

from crm.store.database import rows, value


class Follows(NamedTuple):
    """A follow-up that a template proposes, due so many days after the meeting."""

    title: str
    after_days: int


class LogTemplateRow(NamedTuple):
    """A template; empty fields leave alone what stands in the dialog."""

    id: int
    version: int
    name: str
    type: str
    subject: str
    minutes: int | None
    place: str
    notes: str
    focus_area_id: int | None
    tasks: list[Follows]


def all() -> list[LogTemplateRow]:
    """The templates in use."""
    proposed: dict[int, list[Follows]] = {}
    for template, title, days in rows("SELECT template_id, title, after_days FROM log_template_task ORDER BY id"):
        proposed.setdefault(template, []).append(Follows(title, days))
    found = rows(
        "SELECT id, version, name, type, subject, minutes, place, notes, focus_area_id FROM log_template"
        " WHERE archived = 0 ORDER BY position, id"
    )
    return [LogTemplateRow._make((*line, proposed.get(line[0], []))) for line in found]


def any() -> bool:
    """Whether the register ever had a template: one of an older schema had none."""
    return bool(value("SELECT EXISTS (SELECT 1 FROM log_template)"))
