"""Writing the cluster's own economy: budget and actual of a year in lines."""

from typing import Any

from crm.commands import write
from crm.commands.command import command
from crm.errors import CrmError
from crm.i18n import N_, _
from crm.records.finance_line import FinanceLine
from crm.rules import code_lists
from crm.store import journal


@command(N_("Add finance line {year}: {name}"))
def add(year: int, kind: str, category: str, **values: Any) -> int:
    """Keep an income or a cost of a year; returns its id.

    `kind` is income or cost, `category` a key of the code list finance_income or finance_cost. `values` are `budget`
    and `actual` in øre (one of them at least), `name`, `focus_area`, `is_public` (income), `is_eligible` (cost) and
    `notes`. Raises Invalid.
    """
    record = FinanceLine(year=year, kind=kind, category=category, **values)
    id = write.insert(record)
    _tell(record)
    return id


@command(N_("Budget {year} from the lines of {before}"))
def carry_over(before: int, year: int) -> list[int]:
    """Begin the budget of a year with the lines of another: what they came to, else what was planned.

    Returns the ids. CrmError where the year has lines already, or the other has none.
    """
    if FinanceLine.select().where(FinanceLine.year == year, FinanceLine.archived == False).exists():  # noqa: E712
        raise CrmError(_("{year} has lines already. Remove them first, or add to them.").format(year=year))
    old = list(
        FinanceLine.select()
        .where(FinanceLine.year == before, FinanceLine.archived == False)  # noqa: E712
        .order_by(FinanceLine.id)
    )
    if not old:
        raise CrmError(_("There are no lines in {year}.").format(year=before))
    kept = ("kind", "category", "name", "is_public", "is_eligible")
    return [
        write.insert(
            FinanceLine(
                year=year,
                focus_area=line.focus_area_id,
                budget=line.budget if line.actual is None else line.actual,
                **{name: getattr(line, name) for name in kept},
            )
        )
        for line in old
    ]


@command(N_("Edit finance line {year}: {name}"))
def edit(line: int, *, seen: int | None = None, **values: Any) -> None:
    """Change fields of a line; `seen` is the version the editor saw. Raises Invalid, Conflict."""
    _tell(write.change(FinanceLine, line, values, seen=seen))


@command(N_("Archive finance line {year}: {name}"))
def archive(line: int) -> None:
    """Hide a line from the list; figures keep it."""
    _tell(write.change(FinanceLine, line, {"archived": True}))


@command(N_("Restore finance line {year}: {name}"))
def restore(line: int) -> None:
    """Show an archived line again."""
    _tell(write.change(FinanceLine, line, {"archived": False}))


@command(N_("Remove finance line {year}: {name}"))
def remove(line: int) -> None:
    """Delete a line that was kept by mistake."""
    _tell(write.get(FinanceLine, line))
    write.delete(FinanceLine, line)


def _tell(line: FinanceLine) -> None:
    name = line.name or code_lists.label(f"finance_{line.kind}", line.category)
    journal.current().describe(year=line.year, name=name)
