"""The labels that the cluster has been given, such as ECEI bronze (DOMAIN.md 2.1, 6.2)."""

from crm.i18n import _
from crm.records.base import Record
from crm.records.fields import Day, Text, check


class ClusterLabel(Record):
    """One label from the day it was given to the last day on which it holds; `scheme` ECEI, `level` bronze."""

    scheme = Text(60, required=True)
    level = Text(60)
    awarded_on = Day()
    valid_to = Day(null=True)
    notes = Text(2000)

    class Meta:
        constraints = (check("valid_to IS NULL OR valid_to >= awarded_on"),)

    def problems(self) -> dict[str, str]:
        found = super().problems()
        if self.awarded_on is None:
            found["awarded_on"] = _("Say on which day.")
        elif self.valid_to is not None and self.valid_to < self.awarded_on:
            found["valid_to"] = _("It cannot end before it began.")
        return found
