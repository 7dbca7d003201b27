"""What went out of the register: which list, how many records, as what, who took it and when."""

from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from crm.i18n import _
from crm.queries import mailing, went_out
from crm.queries.went_out import WentOut
from crm.rules import code_lists, numbers
from ui.dialogs import wording
from ui.dialogs.listing import Listing
from ui.kit import text
from ui.kit.dialog import Dialog
from ui.kit.table import Column


class Line(NamedTuple):
    """One of them in words."""

    at: str
    who: str
    what: str
    number: str
    how: str


def ask(parent: QWidget | None) -> Dialog:
    """List what went out, the newest first."""
    dialog = Dialog(parent, _("What went out"), save=_("Close"), width=860)
    dialog.cancel_button.hide()
    why = _("Lists that were exported, printed or made into a mail list. Names of people are not kept here.")
    listing = Listing(
        _("What went out"),
        [
            Column("at", _("When"), 132, sortable=False),
            Column("who", _("Who"), 150, sortable=False),
            Column("what", _("List"), 186, sortable=False, tip=lambda row: row.what),
            Column("number", _("How many"), 104, "right", sortable=False),
            Column("how", _("As"), 230, sortable=False, tip=lambda row: row.how),
        ],
        tall=12,
    )
    lines = [_line(one) for one in went_out.latest()]
    listing.show_rows(lines)
    nothing = text.label(_("Nothing has been exported or printed yet."), "muted", wrap=True)
    dialog.body.addWidget(text.label(why, "muted", wrap=True))
    dialog.body.addWidget(listing, 1)
    dialog.body.addWidget(nothing)
    listing.setVisible(bool(lines))
    nothing.setVisible(not lines)
    dialog.open()
    (listing if lines else dialog.save_button).setFocus()
    return dialog


def _line(one: WentOut) -> Line:
    who = one.staff or ("–" if one.origin == "window" else code_lists.label("origin", one.origin))
    how = {
        went_out.FILE: _("File"),
        went_out.EDITED: _("Workbook to be edited"),
        went_out.PAPER: _("Paper or PDF"),
        went_out.OUTLOOK: _("Recipients for Outlook"),
        went_out.MAILCHIMP: _("List for Mailchimp"),
        went_out.MERGE: _("Mail merge"),
        went_out.CARDS: _("Contact cards"),
        went_out.LABELS: _("Address labels"),
    }.get(one.how, one.how)
    purpose = {
        mailing.SERVICE: _("Meeting or membership"),
        mailing.NEWSLETTER: _("Newsletter"),
        mailing.INVITATION: _("Invitation"),
    }.get(one.purpose, "")
    parts = " · ".join(part for part in (how, purpose) if part)
    return Line(wording.moment(one.at), who, one.what, numbers.show_int(one.number), parts)
