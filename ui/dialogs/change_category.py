"""A member gets another category from a day on; the days before keep theirs."""

from datetime import date

from PySide6.QtWidgets import QWidget

from crm.commands import memberships
from crm.i18n import _
from crm.queries import memberships as queries
from crm.rules import code_lists, dates
from ui.dialogs import choices
from ui.kit import text
from ui.kit.dialog import Dialog
from ui.kit.forms import Form


def ask(parent: QWidget | None, *, membership: int) -> Dialog:
    """Ask for the new category and its first day."""
    known = queries.detail(membership)
    period = known.membership
    form = Form(
        [
            choices.code("category", _("New category"), "membership_category", required=True),
            choices.day("on", _("From (this day included)"), required=True),
        ],
        columns=2,
    )
    form.set_values({"category": period.category, "on": date(choices.today().year + 1, 1, 1)})
    title = _("{name} changes category").format(name=known.organisation)
    dialog = Dialog(parent, title, save=_("Change category"), form=form, width=480)
    told = _("{category} since {day}. The earlier days keep that category.").format(
        category=code_lists.label("membership_category", period.category), day=dates.show(period.joined_on)
    )
    dialog.body.insertWidget(0, text.label(told, "muted", wrap=True))

    def save() -> int:
        values = form.values()
        return memberships.change_category(membership, values["category"], on=values["on"])

    dialog.on_save(save)
    dialog.open()
    form.widget("category").setFocus()
    return dialog
