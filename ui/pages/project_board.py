"""The projects on a board: a lane for each stage, with what the projects in it come to."""

from collections.abc import Mapping, Sequence

from crm.i18n import _, ngettext
from crm.queries.projects import ProjectRow
from crm.rules import code_lists, numbers
from ui.kit.board import Board, Lane
from ui.kit.board_card import Card

BELOW = (("rejected", "aborted"),)
"""Stages that share a column, where they hold least."""


def make() -> Board:
    """An empty board."""
    return Board(_("Projects by stage"), _columns())


def show(
    board: Board, ids: Sequence[int], rows: Mapping[int, ProjectRow], *, current: int | None, writable: bool
) -> None:
    """Put these projects on the board, in this order."""
    lanes = []
    for key in board.lanes:
        held = [rows[id] for id in ids if id in rows and rows[id].stage == key]
        lanes.append(Lane(key, _head(key, held), _total(held), [_card(row) for row in held]))
    board.set_lanes(lanes, current=current, writable=writable)


def _columns() -> list[tuple[str, ...]]:
    shared = {key for keys in BELOW for key in keys}
    return [(key,) for key in code_lists.keys("project_stage") if key not in shared] + list(BELOW)


def _head(key: str, held: Sequence[ProjectRow]) -> str:
    stage = code_lists.label("project_stage", key)
    return f"{stage}  {numbers.show_int(len(held))}" if held else stage


def _total(held: Sequence[ProjectRow]) -> str:
    """What the budgets come to; those without one add nothing."""
    known = [row.budget for row in held if row.budget is not None]
    return numbers.show_money_short(sum(known)) if known else ""


def _card(row: ProjectRow) -> Card:
    budget = numbers.show_money_short(row.budget) if row.budget is not None else ""
    partners = ngettext("{count} partner", "{count} partners", row.partners).format(count=row.partners)
    tip = (
        row.title,
        row.lead,
        code_lists.label("project_type", row.type),
        numbers.show_money(row.budget) if row.budget is not None else "",
        partners,
        _("International") if row.international else "",
    )
    count = numbers.show_int(row.partners) if row.partners else ""
    return Card(
        row.id, row.title, row.lead, budget, count, "people" if row.partners else "", "\n".join(filter(None, tip))
    )
