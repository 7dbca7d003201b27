"""The views in the sidebar below the pages: their names, how many records each shows now, and the way to them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QMenu

from crm.changes import Changes
from crm.i18n import _
from ui.frame import Frame
from ui.kit.sidebar import Item
from ui.pages import places

if TYPE_CHECKING:
    from crm.queries.saved_views import View

PREFIX = "view:"
QUIET_MS = 400
"""So long the register must be left in peace before the views are counted anew."""


class Pinned(QObject):
    """Tells the sidebar of the window; counts one view after the other, so that no list waits long for its answer."""

    def __init__(self, window: Frame) -> None:
        super().__init__(window)
        self._window = window
        self._views: dict[str, View] = {}
        self._counts: dict[str, int] = {}
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(QUIET_MS)
        self._later.timeout.connect(self._count)
        window.shell.sidebar.chosen.connect(self.choose)
        window.shell.sidebar.menu_asked.connect(self._menu)

    def show(self) -> None:
        """Name the pages, and the views below them, in the present language."""
        self._window.shell.sidebar.set_items([*places.items(), *self._items()])
        self.select()

    def select(self) -> None:
        """Mark where one is: the view that is shown, else the page."""
        sidebar, here = self._window.shell.sidebar, self.here() or self._window.current
        if sidebar.current() != here:
            sidebar.select(here)

    def read(self) -> None:
        """Ask which views there are, and count them."""
        from crm.queries import saved_views

        staff = self._window.desk.signs()
        self._window.desk.questions.ask("window.views", lambda: saved_views.pinned(staff=staff), self._show)

    def react(self, changes: Changes) -> None:
        """Read the views again where one was touched; count all where anything else was."""
        if changes.touches("saved_view"):
            self.read()
        elif self._views:
            self._later.start()

    def forget(self) -> None:
        """Show none: the register is being closed."""
        self._later.stop()
        self._views, self._counts = {}, {}

    def choose(self, key: str) -> None:
        """Go to a page, to its list as it is by itself; or to a view of it."""
        view = self._views.get(key)
        self._window.go(places.home(view.about) if view is not None else key)
        page = self._window.page()
        if page is not None:
            page.show_view(view)

    def here(self) -> str:
        """The key of the view that is shown now, "" for none of the sidebar."""
        page = self._window.page()
        key = f"{PREFIX}{page.shown_view()}" if page is not None else ""
        return key if key in self._views else ""

    def _show(self, views: "Sequence[View]") -> None:
        self._views = {f"{PREFIX}{view.id}": view for view in views}
        self._window.shell.sidebar.set_section(_("Views"), self._items())
        self._count()
        self.select()

    def _items(self) -> list[Item]:
        return [
            Item(key, view.name, places.icon(view.about), self._counts.get(key), _("Views"), view.name)
            for key, view in self._views.items()
        ]

    def _count(self) -> None:
        from crm.queries import saved_views

        today = self._window.today()
        for key, view in self._views.items():
            self._window.desk.questions.ask(
                f"window.{key}",
                lambda id=view.id: saved_views.count(id, today=today),  # type: ignore[misc]
                lambda found, key=key: self._told(key, found),  # type: ignore[misc]
            )

    def _told(self, key: str, count: int) -> None:
        self._counts[key] = count
        self._window.shell.sidebar.set_count(key, count)

    def _menu(self, key: str, place: QPoint) -> None:
        from crm.commands import saved_views as commands
        from ui.dialogs import view_name
        from ui.pages.grid import views

        view = self._views.get(key)
        if view is None or self._window.read_only:
            return
        keys = list(self._views)
        at = keys.index(key)

        def move(by: int) -> None:
            keys.insert(at + by, keys.pop(at))
            commands.order([self._views[one].id for one in keys])

        menu = QMenu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Move up"), lambda: move(-1)).setEnabled(at > 0)
        menu.addAction(_("Move down"), lambda: move(1)).setEnabled(at < len(keys) - 1)
        menu.addAction(_("Rename…"), lambda: view_name.rename(self._window, view=view.id))
        menu.addAction(_("Take out of the sidebar"), lambda: views.pin(view, False))
        menu.addAction(_("Remove the view"), lambda: views.remove(self._window.desk, view))
        menu.popup(place)
