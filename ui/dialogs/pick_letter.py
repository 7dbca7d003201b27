"""Which of the appointments in a file: a series, or all that somebody has exported."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from crm.exchange import filling
from crm.exchange.letters import Letter
from crm.i18n import _
from crm.rules import dates
from ui.dialogs.listing import Listing
from ui.kit import text
from ui.kit.dialog import Dialog
from ui.kit.table import Column


def ask(
    parent: QWidget | None, found: Sequence[Letter], *, name: str, today: date, notes: Sequence[str] = ()
) -> Dialog:
    """Let somebody choose one; `saved(letter)` gives it. The last one that has been is chosen already.

    `name` is that of the file, `notes` are sentences about what of it is not offered.
    """
    dialog = Dialog(parent, _("Which appointment?"), save=_("Choose"), width=760)
    dialog.body.addWidget(text.label(_("There are several in “{file}”.").format(file=name), "muted", wrap=True))
    listing = Listing(
        _("Appointments"),
        [
            Column("day", _("Day"), 108, show=_day, sortable=False),
            Column("time", _("Time"), 108, sortable=False),
            Column("subject", _("Subject"), 260, show=_title, sortable=False),
            Column("place", _("Place"), 180, sortable=False),
        ],
    )
    for note in notes:
        dialog.body.addWidget(text.label(note, "small", wrap=True))
    dialog.body.insertWidget(1, listing, 1)
    listing.show_rows(found)
    listing.go_to(filling.nearest(found, today))
    listing.activated.connect(lambda *_what: dialog.save_now())
    dialog.on_save(listing.current_row)
    dialog.open()
    listing.setFocus()
    return dialog


def _day(letter: Letter) -> str:
    return dates.show(letter.day) if letter.day is not None else ""


def _title(letter: Letter) -> str:
    return _("{subject} (cancelled)").format(subject=letter.subject) if letter.cancelled else letter.subject
