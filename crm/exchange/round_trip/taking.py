"""From what was accepted of the differences to the one step that writes it."""

from collections.abc import Collection
from datetime import date

from crm.commands import round_trip as commands
from crm.commands.round_trip import Taken
from crm.errors import CrmError
from crm.exchange.round_trip import differences, editable
from crm.exchange.round_trip.differences import WRONG, Difference, Differences, Gone, New
from crm.i18n import _
from crm.progress import Progress, silent
from crm.queries.lists.field import Field


def take(
    found: Differences,
    cells: Collection[Difference],
    new: Collection[New] = (),
    gone: Collection[Gone] = (),
    *,
    today: date,
    progress: Progress = silent,
) -> Taken:
    """Write what was accepted, as one step. Raises CrmError where the register has moved on since it was compared."""
    about = found.about
    if moved := _moved(about, cells, today):
        words = _("{name} was changed here while you looked at the list. Nothing was taken over; compare once more.")
        raise CrmError(words.format(name=moved))
    edits: dict[int, list[tuple[Field, object]]] = {}
    for one in cells:
        if one.state != WRONG:
            edits.setdefault(one.id, []).append((one.field, one.value))
    fields = {field.key: field for field in _fields(about, new)}
    added = [(one.name, {key: (fields[key], value) for key, value in one.values.items()}) for one in new if not one.why]
    return commands.take(
        about, edits, new=added, gone=[one.id for one in gone], file=found.file, on=today, progress=progress
    )


def _fields(about: str, new: Collection[New]) -> list[Field]:
    keys = dict.fromkeys(key for one in new for key in one.values)
    return [field for field in editable.known(about, tuple(keys)) if field is not None]


def _moved(about: str, cells: Collection[Difference], today: date) -> str:
    """Who was changed since the differences were found, "" for nobody."""
    ids = list(dict.fromkeys(one.id for one in cells))
    now = differences.now(about, ids, list(dict.fromkeys(one.field.key for one in cells)), today)
    for one in cells:
        if one.id not in now or not editable.same(one.field, now[one.id].get(one.field.key), one.now):
            return one.name
    return ""
