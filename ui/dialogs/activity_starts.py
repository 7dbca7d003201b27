"""From what a new activity begins: a template, or one of last year, each a key in the menu of the dialog."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QMenu

from crm.commands import activity_templates as commands
from crm.i18n import _, language
from crm.queries import activities, activity_templates
from crm.queries.activity_templates import TemplateRow
from crm.rules import dates, yearly
from ui.dialogs import activity_form, choices
from ui.dialogs.activity_form import Proposals
from ui.kit.dialog import Dialog


def put(dialog: Dialog, proposals: Proposals, invite: Callable[[int | None], object]) -> None:
    """Put the button at the foot of the dialog; `invite` is told whose organisations can be registered again."""
    menu = QMenu(dialog)

    def to_the_day() -> None:
        """What a template cannot know is asked next."""
        assert dialog.form is not None
        dialog.form.widget("start_on").setFocus(Qt.FocusReason.OtherFocusReason)

    def from_template(row: TemplateRow) -> None:
        proposals.fill(activity_templates.filled(row, choices.today().year))
        invite(None)
        to_the_day()

    def from_activity(activity: int) -> None:
        proposals.fill(activity_form.again(activities.detail(activity), choices.today()))
        invite(activity)

    def make() -> None:
        commands.seed(language())
        # Once the menu has gone: it comes back with what one wanted to choose from.
        QTimer.singleShot(0, made, made.showMenu)

    def fill() -> None:
        menu.clear()
        templates = activity_templates.all()
        for place, template in enumerate(templates, 1):
            words = f"{_key(place)}{template.name.replace('&', '&&')}"
            menu.addAction(words, partial(from_template, template))
        if not activity_templates.any():
            seed = menu.addAction(_("Make three templates to begin with"))
            seed.triggered.connect(make)
        menu.addSeparator()
        coming = activities.coming_again(choices.today())
        words = _("As last year:") if coming else _("Nothing was held last year")
        menu.addAction(words).setEnabled(False)
        for place, one in enumerate(coming, len(templates) + 1):
            years = yearly.comes_again(one.start_on, choices.today())
            told = f"{yearly.shifted(one.name, years)}, {dates.show(yearly.moved(one.start_on, years))}"
            menu.addAction(_key(place) + told.replace("&", "&&"), partial(from_activity, one.id))

    menu.aboutToShow.connect(fill)
    made = dialog.add_button(_("&Template"), lambda: None, icon="copy")
    made.setMenu(menu)
    made.setToolTip(_("Fill the fields from a template, or as last year"))


def _key(place: int) -> str:
    return f"&{place}  " if place < 10 else ""
