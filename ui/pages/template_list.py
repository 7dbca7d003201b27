"""What the two lists of templates have in common: those in use in their order, put first, and some to begin with."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import Qt

from crm.i18n import _, language
from ui.kit.buttons import button
from ui.kit.table import Column
from ui.pages.desk import Desk
from ui.pages.small_list import SmallList


class Commands(Protocol):
    """What can be done with templates of a kind."""

    def seed(self, language: str) -> None:
        """Keep three to begin with."""

    def put_first(self, template: int) -> None:
        """Let one stand before all others."""


class TemplateList(SmallList):
    """Templates of a kind; `any_kept` says whether there were ever any, else three are offered to begin with."""

    def __init__(
        self, desk: Desk, title: str, columns: Sequence[Column], commands: Commands, any_kept: Callable[[], bool]
    ) -> None:
        self._commands, self._any_kept = commands, any_kept
        self._seed = button(_("Make three templates to begin with"), lambda: commands.seed(language()), icon="plus")
        super().__init__(desk, title, columns, add=_("New template"))
        first = button(_("Put first"), self._put_first, icon="chevron-up", quiet=True)
        for made in (first, self._seed):
            made.setEnabled(desk.writable())
            self.body.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        self.read()

    def read(self) -> None:
        """Read all again."""
        super().read()
        # Without a parent it would flash up as a window.
        self._seed.setVisible(self._seed.parentWidget() is not None and not self._any_kept())

    def _put_first(self) -> None:
        if (id := self.view.current_id()) is not None:
            self._commands.put_first(id)
