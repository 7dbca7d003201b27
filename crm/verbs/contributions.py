"""python main.py contributions FILE [--year Y] [--member M] [--waiting] [--by-member] | --add M ... | --import LIST"""

import argparse
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from crm.commands import contributions as commands
from crm.errors import CrmError
from crm.exchange.hours import matching
from crm.i18n import _, ngettext
from crm.progress import Progress
from crm.queries import contributions, hour_caps, went_out
from crm.queries.contributions import Balance, ContributionsQuery, Line
from crm.rules import code_lists, contribution_words, dates, numbers
from crm.verbs import contribution_lists, noting, typed_day, which
from crm.verbs.verb import Answer, Usage, json_option, writable

_ENDINGS = (".xlsx", ".csv")


def summary() -> str:
    """What it does."""
    return _("list what members put in of their own, add a contribution, or bring in a list of hours")


def options(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    parser.add_argument("--year", type=int, metavar="Y", help=_("the year; this one where nothing is said"))
    parser.add_argument("--member", default="", metavar="M", help=_("only what that organisation gave"))
    parser.add_argument("--waiting", action="store_true", help=_("only what is not approved yet"))
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--by-member", action="store_true", help=_("what each member pledged and gave"))
    what.add_argument("--add", metavar="M", help=_("add a contribution of an organisation; with --hours or --amount"))
    what.add_argument("--import", dest="list", type=Path, metavar="LIST", help=_("bring in a list of hours"))
    parser.add_argument("--hours", type=_number, metavar="H", help=_("how many hours"))
    parser.add_argument("--rate", type=_number, metavar="KR", help=_("kroner an hour"))
    parser.add_argument("--amount", type=_number, metavar="KR", help=_("how much money"))
    parser.add_argument("--other", action="store_true", help=_("the amount is what something else is worth"))
    parser.add_argument("--on", metavar="DAY", help=_("the day on which it was given"))
    parser.add_argument("--for", dest="purpose", default="", metavar="TEXT", help=_("what it was for"))
    parser.add_argument("--document", default="", metavar="D", help=_("where the proof is"))
    parser.add_argument("--approved", action="store_true", help=_("what is added counts in the report"))
    parser.add_argument("--out", type=Path, metavar="X.xlsx|X.csv", help=_("write the list there as well"))
    parser.add_argument("--dry-run", action="store_true", help=_("only tell what it would do"))
    json_option(parser)


def opens(given: argparse.Namespace) -> str:
    """Listing and dry runs only read."""
    if (given.add or given.list) and not given.dry_run:
        return "write"
    return noting.MODE if given.out is not None else "read"


def run(given: argparse.Namespace, progress: Progress) -> Answer:
    """List, add or bring in."""
    year = given.year or date.today().year
    if given.list is not None:
        return _bring_in(given, year, progress)
    if given.add is not None:
        return _add(given, year)
    if given.out is not None:
        writable(given.out, given.file, _ENDINGS)
    not_noted: list[str] = []
    whose = _organisation(given.member) if given.member else None
    if given.by_member:
        rows = contributions.balances(year, organisation=whose)
        if given.out is not None:
            contribution_lists.write_members(given.out, rows, progress)
            not_noted = noting.note(_("Contributions"), len(rows), how=went_out.FILE)
        lines = [*map(_balance, rows)]
        return _answer(given, {"year": year, "members": [_balance_data(row) for row in rows]}, lines, not_noted)
    query = ContributionsQuery(year=year, organisation=whose, approved=False if given.waiting else None)
    found, sums = query.lines(), query.totals()
    if given.out is not None:
        contribution_lists.write(given.out, found, progress)
        not_noted = noting.note(_("Contributions"), len(found), how=went_out.FILE)
    told = ngettext("{count} contribution, {hours} hours, {sum}", "{count} contributions, {hours} hours, {sum}",
                    sums.number)  # fmt: skip
    total = told.format(count=sums.number, hours=numbers.show_hours(sums.minutes), sum=numbers.show_money(sums.value))
    data = {"year": year, "contributions": [_data(line) for line in found], "sums": sums._asdict()}
    return _answer(given, data, [*map(_line, found), total], not_noted)


def _answer(given: argparse.Namespace, data: dict[str, Any], lines: list[str], not_noted: Sequence[str]) -> Answer:
    if given.out is not None:
        lines.append(_("Written to {file}.").format(file=given.out))
    return Answer(data, [*lines, *not_noted])


def _add(given: argparse.Namespace, year: int) -> Answer:
    if (given.hours is None) == (given.amount is None):
        raise Usage(_("Say how much with --hours or with --amount."))
    organisation = _organisation(given.add)
    day = typed_day.of(given.on, date.today(), held=True) if given.on else None
    year = day.year if day is not None and given.year is None else year
    kind = "hours" if given.amount is None else "other" if given.other else "cash"
    shape: dict[str, Any] = {
        "minutes": None if given.hours is None else _whole(given.hours * 60),
        "rate": None if given.rate is None else _whole(given.rate * 100),
        "amount": None if given.amount is None else _whole(given.amount * 100),
    }
    lines = contribution_words.told(
        kind,
        documented=bool(given.document),
        cap=hour_caps.of(organisation, year),
        caps=hour_caps.caps(year),
        **shape,
    )
    if given.dry_run:
        return Answer({"added": None, "organisation": organisation, "year": year}, [*lines, _("It would be added.")])
    made = commands.add(
        organisation, year, kind=kind, given_on=day, notes=given.purpose, document_ref=given.document,
        approved=given.approved, **shape,
    )  # fmt: skip
    one = contributions.contribution(made)
    return Answer({"added": made, "organisation": organisation, "year": year}, [*lines, _line(one)])


def _bring_in(given: argparse.Namespace, year: int, progress: Progress) -> Answer:
    if not given.list.exists():
        raise CrmError(_("There is no file {file}.").format(file=given.list))
    if given.list.samefile(given.file):
        # Reading the open register past SQLite would cancel its locks (RELIABILITY.md finding D).
        raise CrmError(_("{file} is the register itself. Name the list to bring in.").format(file=given.list.name))
    found = matching.matched(matching.read(given.list, year=year, today=date.today(), progress=progress))
    sure = [one for one in found if one.sure]
    if sure and not given.dry_run:
        matching.keep(given.list.name, sure, approved=given.approved)
    told = ngettext("{count} line kept.", "{count} lines kept.", len(sure))
    if given.dry_run:
        told = ngettext("{count} line would be kept.", "{count} lines would be kept.", len(sure))
    lines = [*map(contribution_lists.told, found), told.format(count=len(sure))]
    left = sum(not one.sure and not one.there for one in found)
    if left:
        words = ngettext("{count} line needs a look in the window.", "{count} lines need a look in the window.", left)
        lines.append(words.format(count=left))
    return Answer({"kept": len(sure), "lines": [contribution_lists.data(one) for one in found]}, lines)


def _organisation(text: str) -> int:
    kind, row = which.record(text)
    if kind != "organisation":
        raise CrmError(_("«{name}» is no organisation.").format(name=text))
    return row


def _number(text: str) -> Decimal:
    found = numbers.parse(text)
    if found is None or not 0 <= found < 10**12:
        raise argparse.ArgumentTypeError(_("“{text}” is no number.").format(text=text))
    return found


def _whole(number: Decimal) -> int:
    return int(numbers.round_half_up(number))


def _line(line: Line) -> str:
    words = (
        dates.show(line.given_on) if line.given_on else str(line.year),
        line.name,
        code_lists.label("contribution_kind", line.kind),
        _("{hours} h").format(hours=numbers.show_hours(line.minutes)) if line.minutes is not None else "",
        numbers.show_money(line.value),
        "" if line.approved else _("not approved yet"),
        line.for_what or line.notes,
    )
    return "  ".join(filter(None, words))


def _data(line: Line) -> dict[str, Any]:
    day = line.given_on.isoformat() if line.given_on is not None else None
    return line._asdict() | {"given_on": day, "above": line.above}


def _balance(row: Balance) -> str:
    hours = _("{given} of {pledged} hours").format(
        given=numbers.show_hours(row.given.minutes), pledged=numbers.show_hours(row.pledged_minutes or 0)
    )
    money = _("{given} of {pledged}").format(
        given=numbers.show_money(row.given.cash), pledged=numbers.show_money(row.pledged_cash or 0)
    )
    return f"{row.name}  {hours}  {money}"


def _balance_data(row: Balance) -> dict[str, Any]:
    return row._asdict() | {"given": row.given._asdict(), "waiting": row.waiting._asdict()}
