"""python main.py search FILE TEXT [--json]"""

import argparse

from crm.i18n import _
from crm.progress import Progress
from crm.queries import search
from crm.rules import names
from crm.verbs.verb import Answer, json_option


def summary() -> str:
    """What it does."""
    return _("search people, organisations, interactions, follow-ups, projects, activities, files and tags")


def options(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    parser.add_argument(
        "text", metavar="TEXT", help=_("words, or parts of them, or the digits of a phone number, or #tag")
    )
    json_option(parser)


def opens(_given: argparse.Namespace) -> str:
    """It only reads."""
    return "read"


def run(given: argparse.Namespace, _progress: Progress) -> Answer:
    """Find it, the newest first of each kind."""
    hits = search.hits(names.clean(given.text))
    data = [
        {"kind": hit.kind, "id": hit.id, "title": hit.title, "snippet": hit.snippet, "subtitle": hit.subtitle}
        | ({"owner": {"kind": hit.owner[0], "id": hit.owner[1]}} if hit.owner else {})
        for hit in hits
    ]
    return Answer({"hits": data}, [_line(hit) for hit in hits] or [_("Nothing found.")])


def _line(hit: search.Hit) -> str:
    snippet = " ".join(hit.snippet.split())
    called = f"{kinds()[hit.kind]} {hit.id}"
    return " · ".join(part for part in (called, hit.title, hit.subtitle, snippet) if part)


def kinds() -> dict[str, str]:
    """What each kind of finding is called, in the present language."""
    return {
        "person": _("Person"),
        "organisation": _("Organisation"),
        "interaction": _("Meeting"),
        "task": _("Follow-up"),
        "project": _("Project"),
        "activity": _("Activity"),
        "contribution": _("Contribution"),
        "goal": _("Goal"),
        "result": _("Result"),
        "media_item": _("Media item"),
        "survey": _("Survey"),
        "governance_body": _("Group"),
        "external_relation": _("Relation"),
        "finance_line": _("Finance line"),
        "aid_record": _("State aid"),
        "cluster_label": _("Quality label"),
        "organisation_year": _("Company figures"),
        "governance_member": _("Seat"),
        "staff_time": _("Staff time"),
        "attachment": _("File"),
        "tag": _("Tag"),
    }
