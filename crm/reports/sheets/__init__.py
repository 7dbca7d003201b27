"""The sheets of the workbook: one file a sheet, each with the data it keeps and how it is shown (DOMAIN.md 8)."""

from collections.abc import Callable, Mapping

from crm.reports.facts import Facts
from crm.reports.report import Table
from crm.reports.sheets import contact, development, members, quality

TABLES: Mapping[str, Callable[[Facts, Facts], Table]] = {
    "members": members.table,
    "development": development.table,
    "contact": contact.table,
    "quality": quality.table,
}
"""What a report keeps for its sheets, made of the facts of the year and of the year before."""

LISTS: Mapping[str, tuple[str, ...]] = {
    "": ("helix_sector", "segment", "size_class", "membership_category", "register_status", "interaction_type"),
}
"""The code lists whose words each table shows; those of "" belong to every report."""
