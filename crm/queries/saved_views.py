"""The lists that have a name: whose they are, what they show, how many records that is."""

from datetime import date
from typing import NamedTuple

from crm.errors import CrmError
from crm.i18n import _
from crm.queries import looks
from crm.queries.lists.query import ListQuery
from crm.queries.lists.query import picked as picked_of
from crm.store.database import rows


class View(NamedTuple):
    """A list under a name; `about` is the table of its records, `staff` whose it is alone, None for everybody."""

    id: int
    version: int
    about: str
    name: str
    staff: int | None
    staff_name: str
    pinned: bool
    start: bool
    archived: bool
    content: str

    def read(self) -> looks.Read:
        """What it shows, as far as its fields still are."""
        return looks.from_text(self.about, self.content)


_SELECT = """
    SELECT saved_view.id, saved_view.version, about, saved_view.name, staff_id, coalesce(staff.name, ''), pinned, start,
           saved_view.archived, content
    FROM saved_view LEFT JOIN staff ON staff.id = staff_id"""
_ORDER = " ORDER BY position, saved_view.id"


def all(about: str = "", *, staff: int | None = None) -> list[View]:
    """The views of one list ("" for all), everybody's and those of one member of staff, in their order."""
    return _found(
        f"{_SELECT} WHERE saved_view.archived = 0 AND (? = '' OR about = ?)"
        f" AND (staff_id IS NULL OR staff_id IS ?){_ORDER}",
        (about, about, staff),
    )


def pinned(*, staff: int | None = None) -> list[View]:
    """Those that stand in the sidebar."""
    return [view for view in all(staff=staff) if view.pinned]


def beginning(about: str, *, staff: int | None = None) -> View | None:
    """What a list begins with: one's own choice before that of everybody; None where nobody chose."""
    found = [view for view in all(about, staff=staff) if view.start]
    return next((view for view in found if view.staff is not None), found[0] if found else None)


def view(id: int) -> View:
    """One view, archived or not; raises CrmError where it is gone."""
    found = _found(f"{_SELECT} WHERE saved_view.id = ?", (id,))
    if not found:
        raise CrmError(_("This record does not exist any more."))
    return found[0]


def asked(id: int, *, today: date | None = None) -> ListQuery:
    """The question that a view asks, what was picked by hand included: its ids, its rows, its count."""
    known = view(id)
    return looks.query(known.about, known.read().look, picked=picked_of(id), today=today)


def count(id: int, *, today: date | None = None) -> int:
    """How many records a view shows."""
    return asked(id, today=today).count()


def _found(sql: str, parameters: tuple[object, ...]) -> list[View]:
    found = rows(sql, parameters)
    return [View._make((*line[:6], *map(bool, line[6:9]), line[9])) for line in found]
