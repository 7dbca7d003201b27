"""The size of an organisation in words: the class, and what it rests on."""

from decimal import Decimal

from crm.i18n import _, ngettext
from crm.rules import code_lists, numbers, size_class
from crm.rules.size_class import Basis


def told(basis: Basis) -> str:
    """The class and its reasons: "Small: 34 employees, turnover 41 million kroner = 3.6 million euro at 11.42 (2024)".

    "" where nothing at all is known.
    """
    if basis.employees is None:
        return _("Unknown: say how many employees there are") if basis.turnover or basis.balance else ""
    counted = ngettext("{count} employee", "{count} employees", basis.employees).format(count=basis.employees)
    reasons = [counted, *_amounts(basis)]
    if (why := lacking(basis)) and basis.lacks != "accounts":
        reasons.append(why)
    label = code_lists.label("size_class", basis.size.size_class)
    return f"{label}: {', '.join(reasons)}"


def lacking(basis: Basis) -> str:
    """What is missing for a size that rests on all the EU asks for; "" where nothing is."""
    return {
        "": "",
        "employees": _("the number of employees is not known"),
        "accounts": _("without accounts it rests on the employees alone"),
        "year": _("the accounts have no year, so it rests on the employees alone"),
        "rate": _("the euro of {year} is not known (Settings), so it rests on the employees alone").format(
            year=basis.year
        ),
        "turnover": _("the turnover is not known and could make it smaller"),
        "balance": _("the balance is not known and could make it smaller"),
    }[basis.lacks]


def warning(basis: Basis) -> str:
    """What to look out for: the figures of a group count as one; "" where there is nothing."""
    if not basis.in_group or basis.employees is None or basis.size.size_class == "large":
        return ""
    return _("It is part of a group. The EU adds up the figures of the whole group, so the size may be larger.")


def _amounts(basis: Basis) -> list[str]:
    """Turnover and balance, in kroner and, where the rate is known, in euro."""
    sold, owned = _("turnover {kroner} million kroner"), _("balance {kroner} million kroner")
    made = []
    for amount, words in ((basis.turnover, sold), (basis.balance, owned)):
        if amount is None:
            continue
        told = words.format(kroner=size_class.millions(amount))
        if basis.euro:
            told = _("{kroner} = {euro} million euro").format(kroner=told, euro=size_class.millions(amount, basis.euro))
        made.append(told)
    if made and basis.euro:
        rate = numbers.show_decimal(Decimal(basis.euro) / 100)
        made[-1] = _("{amounts} at {rate} ({year})").format(amounts=made[-1], rate=rate, year=basis.year)
    return made
