"""Kinds of report data that tell what came of the work: results, media, surveys, labels."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from crm.commands import media as media_commands
from crm.commands import results as result_commands
from crm.commands import surveys as survey_commands
from crm.i18n import _
from crm.queries import cluster_labels
from crm.queries import media as media_queries
from crm.queries import results as result_queries
from crm.queries import surveys as survey_queries
from crm.queries.cluster_labels import LabelsQuery
from crm.queries.media import MediaQuery
from crm.queries.results import ResultRow, ResultsQuery
from crm.queries.surveys import SurveyRow, SurveysQuery
from crm.rules import code_lists, numbers
from ui.pages.fact_kind import Breakdown, Col, FactKind, Number
from ui.pages.filter_kinds import codes
from ui.pages.filters import Choice, Kind
from ui.pages.listing import Order


def results() -> FactKind:
    """New companies, products, patents, jobs."""

    def where(row: ResultRow) -> str:
        return ", ".join(name for _id, name in row.organisations)

    return FactKind(
        table="result",
        name=_("Results"),
        icon="star",
        new=_("New result"),
        search=_("Filter results"),
        empty=_("No results of this year yet"),
        why=_("Note what came of the cluster's work: new companies, products, patents, jobs – and the proof of it."),
        query=ResultsQuery,
        columns=(
            Col("title", _("Title"), 260),
            Col("type", _("Type"), 150, codes="result_type"),
            Col("organisations", _("Organisations"), 200, get=where, sortable=False),
            Col("number", _("How many"), 90, "int"),
            Col("amount", _("Amount"), 120, "money", visible=False),
            Col("attribution", _("What the cluster did"), 130, codes="result_attribution"),
            Col("project", _("Project"), 160, visible=False),
            Col("happened_on", _("Day"), 100, "day", visible=False),
            Col("evidence", _("Proof"), 200, sortable=False, visible=False),
            Col("year", _("Year"), 64, "year", visible=False),
        ),
        order=Order("title"),
        tables=("result", "result_organisation", "organisation", "project"),
        years=result_queries.years,
        filters=(
            Kind("type", _("Type"), choices=lambda: codes("result_type")),
            Kind("attribution", _("What the cluster did"), choices=lambda: codes("result_attribution")),
        ),
        cards=_result_cards,
        breakdowns=(Breakdown(_("By type"), [(_("Type"), "text"), (_("How many"), "int")], _by_type),),
        archive=result_commands.archive,
        restore=result_commands.restore,
    )


def _result_cards(year: int, today: date) -> Sequence[Number]:
    found = dict(result_queries.by_type(year))

    def count(*types: str) -> str:
        return numbers.show_int(sum(found.get(key, 0) for key in types))

    about = _("with a part of the cluster")
    return [
        Number(_("New companies"), count("new_company", "spin_off"), about),
        Number(_("Innovations"), count("new_product", "new_process", "new_market", "patent"), about),
        Number(_("All results"), count(*found), about),
    ]


def _by_type(year: int, today: date) -> list[tuple[Any, ...]]:
    return [(code_lists.label("result_type", key), number) for key, number in result_queries.by_type(year)]


def media() -> FactKind:
    """Where the cluster was seen."""
    return FactKind(
        table="media_item",
        name=_("Media"),
        icon="video",
        new=_("New media item"),
        search=_("Filter media items"),
        empty=_("No media items of this year yet"),
        why=_("Note where the cluster was seen: press, web, newsletters, talks."),
        query=MediaQuery,
        columns=(
            Col("published_on", _("Day"), 100, "day"),
            Col("title", _("Title"), 280),
            Col("channel", _("Channel"), 140, codes="media_channel"),
            Col("outlet", _("Newspaper, page or event"), 190),
            Col("international", _("International"), 110, "yes", sortable=False),
            Col("language", _("Language"), 100, codes="media_language", sortable=False, visible=False),
            Col("url", _("Link"), 200, sortable=False, visible=False),
        ),
        order=Order("published_on", True),
        tables=("media_item",),
        years=media_queries.years,
        filters=(
            Kind("channel", _("Channel"), choices=lambda: codes("media_channel")),
            Kind("international", _("International"), choices=lambda: [Choice(True, _("Yes")), Choice(False, _("No"))]),
        ),
        cards=_media_cards,
        breakdowns=(
            Breakdown(
                _("By channel"),
                [(_("Channel"), "text"), (_("How many"), "int"), (_("of them international"), "int")],
                _by_channel,
            ),
        ),
        archive=media_commands.archive,
        restore=media_commands.restore,
    )


def _media_cards(year: int, today: date) -> Sequence[Number]:
    found = media_queries.by_channel(year)
    show = numbers.show_int
    press = sum(number for channel, number, _abroad in found if channel in ("press", "broadcast"))
    return [
        Number(_("Media items"), show(sum(number for _channel, number, _abroad in found)), str(year)),
        Number(_("Press and broadcast"), show(press)),
        Number(_("International"), show(sum(abroad for _channel, _number, abroad in found))),
    ]


def _by_channel(year: int, today: date) -> list[tuple[Any, ...]]:
    found = media_queries.by_channel(year)
    return [(code_lists.label("media_channel", channel), number, abroad) for channel, number, abroad in found]


def surveys() -> FactKind:
    """What members answered when they were asked."""

    def satisfied(row: SurveyRow) -> str:
        if row.satisfaction is None:
            return ""
        shown = numbers.show_hundredths(row.satisfaction)
        return _("{average} of {most}").format(average=shown, most=row.scale_max)

    return FactKind(
        table="survey",
        name=_("Member surveys"),
        icon="check",
        new=_("New survey"),
        search=_("Filter surveys"),
        empty=_("No survey of this year yet"),
        why=_("Note how many were asked and answered, and how satisfied they are."),
        query=SurveysQuery,
        columns=(
            Col("year", _("Year"), 64, "year"),
            Col("name", _("Name"), 240),
            Col("sent_on", _("Sent on"), 100, "day"),
            Col("sent_to", _("Sent to"), 90, "int"),
            Col("responses", _("Answers"), 90, "int"),
            Col("rate", _("Response rate"), 110, "percent"),
            Col("satisfaction", _("Satisfaction"), 110, get=satisfied),
        ),
        order=Order("year", True),
        tables=("survey",),
        years=survey_queries.years,
        cards=_survey_cards,
        archive=survey_commands.archive,
        restore=survey_commands.restore,
    )


def _survey_cards(year: int, today: date) -> Sequence[Number]:
    answers, asked = survey_queries.answered(year)
    rate = numbers.percent(answers, asked)
    about = _("{answers} of {asked}").format(answers=numbers.show_int(answers), asked=numbers.show_int(asked))
    return [Number(_("Response rate"), numbers.show_percent(rate) if rate is not None else "–", about if asked else "")]


def labels() -> FactKind:
    """Labels such as ECEI bronze."""
    return FactKind(
        table="cluster_label",
        name=_("Quality labels"),
        icon="success",
        new=_("New quality label"),
        search=_("Filter quality labels"),
        empty=_("No quality label of this year"),
        why=_("Note a quality label the cluster was given, such as ECEI bronze, and until when it holds."),
        query=LabelsQuery,
        columns=(
            Col("scheme", _("Scheme"), 160),
            Col("level", _("Level"), 140, sortable=False),
            Col("awarded_on", _("Awarded on"), 110, "day"),
            Col("valid_to", _("Valid until"), 110, "day"),
            Col("notes", _("Notes"), 260, sortable=False),
        ),
        order=Order("awarded_on", True),
        tables=("cluster_label",),
        years=cluster_labels.years,
    )
