"""What a page finds on its desk: the window behind it, without knowing the window."""

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from crm.changes import Changes
from crm.i18n import _
from ui.kit import tokens
from ui.kit.jobs import Jobs
from ui.pages.questions import Corner, Questions


class Status(NamedTuple):
    """What the status bar says of a page: "10 of 1 248 contacts", how many are selected, what these come to."""

    text: str = ""
    selected: int = 0
    sums: str = ""


class Preference(Protocol):
    """A setting of this machine that a person chooses: (value, label) pairs and the value now."""

    @property
    def name(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def description(self) -> str: ...
    @property
    def choices(self) -> tuple[tuple[Any, str], ...]: ...
    @property
    def value(self) -> Any: ...


def _nothing(*_arguments: Any, **_named: Any) -> None:
    return None


@dataclass
class Desk:
    """The window gives each page one and the same; a test makes its own.

    `window()` is the parent of dialogs; `go(page, id)` leads to a page and a record there; `say(words, action, on)` is
    a toast; `action(key)` does what the menu entry of that name does; `resume(draft)` goes on with a draft;
    `log(about, values)` logs with a person or an organisation, some fields filled;
    `open_apart(table, id)` opens a record in a window of its own; `record_menu(point)` pops up the record's menu;
    `prefer(name, value)` changes a setting of this machine; `sign_as(staff)` has the next steps signed by somebody;
    `create_file(path)` makes an empty register and opens it, which `show_created()` shows; `open_file(path)` opens an
    existing one; `protect(key)` writes the open one anew under a key, or none; `register()` is what it is called.
    `waiting()` are lists that are brought in as soon as there is a register, `wait(files)` adds to them.
    """

    questions: Questions | Corner
    jobs: Jobs
    memory: MutableMapping[str, str] = field(default_factory=dict)
    today: Callable[[], date] = date.today
    go: Callable[..., None] = _nothing
    say: Callable[..., None] = _nothing
    action: Callable[[str], None] = _nothing
    resume: Callable[[str], None] = _nothing
    log: Callable[[dict[str, int], dict[str, Any]], None] = _nothing
    record_menu: Callable[[QPoint], None] = _nothing
    open_apart: Callable[[str, int], None] = _nothing
    window: Callable[[], QWidget | None] = _nothing
    preferences: Callable[[], Sequence[Preference]] = list
    prefer: Callable[[str, Any], None] = _nothing
    sign_as: Callable[[int | None], None] = _nothing
    signs: Callable[[], int | None] = lambda: None
    create_file: Callable[[Path], None] = _nothing
    show_created: Callable[[], None] = _nothing
    open_file: Callable[[Path], None] = _nothing
    protect: Callable[[Any], None] = _nothing
    register: Callable[[], str] = str
    waiting: Callable[[], tuple[Path, ...]] = tuple
    wait: Callable[[tuple[Path, ...]], None] = _nothing
    recent: Callable[[], list[Path]] = list
    writable: Callable[[], bool] = lambda: True
    recent_records: list[tuple[str, int]] = field(default_factory=list)

    def looked_at(self, table: str, id: int) -> None:
        """Note that a record was looked at: the palette offers the newest while this register is open."""
        if (table, id) in self.recent_records:
            self.recent_records.remove((table, id))
        self.recent_records.insert(0, (table, id))
        del self.recent_records[12:]


class Page(QWidget):
    """A screen. What the window may ask of any of them, with the answers of one that has no list.

    `told` is emitted when the status or what can be done here has changed.
    """

    told = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.body = QVBoxLayout(self)
        left, top, right, bottom = tokens.PAGE_MARGIN
        # The message bar above the pages has the rest of the upper margin.
        self.body.setContentsMargins(left, top - tokens.S, right, bottom)
        self.body.setSpacing(tokens.M)

    @property
    def title(self) -> str:
        """What the page is called, in the present language."""
        return ""

    def react(self, changes: Changes) -> None:
        """Ask again what these changes touch."""

    def hear(self, changes: Changes) -> None:
        """`react`, and whatever else is shown on the page."""
        self.react(changes)

    def shown_status(self) -> Status:
        """`status` of what is shown: a list may be shown in another way than by itself."""
        return self.status()

    def shown_verbs(self) -> Mapping[str, Callable[[], object]]:
        """`verbs` of what is shown."""
        return self.verbs()

    def show_view(self, view: Any) -> None:
        """Show a view of the list (crm.queries.saved_views.View), or the list by itself again for None."""

    def shown_view(self) -> int | None:
        """The id of the view that is shown, None for none."""
        return None

    def fill_views(self, menu: QMenu) -> None:
        """Offer the views that what is selected may be picked for by hand."""
        menu.addAction(_("None")).setEnabled(False)

    def show_record(self, id: int) -> None:
        """Lead to a record of the kind that is at home here."""

    def refresh(self) -> None:
        """Ask everything again."""

    def subject(self) -> dict[str, int]:
        """Whom one is looking at, as a dialog that logs a meeting wants it: {"person": 7} or {"organisation": 3}."""
        return {}

    def search(self, words: str) -> None:
        """Show what contains these words."""

    def start_search(self) -> None:
        """Put the cursor where one searches (Ctrl+F)."""

    def primary_action(self) -> None:
        """Do what the primary button does."""

    def status(self) -> Status:
        """What the status bar says."""
        return Status()

    def verbs(self) -> Mapping[str, Callable[[], object]]:
        """What can be done with what is selected now: the key of an action in the menus -> what does it."""
        return {}

    def state(self) -> dict[str, Any]:
        """Where one stands: enough for `restore` to lead back to the same row and scroll position."""
        return {}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back to where `state` was taken."""
