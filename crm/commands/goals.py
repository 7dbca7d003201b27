"""Writing goals: the tree from the vision down, what shows how far they are reached, and its values by year."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from crm.commands import beside, write
from crm.commands.command import command
from crm.errors import Invalid
from crm.i18n import N_, _
from crm.records.goal import Goal, Indicator, IndicatorValue
from crm.records.tag import Tagging
from crm.rules import goals as rules
from crm.store import journal
from crm.store.database import rows, value

_SHORT = 60


class Kept(NamedTuple):
    """What is kept of a year: a value in hundredths of the unit, and what is to be said about it."""

    value: int | None
    note: str = ""


@command(N_("Add goal «{goal}»"))
def add(
    level: str, text_nb: str, *, parent: int | None = None, tags: Sequence[str] | None = None, **values: Any
) -> int:
    """Keep a new goal below `parent` (None: at the top), as the last one there; returns its id.

    `level` is a key of the code list goal_level and must be lower than the parent's. Raises Invalid.
    """
    journal.current().describe(goal=_short(text_nb))
    _fits(level, parent)
    made = write.insert(Goal(level=level, text_nb=text_nb.strip(), parent=parent, position=_last(parent), **values))
    beside.put("goal", made, tags)
    return made


@command(N_("Edit goal «{goal}»"))
def edit(goal: int, *, seen: int | None = None, tags: Sequence[str] | None = None, **values: Any) -> None:
    """Change a goal and, where told, its tags; another `parent` takes it there as the last one. Invalid, Conflict."""
    record = write.get(Goal, goal)
    level, parent = values.get("level", record.level), values.get("parent", record.parent_id)
    if level != record.level or parent != record.parent_id:
        _fits(level, parent, goal)
    if parent != record.parent_id:
        values["position"] = _last(parent)
    journal.current().describe(goal=_short(write.change(Goal, goal, values, seen=seen).text_nb))
    beside.put("goal", goal, tags)


@command(N_("Move goal «{goal}»"))
def move(goal: int, parent: int | None, place: int) -> None:
    """Let a goal stand below another one (None: at the top) as the one of this number among its siblings, 0 the first.

    Raises Invalid where its level does not fit there, or where it would stand below itself.
    """
    record = write.get(Goal, goal)
    journal.current().describe(goal=_short(record.text_nb))
    _fits(record.level, parent, goal)
    siblings = [id for id in _children(parent) if id != goal]
    siblings.insert(max(0, min(place, len(siblings))), goal)
    write.change(Goal, goal, {"parent": parent})
    for number, id in enumerate(siblings):
        write.change(Goal, id, {"position": number})


@command(N_("Remove goal «{goal}»"))
def delete(goal: int, *, lift: bool = False) -> None:
    """Remove a goal with its indicators and their values; undo brings all of it back.

    What stands below it goes as well, or with `lift` comes to stand where it stood. Raises CrmError where it is gone.
    """
    record = write.get(Goal, goal)
    journal.current().describe(goal=_short(record.text_nb))
    below = _children(goal)
    if lift:
        siblings = _children(record.parent_id)
        place = siblings.index(goal)
        for number, id in enumerate([*siblings[:place], *below, *siblings[place + 1 :]]):
            write.change(Goal, id, {"parent": record.parent_id, "position": number})
    else:
        for id in below:
            delete(id)
        # Each of these described the step by its own name.
        journal.current().describe(goal=_short(record.text_nb))
    for (id,) in rows("SELECT id FROM indicator WHERE goal_id = ?", (goal,)):
        _delete_indicator(id)
    for (id,) in rows("SELECT id FROM tagging WHERE goal_id = ?", (goal,)):
        write.delete(Tagging, id)
    write.delete(Goal, goal)


@command(N_("Archive goal «{goal}»"))
def archive(goal: int) -> None:
    """Hide a goal, and what stands below it, from the page; reports of earlier years keep it."""
    journal.current().describe(goal=_short(write.change(Goal, goal, {"archived": True}).text_nb))


@command(N_("Restore goal «{goal}»"))
def restore(goal: int) -> None:
    """Show an archived goal again."""
    journal.current().describe(goal=_short(write.change(Goal, goal, {"archived": False}).text_nb))


@command(N_("Add indicator «{name}»"))
def add_indicator(goal: int, name_nb: str, **values: Any) -> int:
    """Keep a new indicator of a goal; returns its id.

    `figure_key` is a figure of the report, or "" where values are kept by hand; `baseline` and `target` are hundredths
    of `unit`. Raises Invalid, also for a vision, which nothing measures.
    """
    record = write.get(Goal, goal)
    journal.current().describe(name=_short(name_nb))
    if record.level == "vision":
        raise Invalid({"goal": _("A vision is not measured. Put the indicator on a goal below it.")})
    found: int = value("SELECT coalesce(max(position) + 1, 0) FROM indicator WHERE goal_id = ?", (goal,))
    return write.insert(Indicator(goal=goal, name_nb=name_nb.strip(), position=found, **values))


@command(N_("Edit indicator «{name}»"))
def edit_indicator(indicator: int, *, seen: int | None = None, **values: Any) -> None:
    """Change an indicator. Raises Invalid, Conflict."""
    journal.current().describe(name=_short(write.change(Indicator, indicator, values, seen=seen).name_nb))


@command(N_("Remove indicator «{name}»"))
def delete_indicator(indicator: int) -> None:
    """Remove an indicator with its values; undo brings them back."""
    journal.current().describe(name=_short(write.get(Indicator, indicator).name_nb))
    _delete_indicator(indicator)


@command(N_("Values of indicator «{name}»"))
def put_values(indicator: int, kept: Mapping[int, Kept]) -> None:
    """Keep what an indicator was in these years, one step for all; a year with neither value nor note is forgotten.

    A note without a value is refused: Invalid({"value": ...}).
    """
    journal.current().describe(name=_short(write.get(Indicator, indicator).name_nb))
    known = dict(rows("SELECT year, id FROM indicator_value WHERE indicator_id = ?", (indicator,)))
    for year, one in kept.items():
        note = one.note.strip()
        if one.value is None:
            if note:
                raise Invalid({f"value_{year}": _("Say the value as well as the remark.")})
            if year in known:
                write.delete(IndicatorValue, known[year])
        elif year in known:
            write.change(IndicatorValue, known[year], {"value": one.value, "note": note})
        else:
            write.insert(IndicatorValue(indicator=indicator, year=year, value=one.value, note=note))


def _fits(level: str, parent: int | None, goal: int | None = None) -> None:
    """Raise Invalid where a goal of this level cannot stand there, with what stands below it."""
    if level not in rules.LEVELS:
        return  # the record says so itself
    if parent is not None:
        if goal is not None and parent in _subtree(goal):
            raise Invalid({"parent": _("A goal cannot stand below itself.")})
        above = write.get(Goal, parent).level
        if not rules.may_stand_below(level, above):
            raise Invalid({"parent": _("A goal of this level cannot stand there: choose one of a higher level.")})
    if goal is not None:
        for (child,) in rows("SELECT level FROM goal WHERE parent_id = ?", (goal,)):
            if not rules.may_stand_below(child, level):
                raise Invalid({"level": _("Goals stand below it that would no longer be of a lower level.")})
        if level == "vision" and rows("SELECT 1 FROM indicator WHERE goal_id = ? LIMIT 1", (goal,)):
            raise Invalid({"level": _("A vision is not measured, and this goal has indicators.")})


def _subtree(goal: int) -> set[int]:
    found = rows(
        "WITH RECURSIVE below (id) AS (SELECT ? UNION SELECT goal.id FROM goal JOIN below ON parent_id = below.id)"
        " SELECT id FROM below",
        (goal,),
    )
    return {id for (id,) in found}


def _children(parent: int | None) -> list[int]:
    return [id for (id,) in rows("SELECT id FROM goal WHERE parent_id IS ? ORDER BY position, id", (parent,))]


def _last(parent: int | None) -> int:
    found: int = value("SELECT coalesce(max(position) + 1, 0) FROM goal WHERE parent_id IS ?", (parent,))
    return found


def _delete_indicator(indicator: int) -> None:
    for (id,) in rows("SELECT id FROM indicator_value WHERE indicator_id = ?", (indicator,)):
        write.delete(IndicatorValue, id)
    write.delete(Indicator, indicator)


def _short(words: str) -> str:
    """A goal as the menu names it: a sentence may be long."""
    plain = " ".join(words.split())
    return plain if len(plain) <= _SHORT else plain[: _SHORT - 1].rstrip() + "…"
