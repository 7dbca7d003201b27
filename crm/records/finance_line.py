"""The cluster's own economy in lines: budget and actual of a year, by category and focus area (DOMAIN.md 6.2)."""

from peewee import ForeignKeyField, IntegerField

from crm.i18n import _
from crm.records.base import Record
from crm.records.fields import Code, Flag, Text, Year, check
from crm.records.focus_area import FocusArea
from crm.rules import code_lists


class FinanceLine(Record):
    """One income or cost of a year in øre; corrections may be negative.

    `category` is a key of the code list finance_income or finance_cost. `is_public` is said of income (public money),
    `is_eligible` of costs (they count for the aid).
    """

    focus_area_id: int | None
    year = Year()
    kind = Code("finance_kind", required=True, only=("income", "cost"), default="cost")
    category = Text(60, required=True)
    name = Text(300)
    focus_area = ForeignKeyField(FocusArea, null=True, backref="finance_lines")
    budget = IntegerField(null=True)
    actual = IntegerField(null=True)
    is_public = Flag()
    is_eligible = Flag()
    notes = Text(2000)
    archived = Flag()

    class Meta:
        constraints = (
            check("kind = 'income' OR is_public = 0"),
            check("kind = 'cost' OR is_eligible = 0"),
            check("budget IS NOT NULL OR actual IS NOT NULL"),
        )
        indexes = ((("year", "kind", "category"), False),)

    def problems(self) -> dict[str, str]:
        found = super().problems()
        if self.year is None:
            found["year"] = _("Say in which year.")
        known = code_lists.keys(f"finance_{self.kind}") if self.kind in ("income", "cost") else ()
        if self.category and known and self.category not in known:
            found["category"] = _("«{value}» is not one of the choices.").format(value=self.category)
        if self.is_public and self.kind != "income":
            found["is_public"] = _("Only income is public or private.")
        if self.is_eligible and self.kind != "cost":
            found["is_eligible"] = _("Only costs are eligible or not.")
        if self.budget is None and self.actual is None:
            found["actual"] = _("Give at least one number.")
        return found
