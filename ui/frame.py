"""The main window as its errands know it: what it holds, and where it can lead."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialog, QMainWindow, QWidget

from ui.actions import Actions
from ui.help import Help
from ui.shell import Shell

if TYPE_CHECKING:
    from ui.pages.desk import Desk, Page
    from ui.program import Program


class Frame(QMainWindow):
    """What `ui.errands` and `ui.submenus` ask of the window; `ui.window` is the one there is."""

    program: "Program"
    today: Callable[[], date]
    actions_: Actions
    shell: Shell
    file: Path | None
    read_only: str
    logging: QDialog | None
    help: Help
    sample: bool
    waiting: tuple[Path, ...]

    @property
    def desk(self) -> "Desk":
        """What the pages find on their desk."""
        raise NotImplementedError

    def say(self, words: str, action: str = "", on: Callable[[], object] | None = None) -> None:
        """Show a toast."""
        raise NotImplementedError

    def tell_backup(self) -> None:
        """Say in the status bar when the last backup was made."""
        raise NotImplementedError

    def show_record_menu(self, place: QPoint) -> None:
        """Pop up what can be done with the record one is on."""
        raise NotImplementedError

    @property
    def current(self) -> str:
        """The key of the page that is shown."""
        raise NotImplementedError

    def page(self) -> "Page | None":
        """The page that is shown."""
        raise NotImplementedError

    def go(self, key: str, id: int | None = None, **what: Any) -> None:
        """Go to a page, and to a record there."""
        raise NotImplementedError

    def go_back(self) -> None:
        """Go back to where one was."""
        raise NotImplementedError

    def go_forward(self) -> None:
        """Go to where one came back from."""
        raise NotImplementedError

    def open_apart(self, table: str, id: int) -> None:
        """Open a record in a window of its own."""
        raise NotImplementedError

    def windows_apart(self) -> Sequence[QWidget]:
        """The windows of single records that are open."""
        raise NotImplementedError

    def open_palette(self, words: str = "") -> None:
        """Open the one line that finds everything, with what `words` find."""
        raise NotImplementedError
