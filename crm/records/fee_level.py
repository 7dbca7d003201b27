"""What a membership costs by category and size: from these the fees of a year are proposed."""

from crm.i18n import _
from crm.records.base import Record
from crm.records.fields import Code, Count, Flag, Text, Year, check


class FeeLevel(Record):
    """One line of the price list: `amount` øre, and where it is asked for also work in `minutes`, a year.

    It holds for memberships of `network` that meet every condition it names: category, size class, employees from and
    to (both ends count); an empty condition is met by all. Of several that fit, the one with more conditions counts.
    `from_year` and `to_year` are the years in which it holds (both count, empty is open).
    """

    network = Text(60, required=True, default="main")
    category = Code("membership_category")
    size_class = Code("size_class")
    employees_from = Count(null=True)
    employees_to = Count(null=True)
    amount = Count()
    minutes = Count(null=True)
    from_year = Year(null=True)
    to_year = Year(null=True)
    archived = Flag()

    class Meta:
        constraints = (
            check("employees_from IS NULL OR employees_to IS NULL OR employees_to >= employees_from"),
            check("from_year IS NULL OR to_year IS NULL OR to_year >= from_year"),
        )

    def problems(self) -> dict[str, str]:
        found = super().problems()
        if self.amount is None:
            found["amount"] = _("Say how much it is.")
        if None not in (self.employees_from, self.employees_to) and self.employees_to < self.employees_from:
            found["employees_to"] = _("Not less than the smaller number.")
        if self.from_year is not None and self.to_year is not None and self.to_year < self.from_year:
            found["to_year"] = _("It cannot end before it began.")
        return found
