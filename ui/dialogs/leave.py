"""A member leaves: the last day of the membership, and why."""

from PySide6.QtWidgets import QWidget

from crm.commands import memberships
from crm.i18n import _
from crm.queries import memberships as membership_queries
from crm.rules import dates
from ui.dialogs import choices
from ui.kit import text
from ui.kit.dialog import Dialog
from ui.kit.forms import Form


def ask(parent: QWidget | None, *, membership: int) -> Dialog:
    """Ask on which day the membership ends; the organisation stays in the register."""
    known = membership_queries.detail(membership)
    form = Form(
        [
            choices.day("left_on", _("Last day of membership"), required=True),
            choices.code("leave_reason", _("Reason"), "leave_reason", blank=True),
        ],
        columns=2,
    )
    form.set_values({"left_on": choices.today()})
    title = _("{name} leaves the cluster").format(name=known.organisation)
    dialog = Dialog(parent, title, save=_("End membership"), form=form, width=480)
    since = _("Member since {day}. The organisation, its people and its history stay in the register.")
    dialog.body.insertWidget(
        0, text.label(since.format(day=dates.show(known.membership.joined_on)), "muted", wrap=True)
    )

    def save() -> None:
        values = form.values()
        memberships.leave(membership, values["left_on"], reason=values["leave_reason"])

    dialog.on_save(save)
    dialog.open()
    form.widget("left_on").setFocus()
    return dialog
