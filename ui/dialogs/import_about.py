"""What is said of a list above its columns, once it was read."""

from typing import TYPE_CHECKING

from crm.exchange import column_notes
from crm.exchange.guess import LIKELY
from crm.i18n import _, ngettext
from crm.rules import numbers

if TYPE_CHECKING:
    from ui.dialogs.import_columns import Found

CARDS = "vcf"
NAMED = 3
"""As many columns that are not recognised are named; more are a list of their own, below."""


def words(found: "Found") -> str:
    """How many rows there are, where the headers stand, and how many columns are recognised."""
    count = len(found.table.rows)
    rows = ngettext("{count} row", "{count} rows", count).format(count=numbers.show_int(count))
    if found.source.format == CARDS:
        cards = ngettext("{file}: {count} contact card.", "{file}: {count} contact cards.", count)
        return cards.format(file=found.name, count=numbers.show_int(count))
    if found.table.header_row is None:
        where = _("there are no headers above the columns")
    else:
        where = _("the headers stand in row {row}").format(row=found.table.header_row)
    said = _("{file}: {rows}, {where}.").format(file=found.name, rows=rows, where=where)
    if made_by := column_notes.made_by(found.table):
        said += " " + made_by
    known = sum(1 for guess in found.guesses.values() if guess.field)
    recognised = _("{known} of {count} columns are recognised.")
    said += " " + recognised.format(known=known, count=len(found.guesses))
    unknown = [_("“{name}”").format(name=title) for title, guess in found.guesses.items() if not guess.field]
    if known and unknown and found.table.header_row is not None and len(unknown) <= NAMED:
        said += " " + _("Not {columns}.").format(columns=", ".join(unknown))
    unsure = sum(1 for guess in found.guesses.values() if guess.field and guess.confidence < LIKELY)
    if unsure:
        words_ = ngettext("{count} is only a guess: look at it.", "{count} are only guesses: look at them.", unsure)
        said += " " + words_.format(count=unsure)
    return said
