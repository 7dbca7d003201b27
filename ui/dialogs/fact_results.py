"""What is asked of what a year brought: results, media, surveys, quality labels."""

from collections.abc import Mapping
from dataclasses import replace

from crm.commands import cluster_labels, media, results, surveys
from crm.i18n import N_, _
from crm.queries import cluster_labels as label_queries
from crm.queries import media as media_queries
from crm.queries import results as result_queries
from crm.queries import surveys as survey_queries
from ui.dialogs import choices, fact_form, suggested
from ui.dialogs.fact_form import FactForm
from ui.kit import fields
from ui.kit.fields import Field


def _result() -> list[Field]:
    return [
        fields.text("title", _("Title"), required=True, wide=True),
        choices.code("type", _("Type"), "result_type"),
        choices.year("year", _("Year")),
        choices.day("happened_on", _("Day")),
        fields.number("count", _("How many"), required=True),
        choices.money("amount", _("Amount")),
        choices.code("attribution", _("What the cluster did"), "result_attribution"),
        suggested.known_organisations("organisations", _("Organisations")),
        choices.project("project", _("Project")),
        replace(fields.text("evidence", _("Proof")), span=2),
        fact_form.notes(),
    ]


def _media_item() -> list[Field]:
    return [
        fields.text("title", _("Title"), required=True, wide=True),
        choices.day("published_on", _("Day"), required=True),
        choices.code("channel", _("Channel"), "media_channel"),
        fields.text("outlet", _("Newspaper, page or event")),
        choices.code("language", _("Language"), "media_language", blank=True),
        fields.text("url", _("Link")),
        fields.check("international", _("International")),
        fact_form.notes(),
    ]


def _survey() -> list[Field]:
    return [
        fields.text("name", _("Name"), required=True, wide=True),
        choices.year("year", _("Year")),
        choices.day("sent_on", _("Sent on")),
        fields.number("sent_to", _("Sent to")),
        fields.number("responses", _("Answers")),
        choices.hundredths("satisfaction", _("Satisfaction (average)")),
        fields.number("scale_max", _("On a scale from 1 to"), least=2, most=100, required=True),
        fields.text("question_set", _("Questions"), wide=True),
        fact_form.notes(),
    ]


def _label() -> list[Field]:
    return [
        fields.text("scheme", _("Scheme"), required=True, placeholder="ECEI"),
        fields.text("level", _("Level")),
        choices.day("awarded_on", _("Awarded on"), required=True),
        choices.day("valid_to", _("Valid until")),
        fact_form.notes(),
    ]


FORMS: Mapping[str, FactForm] = {
    "result": FactForm(
        N_("New result"),
        N_("Edit result"),
        _result,
        lambda values: results.add(**values),
        results.edit,
        results.remove,
        fact_form.reader(result_queries.ResultsQuery),
        lambda year: {"year": year, "count": 1, "type": "new_product", "attribution": "contributing"},
        "title",
        shown={"count": lambda row: row.number, "organisations": lambda row: [id for id, _name in row.organisations]},
        columns=3,
        width=720,
    ),
    "media_item": FactForm(
        N_("New media item"),
        N_("Edit media item"),
        _media_item,
        lambda values: media.add(**values),
        media.edit,
        media.remove,
        fact_form.reader(media_queries.MediaQuery),
        lambda year: {"published_on": fact_form.day_in(year), "channel": "press", "language": "nb"},
        "title",
    ),
    "survey": FactForm(
        N_("New survey"),
        N_("Edit survey"),
        _survey,
        lambda values: surveys.add(**values),
        surveys.edit,
        surveys.remove,
        fact_form.reader(survey_queries.SurveysQuery),
        lambda year: {"year": year, "scale_max": 5},
        "name",
    ),
    "cluster_label": FactForm(
        N_("New quality label"),
        N_("Edit quality label"),
        _label,
        lambda values: cluster_labels.add(**values),
        cluster_labels.edit,
        cluster_labels.remove,
        fact_form.reader(label_queries.LabelsQuery),
        lambda year: {"awarded_on": fact_form.day_in(year)},
        "scheme",
    ),
}
