"""Lists under a name: kept, changed, copied, put into the sidebar, and the records that are picked for them by hand."""

from collections.abc import Sequence
from typing import Any

from crm.commands import write
from crm.commands.command import command
from crm.errors import CrmError, Invalid
from crm.i18n import N_, _
from crm.records.own_field import OWNERS
from crm.records.saved_view import SavedView, SavedViewRow
from crm.rules import names
from crm.store import journal
from crm.store.database import rows, value

ADDED, EXCLUDED, PINNED = "added", "excluded", "pinned"


@command(N_("Save the view «{name}»"))
def save(
    about: str,
    name: str,
    content: str,
    *,
    staff: int | None = None,
    pinned: bool = True,
    added: Sequence[int] = (),
) -> int:
    """Keep a list under a name; returns the view's id.

    `about` is the table of its records, `content` what crm.queries.looks.to_text writes; `staff` whose it is alone,
    None for everybody; `added` are records that it shows whatever its filter says. A pinned one stands in the sidebar.
    Raises Invalid where the name is missing or taken.
    """
    called = _checked(about, name, staff)
    last = value("SELECT max(position) FROM saved_view")
    view = SavedView(
        about=about, name=called, content=content, staff=staff, pinned=pinned, position=0 if last is None else last + 1
    )
    view.derive()  # the key of its name, which every record must have
    made = write.insert(view)
    if added:
        add(made, added)
    return made


@command(N_("Rename the view «{name}»"))
def rename(view: int, name: str) -> None:
    """Call a view otherwise. Raises Invalid where the name is missing or taken."""
    known = write.get(SavedView, view)
    write.change(SavedView, view, {"name": _checked(known.about, name, known.staff_id, but=view)})


@command(N_("Change the view «{name}»"))
def change(view: int, content: str) -> None:
    """Let a view hold another filter, other columns, another order."""
    journal.current().describe(name=write.change(SavedView, view, {"content": content}).name)


@command(N_("Copy the view «{name}»"))
def copy(view: int, name: str, *, staff: int | None = None) -> int:
    """A copy for one member of staff (None: for everybody), with what was picked by hand; returns its id.

    Where that name is taken the copy gets a number behind it.
    """
    known = write.get(SavedView, view)
    free, number = " ".join(name.split()), 1
    while _taken(known.about, free, staff, None):
        number += 1
        free = f"{' '.join(name.split())[: SavedView.name.limit - 5]} ({number})"
    made = save(known.about, free, known.content, staff=staff, pinned=bool(known.pinned))
    owner = f"{known.about}_id"
    for how, position, row in rows(
        f"SELECT how, position, {owner} FROM saved_view_row WHERE saved_view_id = ? AND {owner} IS NOT NULL", (view,)
    ):
        write.insert(SavedViewRow(saved_view=made, how=how, position=position, **{known.about: row}))
    return made


@command(N_("Put the view «{name}» into the sidebar"))
def pin(view: int) -> None:
    """Let a view stand in the sidebar."""
    journal.current().describe(name=write.change(SavedView, view, {"pinned": True}).name)


@command(N_("Take the view «{name}» out of the sidebar"))
def unpin(view: int) -> None:
    """Let a view stand only in the menu of its list."""
    journal.current().describe(name=write.change(SavedView, view, {"pinned": False}).name)


@command(N_("Begin with the view «{name}»"))
def begin_with(view: int) -> None:
    """Let the list begin with this view: for everybody, or for the one whose view it is."""
    known = write.get(SavedView, view)
    journal.current().describe(name=known.name)
    for other in _starting(known):
        write.change(SavedView, other, {"start": False})
    write.change(SavedView, view, {"start": True})


@command(N_("Do not begin with the view «{name}»"))
def begin_without(view: int) -> None:
    """Let the list begin as it does by itself."""
    journal.current().describe(name=write.change(SavedView, view, {"start": False}).name)


@command(N_("Remove the view «{name}»"))
def archive(view: int) -> None:
    """Take a view out of every menu; its name is free again."""
    found = write.change(SavedView, view, {"archived": True, "start": False})
    journal.current().describe(name=found.name)


