"""What is said of a list above its columns, once it was read."""

from collections.abc import Mapping

from crm.exchange import column_notes
from crm.exchange.guess import LIKELY, Guess
from crm.exchange.header import Table
from crm.exchange.source import Source
from crm.i18n import _, ngettext
from crm.rules import numbers

CARDS = "vcf"
NAMED = 3
"""As many columns that are not recognised are named; more are a list of their own, below."""


def words(name: str, source: Source, table: Table, guesses: Mapping[str, Guess]) -> str:
    """How many rows there are, where the headers stand, and how many columns are recognised."""
    count = len(table.rows)
    rows = ngettext("{count} row", "{count} rows", count).format(count=numbers.show_int(count))
    if source.format == CARDS:
        cards = ngettext("{file}: {count} contact card.", "{file}: {count} contact cards.", count)
        return cards.format(file=name, count=numbers.show_int(count))
    if table.header_row is None:
        where = _("there are no headers above the columns")
    else:
        where = _("the headers stand in row {row}").format(row=table.header_row)
    said = _("{file}: {rows}, {where}.").format(file=name, rows=rows, where=where)
    if made_by := column_notes.made_by(table):
        said += " " + made_by
    known = sum(1 for guess in guesses.values() if guess.field)
    recognised = _("{known} of {count} columns are recognised.")
    said += " " + recognised.format(known=known, count=len(guesses))
    unknown = [_("“{name}”").format(name=title) for title, guess in guesses.items() if not guess.field]
    if known and unknown and table.header_row is not None and len(unknown) <= NAMED:
        said += " " + _("Not {columns}.").format(columns=", ".join(unknown))
    unsure = sum(1 for guess in guesses.values() if guess.field and guess.confidence < LIKELY)
    if unsure:
        words_ = ngettext("{count} is only a guess: look at it.", "{count} are only guesses: look at them.", unsure)
        said += " " + words_.format(count=unsure)
    return said
