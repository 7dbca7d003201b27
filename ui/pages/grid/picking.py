"""Records that are picked for a view by hand: added to what its filter finds, left out of it, pinned on top."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QMenu

from crm.commands import saved_views as commands
from crm.i18n import _, ngettext, quoted
from crm.queries import looks
from crm.queries import saved_views as queries
from crm.queries.saved_views import View
from crm.rules import numbers
from ui.pages import doing
from ui.pages.desk import Desk


def fill(menu: QMenu, desk: Desk, about: str, chosen: list[int], view: int | None) -> None:
    """Offer every view of the list to add these records to; from the one that is shown they can be left out."""
    if view is not None:
        menu.addAction(_("Leave out of this view"), partial(leave_out, desk, view, chosen))
        menu.addAction(_("Pin on top"), partial(pin_on_top, desk, view, chosen))
        menu.addAction(_("Let the filter decide again"), partial(let_go, desk, view, chosen))
        menu.addSeparator()
    for one in queries.all(about, staff=desk.signs()):
        words = _("Add to {view}").format(view=quoted(one.name))
        menu.addAction(words.replace("&", "&&"), partial(add, desk, one.id, chosen))
    menu.addAction(_("New list of these…"), partial(_new, desk, about, chosen))


def add(desk: Desk, view: int, chosen: Sequence[int]) -> None:
    """Show these records in the view, whatever its filter says."""
    count = commands.add(view, chosen)
    words = ngettext("{count} row added to {view}.", "{count} rows added to {view}.", count)
    _told(desk, view, count, words)


def leave_out(desk: Desk, view: int, chosen: Sequence[int]) -> None:
    """Show these records no more in the view."""
    count = commands.leave_out(view, chosen)
    words = ngettext("{count} row left out of {view}.", "{count} rows left out of {view}.", count)
    _told(desk, view, count, words)


def pin_on_top(desk: Desk, view: int, chosen: Sequence[int]) -> None:
    """Show these records on top of the view."""
    count = commands.pin_on_top(view, chosen)
    words = ngettext("{count} row pinned on top of {view}.", "{count} rows pinned on top of {view}.", count)
    _told(desk, view, count, words)


def let_go(desk: Desk, view: int, chosen: Sequence[int]) -> None:
    """Let the filter decide about these again."""
    count = commands.let_go(view, chosen)
    words = ngettext("The filter of {view} decides about {count} row again.",
                     "The filter of {view} decides about {count} rows again.", count)  # fmt: skip
    _told(desk, view, count, words)


def _told(desk: Desk, view: int, count: int, words: str) -> None:
    name = quoted(queries.view(view).name)
    if count:
        doing.told(desk, words.format(count=numbers.show_int(count), view=name))
    else:
        desk.say(_("Nothing to change in {view}.").format(view=name))


def _new(desk: Desk, about: str, chosen: list[int]) -> None:
    from ui.dialogs import view_name

    content = looks.to_text(about, looks.by_hand(about))
    dialog = view_name.save(desk.window(), about=about, content=content, staff=desk.signs(), added=chosen)
    dialog.saved.connect(partial(_saved, desk))


def _saved(desk: Desk, id: int) -> None:
    view: View = queries.view(id)
    doing.told(desk, _("{view} is saved; find it under Views.").format(view=quoted(view.name)))
