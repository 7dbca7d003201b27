"""The way of a project: the stages it has been at, and since when."""

from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from crm.queries import history, plain


class StageDay(NamedTuple):
    """A stage a project came to, and since which day."""

    stage: str
    day: date


def of(project: int) -> list[StageDay]:
    """The stages a project has been at, the first one first, with the days they were put down.

    A stage has the day that was said with it (`stage_on`), else the day of the step that wrote it.
    """
    found: list[StageDay] = []
    for _step, entries in groupby(reversed(history.of("project", project)), key=lambda entry: entry.step):
        changed: dict[str, Any] = {}
        for entry in entries:
            changed |= {"at": entry.at, "kind": entry.kind}
            changed |= dict(entry.after or {}) if entry.field == "" else {entry.field: entry.after}
        stage, since = changed.get("stage"), plain.day(changed.get("stage_on"))
        if not stage:
            if since and found:
                found[-1] = found[-1]._replace(day=since)
        elif changed["kind"] == "undo" and len(found) > 1 and found[-2].stage == stage:
            found.pop()
        else:
            found.append(StageDay(stage, since or date.fromisoformat(changed["at"][:10])))
    return found
