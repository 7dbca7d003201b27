"""A list of goals out of a file: its lines looked over, then kept in one step."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from crm.exchange.fact_lists.reading import Found, Line
from crm.exchange.goal_lists import bringing
from crm.exchange.goal_lists.reading import Figure
from crm.i18n import _
from crm.progress import Progress
from crm.reports import goals as reported
from ui.dialogs import choices, received
from ui.dialogs.fact_list_file import FactListDialog


def choose(parent: QWidget | None) -> "GoalListDialog | None":
    """Ask for the file, then show its lines; None where somebody thought better of it."""
    file = received.one(parent, _("Goals"), received.tables())
    return ask(parent, file=file) if file is not None else None


def ask(parent: QWidget | None, *, file: Path) -> "GoalListDialog":
    """Read the file in the worker and show its lines."""
    dialog = GoalListDialog(parent, file)
    dialog.open()
    dialog.look()
    return dialog


class GoalListDialog(FactListDialog):
    """Every goal and indicator as it would be kept; of one that is there it is said what changes."""

    def __init__(self, parent: QWidget | None, file: Path) -> None:
        super().__init__(parent, "goal", file, choices.today().year, save=_("Bring in"))

    def read(self, progress: Progress) -> Found:
        figures = [Figure(*one) for one in reported.figures_to_follow()]
        return bringing.read(self.file, figures=figures, today=choices.today(), progress=progress)

    def keep(self, lines: Sequence[Line]) -> int:
        return bringing.keep(self.file.name, lines)
