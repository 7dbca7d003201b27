"""The most that an hour and a year of own contributions count for: settings, rates of the year, the legal form."""

from decimal import Decimal

from crm.queries import settings
from crm.rules import contributions as rules
from crm.rules import numbers
from crm.rules.contributions import Caps
from crm.store.database import rows


def caps(year: int | None = None) -> Caps:
    """The most that counts, as the settings say and, where it is told, the rates of a year."""
    known, standard = settings.values(), Caps()
    found = Caps(
        _scaled(known["hour_rate_cap"], 100, standard.rate),
        _scaled(known["hour_rate_cap_ordinary"], 100, standard.ordinary),
        _scaled(known["hour_rate_cap_sole"], 100, standard.sole),
        _scaled(known["hours_cap_year"], 60, standard.minutes),
    )
    for rate, minutes in rows("SELECT hour_rate_cap, hours_cap FROM year_rate WHERE year = ?", (year,)):
        found = found._replace(
            rate=found.rate if rate is None else rate, minutes=found.minutes if minutes is None else minutes
        )
    return found


def of(organisation: int | None, year: int | None) -> int:
    """The highest rate of an hour that counts for an organisation in a year, in øre."""
    found = rows("SELECT legal_form FROM organisation WHERE id = ?", (organisation,))
    return rules.hour_cap(found[0][0] if found else "", caps(year))


def worth() -> tuple[str, str]:
    """SQL for the cap of an hour and for what a contribution counts for: crm.rules.contributions in the engine.

    Of a contribution `c`, its organisation `o` and the rates `y` of its year.
    """
    known = caps()
    rate = f"coalesce(y.hour_rate_cap, {known.rate})"
    forms = ", ".join(f"'{form}'" for form in rules.SOLE_FORMS)
    cap = f"CASE WHEN upper(trim(o.legal_form)) IN ({forms}) THEN min({known.sole}, {rate}) ELSE {rate} END"
    hours = f"(c.minutes * min(coalesce(c.rate, 0), {cap}) + 30) / 60"
    return cap, f"CASE c.kind WHEN 'hours' THEN {hours} ELSE c.amount END"


def _scaled(text: str, by: int, standard: int) -> int:
    number = numbers.parse(text)
    return standard if number is None or number < 0 else int(numbers.round_half_up(number * Decimal(by)))
