"""The main window as its errands know it: what it holds, and where it can lead."""

from abc import abstractmethod
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
    @abstractmethod
    def desk(self) -> "Desk":
        """What the pages find on their desk."""

    @abstractmethod
    def say(self, words: str, action: str = "", on: Callable[[], object] | None = None) -> None:
        """Show a toast."""

    @abstractmethod
    def tell_backup(self) -> None:
        """Say in the status bar when the last backup was made."""

    @abstractmethod
    def show_record_menu(self, place: QPoint) -> None:
        """Pop up what can be done with the record one is on."""

    @property
    @abstractmethod
    def current(self) -> str:
        """The key of the page that is shown."""

    @abstractmethod
    def page(self) -> "Page | None":
        """The page that is shown."""

    @abstractmethod
    def go(self, key: str, id: int | None = None, **what: Any) -> None:
        """Go to a page, and to a record there."""

    @abstractmethod
    def go_back(self) -> None:
        """Go back to where one was."""

    @abstractmethod
    def go_forward(self) -> None:
        """Go to where one came back from."""

    @abstractmethod
    def open_apart(self, table: str, id: int) -> None:
        """Open a record in a window of its own."""

    @abstractmethod
    def windows_apart(self) -> Sequence[QWidget]:
        """The windows of single records that are open."""

    @abstractmethod
    def open_palette(self, words: str = "") -> None:
        """Open the one line that finds everything, with what `words` find."""
