"""A new membership, or an existing one's facts. Leaving, another category and fees have their own dialogs."""

from PySide6.QtWidgets import QWidget

from crm.commands import memberships
from crm.i18n import _
from crm.queries import memberships as membership_queries
from crm.queries import organisations
from ui.dialogs import choices, editing
from ui.kit import fields
from ui.kit.dialog import Dialog
from ui.kit.forms import Form

NAMES = (
    *("category", "network", "joined_on", "agreement_signed_on", "pledged_cash", "pledged_minutes", "agreed_to"),
    *("notice_by", "notes"),
)
ENDED = ("left_on", "leave_reason")


def ask(parent: QWidget | None, *, organisation: int, membership: int | None = None) -> Dialog:
    """Begin a membership of an organisation, or edit one of its periods."""
    shown = [
        choices.code("category", _("Category"), "membership_category", required=True),
        choices.network("network", _("Network")),
        choices.day("joined_on", _("Member from"), required=True),
        choices.day("agreement_signed_on", _("Agreement signed")),
        choices.money("pledged_cash", _("Pledged money")),
        choices.hours("pledged_minutes", _("Pledged work")),
        choices.day("agreed_to", _("Agreed until"), hint=_("It continues after that until somebody ends it.")),
        choices.day("notice_by", _("Notice at the latest")),
    ]
    notes = fields.lines("notes", _("Note"), rows=3)
    if membership is None:
        form = Form([*shown, notes], columns=2)
        form.set_values({"category": "full", "network": "main", "joined_on": choices.today()})
        title = _("New member: {name}").format(name=organisations.detail(organisation).name)
        dialog = Dialog(parent, title, save=_("Add"), form=form, width=560)
        dialog.on_save(lambda: memberships.join(organisation, **form.values()))
    else:
        dialog = _edit(parent, membership, shown, notes)
    dialog.ask_before_losing()
    dialog.open()
    assert dialog.form is not None
    dialog.form.widget("category").setFocus()
    return dialog


def _edit(parent: QWidget | None, membership: int, shown: list[fields.Field], notes: fields.Field) -> Dialog:
    known = membership_queries.detail(membership)
    period = known.membership
    names: tuple[str, ...] = NAMES
    if period.left_on is not None:
        names += ENDED
        shown.append(choices.day("left_on", _("Last day of membership")))
        shown.append(choices.code("leave_reason", _("Reason for leaving"), "leave_reason", blank=True))
    form = Form([*shown, notes], columns=2)
    form.set_values({name: getattr(period, name) for name in names})
    dialog = Dialog(parent, _("Membership of {name}").format(name=known.organisation), form=form, width=560)
    editing.save_changes(
        dialog,
        form,
        "membership",
        version=lambda: membership_queries.detail(membership).membership.version,
        save=lambda changed, seen: memberships.edit(membership, seen=seen, **changed),
    )
    editing.offer_removal(dialog, lambda: memberships.remove(membership), of=("membership", membership))
    return dialog
