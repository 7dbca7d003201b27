"""What the size of an organisation rests on: its newest headcount and accounts, and the euro of their year.

An organisation may carry accounts itself, and have figures year by year (crm.records.organisation_year): the newest
count, and its own where both are of one year.
"""

import json
from collections.abc import Sequence

from crm.rules.size_class import Basis
from crm.store.database import rows

_YEARS = """
    SELECT organisation_id, year, employees, turnover, balance FROM organisation_year
    WHERE organisation_id IN (SELECT value FROM json_each(?)) ORDER BY year DESC
"""


def of(organisations: Sequence[int]) -> dict[int, Basis]:
    """What the size of each of these rests on, as they stand in the register."""
    ids = json.dumps(list(organisations))
    own = rows(
        "SELECT id, employees, accounts_year, turnover, balance, in_group FROM organisation"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (ids,),
    )
    yearly: dict[int, list[tuple[int, int | None, int | None, int | None]]] = {}
    for organisation, *figures in rows(_YEARS, (ids,)):
        yearly.setdefault(organisation, []).append((figures[0], figures[1], figures[2], figures[3]))
    rates = euros()
    return {
        row: _newest(Basis(employees, year, turnover, balance, None, None if group is None else bool(group)),
                     yearly.get(row, []), rates)
        for row, employees, year, turnover, balance, group in own
    }  # fmt: skip


def completed(organisation: int | None, own: Basis) -> Basis:
    """What the size rests on where the organisation itself says `own`, which may not be written yet."""
    if organisation is None and own.turnover is None and own.balance is None:
        return own  # nothing to ask for: most that are new, and those that come by the thousand
    known = [] if organisation is None else [line[1:] for line in rows(_YEARS, (json.dumps([organisation]),))]
    return _newest(own, known, euros())


def euros() -> dict[int, int]:
    """The price of one euro in øre by year, where it is known."""
    return dict(rows("SELECT year, euro FROM year_rate WHERE euro > 0"))


def resting_on(year: int) -> list[int]:
    """The organisations that have accounts of a year, whichever of theirs are the newest."""
    found = rows(
        "SELECT id FROM organisation WHERE accounts_year = ?1 UNION"
        " SELECT organisation_id FROM organisation_year WHERE year = ?1",
        (year,),
    )
    return [row for (row,) in found]


def with_accounts() -> list[int]:
    """The organisations whose size rests on more than their own headcount, or did when it was stored."""
    found = rows(
        "SELECT id FROM organisation WHERE turnover IS NOT NULL OR balance IS NOT NULL OR size_basis = 'full'"
        # a size without a headcount of its own: that of a year, which may be another's by now
        " OR (employees IS NULL AND size_basis <> 'unknown') UNION SELECT organisation_id FROM organisation_year"
    )
    return [row for (row,) in found]


def _newest(
    own: Basis, yearly: Sequence[tuple[int, int | None, int | None, int | None]], rates: dict[int, int]
) -> Basis:
    employees = own.employees
    if employees is None:
        employees = next((counted for _year, counted, *_amounts in yearly if counted is not None), None)
    year, turnover, balance = own.year, own.turnover, own.balance
    for of_year, _employees, sold, owned in yearly:
        if sold is None and owned is None:
            continue
        if (turnover is None and balance is None) or year is None or of_year > year:
            year, turnover, balance = of_year, sold, owned
        break
    if turnover is None and balance is None:
        year = None
    return own._replace(
        employees=employees, year=year, turnover=turnover, balance=balance, euro=rates.get(year) if year else None
    )
