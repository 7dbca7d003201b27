"""Put a follow-up off: one key for each usual day, or any other."""

from datetime import date, timedelta
from functools import partial

from PySide6.QtWidgets import QWidget

from crm.commands import tasks
from crm.errors import Invalid
from crm.i18n import _
from crm.queries import tasks as task_queries
from crm.rules import dates, recurrence
from ui.dialogs import choices
from ui.dialogs.options import Options
from ui.kit import text
from ui.kit.date_field import WEEKDAYS
from ui.kit.dialog import Dialog
from ui.kit.forms import Form


def ask(parent: QWidget | None, *, task: int) -> Dialog:
    """Ask for the new day: 1 tomorrow, 7 in a week, 2 in two weeks, M in a month, D any date."""
    form = Form([choices.day("due_on", _("New day"), required=True)])
    form.hide()
    dialog = Dialog(parent, _("Put off"), save=_("Put off"), form=form, width=420)
    dialog.save_button.hide()
    known = task_queries.detail(task)
    about = _("{title} · due {day}").format(title=known.title, day=dates.show(known.due_on))
    dialog.body.insertWidget(0, text.label(about, "muted", wrap=True))
    options = Options()
    today = date.today()

    def take(day: date) -> None:
        form.set_values({"due_on": day})
        dialog.save_now()

    def choose() -> None:
        options.hide()
        form.show()
        dialog.save_button.show()
        form.widget("due_on").setFocus()

    usual = (
        ("1", today + timedelta(days=1), _("Tomorrow")),
        ("2", today + timedelta(days=14), _("In two weeks")),
        ("7", today + timedelta(days=7), _("In a week")),
        ("M", recurrence.following(today, 1, "month", today), _("In a month")),
    )
    for key, day, title in sorted(usual, key=lambda one: one[1]):
        options.add(key, "snooze", title, partial(take, day), f"{_(WEEKDAYS[day.weekday()])} {dates.show(day)}")
    options.add("D", "calendar", _("A date…"), choose)
    dialog.body.insertWidget(1, options)
    dialog.on_save(lambda: tasks.snooze(task, _later(form, today)))
    dialog.open()
    options.setFocus()
    return dialog


def _later(form: Form, today: date) -> date:
    day: date = form.values()["due_on"]
    if day < today:
        raise Invalid({"due_on": _("That day is over. Choose today or later.")})
    return day
