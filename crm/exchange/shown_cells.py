"""A plan cell by cell: what stands in each cell of the list, and what the register makes of it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import NamedTuple

from crm.exchange import shown_changes
from crm.exchange.choices import Refused
from crm.exchange.laid_over import is_empty
from crm.exchange.pad import Change
from crm.exchange.plan import Plan
from crm.exchange.row_plan import RowPlan
from crm.exchange.source import Cell
from crm.i18n import _, quoted
from crm.rules import dates

NEW, CHANGED, ERASED, SAME = "new", "changed", "erased", "same"
ASKED, REFUSED, WRONG, TOLD, OUT = "asked", "refused", "wrong", "told", "out"
"""What becomes of a cell: written where nothing stood; in place of what stands; emptying what stands; nothing, as it
is known or says nothing; asked about first; not written because somebody refused it; the reason why its row is
rejected; left out with a word about it; nothing, because its row stays out."""

Key = tuple[str, str]
"""(record, field) of crm.exchange.pad.Change."""

What = tuple[str, str, str]
"""The same with the value of one of several, or ""."""

_SHOWS: Mapping[str, tuple[Key, ...]] = {
    "organisation.name": (("organisation", "name"), ("position", "organisation")),
    "organisation.email": (("contact_point", "email"),),
    "organisation.phone": (("contact_point", "phone"),),
    "organisation.website": (("contact_point", "link"),),
    "organisation.municipality": (("organisation", "municipality_code"),),
    "person.full_name": (("person", "first_name"), ("person", "last_name")),
    "person.email": (("contact_point", "email"),),
    "person.mobile": (("contact_point", "phone"),),
    "person.phone": (("contact_point", "phone"),),
    "consent.newsletter": (("consent_record", "status"),),
    "consent.unsubscribed": (("consent_record", "status"),),
    "tags": (("tagging", "tag"),),
    "organisation.tags": (("tagging", "tag"),),
    "notes": (("person", "notes"), ("organisation", "notes")),
}
_ALWAYS_WRITTEN = {("person", "first_name"), ("person", "last_name"), ("organisation", "name")}


class ShownCell(NamedTuple):
    """`text` is the cell as somebody reads and writes it, `change` what it does or would do, `edited` whether somebody
    wrote it anew.
    """

    text: str
    state: str
    change: Change | None = None
    edited: bool = False


def columns(plan: Plan) -> list[str]:
    """The headers that have a field, in the order of the list."""
    return [header for header in plan.table.headers if plan.mapping.get(header)]


def keys(field: str) -> tuple[Key, ...]:
    """The fields of records that a column with this field of crm.exchange.fields can change.

    >>> keys("person.mobile"), keys("organisation.city")
    ((('contact_point', 'phone'),), (('organisation', 'city'),))
    """
    record, _dot, name = field.partition(".")
    return _SHOWS.get(field, ((record, name),))


def row(plan: Plan, place: int) -> dict[str, ShownCell]:
    """The cells of the row at this place of the plan, by header."""
    line, entry = plan.rows[place], plan.entries[place]
    cells = plan.table.rows[place][1]
    written = plan.choices.edits.get(line.row, {})
    changes = shown_changes.changes(line, entry)
    found = {}
    for at, header in enumerate(plan.table.headers):
        field = plan.mapping.get(header)
        if field:
            words = written.get(header, text(cells[at]))
            state, change = _state(line, changes, header, keys(field), words, header in plan.choices.erases)
            found[header] = ShownCell(words, state, change, header in written)
    return found


def text(cell: Cell) -> str:
    """A cell as somebody reads it and writes it anew: days as 03.11.2026, whole numbers without ".0".

    >>> text(date(2026, 11, 3)), text(42.0), text(None)
    ('03.11.2026', '42', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return _("Yes") if cell else _("No")
    if isinstance(cell, datetime) and (cell.hour or cell.minute or cell.second):
        return f"{dates.show(cell.date())} {cell:%H:%M}"
    if isinstance(cell, date):
        return dates.show(cell)
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def refusable(plan: Plan, place: int, header: str) -> list[What]:
    """What of a cell somebody can refuse, or has refused; nothing where it writes nothing."""
    line, entry = plan.rows[place], plan.entries[place]
    here = keys(plan.mapping.get(header) or "")
    fixed = _always(line)
    words = _words(plan, place, header)
    told = [*shown_changes.changes(line, entry), *line.refusals]
    mine = (change for change in told if change[:2] in here and change[:2] not in fixed and _speaks_of(change, words))
    return list(dict.fromkeys(map(_what, mine)))


def _words(plan: Plan, place: int, header: str) -> str:
    written = plan.choices.edits.get(plan.rows[place].row, {}).get(header)
    return text(plan.table.rows[place][1][plan.table.headers.index(header)]) if written is None else written


def _what(change: Change) -> What:
    return (*change[:2], change.value if change.record in shown_changes.SEVERAL else "")


def with_refusals(plan: Plan, cells: Iterable[tuple[int, str]], refuse: bool) -> frozenset[Refused]:
    """The plan's refusals with these cells, each (place, header), refused or wanted again."""
    found = set(plan.choices.refused)
    for place, header in cells:
        number = plan.rows[place].row
        for record, name, value in refusable(plan, place, header):
            if refuse:
                found.add(Refused(number, record, name, value))
                continue
            found.discard(Refused(number, record, name, value))
            for whole in (Refused(None, record, name), Refused(number, record, name)):
                if whole in found:
                    found.remove(whole)
                    found |= _of_the_others(plan, whole.row, (number, record, name, value))
    return frozenset(found)


def with_column(plan: Plan, header: str, refuse: bool) -> frozenset[Refused]:
    """The plan's refusals with a whole column refused or wanted again, whatever was said of single rows of it."""
    here = keys(plan.mapping.get(header) or "")
    others = {one for one in plan.choices.refused if (one.record, one.field) not in here}
    return frozenset(others | ({Refused(None, *key) for key in here} if refuse else set()))


def is_column_refused(plan: Plan, header: str) -> bool:
    """Whether all of a column is refused."""
    here = keys(plan.mapping.get(header) or "")
    return all(Refused(None, *key) in plan.choices.refused for key in here)


def _of_the_others(plan: Plan, row: int | None, wanted: tuple[int, str, str, str]) -> set[Refused]:
    """What was refused together with what is wanted again: of the whole column, or (`row`) of one row."""
    others = (
        Refused(line.row, *_what(change))
        for line in plan.rows
        if row is None or line.row == row
        for change in line.refusals
        if change[:2] == wanted[1:3]
    )
    return {one for one in others if one != Refused(*wanted)}


def _always(line: RowPlan) -> set[Key]:
    """Without a name nobody and nothing can be created."""
    creates = {"person": line.creates_person, "organisation": line.creates_organisation}
    return {key for key in _ALWAYS_WRITTEN if creates[key[0]]}


def _state(
    line: RowPlan, changes: list[Change], header: str, here: tuple[Key, ...], words: str, erases: bool
) -> tuple[str, Change | None]:
    told = quoted(header) in line.reason
    if line.action == "rejected":
        return (WRONG if told else OUT), None
    for change in changes:
        if change[:2] in here and _speaks_of(change, words) and (change.after or erases):
            if line.question is not None:
                return ASKED, change
            return (NEW if not change.before else CHANGED if change.after else ERASED), change
    for change in line.refusals:
        if change[:2] in here and _speaks_of(change, words):
            return REFUSED, change
    if told:
        return TOLD, None
    return (OUT if line.action == "question" else SAME), None


def _speaks_of(change: Change, words: str) -> bool:
    """Whether a contact point is one of this cell's: a row may have several columns of one kind."""
    if change.record == "tagging":
        return change.after.casefold() in words.casefold()
    if change.record != "contact_point":
        return change.after == "" or not is_empty(words)
    if not change.after:
        return is_empty(words)
    if change.field == "phone":
        return _digits(change.after)[-6:] in _digits(words)
    return change.after.casefold().rpartition("://")[2].strip("/") in words.casefold()


def _digits(words: str) -> str:
    return "".join(filter(str.isdigit, words))
