"""A figure broken down, beside last year's; and who came into it or went since."""

from collections.abc import Sequence
from typing import NamedTuple

from crm.i18n import N_, _, language
from crm.queries import named
from crm.reports.report import Report, Reported
from crm.rules import folding
from ui.dialogs import figure_words

DIMENSIONS = {
    "activity_type": N_("Type"),
    "contribution_kind": N_("Kind"),
    "cross_domain": N_("Across industries"),
    "finance_income": N_("Category"),
    "focus_area": N_("Focus area"),
    "helix_sector": N_("Actor type"),
    "interaction_type": N_("Type"),
    "media_channel": N_("Channel"),
    "membership_category": N_("Category"),
    "municipality": N_("Municipality"),
    "project_stage": N_("Stage"),
    "project_type": N_("Type"),
    "quarter": N_("Quarter"),
    "result_attribution": N_("What the cluster did"),
    "result_type": N_("Type"),
    "service_group": N_("Service group"),
    "size_class": N_("Size"),
    "target_group": N_("Target group"),
}
LASTING = ("organisation", "project", "person", "external_relation")
"""Kinds of records that a figure may hold in two years: of the others every one is new each year."""


class Part(NamedTuple):
    """One line of a breakdown, as it is read."""

    dimension: str
    group: str
    now: str
    before: str
    change: str


class Change(NamedTuple):
    """A record that the figure counts this year and did not last year, or the other way round."""

    id: int
    name: str
    came: bool


def parts(figure: Reported, report: Report) -> list[Part]:
    """The figure by each of its dimensions; the greatest first, what is not known last."""
    found = []
    for dimension, now in figure.now.groups.items():
        before = figure.before.groups.get(dimension, {})
        keys = dict.fromkeys([*now, *before])
        known = report.words.get(dimension, {})
        order = {key: place for place, key in enumerate(known)}
        listed = sorted(keys, key=lambda key: (key == "", order.get(key, len(order)), -(now.get(key) or 0)))
        if dimension == "municipality":
            listed = sorted(keys, key=lambda key: (key == "", -(now.get(key) or 0), key))
        for key in listed:
            # A group that is not there this year counts nothing; a share of one is not known.
            nothing = None if figure.unit == "%" else 0
            this, last = now.get(key, nothing), before.get(key, nothing)
            found.append(
                Part(
                    _(DIMENSIONS.get(dimension, dimension)),
                    report.word(dimension, key, language()) or _("Not known"),
                    figure_words.value(this, figure.unit),
                    figure_words.value(last, figure.unit),
                    figure_words.change(this, last, figure.unit),
                )
            )
    return found


def changes(figure: Reported) -> list[Change]:
    """Who came into the figure and who went since last year, by name."""
    if figure.record not in LASTING:
        return []
    now, before = set(figure.counted), set(figure.before.counted)
    names = named.names(figure.record, sorted(now ^ before))

    def listed(ids: set[int], came: bool) -> Sequence[Change]:
        rows = [Change(id, names.get(id, ""), came) for id in ids]
        return sorted(rows, key=lambda row: folding.sort_key(row.name))

    return [*listed(now - before, True), *listed(before - now, False)]
