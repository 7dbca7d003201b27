"""A list of payments from the bank, and which fees they pay: read apart, matched, shown, then marked in one step."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple, TypeGuard

from crm.commands import fees as commands
from crm.errors import CrmError
from crm.exchange import isolation
from crm.exchange.source import Cell, Source
from crm.i18n import _
from crm.progress import Progress, silent
from crm.queries import fees
from crm.queries.fees import FeeLine
from crm.rules import dates, names, numbers
from crm.rules.folding import loose

_DAY = (
    "bokforingsdato",
    "bokfort",
    "bokfort dato",
    "betalingsdato",
    "dato",
    "utfort dato",
    "valuteringsdato",
    "rentedato",
)
_DAY_EN = ("booking date", "payment date", "transaction date", "date")
_IN = ("inn pa konto", "innbetaling", "innbetalt", "inn", "belop inn", "kreditt", "godskrevet", "credit", "money in")
_AMOUNT = ("belop", "belop nok", "sum", "amount", "amount nok", "transaksjonsbelop")
_HEADER_ROWS = 30
_DIGITS = re.compile(r"[0-9][0-9 .\u00a0]*[0-9]|[0-9]")
SURE = ("reference", "org_number", "name")
"""How a payment was recognised so that it may be marked without a second look."""


class Payment(NamedTuple):
    """Money that came in: the row of the list (from 1), the day, øre, and all that the bank says of it."""

    row: int
    day: date
    amount: int
    text: str


class Match(NamedTuple):
    """A payment and the fees that it pays, none where nobody knows.

    `how` is reference (invoice number or KID), org_number, name, amount (only that fits) or "". `note` is "" where the
    amounts agree, else amount (they differ), several (it could be any of some), or paid (they were paid before).
    """

    payment: Payment
    fees: tuple[FeeLine, ...]
    how: str
    note: str

    @property
    def sure(self) -> bool:
        """Whether it may be marked without a second look."""
        return bool(self.fees) and self.how in SURE and not self.note


def read(file: Path, *, today: date, progress: Progress = silent) -> list[Match]:
    """What the payments of a file (.xlsx, .csv and their like) pay. Nothing is written.

    Raises CrmError where it cannot be read or has no columns with days and amounts; see crm.exchange.isolation.
    """
    return matched(payments(isolation.read(file, progress=progress), file.name, today), fees.opened(), fees.paid())


def mark(matches: Iterable[Match]) -> int:
    """Mark the fees of these payments as paid on the payments' days; returns how many, as one step."""
    found = [(fee.id, match.payment.day) for match in matches for fee in match.fees]
    if not found:
        raise CrmError(_("No payment is chosen."))
    return commands.pay(found)


def payments(source: Source, name: str, today: date) -> list[Payment]:
    """The money that came in, as the first sheet with days and amounts tells it. Raises CrmError where none does."""
    for sheet in source.sheets:
        for place, row in enumerate(sheet.rows[:_HEADER_ROWS]):
            heads = [loose(str(cell)) if cell is not None else "" for cell in row]
            day, amount = _first(heads, _DAY + _DAY_EN), _first(heads, _IN)
            signed = amount is None
            if amount is None:
                amount = _first(heads, _AMOUNT)
            if day is not None and amount is not None:
                return _below(sheet.rows, place + 1, day, amount, today, signed=signed)
    sentence = _("“{file}” has no row of headers with a date and an amount, such as Dato and Beløp.")
    raise CrmError(sentence.format(file=name))


def _first(heads: Sequence[str], wanted: Sequence[str]) -> int | None:
    return next((heads.index(word) for word in wanted if word in heads), None)


def _below(
    rows: Sequence[Sequence[Cell]], first: int, day: int, amount: int, today: date, *, signed: bool
) -> list[Payment]:
    found = []
    for number, row in enumerate(rows[first:], start=first + 1):
        money = _ore(row[amount]) if amount < len(row) else None
        told = row[day] if day < len(row) else None
        # A line without a day is a sum or a remark. Some banks write what comes in with a minus in a column of its own;
        # in the one column of others a minus went out.
        if told in (None, "") or money is None or money == 0 or (signed and money < 0):
            continue
        when = dates.from_cell(told.replace("/", "-") if _is_iso(told) else told, today)
        if when is None:
            sentence = _("Row {row} of the list has a day that is not understood: “{day}”. Correct it and try again.")
            raise CrmError(sentence.format(row=number, day=told))
        rest = [str(cell) for place, cell in enumerate(row) if place not in (day, amount) and cell not in (None, "")]
        found.append(Payment(number, when, abs(money), " · ".join(rest)))
    return found


