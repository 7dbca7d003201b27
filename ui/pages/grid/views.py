"""The views of one list: the button that says which one is shown, its menu, and what can be done with it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from crm.commands import saved_views as commands
from crm.errors import CrmError
from crm.i18n import _, quoted
from crm.queries import looks
from crm.queries import saved_views as queries
from crm.queries.looks import Look
from crm.queries.saved_views import View
from ui.kit.buttons import button
from ui.pages import doing
from ui.pages.desk import Desk


class Views(QObject):
    """Holds which view is shown (`now`) and what it looked like when it was saved.

    `chosen(view)` is emitted when somebody wants another one, None for the list as it is by itself.
    """

    chosen = Signal(object)

    def __init__(
        self, parent: QWidget, desk: Desk, about: str, look: Callable[[], Look], says: Callable[[], str]
    ) -> None:
        super().__init__(parent)
        self.about, self.now = about, None
        self._desk, self._look, self._says, self._over = desk, look, says, parent
        self._saved: Look | None = None
        self._menu = QMenu(parent)
        self.button: QPushButton = button(_("Views"), icon="star")
        self.button.setMenu(self._menu)
        self._menu.aboutToShow.connect(self._fill)
        self.tell()

    now: View | None

    def show(self, view: View | None, look: Look) -> None:
        """Hold this view, which looks so."""
        self.now, self._saved = view, look if view is not None else None
        self.tell()

    def read_again(self) -> bool:
        """Read the view anew; False where it was removed meanwhile."""
        if self.now is None:
            return True
        try:
            found = queries.view(self.now.id)
        except CrmError:
            found = None
        if found is None or found.archived:
            self.show(None, looks.Look())
            return False
        self.now, self._saved = found, found.read().look
        self.tell()
        return True

    def changed(self) -> bool:
        """Whether what is shown is something else than the view that was saved."""
        return self._saved is not None and not looks.same(self._saved, self._look())

    def saved(self) -> Look | None:
        """What the view looked like when it was saved."""
        return self._saved

    def tell(self) -> None:
        """Say on the button which view is shown, and whether it is another one by now."""
        name = self.now.name if self.now is not None else ""
        mark = " *" if name and self.changed() else ""
        self.button.setText((name or _("Views")).replace("&", "&&") + mark + "  ")
        told = _("View: {name}").format(name=name) if name else _("Views")
        self.button.setAccessibleName(f"{told}, {_('changed')}" if mark else told)

    def choose(self, view: View | None) -> None:
        """Show another view."""
        self.chosen.emit(view)

    def save_as(self) -> None:
        """Keep what is shown under a name."""
        from ui.dialogs import view_name

        dialog = view_name.save(
            self._over,
            about=self.about,
            content=looks.to_text(self.about, self._look()),
            says=self._says(),
            staff=self._desk.signs(),
        )
        dialog.saved.connect(lambda id: self.choose(queries.view(id)))

    def update(self) -> None:
        """Let the view be what is shown now."""
        if self.now is not None:
            commands.change(self.now.id, looks.to_text(self.about, self._look()))
            doing.told(self._desk, _("{name} is saved as it is shown.").format(name=quoted(self.now.name)))

    def rename(self) -> None:
        """Ask for another name."""
        from ui.dialogs import view_name

        if self.now is not None:
            view_name.rename(self._over, view=self.now.id)

    def copy(self) -> None:
        """A copy of one's own, in one click, and show it."""
        if self.now is None:
            return
        made = commands.copy(self.now.id, _("{name} (mine)").format(name=self.now.name), staff=self._desk.signs())
        doing.told(self._desk, _("Copied. Nobody else sees your copy."))
        self.choose(queries.view(made))

    def _fill(self) -> None:
        self._menu.clear()
        group = QActionGroup(self._menu)
        shown = queries.all(self.about, staff=self._desk.signs())
        for view in (None, *shown):
            words = view.name.replace("&", "&&") if view is not None else _("The list by itself")
            if view is not None and view.staff is not None:
                words = _("{name} (only me)").format(name=words)
            action = self._menu.addAction(words, partial(self.choose, view))
            action.setCheckable(True)
            action.setChecked((view.id if view else None) == (self.now.id if self.now else None))
            group.addAction(action)
        if self._desk.writable():
            self._menu.addSeparator()
            self._menu.addAction(_("Save view…"), self.save_as)
            if self.now is not None:
                self._of_now(self.now)

    def _of_now(self, view: View) -> None:
        self._menu.addAction(_("Save the changes"), self.update).setEnabled(self.changed())
        self._menu.addSeparator()
        self._menu.addAction(_("Rename…"), self.rename)
        if self._desk.signs() is not None:
            self._menu.addAction(_("Copy for me"), self.copy)
        pinned = self._menu.addAction(_("Show in the sidebar"), partial(pin, view, not view.pinned))
        start = self._menu.addAction(_("Begin with this view"), partial(begin, view, not view.start))
        for action, on in ((pinned, view.pinned), (start, view.start)):
            action.setCheckable(True)
            action.setChecked(on)
        self._menu.addAction(_("Remove the view"), partial(remove, self._desk, view))


def pin(view: View, on: bool) -> None:
    """Put a view into the sidebar, or take it out."""
    (commands.pin if on else commands.unpin)(view.id)


def begin(view: View, on: bool) -> None:
    """Let the list begin with a view, or not."""
    (commands.begin_with if on else commands.begin_without)(view.id)


def remove(desk: Desk, view: View) -> None:
    """Remove a view and offer the way back; its records stay."""
    commands.archive(view.id)
    doing.told(desk, _("Removed. The records stay."))
