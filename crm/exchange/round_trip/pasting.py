"""A block of cells pasted over a list: what each would change, shown before anything is written."""

import csv
import io
from collections.abc import Sequence
from datetime import date

from crm.errors import CrmError
from crm.exchange.round_trip import cells, differences, editable
from crm.exchange.round_trip.came_back import Line
from crm.exchange.round_trip.differences import Differences
from crm.i18n import _, ngettext
from crm.progress import Progress, silent
from crm.queries import named

MOST = 100_000
"""Cells that one block may hold."""


def table(text: str) -> list[list[str]]:
    """The cells of what was copied out of Excel or another list; a last line break makes no row.

    >>> table('Tromsø\\t"to\\nlinjer"\\r\\nBodø\\t\\r\\n')
    [['Tromsø', 'to\\nlinjer'], ['Bodø', '']]
    """
    plain = text.replace("\r\n", "\n").removesuffix("\n")
    # A quotation mark inside a cell is only a sign; one that is not closed at a cell's end would swallow the rest
    if plain.count('"') % 2 == 0:
        try:
            return [row or [""] for row in csv.reader(io.StringIO(plain, newline=""), delimiter="\t", strict=True)]
        except csv.Error:  # or a cell of more letters than any list of cells holds
            pass
    return [line.split("\t") for line in plain.split("\n")]


def block(
    about: str,
    ids: Sequence[int],
    keys: Sequence[str],
    rows: Sequence[Sequence[str]],
    today: date,
    progress: Progress = silent,
) -> Differences:
    """What becomes of these records where the rows of cells are put over them, from the first id and key on.

    One cell fills all of it, one row every row. What reaches over the last row or column is told and left out. Raises
    CrmError for a block that is too large.
    """
    if len(rows) * len(keys) > MOST:
        raise CrmError(_("That is too much at once. Bring it in with Import instead."))
    if len(rows) == 1 and len(ids) > 1:
        rows = [rows[0]] * len(ids)
    wide = max(map(len, rows), default=0)
    fields = {field.key: field for field in editable.known(about, tuple(keys[:wide])) if field is not None}
    chosen = list(ids[: len(rows)])
    names = named.names(about, chosen)
    now = differences.now(about, chosen, list(fields), today)
    found = []
    same = 0
    for place, (id, given) in enumerate(zip(chosen, rows, strict=False)):
        progress(place, len(chosen), _("Comparing"))
        if id not in now:
            continue
        base = {key: cells.kept(field, now[id][key]) for key, field in fields.items()}
        line = Line(place + 1, id, dict(zip(keys, given, strict=False)))
        for one in differences.of_row(about, id, names.get(id, ""), line, base, fields, now[id], today):
            if one is None:
                same += 1
            else:
                found.append(one)
    notes = []
    if len(rows) > len(ids):
        words = ngettext(
            "{count} row reaches below the list and is left out.",
            "{count} rows reach below the list and are left out.",
            len(rows) - len(ids),
        )
        notes.append(words.format(count=len(rows) - len(ids)))
    if wide > len(keys):
        words = ngettext(
            "{count} column reaches beyond the table and is left out.",
            "{count} columns reach beyond the table and are left out.",
            wide - len(keys),
        )
        notes.append(words.format(count=wide - len(keys)))
    return Differences(about, _("pasted cells"), tuple(found), (), (), tuple(notes), same)
