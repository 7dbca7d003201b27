"""python main.py duplicates FILE [--organisations] [--json]"""

import argparse

from crm.exchange import duplicate_organisations
from crm.exchange import duplicates as people
from crm.i18n import _
from crm.progress import Progress
from crm.queries import duplicates as queries
from crm.rules import numbers
from crm.verbs.verb import Answer, json_option


def summary() -> str:
    """What it does."""
    return _("list who or what stands in the register twice, by all appearances")


def options(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    parser.add_argument("--organisations", action="store_true", help=_("organisations instead of people"))
    json_option(parser)


def opens(_given: argparse.Namespace) -> str:
    """It only reads."""
    return "read"


def run(given: argparse.Namespace, progress: Progress) -> Answer:
    """The pairs, the likeliest first, each with the reason."""
    kind = "organisation" if given.organisations else "person"
    pairs = duplicate_organisations.organisations(progress) if given.organisations else people.people(progress)
    told = queries.described(kind, {id for pair in pairs for id in (pair.low, pair.high)})
    data = [
        {
            "score": pair.score,
            "why": pair.why,
            "records": [
                {"kind": kind, "id": id, "name": told[id].name, "about": told[id].about} for id in (pair.low, pair.high)
            ],
        }
        for pair in pairs
    ]
    lines = [
        "  ".join(
            (
                f"{numbers.show_whole_percent(pair.score):>5}",
                *(f"{kind}:{id} {told[id].name}" for id in (pair.low, pair.high)),
                pair.why,
            )
        )
        for pair in pairs
    ]
    return Answer({"pairs": data}, lines or [_("Nothing looks alike.")])
