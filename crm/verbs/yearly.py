"""python main.py yearly FILE KIND [--year Y] [--text T] | KIND --from LIST [--year Y] [--dry-run] [--json]"""

import argparse
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from crm.commands import organisation_years
from crm.exchange import year_figures
from crm.exchange.fact_lists import reading
from crm.i18n import _, ngettext
from crm.progress import Progress
from crm.queries.cluster_labels import LabelsQuery
from crm.queries.external_relations import RelationsQuery
from crm.queries.finance import FinanceQuery
from crm.queries.governance import BodiesQuery, SeatsQuery
from crm.queries.media import MediaQuery
from crm.queries.organisation_years import OrganisationYearsQuery
from crm.queries.results import ResultsQuery
from crm.queries.staff_time import StaffTimeQuery
from crm.queries.state_aid import AidQuery
from crm.queries.surveys import SurveysQuery
from crm.rules import code_lists, dates, numbers
from crm.verbs.verb import Answer, Usage, json_option

_MONEY = ("turnover", "value_creation", "budget", "actual", "amount")
_CODES = {
    "type": "result_type",
    "channel": "media_channel",
    "role": "governance_role",
    "basis": "aid_basis",
    "attribution": "result_attribution",
}


class _Kind(NamedTuple):
    """How a kind is asked for, what a line tells of each, and the list of its `kind`, where it has one."""

    query: Callable[..., Any]
    columns: Sequence[str]
    codes: str = ""


_TABLES = {
    "finance": "finance_line",
    "results": "result",
    "media": "media_item",
    "surveys": "survey",
    "groups": "governance_body",
    "seats": "governance_member",
    "relations": "external_relation",
    "hours": "staff_time",
    "aid": "aid_record",
    "labels": "cluster_label",
}
KINDS = {
    "companies": _Kind(OrganisationYearsQuery, ("year", "name", "employees", "turnover", "value_creation")),
    "finance": _Kind(FinanceQuery, ("year", "kind", "name", "focus_area", "budget", "actual"), "finance_kind"),
    "results": _Kind(ResultsQuery, ("year", "type", "title", "number", "attribution", "evidence")),
    "media": _Kind(MediaQuery, ("published_on", "channel", "title", "outlet")),
    "surveys": _Kind(SurveysQuery, ("year", "name", "sent_to", "responses")),
    "groups": _Kind(BodiesQuery, ("name", "kind", "seats", "women", "men"), "governance_kind"),
    "seats": _Kind(SeatsQuery, ("body", "person", "organisation", "role", "from_on", "to_on")),
    "relations": _Kind(RelationsQuery, ("organisation", "country", "kind", "name", "from_on"), "relation_kind"),
    "hours": _Kind(StaffTimeQuery, ("worked_on", "staff", "minutes", "focus_area", "for_what", "notes")),
    "aid": _Kind(AidQuery, ("granted_on", "name", "basis", "amount", "purpose")),
    "labels": _Kind(LabelsQuery, ("scheme", "level", "awarded_on", "valid_to")),
}


def summary() -> str:
    """What it does."""
    return _("list what is told of a year: figures, finance, results, media, surveys, seats, hours, aid")


def options(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    parser.add_argument("kind", choices=tuple(KINDS), metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("--year", type=int, metavar="Y", help=_("only that year; all where nothing is said"))
    parser.add_argument("--text", default="", metavar="T", help=_("only what holds these words"))
    bring = _("keep the lines of a list; of companies their employees and turnover")
    parser.add_argument("--from", dest="list", type=Path, metavar="LIST", help=bring)
    parser.add_argument("--dry-run", action="store_true", help=_("only tell what it would do"))
    json_option(parser)


def opens(given: argparse.Namespace) -> str:
    """Listing and dry runs only read."""
    return "write" if given.list and not given.dry_run else "read"


def run(given: argparse.Namespace, progress: Progress) -> Answer:
    """List, or bring in the figures of a year."""
    if given.list is not None:
        return _bring_in(given, progress)
    kind = KINDS[given.kind]
    query = kind.query(given.text, year=given.year)
    ids = query.ids()
    known = query.rows(ids)
    found = [known[id] for id in ids]
    lines = ["  ".join(filter(None, (_words(row, name, kind) for name in kind.columns))) for row in found]
    lines.append(_("{count} in the list").format(count=numbers.show_int(len(found))))
    return Answer({given.kind: [_data(row) for row in found]}, lines)


def _bring_in(given: argparse.Namespace, progress: Progress) -> Answer:
    if given.kind in _TABLES:
        return _lines_of(given, progress)
    if given.year is None:
        raise Usage(_("A list is brought in with: yearly FILE companies --from LIST --year Y"))
    found = year_figures.read(given.list, given.year, progress=progress)
    changed = len(found.values)
    if found.values and not given.dry_run:
        changed = organisation_years.put_all(given.year, found.values)
    told = ngettext("{count} organisation found.", "{count} organisations found.", len(found.values))
    lines = [told.format(count=len(found.values))]
    for words, listed in (
        (_("In no line of the register: {names}."), found.unknown),
        (_("Could be several: {names}."), found.several),
        (_("No number: {names}."), found.unread),
    ):
        if listed:
            lines.append(words.format(names=", ".join(listed)))
    data = {"year": given.year, "found": len(found.values), "changed": changed, "unknown": found.unknown}
    return Answer(data | {"several": found.several, "unread": found.unread}, lines)


def _lines_of(given: argparse.Namespace, progress: Progress) -> Answer:
    """Keep the lines of a list that are understood and not in the register yet."""
    today = date.today()
    year = given.year or today.year
    found = reading.read(given.list, _TABLES[given.kind], year=year, today=today, progress=progress)
    new = [line for line in found.lines if not line.problem and not line.there]
    wrong = [line for line in found.lines if line.problem]
    there = sum(line.there for line in found.lines)
    if new and not given.dry_run:
        reading.keep(given.list.name, found.table, new)
    told = ngettext("{count} line added.", "{count} lines added.", len(new))
    if given.dry_run:
        told = ngettext("{count} line would be added.", "{count} lines would be added.", len(new))
    lines = [told.format(count=len(new))]
    if there:
        words = ngettext("{count} line stands there already.", "{count} lines stand there already.", there)
        lines.append(words.format(count=there))
    lines += [_("Row {row}: {reason}").format(row=line.number, reason=line.problem) for line in wrong]
    problems = [{"row": line.number, "reason": line.problem} for line in wrong]
    return Answer({"added": len(new), "there": there, "wrong": problems, "unused": list(found.unused)}, lines)


def _words(row: Any, name: str, kind: _Kind) -> str:
    value = getattr(row, name)
    if value is None:
        return ""
    if name in _MONEY:
        return numbers.show_money(value)
    if name == "minutes":
        return numbers.show_hours(value)
    codes = kind.codes if name == "kind" else _CODES.get(name, "")
    if codes:
        return code_lists.label(codes, value)
    return dates.show(value) if isinstance(value, date) else str(value)


def _data(row: Any) -> dict[str, Any]:
    def plain(value: Any) -> Any:
        if isinstance(value, date):
            return value.isoformat()
        return float(value) if isinstance(value, Decimal) else value

    return {name: plain(value) for name, value in row._asdict().items()}
