"""The cluster's own economy: lines of budget and actual, and what they come to by focus area and category (K30-K39)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from crm.queries import matching, narrowing, plain
from crm.rules import code_lists, folding
from crm.store.database import rows


class FinanceRow(NamedTuple):
    """A line of the list; money in øre, None where it is not told."""

    id: int
    version: int
    year: int
    kind: str
    category: str
    name: str
    focus_area_id: int | None
    focus_area: str
    budget: int | None
    actual: int | None
    is_public: bool
    is_eligible: bool
    notes: str
    archived: bool

    @property
    def difference(self) -> int | None:
        """What it came to beyond the budget, in øre; None where one of the two is not known."""
        return None if self.budget is None or self.actual is None else self.actual - self.budget


_FROM = " FROM finance_line AS l LEFT JOIN focus_area AS f ON f.id = l.focus_area_id"


@dataclass(frozen=True)
class FinanceQuery:
    """Which lines, and in what order: kind (income first, then as the categories stand), name, focus_area, budget,
    actual or difference. `kind` is income or cost, "" for both; archived ones are left out unless asked for.
    """

    text: str = ""
    order: str = "kind"
    descending: bool = False
    year: int | None = None
    kind: str = ""
    focus_area: int | None = None
    archived: bool = False

    def ids(self) -> list[int]:
        """All of them."""
        area = narrowing.focus_area()
        asked: list[narrowing.Condition] = [
            *(("l.archived = ?", int(self.archived)), ("l.year = ?", self.year), ("l.kind = ?", self.kind or None)),
            ("l.focus_area_id = ?", self.focus_area),
        ]
        # Names and categories are not folded in the table: there are some dozens of lines a year.
        told, parameters = narrowing.where(asked)
        kind = "CASE l.kind WHEN 'income' THEN 0 ELSE 1 END"
        known = {
            "kind": kind,
            "year": "l.year",
            "name": plain.norwegian("l.name"),
            "focus_area": "nullif(" + area + ", '')",
            "budget": "l.budget",
            "actual": "l.actual",
            "difference": "l.actual - l.budget",
        }
        places = plain.by_place_of("l.category", _categories())
        order = plain.order(known, self.order, self.descending, f"l.year, {kind}, {places}, f.place, l.id")
        ids = plain.ids(f"SELECT l.id{_FROM}{told}{order}", parameters)
        words = matching.written(self.text)
        if not words:
            return ids
        found = self.rows(ids)
        return [id for id in ids if all(word in _haystack(found[id]) for word in words)]

    def rows(self, ids: Sequence[int]) -> dict[int, FinanceRow]:
        """What is shown of these."""
        found = plain.by_ids(
            f"SELECT l.id, l.version, l.year, l.kind, l.category, l.name, f.id, {narrowing.focus_area()}, l.budget,"
            f" l.actual, l.is_public, l.is_eligible, l.notes, l.archived{_FROM}"
            " WHERE l.id IN (SELECT value FROM json_each(?))",
            ids,
        )
        return {
            line[0]: FinanceRow._make((*line[:10], bool(line[10]), bool(line[11]), line[12], bool(line[13])))
            for line in found
        }


class Sums(NamedTuple):
    """What lines come to, in øre: planned and actual, of income and of costs."""

    income_budget: int = 0
    income_actual: int = 0
    cost_budget: int = 0
    cost_actual: int = 0

    @property
    def result_budget(self) -> int:
        """What was to be left."""
        return self.income_budget - self.cost_budget

    @property
    def result_actual(self) -> int:
        """What is left."""
        return self.income_actual - self.cost_actual


_SUMS = ", ".join(
    f"coalesce(sum(l.{column}) FILTER (WHERE l.kind = '{kind}'), 0)"
    for kind in ("income", "cost")
    for column in ("budget", "actual")
)


def sums(year: int) -> Sums:
    """What a year comes to. Archived lines count, as in the report: tidying up alters no figure (DOMAIN.md 7)."""
    return Sums(*rows(f"SELECT {_SUMS} FROM finance_line AS l WHERE l.year = ?", (year,))[0])


def by_focus_area(year: int) -> list[tuple[str, Sums]]:
    """What a year comes to for each focus area that has lines, in their order; "" for lines without one, last."""
    found = rows(
        f"SELECT {narrowing.focus_area()}, {_SUMS}{_FROM} WHERE l.year = ?"
        " GROUP BY l.focus_area_id ORDER BY f.id IS NULL, f.place, f.code",
        (year,),
    )
    return [(line[0], Sums(*line[1:])) for line in found]


def by_category(year: int, kind: str) -> list[tuple[str, int, int]]:
    """(category, budget, actual) of a year's income or costs, as the categories stand."""
    return rows(
        "SELECT l.category, coalesce(sum(l.budget), 0), coalesce(sum(l.actual), 0) FROM finance_line AS l"
        " WHERE l.year = ? AND l.kind = ? GROUP BY l.category"
        f" ORDER BY {plain.by_place_of('l.category', _categories())}, l.category",
        (year, kind),
    )


def years() -> list[int]:
    """The years that have lines, newest first."""
    return plain.ids("SELECT DISTINCT year FROM finance_line ORDER BY year DESC")


def _categories() -> list[str]:
    return [*code_lists.keys("finance_income"), *code_lists.keys("finance_cost")]


def _haystack(line: FinanceRow) -> str:
    category = code_lists.label(f"finance_{line.kind}", line.category)
    return folding.fold(f"{line.name} {category} {line.focus_area} {line.notes}")
