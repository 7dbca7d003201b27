"""The sheets of the workbook: one file a sheet, each with the data it keeps and how it is shown (DOMAIN.md 8)."""

from collections.abc import Callable, Mapping

from crm.reports.facts import Facts
from crm.reports.report import Table
from crm.reports.sheets import (
    activities,
    aid,
    contact,
    contributions,
    cross,
    development,
    economy,
    gender,
    international,
    members,
    projects,
    quality,
    results,
    visibility,
)

TABLES: Mapping[str, Callable[[Facts, Facts], Table]] = {
    "members": members.table,
    "development": development.table,
    "contact": contact.table,
    "activities": activities.table,
    "cross": cross.table,
    "projects": projects.table,
    "contributions": contributions.table,
    "economy": economy.table,
    "international": international.table,
    "results": results.table,
    "visibility": visibility.table,
    "gender": gender.table,
    "aid": aid.table,
    "quality": quality.table,
}
"""What a report keeps for its sheets, made of the facts of the year and of the year before."""

LISTS: Mapping[str, tuple[str, ...]] = {
    "": ("helix_sector", "segment", "size_class", "membership_category", "register_status", "interaction_type"),
    "activities": ("activity_status", "activity_type", "service_group", "focus_area", "target_group"),
    "projects": ("project_type", "project_stage", "cross_domain", "cluster_role", "funder", "focus_area"),
    "contributions": ("contribution_kind", "focus_area"),
    "economy": ("finance_income", "finance_cost", "focus_area"),
    "international": ("relation_kind",),
    "results": ("result_type", "result_attribution"),
    "visibility": ("media_channel",),
    "gender": ("activity_type",),
    "aid": ("aid_basis",),
    "goals": ("goal_level", "indicator_unit", "focus_area"),
}
"""The code lists whose words each table shows; those of "" belong to every report."""
