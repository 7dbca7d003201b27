"""From what a new activity begins: a template, or one of last year, each a key in the menu of the dialog."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu

from crm.i18n import _
from crm.queries import activities, activity_templates
from crm.queries.activity_templates import TemplateRow
from crm.rules import dates, yearly
from ui.dialogs import activity_form, choices
from ui.dialogs.activity_form import Proposals
from ui.kit.dialog import Dialog


def put(dialog: Dialog, proposals: Proposals, invite: Callable[[int | None], object]) -> None:
    """Put the button at the foot of the dialog; `invite` is told whose organisations can be registered again."""
    menu = QMenu(dialog)

    def from_template(row: TemplateRow) -> None:
        proposals.fill(activity_templates.filled(row, choices.today().year))
        invite(None)

    def from_activity(activity: int) -> None:
        proposals.fill(activity_form.again(activities.detail(activity), choices.today()))
        invite(activity)

    def fill() -> None:
        menu.clear()
        templates = activity_templates.all()
        for place, template in enumerate(templates, 1):
            words = f"{_key(place)}{template.name.replace('&', '&&')}"
            menu.addAction(words, partial(from_template, template))
        if not templates:
            menu.addAction(_("No templates yet: keep one from an activity")).setEnabled(False)
        menu.addSection(_("As last year"))
        coming = activities.coming_again(choices.today())
        for place, one in enumerate(coming, len(templates) + 1):
            day = dates.show(yearly.moved(one.start_on, yearly.comes_again(one.start_on, choices.today())))
            words = f"{_key(place)}{one.name.replace('&', '&&')} → {day}"
            menu.addAction(words, partial(from_activity, one.id))
        if not coming:
            menu.addAction(_("Nothing was held last year")).setEnabled(False)

    menu.aboutToShow.connect(fill)
    made = dialog.add_button(_("&Template"), lambda: None, icon="copy")
    made.setMenu(menu)
    made.setToolTip(_("Fill the fields from a template, or as last year"))


def _key(place: int) -> str:
    return f"&{place}  " if place < 10 else ""
