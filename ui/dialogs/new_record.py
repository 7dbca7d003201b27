"""Ctrl+N: what is to be new? One key each."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QWidget

from crm.i18n import _
from ui.dialogs import activity, contribution, goal, log_meeting, organisation, person, project, task
from ui.dialogs.options import Options
from ui.kit.dialog import Dialog

TABLES = ("person", "organisation", "interaction", "task", "activity", "project", "contribution", "goal")
"""The kinds in the order of their keys."""


def ask(parent: QWidget, *, likely: str = "") -> Dialog:
    """Ask for the kind; its own dialog opens in place of this one. The focus is on the `likely` table's."""
    dialog = Dialog(parent, _("New record"), width=520)
    dialog.save_button.hide()
    options = Options()

    def offer(key: str, icon: str, title: str, about: str, opens: Callable[[QWidget], QDialog]) -> None:
        def take() -> None:
            dialog.accept()
            # Once this one has gone: two modal dialogs over each other confuse the focus.
            QTimer.singleShot(0, parent, lambda: opens(parent))

        options.add(key, icon, title, take, about)

    kinds: tuple[tuple[str, str, str, Callable[[QWidget], QDialog]], ...] = (
        ("person", _("Contact"), _("A person at a member, a partner or anywhere else."), person.ask),
        ("building", _("Organisation"), _("A company, a research or a public body."), organisation.ask),
        ("meeting", _("Meeting, call or visit"), _("What took place, and what was promised."), log_meeting.ask),
        ("followups", _("Follow-up"), _("Something to do by a day."), task.ask),
        ("activities", _("Activity"), _("A course, a workshop, a network meeting."), activity.ask),
        ("projects", _("Project"), _("Who does what with whom, for what money."), project.ask),
        ("clock", _("Contribution"), _("Hours, money or other things that a member gives."), contribution.ask),
        ("goals", _("Goal"), _("What the cluster wants to reach, and what shows it."), goal.ask),
    )
    for key, (icon, title, about, opens) in enumerate(kinds, start=1):
        offer(str(key), icon, title, about, opens)
    dialog.body.addWidget(options)
    dialog.open()
    options.options[TABLES.index(likely) if likely in TABLES else 0].setFocus()
    return dialog
