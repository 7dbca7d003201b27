"""python main.py fees FILE [--year Y] [--state S | --propose | --bank LIST] [--out X] [--dry-run] [--json]"""

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from crm.commands import fees as commands
from crm.errors import CrmError
from crm.exchange import bank, export
from crm.exchange.bank import Match
from crm.exchange.writers.columns import Column
from crm.i18n import _, ngettext
from crm.progress import Progress
from crm.queries import fees, went_out
from crm.queries.fees import FeeLine, FeesQuery
from crm.rules import code_lists, dates, numbers
from crm.verbs import noting
from crm.verbs.verb import Answer, json_option, read_only, writable

_STATES = (*fees.STATES, "open", "overdue")
_ENDINGS = (".xlsx", ".csv")


def summary() -> str:
    """What it does."""
    return _("list the fees of a year, propose them, or mark those that a list from the bank pays")


def options(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    parser.add_argument("--year", type=int, metavar="Y", help=_("the year; this one, for open ones every year"))
    parser.add_argument("--state", choices=_STATES, help=_("only fees of that state"))
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--propose", action="store_true", help=_("note what the price list asks of members without a fee")
    )
    what.add_argument("--bank", type=Path, metavar="LIST", help=_("mark as paid what a list of payments surely pays"))
    parser.add_argument("--out", type=Path, metavar="X.xlsx|X.csv", help=_("write the list there as well"))
    parser.add_argument("--dry-run", action="store_true", help=_("only tell what it would do"))
    json_option(parser)


def opens(given: argparse.Namespace) -> str:
    """Listing and dry runs only read."""
    if (given.propose or given.bank) and not given.dry_run:
        return "write"
    return noting.MODE if given.out is not None else "read"


def run(given: argparse.Namespace, progress: Progress) -> Answer:
    """List, propose or mark."""
    today = date.today()
    if given.bank is not None:
        return _bank(given, today, progress)
    year = given.year or (None if given.state in ("open", "overdue") else today.year)
    if given.propose:
        return _propose(given, year or today.year)
    if given.out is not None:
        writable(given.out, given.file, _ENDINGS)
    query = FeesQuery(year=year, state=given.state or "", today=today)
    ids = query.ids()
    known = query.rows(ids)
    found = [known[id] for id in ids]
    lines = [_line(line) for line in found]
    total = ngettext("{count} fee, {sum}", "{count} fees, {sum}", len(found))
    lines.append(total.format(count=len(found), sum=numbers.show_money(sum(line.amount for line in found))))
    if given.out is not None:
        _write(given.out, found, progress)
        lines.append(_("Written to {file}.").format(file=given.out))
        lines += noting.note(_("Fees"), len(found), how=went_out.FILE)
    return Answer({"fees": [_data(line) for line in found]}, lines)


def _propose(given: argparse.Namespace, year: int) -> Answer:
    found = fees.proposals(year)
    priced = [(one.membership, one.amount) for one in found if one.amount is not None]
    if priced and not given.dry_run:
        commands.propose(year, priced)
    lines = [
        f"{one.name}  {numbers.show_money(one.amount) if one.amount is not None else _('no price fits')}"
        for one in found
    ]
    told = ngettext("{count} fee proposed for {year}.", "{count} fees proposed for {year}.", len(priced))
    if given.dry_run:
        told = ngettext("{count} fee would be proposed for {year}.", "{count} fees would be proposed for {year}.",
                        len(priced))  # fmt: skip
    lines.append(told.format(count=len(priced), year=year))
    return Answer({"year": year, "proposed": len(priced), "fees": [one._asdict() for one in found]}, lines)


def _bank(given: argparse.Namespace, today: date, progress: Progress) -> Answer:
    if not given.bank.exists():
        raise CrmError(_("There is no file {file}.").format(file=given.bank))
    if given.bank.samefile(given.file):
        # Reading the open register past SQLite would cancel its locks (RELIABILITY.md finding D).
        raise CrmError(_("{file} is the register itself. Name the list to bring in.").format(file=given.bank.name))
    found = bank.read(given.bank, today=today, progress=progress)
    sure = [match for match in found if match.sure]
    marked = sum(len(match.fees) for match in sure)
    if sure and not given.dry_run:
        from crm.store import opening

        if not opening.is_writable():
            raise read_only(given.file)
        marked = bank.mark(sure)
    lines = [_matched(match) for match in found]
    told = ngettext("{count} fee marked as paid.", "{count} fees marked as paid.", marked)
    if given.dry_run:
        told = ngettext("{count} fee would be marked as paid.", "{count} fees would be marked as paid.", marked)
    lines.append(told.format(count=marked))
    left = len(found) - len(sure)
    if left:
        words = ngettext(
            "{count} payment needs a look in the window.", "{count} payments need a look in the window.", left
        )
        lines.append(words.format(count=left))
    return Answer({"marked": marked, "payments": [_payment(match) for match in found]}, lines)


def _matched(match: Match) -> str:
    whose = ", ".join(f"{fee.name} {fee.year}" for fee in match.fees) or "–"
    mark = "✓" if match.sure else "?"
    payment = match.payment
    return f"{mark} {dates.show(payment.day)}  {numbers.show_money(payment.amount)}  {whose}  {payment.text}".rstrip()


def _payment(match: Match) -> dict[str, Any]:
    payment = match.payment
    return {
        "row": payment.row,
        "day": payment.day.isoformat(),
        "amount": payment.amount,
        "text": payment.text,
        "fees": [fee.id for fee in match.fees],
        "how": match.how,
        "note": match.note,
        "sure": match.sure,
    }


def _line(line: FeeLine) -> str:
    paid = dates.show(line.paid_on) if line.paid_on else dates.show(line.due_on) if line.due_on else ""
    return f"{line.year}  {line.name}  {numbers.show_money(line.amount)}  {_state(line)}  {paid}".rstrip()


def _state(line: FeeLine) -> str:
    return {"proposed": _("Proposed"), "invoiced": _("Invoiced"), "paid": _("Paid")}[line.state]


def _data(line: FeeLine) -> dict[str, Any]:
    days = {
        name: day.isoformat() if (day := getattr(line, name)) else None for name in ("invoiced_on", "due_on", "paid_on")
    }
    return line._asdict() | days


def _write(path: Path, found: Sequence[FeeLine], progress: Progress) -> None:
    columns = [
        Column(_("Year"), "int"),
        Column(_("Organisation"), "text", 34),
        Column(_("Org. number"), "code"),
        Column(_("Membership category"), "text", 20),
        Column(_("Fee"), "money"),
        Column(_("State"), "text", 14),
        Column(_("Invoice number"), "code"),
        Column(_("Invoiced"), "day"),
        Column(_("To be paid by"), "day"),
        Column(_("Paid"), "day"),
    ]
    rows = [
        (
            *(line.year, line.name, line.org_number, code_lists.label("membership_category", line.category)),
            *(line.amount, _state(line), line.reference, line.invoiced_on, line.due_on, line.paid_on),
        )
        for line in found
    ]
    export.export_rows(columns, rows, path, count=len(rows), title=_("Fees"), progress=progress)
