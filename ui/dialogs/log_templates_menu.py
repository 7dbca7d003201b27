"""The button of the log dialog that offers the templates."""

from functools import partial

from PySide6.QtWidgets import QMenu

from crm.commands import log_templates as commands
from crm.i18n import _, language
from crm.queries import log_templates
from ui.dialogs import log_offers
from ui.dialogs.log_filling import Filling
from ui.kit.dialog import Dialog


def put(dialog: Dialog, filling: Filling) -> None:
    """Put the button at the foot of the dialog."""
    menu = QMenu(dialog)

    def fill() -> None:
        menu.clear()
        for row in log_templates.all():
            told = log_offers.describe(row)
            action = menu.addAction(f"{row.name} ({told})".replace("&", "&&") if told else row.name.replace("&", "&&"))
            action.triggered.connect(partial(filling.apply, row))
        if not log_templates.any():
            menu.addAction(_("Make three templates to begin with")).triggered.connect(
                partial(commands.seed, language())
            )

    menu.aboutToShow.connect(fill)
    made = dialog.add_button(_("&Template"), lambda: None, icon="note")
    made.setMenu(menu)
    made.setToolTip(_("Fill the fields as for a visit or a review (or write ! in the line)"))
