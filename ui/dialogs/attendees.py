"""Note several people at an activity; unknown ones become contacts in place."""

from PySide6.QtWidgets import QWidget

from crm.commands import activities
from crm.commands.interactions import Participant
from crm.i18n import _
from crm.queries import activities as queries
from ui.dialogs import choices, suggested
from ui.kit.dialog import Dialog
from ui.kit.forms import Form


def ask(parent: QWidget | None, *, activity: int) -> Dialog:
    """Who came, or who says that they will."""
    known = queries.detail(activity)
    form = Form(
        [
            suggested.participants("people", _("Who?"), lambda: known.start_on),
            choices.code("status", _("Status"), "participation_status"),
            choices.code("role", _("Role"), "participation_role"),
        ],
        columns=2,
    )
    form.set_values({"status": "attended" if known.status == "held" else "registered", "role": "participant"})
    dialog = Dialog(parent, _("Add people to {name}").format(name=known.name), save=_("Add"), form=form, width=520)
    dialog.on_save(lambda: _add(activity, form))
    dialog.ask_before_losing()
    dialog.open()
    form.widget("people").setFocus()
    return dialog


def _add(activity: int, form: Form) -> list[int]:
    values = form.values()
    chosen = [
        Participant(name=one.title, organisation_name=one.subtitle)
        if one.id is None
        else Participant(person=one.id)
        if one.id > 0
        else Participant(organisation=-one.id)
        for one in values["people"]
    ]
    return activities.attend_all(activity, chosen, status=values["status"], role=values["role"])