@command(N_("Restore the view «{name}»"))
def restore(view: int) -> None:
    """Bring a removed view back. Raises Invalid where another one has its name now."""
    known = write.get(SavedView, view)
    _checked(known.about, known.name, known.staff_id, but=view)
    write.change(SavedView, view, {"archived": False})
    journal.current().describe(name=known.name)


@command(N_("Order of the views"))
def order(views: Sequence[int]) -> None:
    """Let these views stand in this order, before all others."""
    left = [row for (row,) in rows("SELECT id FROM saved_view ORDER BY position, id") if row not in set(views)]
    for place, view in enumerate((*views, *left)):
        write.change(SavedView, view, {"position": place})


@command(N_("Add to the view «{name}»"))
def add(view: int, chosen: Sequence[int]) -> int:
    """Show these records whatever the filter says; returns how many of them were not so before."""
    return _pick(view, chosen, ADDED)


@command(N_("Leave out of the view «{name}»"))
def leave_out(view: int, chosen: Sequence[int]) -> int:
    """Do not show these records whatever the filter says; returns how many were not left out before."""
    return _pick(view, chosen, EXCLUDED)


@command(N_("Pin on top of the view «{name}»"))
def pin_on_top(view: int, chosen: Sequence[int]) -> int:
    """Show these records on top, whatever filter and order say; returns how many were not there before."""
    return _pick(view, chosen, PINNED)


@command(N_("Let the filter of the view «{name}» decide"))
def let_go(view: int, chosen: Sequence[int]) -> int:
    """Treat these records as the filter does; returns how many had been picked by hand."""
    known = _owned(view)
    picked = _picked(view, known.about)
    gone = [picked[row][0] for row in dict.fromkeys(chosen) if row in picked]
    for row in gone:
        write.delete(SavedViewRow, row)
    return len(gone)


def _pick(view: int, chosen: Sequence[int], how: str) -> int:
    known = _owned(view)
    picked = _picked(view, known.about)
    places = max((place for _row, _how, place in picked.values()), default=-1) + 1
    told = 0
    for row in dict.fromkeys(chosen):
        values: dict[str, Any] = {"how": how, "position": places + told}
        if row not in picked:
            write.insert(SavedViewRow(saved_view=view, **values, **{known.about: row}))
        elif picked[row][1] != how:
            write.change(SavedViewRow, picked[row][0], values)
        else:
            continue
        told += 1
    return told


def _owned(view: int) -> SavedView:
    known = write.get(SavedView, view)
    journal.current().describe(name=known.name)
    return known


def _picked(view: int, about: str) -> dict[int, tuple[int, str, int]]:
    """What was picked by hand: record -> (id of the row, how, place)."""
    found = rows(
        f"SELECT {about}_id, id, how, position FROM saved_view_row WHERE saved_view_id = ? AND {about}_id IS NOT NULL",
        (view,),
    )
    return {row: (id, how, place) for row, id, how, place in found}


def _checked(about: str, name: str, staff: int | None, *, but: int | None = None) -> str:
    if about not in OWNERS:
        raise CrmError(_("There is no list of these records."))
    called = names.clean(name)
    if not _key(called):
        raise Invalid({"name": _("This must be filled in.")})
    if _taken(about, called, staff, but):
        raise Invalid({"name": _("There is such a view already.")})
    return called


def _taken(about: str, name: str, staff: int | None, but: int | None) -> bool:
    found = value(
        "SELECT 1 FROM saved_view WHERE about = ? AND name_key = ? AND staff_id IS ? AND archived = 0 AND id IS NOT ?",
        (about, _key(name), staff, but),
    )
    return found is not None


def _key(name: str) -> str:
    view = SavedView(name=name)
    view.derive()
    key: str = view.name_key
    return key


def _starting(known: SavedView) -> list[int]:
    found = rows(
        "SELECT id FROM saved_view WHERE about = ? AND staff_id IS ? AND start = 1 AND id <> ?",
        (known.about, known.staff_id, known.id),
    )
    return [row for (row,) in found]
