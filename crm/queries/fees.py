"""Fees of memberships: the price list, what a year would cost each, what is proposed, invoiced and paid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from crm.errors import CrmError
from crm.i18n import _
from crm.queries import matching, plain
from crm.rules import fee_levels
from crm.rules.fee_levels import Level
from crm.store.database import rows, value

STATES = ("proposed", "invoiced", "paid")
_STATE = (
    "CASE WHEN f.paid_on IS NOT NULL THEN 'paid' WHEN f.invoiced_on IS NOT NULL THEN 'invoiced' ELSE 'proposed' END"
)
_FROM = (
    " FROM membership_fee AS f JOIN membership AS m ON m.id = f.membership_id"
    " JOIN organisation AS o ON o.id = m.organisation_id"
)


class FeeLine(NamedTuple):
    """A fee in the list; money in øre, `state` is one of STATES."""

    id: int
    version: int
    membership: int
    organisation_id: int
    name: str
    org_number: str
    network: str
    category: str
    year: int
    amount: int
    state: str
    invoiced_on: date | None
    due_on: date | None
    paid_on: date | None
    reference: str
    notes: str

    def overdue(self, today: date) -> bool:
        """Whether it should have been paid before today."""
        return self.state == "invoiced" and self.due_on is not None and self.due_on < today


@dataclass(frozen=True)
class FeesQuery:
    """Which fees, and in what order: name, year, amount, state, invoiced_on, due_on, paid_on.

    `state` is one of STATES, "open" (invoiced and not paid) or "overdue" (that, and due before `today`); "" is all.
    `also` is another question that must find them too.
    """

    text: str = ""
    order: str = "name"
    descending: bool = False
    year: int | None = None
    state: str = ""
    network: str = ""
    organisation: int | None = None
    today: date = date.max
    also: plain.Also | None = None

    def ids(self) -> list[int]:
        """All ids of the list in its order."""
        where, values = ["1"], list[object]()
        for word in matching.written(self.text):
            where.append("(instr(o.search_text, ?) > 0 OR instr(lower(f.reference), ?) > 0)")
            values += [word, word]
        for wanted, sql in (
            (self.year, "f.year = ?"),
            (self.network, "m.network = ?"),
            (self.organisation, "o.id = ?"),
            (self.state if self.state in STATES else "", f"{_STATE} = ?"),
        ):
            if wanted:
                where.append(sql)
                values.append(wanted)
        if self.state in ("open", "overdue"):
            where.append("f.invoiced_on IS NOT NULL AND f.paid_on IS NULL AND f.amount > 0")
        if self.state == "overdue":
            where.append("f.due_on < ?")
            values.append(self.today.isoformat())
        known = {
            "name": "o.sort_key",
            "year": "f.year",
            "amount": "f.amount",
            "state": plain.by_place_of(f"({_STATE})", STATES),
            "invoiced_on": "f.invoiced_on",
            "due_on": "f.due_on",
            "paid_on": "f.paid_on",
        }
        order = plain.order(known, self.order, self.descending, "o.sort_key, f.year, f.id")
        return plain.within(plain.ids(f"SELECT f.id{_FROM} WHERE {' AND '.join(where)}{order}", values), self.also)

    def rows(self, ids: Sequence[int]) -> dict[int, FeeLine]:
        """What is shown of these fees."""
        found = plain.by_ids(
            "SELECT f.id, f.version, m.id, o.id, o.name, o.org_number, m.network, m.category, f.year, f.amount,"
            f" {_STATE}, f.invoiced_on, f.due_on, f.paid_on, f.reference, f.notes{_FROM}"
            " WHERE f.id IN (SELECT value FROM json_each(?))",
            ids,
        )
        return {line[0]: FeeLine(*line[:11], *map(plain.day, line[11:14]), *line[14:]) for line in found}


def fee(id: int) -> FeeLine:
    """One fee. CrmError if gone."""
    found = FeesQuery().rows([id])
    if not found:
        raise CrmError(_("This record does not exist any more."))
    return found[id]


def opened() -> list[FeeLine]:
    """Every fee that is not paid and costs something, proposed ones too, the oldest year first."""
    ids = plain.ids(f"SELECT f.id{_FROM} WHERE f.paid_on IS NULL AND f.amount > 0 ORDER BY f.year, o.sort_key, f.id")
    return list(_in_order(ids))


def paid() -> list[FeeLine]:
    """Every fee that is paid."""
    return list(_in_order(plain.ids(f"SELECT f.id{_FROM} WHERE f.paid_on IS NOT NULL ORDER BY f.year, f.id")))


def _in_order(ids: list[int]) -> list[FeeLine]:
    found = FeesQuery().rows(ids)
    return [found[id] for id in ids]


class Sum(NamedTuple):
    """How many fees, and what they come to in øre."""

    number: int
    amount: int


def sums(year: int | None, today: date, network: str = "") -> dict[str, Sum]:
    """What the fees of a year come to, of all years for None: one entry for each of STATES, and "overdue" and "all"."""
    found = rows(
        f"SELECT {_STATE}, f.due_on IS NOT NULL AND f.due_on < ?1, count(*), sum(f.amount){_FROM}"
        " WHERE (?2 IS NULL OR f.year = ?2) AND (?3 = '' OR m.network = ?3) GROUP BY 1, 2",
        (today.isoformat(), year, network),
    )
    made = dict.fromkeys((*STATES, "overdue", "all"), Sum(0, 0))
    for state, late, count, amount in found:
        for key in (state, "all", *(("overdue",) if late and state == "invoiced" else ())):
            made[key] = Sum(made[key].number + count, made[key].amount + amount)
    return made


def years() -> list[int]:
    """The years that have fees, newest first."""
    return plain.ids("SELECT DISTINCT year FROM membership_fee ORDER BY year DESC")


def levels(*, archived: bool = False) -> list[Level]:
    """The lines of the price list, as they are read: by network, category, size and amount."""
    found = rows(
        "SELECT id, version, network, category, size_class, employees_from, employees_to, amount, minutes, from_year,"
        " to_year FROM fee_level WHERE archived = ? ORDER BY network <> 'main', network, category, employees_from,"
        " size_class, from_year, id",
        (int(archived),),
    )
    return [Level(*line) for line in found]


class Proposal(NamedTuple):
    """What a membership without a fee for the year would pay, in øre.

    `basis` says where the amount is from: "level" (the price list), "before" (what it paid last) or "" for neither,
    and then there is no amount.
    """

    membership: int
    organisation_id: int
    name: str
    network: str
    category: str
    size_class: str
    employees: int | None
    amount: int | None
    basis: str


def proposals(year: int) -> list[Proposal]:
    """What every membership that runs in the year would pay, by name; those that have a fee for it are left out.

    Of several periods of one organisation in one network only the last pays. The number of employees is that of the
    year or the latest before it, else that of the organisation.
    """
    price_list = levels()
    found = rows(
        """
        SELECT m.id, o.id, o.name, m.network, m.category, o.size_class,
            coalesce((SELECT y.employees FROM organisation_year AS y WHERE y.organisation_id = o.id
                AND y.year <= :year AND y.employees IS NOT NULL ORDER BY y.year DESC LIMIT 1), o.employees),
            (SELECT f.amount FROM membership_fee AS f JOIN membership AS before ON before.id = f.membership_id
             WHERE before.organisation_id = o.id AND before.network = m.network AND f.year < :year
             ORDER BY f.year DESC LIMIT 1)
        FROM membership AS m JOIN organisation AS o ON o.id = m.organisation_id
        WHERE m.joined_on <= :last AND (m.left_on IS NULL OR m.left_on >= :first)
            AND m.joined_on = (SELECT max(joined_on) FROM membership AS other WHERE other.organisation_id = o.id
                AND other.network = m.network AND other.joined_on <= :last)
            AND NOT EXISTS (SELECT 1 FROM membership_fee AS f JOIN membership AS other ON other.id = f.membership_id
                WHERE other.organisation_id = o.id AND other.network = m.network AND f.year = :year)
        ORDER BY o.sort_key, o.id, m.network
        """,
        {"year": year, "first": f"{year}-01-01", "last": f"{year}-12-31"},
    )
    made = []
    for membership, organisation, name, network, category, size, employees, before in found:
        level = fee_levels.choose(
            price_list, network=network, category=category, size_class=size, employees=employees, year=year
        )
        amount = level.amount if level is not None else before
        basis = "level" if level is not None else "before" if before is not None else ""
        made.append(Proposal(membership, organisation, name, network, category, size, employees, amount, basis))
    return made


def has_another(fee: int, year: int | None) -> bool:
    """Whether the membership of a fee has another one for this year."""
    sql = (
        "SELECT 1 FROM membership_fee AS other JOIN membership_fee AS fee ON fee.membership_id = other.membership_id"
        " WHERE fee.id = ? AND other.id <> fee.id AND other.year = ?"
    )
    return value(sql, (fee, year)) is not None
