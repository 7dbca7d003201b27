"""Money of a year: own contributions, the cluster's own accounts, fees, and aid to members (DOMAIN.md 7)."""

from datetime import date
from typing import NamedTuple

from crm.queries.hour_caps import caps
from crm.rules import contributions as rules
from crm.rules import state_aid
from crm.store.database import rows


class Given(NamedTuple):
    """A contribution; `value` is what it counts for in øre, `above` what of it is above the highest rate."""

    id: int
    organisation: int
    kind: str
    minutes: int | None
    rate: int | None
    value: int
    focus_area: int | None
    approved: bool
    document_ref: str
    above: int = 0


class Line(NamedTuple):
    """A line of the cluster's accounts; money in øre, `public` said of income and `eligible` of costs."""

    id: int
    kind: str
    category: str
    focus_area: int | None
    budget: int | None
    actual: int | None
    public: bool
    eligible: bool


class Fee(NamedTuple):
    """A fee of the year, of whatever network; `amount` in øre."""

    id: int
    amount: int
    invoiced_on: str | None
    paid_on: str | None


class Aid(NamedTuple):
    """De minimis aid to an organisation; `cents` are hundredths of a euro, None where no rate of its year is known."""

    id: int
    organisation: int
    granted_on: str
    cents: int | None


def contributions(year: int) -> list[Given]:
    """What organisations gave in a year, approved or not, archived ones among them; hours at most at their cap."""
    most = caps(year)
    found = rows(
        "SELECT c.id, c.organisation_id, c.kind, c.minutes, c.rate, c.amount, c.focus_area_id, c.approved,"
        " c.document_ref, o.legal_form FROM contribution AS c JOIN organisation AS o ON o.id = c.organisation_id"
        " WHERE c.year = ? ORDER BY c.id",
        (year,),
    )
    return [
        Given(
            row, organisation, kind, minutes, rate,
            rules.value(kind, amount=amount, minutes=minutes, rate=rate, cap=rules.hour_cap(form, most)),
            area, bool(approved), document,
            rules.above(kind, minutes=minutes, rate=rate, cap=rules.hour_cap(form, most)),
        )
        for row, organisation, kind, minutes, rate, amount, area, approved, document, form in found
    ]  # fmt: skip


def lines(year: int) -> list[Line]:
    """The cluster's accounts of a year, archived lines among them."""
    found = rows(
        "SELECT id, kind, category, focus_area_id, budget, actual, is_public, is_eligible FROM finance_line"
        " WHERE year = ? ORDER BY id",
        (year,),
    )
    return [Line._make((*row[:6], bool(row[6]), bool(row[7]))) for row in found]


def fees(year: int) -> list[Fee]:
    """Every fee of a year."""
    return [
        Fee(*row)
        for row in rows(
            "SELECT id, amount, invoiced_on, paid_on FROM membership_fee WHERE year = ? ORDER BY id", (year,)
        )
    ]


def aid(last: str) -> list[Aid]:
    """De minimis aid granted in the three years up to a day (the last of them), archived rows among them.

    Where euros were not written down they are worked out with the rate of the year in which it was granted.
    """
    found = rows(
        """
        SELECT a.id, a.organisation_id, a.granted_on,
            coalesce(a.amount_euro, CASE WHEN y.euro > 0 THEN (a.amount * 200 + y.euro) / (y.euro * 2) END)
        FROM aid_record AS a LEFT JOIN year_rate AS y ON y.year = CAST(substr(a.granted_on, 1, 4) AS INTEGER)
        WHERE a.basis = 'de_minimis' AND a.granted_on >= :first AND a.granted_on <= :last ORDER BY a.id
        """,
        {"first": state_aid.window_start(date.fromisoformat(last)).isoformat(), "last": last},
    )
    return [Aid(*row) for row in found]