def _is_iso(cell: Cell) -> TypeGuard[str]:
    """Whether a bank wrote the day as 2026/11/02."""
    return isinstance(cell, str) and bool(re.match("[0-9]{4}/", cell))


def _ore(cell: Cell) -> int | None:
    if isinstance(cell, bool) or cell is None or isinstance(cell, date):
        return None
    if isinstance(cell, int | float):
        number = numbers.parse(cell)
        return None if number is None or abs(number) >= 10**15 else int(numbers.round_half_up(number * 100))
    text = cell.strip().replace("\u2212", "-")
    minus = text.startswith("-")
    money = numbers.parse_money(text.lstrip("+-").strip())
    return None if money is None else -money if minus else money


def matched(lines: Sequence[Payment], opened: Sequence[FeeLine], paid: Sequence[FeeLine] = ()) -> list[Match]:
    """Which open fees the payments pay, in the order of the list; no fee is paid twice.

    The surest go first over the whole list: by reference, by organisation number, by name, each with the right amount;
    then the same with another amount; at last a payment whose amount only one fee has.
    """
    left = list(opened)
    found: dict[int, Match] = {}
    for exact in (True, False):
        for how in SURE:
            for line in lines:
                if line.row in found:
                    continue
                match = _match(line, left, how, exact=exact)
                if match is not None:
                    found[line.row] = match
                    left = [fee for fee in left if fee not in match.fees]
    for line in lines:
        if line.row not in found:
            found[line.row] = _otherwise(line, left, paid)
    return [found[line.row] for line in lines]


def _match(line: Payment, left: Sequence[FeeLine], how: str, *, exact: bool) -> Match | None:
    meant = [fee for fee in left if _means(line.text, fee, how)]
    if not meant:
        return None
    if how == "name":
        # "Nordlys" is also in "Nordlys Analyse": who is named with most letters is meant.
        longest = max(len(names.company_key(fee.name)) for fee in meant)
        meant = [fee for fee in meant if len(names.company_key(fee.name)) == longest]
    whose = {fee.organisation_id for fee in meant}
    right = [fee for fee in meant if fee.amount == line.amount]
    if exact:
        if len(whose) == 1 and right:
            return Match(line, (right[0],), how, "")
        if len(whose) == 1 and sum(fee.amount for fee in meant) == line.amount:
            return Match(line, tuple(meant), how, "")
        return Match(line, (right[0],), how, "several") if len(right) > 1 else None
    return Match(line, (meant[0],), how, "amount" if len(whose) == 1 else "several")


def _means(text: str, fee: FeeLine, how: str) -> bool:
    if how == "reference":
        return _refers(text, fee.reference)
    if how == "org_number":
        return len(fee.org_number) == 9 and any(fee.org_number == digits for digits in _numbers(text))
    key = names.company_key(fee.name)
    return len(key) >= 3 and f" {key} " in f" {loose(text)} "


def _refers(text: str, reference: str) -> bool:
    wanted = loose(reference)
    if len(wanted.replace(" ", "")) < 3:
        return False
    if wanted.isdigit():
        # A KID has the invoice number inside only as a whole, perhaps after leading zeros.
        return any(digits.lstrip("0") == wanted.lstrip("0") for digits in _numbers(text))
    return f" {wanted} " in f" {loose(text)} "


def _numbers(text: str) -> list[str]:
    """The numbers of a text without the spaces in them, and each group of them alone."""
    found = []
    for number in _DIGITS.findall(text):
        found.append(re.sub("[^0-9]", "", number))
        found += re.findall("[0-9]+", number)
    return found


def _otherwise(line: Payment, left: Sequence[FeeLine], paid: Sequence[FeeLine]) -> Match:
    for how in SURE:
        before = [fee for fee in paid if fee.amount == line.amount and _means(line.text, fee, how)]
        if before:
            return Match(line, (), how, "paid")
    same = [fee for fee in left if fee.amount == line.amount]
    if len(same) == 1:
        return Match(line, (same[0],), "amount", "")
    return Match(line, (), "", "several" if same else "")
