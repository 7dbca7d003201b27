"""Before a goal is removed: what hangs on it, and what is to become of that."""

from PySide6.QtWidgets import QWidget

from crm.commands import goals
from crm.i18n import _, language, ngettext
from crm.queries import goals as queries
from ui.kit import fields, text
from ui.kit.dialog import Dialog
from ui.kit.forms import Form


def ask(parent: QWidget | None, *, goal: int) -> Dialog:
    """Say what hangs on a goal and remove it; undo brings all of it back."""
    one, hangs = queries.detail(goal, language()), queries.hanging(goal)
    form = Form(
        [
            fields.choice(
                "below",
                _("What stands below it"),
                choices=[("lift", _("Moves up to where it stood")), ("along", _("Is removed as well"))],
                hint=_("Its own indicators are removed with their values either way."),
                wide=True,
            )
        ]
        if hangs.goals
        else []
    )
    if hangs.goals:
        form.set_values({"below": "lift"})
    dialog = Dialog(parent, _("Remove this goal?"), save=_("Remove"), form=form, danger=True, width=480)
    dialog.body.insertWidget(0, text.label(one.text, "strong", wrap=True))
    dialog.body.insertWidget(1, text.label(_told(hangs), wrap=True))
    dialog.on_save(lambda: goals.delete(goal, lift=bool(hangs.goals) and form.value("below") == "lift"))
    dialog.open()
    return dialog


def _told(hangs: queries.Hanging) -> str:
    parts = (
        (hangs.goals, ngettext("{count} goal below it", "{count} goals below it", hangs.goals)),
        (hangs.indicators, ngettext("{count} indicator", "{count} indicators", hangs.indicators)),
        (hangs.values, ngettext("{count} value kept by hand", "{count} values kept by hand", hangs.values)),
    )
    told = ", ".join(words.format(count=count) for count, words in parts if count)
    return _("On it hang: {what}. Undo brings all of it back.").format(what=told)
