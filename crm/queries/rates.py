"""The rates of the years, and what the size of an organisation rests on."""

from typing import NamedTuple

from crm.records import accounts
from crm.rules.size_class import Basis
from crm.store.database import rows


class RateRow(NamedTuple):
    """The rates of one year: the price of a euro and the highest rate of an hour in øre, the most minutes of a year."""

    id: int
    version: int
    year: int
    euro: int | None
    hour_rate_cap: int | None
    hours_cap: int | None
    source: str


def all() -> list[RateRow]:
    """Every year that has rates, newest first."""
    found = rows("SELECT id, version, year, euro, hour_rate_cap, hours_cap, source FROM year_rate ORDER BY year DESC")
    return [RateRow._make(line) for line in found]


def lacking() -> list[int]:
    """The years of which organisations have accounts and the euro is not known, newest first."""
    found = rows(
        "SELECT year FROM (SELECT accounts_year AS year FROM organisation"
        " WHERE archived = 0 AND (turnover IS NOT NULL OR balance IS NOT NULL)"
        " UNION SELECT year FROM organisation_year WHERE turnover IS NOT NULL OR balance IS NOT NULL)"
        " WHERE year IS NOT NULL AND year NOT IN (SELECT year FROM year_rate WHERE euro > 0) ORDER BY year DESC"
    )
    return [year for (year,) in found]


def size(organisation: int) -> Basis:
    """What the size of an organisation rests on; nothing is known of one that is gone."""
    return accounts.of([organisation]).get(organisation, Basis())
