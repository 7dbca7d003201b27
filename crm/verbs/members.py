"""python main.py members FILE [--on DAY | --from DAY --to DAY] [--network NAME] [--json]"""

import argparse
from datetime import date
from typing import Any

from crm.i18n import _
from crm.progress import Progress
from crm.queries import ledger
from crm.queries.ledger import Bridge, Member
from crm.rules import code_lists, dates
from crm.verbs import typed_day
from crm.verbs.verb import Answer, Usage, json_option

_PARTS = ("start", "joined", "left", "end")


def summary() -> str:
    """What it does."""
    return _("list the members on a day, or who joined and left between two")


def options(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    parser.add_argument("--on", metavar="DAY", help=_("who is a member on that day; today where nothing is said"))
    parser.add_argument("--from", dest="first", metavar="DAY", help=_("with --to: what happened from that day"))
    parser.add_argument("--to", dest="last", metavar="DAY", help=_("until that day, which counts too"))
    parser.add_argument("--network", default=ledger.MAIN, metavar="NAME", help=_("of a network within the cluster"))
    json_option(parser)


def opens(_given: argparse.Namespace) -> str:
    """It only reads."""
    return "read"


def run(given: argparse.Namespace, _progress: Progress) -> Answer:
    """List them."""
    today = date.today()
    if bool(given.first) != bool(given.last) or (given.first and given.on):
        raise Usage(_("Give --from together with --to, or --on alone."))
    if not given.first:
        day = typed_day.of(given.on, today) if given.on else today
        found = ledger.listed(ledger.members(day, given.network), day, given.network)
        lines = [_line(one) for one in found]
        return Answer({"day": day.isoformat(), "members": [_data(one) for one in found]}, lines)
    made = ledger.bridge(typed_day.of(given.first, today), typed_day.of(given.last, today), given.network)
    return _bridge(made, given.network)


def _bridge(made: Bridge, network: str) -> Answer:
    parts = {part: ledger.listed(getattr(made, part), made.last, network) for part in _PARTS}
    sum_ = _("{start} at the start + {joined} joined - {left} left = {end} at the end")
    counts = {part: len(getattr(made, part)) for part in _PARTS}
    lines = [f"{dates.show(made.first)} – {dates.show(made.last)}", sum_.format(**counts)]
    for part, title in (("joined", _("Joined:")), ("left", _("Left:"))):
        if parts[part]:
            lines += [title, *(f"  {_line(one)}" for one in parts[part])]
    data: dict[str, Any] = {"from": made.first.isoformat(), "to": made.last.isoformat(), "counts": counts}
    return Answer(data | {part: [_data(one) for one in found] for part, found in parts.items()}, lines)


def _line(one: Member) -> str:
    category = code_lists.label("membership_category", one.category)
    end = dates.show(one.left_on) if one.left_on else ""
    return f"{one.name}  {category}  {dates.show(one.joined_on)} – {end}".rstrip()


def _data(one: Member) -> dict[str, Any]:
    left = one.left_on.isoformat() if one.left_on else None
    return one._asdict() | {"joined_on": one.joined_on.isoformat(), "left_on": left}
