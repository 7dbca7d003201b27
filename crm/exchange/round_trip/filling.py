"""Filling down: what stands in the first of several rows is put into the same columns of the rows below."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from crm.commands import round_trip as commands
from crm.commands.round_trip import Taken
from crm.errors import CrmError
from crm.exchange.round_trip import differences, editable
from crm.i18n import _
from crm.progress import Progress, silent
from crm.queries import named
from crm.queries.lists import fields
from crm.queries.lists.field import Field


def refusal(about: str, ids: Sequence[int], keys: Sequence[str]) -> str:
    """A sentence where one of the columns is not written in lists, or there is no row below; "" where it can be."""
    for field in _known(about, keys):
        if about not in editable.LISTS or not editable.is_editable(about, field):
            return _("“{field}” is not written here.").format(field=field.name)
    if len(ids) < 2 or not _known(about, keys):
        return _("Select the row to fill from and those below it first.")
    return ""


def down(about: str, ids: Sequence[int], keys: Sequence[str], today: date, progress: Progress = silent) -> Taken:
    """Give all of these records what stands in the columns of the first, as one step; no step where they have it.

    A record that cannot hold a value keeps its own and is told. Raises CrmError with the sentence of `refusal`, and
    where the first record is gone.
    """
    if refused := refusal(about, ids, keys):
        raise CrmError(refused)
    known = _known(about, keys)
    first, *below = ids
    now = differences.now(about, ids, [field.key for field in known], today)
    if first not in now:
        raise CrmError(_("This record does not exist any more."))
    names = named.names(about, below)
    edits: dict[int, list[tuple[Field, Any]]] = {}
    left: list[tuple[str, str]] = []
    for place, id in enumerate(below):
        progress(place, len(below), _("Comparing"))
        for field in known if id in now else ():
            value = now[first][field.key]
            if editable.same(field, value, now[id][field.key]):
                continue
            why = editable.problem(about, field, id, value, today)
            if why:
                left.append((names.get(id, ""), why))
            else:
                edits.setdefault(id, []).append((field, value))
    if not edits:
        return Taken(0, 0, 0, tuple(left))
    field_names = ", ".join(field.name for field in known)
    done = commands.fill(about, edits, field=field_names, on=today, progress=progress)
    return done._replace(left=(*left, *done.left))


def _known(about: str, keys: Sequence[str]) -> list[Field]:
    return [field for key in keys if (field := fields.find(about, key)) is not None]
