"""What came back beside what went out and what stands now, cell by cell; new rows, rows that are gone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from crm.errors import Invalid
from crm.exchange.round_trip import cells, editable
from crm.exchange.round_trip.came_back import Line, Returned
from crm.i18n import _, ngettext, quoted
from crm.progress import Progress, silent
from crm.queries import merged, named
from crm.queries import round_trip as queries
from crm.queries.lists.field import Field
from crm.queries.lists.query import ListQuery

CHANGED, CONFLICT, WRONG = "changed", "conflict", "wrong"
STATES = (CHANGED, CONFLICT, WRONG)
"""changed there; changed there and here; cannot be taken over."""
_AT_ONCE = 500


class Difference(NamedTuple):
    """One cell that somebody edited: what stood when it went out, what they wrote, what stands now.

    `value` is theirs as the register would hold it, `why` says what is wrong with it where it cannot be taken over.
    """

    id: int
    name: str
    field: Field
    base: Any
    theirs: str
    value: Any
    now: Any
    state: str
    why: str = ""


class New(NamedTuple):
    """A row that somebody added: its number in the sheet, its values by the key of the field, what is wrong with it.

    `copied` ones stand there already, or are a copy of another row: they are taken only where somebody wants it.
    """

    number: int
    name: str
    values: dict[str, Any]
    why: str = ""
    copied: bool = False


class Gone(NamedTuple):
    """A record whose row is not in the file any more."""

    id: int
    name: str


@dataclass(frozen=True)
class Differences:
    """All of it, and sentences about what could not be compared; `same` counts cells edited to what stands now."""

    about: str
    file: str
    cells: tuple[Difference, ...]
    new: tuple[New, ...]
    gone: tuple[Gone, ...]
    notes: tuple[str, ...]
    same: int = 0

    @property
    def none(self) -> bool:
        """Whether nothing was changed."""
        return not (self.cells or self.new or self.gone)


def find(back: Returned, file: str, today: date, progress: Progress = silent) -> Differences:
    """Compare what came back with the register as it is now."""
    about = back.about
    known = dict(zip(back.titles, editable.known(about, tuple(back.titles)), strict=True))
    fields = {key: field for key, field in known.items() if field is not None}
    kept = merged.kept(about, list(back.base)) if about in merged.KINDS else {}
    there = queries.there(about, {kept.get(id, id) for id in back.base})
    names = named.names(about, list(there))
    notes = _foreign(back) + _notes(back, [back.titles[key] for key, field in known.items() if field is None])
    found: list[Difference] = []
    new: list[New] = []
    seen: dict[int, Line] = {}
    same = lost = strange = twice = 0
    stands = now(about, list(there), list(fields), today)
    for place, line in enumerate(back.lines):
        if place % _AT_ONCE == 0:
            progress(place, len(back.lines), _("Comparing"))
        if line.id is None or line.id in seen:
            if line.id is not None and line.cells == seen[line.id].cells:
                twice += 1  # nothing but a copy
            elif added := _new(about, line, fields, today):
                if (back.foreign or not added.why) and added.name and queries.is_there(about, added.values):
                    # Here somebody else may bear the same name: it is only not taken by itself.
                    added = added._replace(why=_("Is here already.") if back.foreign else "", copied=True)
                new.append(added)
            continue
        seen[line.id] = line
        row = kept.get(line.id, line.id)
        if line.id not in back.base:
            strange += 1
        elif row not in there:
            lost += 1
        else:
            for one in of_row(about, row, names.get(row, ""), line, back.base[line.id], fields, stands[row], today):
                if one is None:
                    same += 1
                else:
                    found.append(one)
    if back.emptied:
        found = [_doubted(one) for one in found]
    gone = [
        Gone(row, names.get(row, ""))
        for id in back.base
        if id not in seen and (row := kept.get(id, id)) in there and not there[row]
    ]
    standing = {kept.get(id, id) for id in seen}
    gone = [one for one in dict.fromkeys(gone) if one.id not in standing]
    notes += _counted(lost, strange, twice)
    return Differences(about, file, tuple(_once(found)), tuple(new), tuple(gone), tuple(notes), same)


def of_row(
    about: str,
    row: int,
    name: str,
    line: Line,
    base: Mapping[str, str],
    fields: Mapping[str, Field],
    now: Mapping[str, Any],
    today: date,
) -> Iterator[Difference | None]:
    """The cells of a row that were edited; None for one that says what stands now anyway."""
    for key, given in line.cells.items():
        field = fields.get(key)
        if field is None:
            continue
        stood = cells.from_kept(field, base[key])
        written = "" if given is None else str(given)
        try:
            value = cells.read(field, given, today)
        except Invalid as error:
            why = " ".join(error.fields.values())
            yield Difference(row, name, field, stood, written, None, now[key], WRONG, why)
            continue
        if editable.same(field, value, stood) or (cells.cut(base[key]) and cells.cut(written)):
            continue
        if editable.same(field, value, now[key]):
            yield None
            continue
        theirs = cells.shown(field, value)
        why = _forbidden(about, field, base[key]) or editable.problem(about, field, row, value, today)
        state = WRONG if why else CHANGED if editable.same(field, now[key], stood) else CONFLICT
        yield Difference(row, name, field, stood, theirs, value, now[key], state, why)


def _forbidden(about: str, field: Field, base: str) -> str:
    if not editable.is_editable(about, field):
        return _("This follows from other things and is not edited here.")
    if cells.cut(base):
        return _("Excel held only the beginning of this text. Edit it in Klynge.")
    return ""


def _new(about: str, line: Line, fields: Mapping[str, Field], today: date) -> New | None:
    values: dict[str, Any] = {}
    whys: list[str] = []
    for key, given in line.cells.items():
        field = fields.get(key)
        if field is None or given in (None, ""):
            continue
        employer = about == "person" and key == "organisation"
        if not editable.is_editable(about, field) and not employer:
            continue
        try:
            value = cells.read(field, given, today)
        except Invalid as error:
            whys.append(" ".join(error.fields.values()))
            continue
        if value in (None, ""):
            continue
        why = "" if employer else editable.problem(about, field, None, value, today)
        if why and key not in editable.needs(about):
            whys.append(f"{field.name}: {why}")
        values[key] = value
    if not values:
        return None
    name = " ".join(str(values[key]) for key in editable.needs(about) if key in values)
    if not editable.can_add(about):
        whys = [_("New rows of this list are put in with New in Klynge.")]
    elif not name:
        whys.append(_("Write a name."))
    return New(line.number, name, values, " ".join(whys), line.id is not None)


def now(about: str, ids: Sequence[int], keys: Sequence[str], today: date) -> dict[int, dict[str, Any]]:
    """What stands in the cells of these columns now, by record and column; records that are gone are left out."""
    query = ListQuery(about, archived=None, today=today)
    chosen = [field for field in editable.known(about, tuple(keys)) if field is not None]
    return {
        id: {field.key: cells.plain(field, row[field.key]) for field in chosen}
        for first in range(0, len(ids), _AT_ONCE)
        for id, row in query.rows(ids[first : first + _AT_ONCE], [field.key for field in chosen]).items()
    }


def _doubted(one: Difference) -> Difference:
    """In a file with formulas that have no value, or show an error, an empty cell may be one of those."""
    if one.state == WRONG or one.value not in (None, ""):
        return one
    why = _("Some formulas in the file have no value or show an error: nobody can tell whether this was emptied.")
    return one._replace(state=WRONG, why=why)


def _once(found: Sequence[Difference]) -> Iterator[Difference]:
    """Where two rows went into one by a merge and both edited a cell, the first is taken and the other told."""
    seen: dict[tuple[int, str], Difference] = {}
    for one in found:
        at = (one.id, one.field.key)
        if at not in seen:
            seen[at] = one
            yield one
        elif not editable.same(one.field, one.value, seen[at].value):
            why = _("Two rows became one record since, and both were edited here.")
            yield one._replace(state=WRONG, why=why)


def _notes(back: Returned, dropped: Sequence[str]) -> list[str]:
    notes = []
    if back.missing:
        words = ngettext(
            "The column {columns} is not in the file: nothing in it is changed.",
            "The columns {columns} are not in the file: nothing in them is changed.",
            len(back.missing),
        )
        notes.append(words.format(columns=", ".join(map(quoted, back.missing))))
    if back.unknown:
        words = ngettext(
            "The column {columns} did not go out from Klynge: nothing of it is taken over.",
            "The columns {columns} did not go out from Klynge: nothing of them is taken over.",
            len(back.unknown),
        )
        notes.append(words.format(columns=", ".join(map(quoted, back.unknown))))
    if dropped:
        words = ngettext(
            "The field {columns} does not exist any more.", "The fields {columns} do not exist any more.", len(dropped)
        )
        notes.append(words.format(columns=", ".join(map(quoted, dropped))))
    return notes


def _foreign(back: Returned) -> list[str]:
    if not back.foreign:
        return []
    return [
        _("This list went out from another register, so every row is a new one here; who is here already is left out.")
    ]


def _counted(lost: int, strange: int, twice: int) -> list[str]:
    notes = []
    if lost:
        words = ngettext(
            "{count} row is about a record that does not exist any more.",
            "{count} rows are about records that do not exist any more.",
            lost,
        )
        notes.append(words.format(count=lost))
    if strange:
        words = ngettext(
            "{count} row has an id that did not go out with this list: left out.",
            "{count} rows have ids that did not go out with this list: left out.",
            strange,
        )
        notes.append(words.format(count=strange))
    if twice:
        words = ngettext("{count} row stands there twice.", "{count} rows stand there twice.", twice)
        notes.append(words.format(count=twice))
    return notes
