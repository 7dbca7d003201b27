"""A page whose list can also be shown as a table over the whole width."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from crm.changes import Changes
from crm.i18n import _, ngettext
from crm.queries import looks
from crm.queries import saved_views as queries
from crm.queries.lists.conditions import All, Condition
from crm.queries.looks import Look
from crm.queries.saved_views import View
from crm.rules import numbers
from ui.kit.buttons import button
from ui.kit.record_view import RecordView
from ui.pages import export, several
from ui.pages.built_filter import BuiltFilter
from ui.pages.desk import Desk, Status
from ui.pages.grid import filter_line, picking
from ui.pages.grid.grid import Grid
from ui.pages.searched_page import SearchedPage


class WidePage(SearchedPage):
    """A page that puts its own list on `body`, below the header, and calls `offer_table` when that is done.

    `KEY` names it in what is remembered, `ABOUT` is the table of its records. The table stands in the place of all
    that is on `body`; the record one is on there is told to `look`, as that of the list is.
    """

    KEY: ClassVar[str]
    ABOUT: ClassVar[str]
    TABLE_ICON: ClassVar[str] = "table"
    built: BuiltFilter
    """The filter that was built for the list."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._outer = self.body
        self._narrow = QWidget()
        self.body = QVBoxLayout(self._narrow)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(self._outer.spacing())
        self._outer.addWidget(self._narrow, 1)
        self._grid: Grid | None = None
        self._only_list: tuple[QWidget, ...] = ()
        self._left: Look | None = None  # what the list showed when a view was left that it cannot show
        self.table_button: QPushButton | None = None

    def standard_look(self) -> Look:
        """How the table looks by itself: what the list shows before anybody filters it."""
        return looks.standard(self.ABOUT)

    def table_words(self) -> str:
        """What the button is called that shows the table."""
        return _("Table")

    def look(self, id: int | None) -> None:
        """Know which record one is on."""

    def said(self) -> Mapping[str, Condition]:
        """What the list asks for besides its search and what was built, by a key each, as the builder has it."""
        return {}

    def unsay(self, gone: Collection[str]) -> None:
        """Ask for what these keys of `said` stand for no more, without telling."""

    def shows_archived(self) -> bool:
        """Whether the list shows the archived records instead of the others."""
        return False

    def show_archived(self, on: bool) -> None:
        """Show the archived records instead of the others, or no longer; without telling."""

    def look_of_list(self, look: Look) -> Look:
        """The look, with what the list shows now."""
        asked = All((*self.said().values(), *filter_line.parts(self.built.condition)))
        return replace(look, conditions=asked, archived=self.shows_archived(), text=self._words())

    def search_list(self, words: str) -> None:
        """Search in the list."""

    def ask_list(self) -> None:
        """Ask the list anew: what it asks for has changed."""

    def follow_list(self) -> None:
        """Look at the record that one is on in the list: it is shown again."""

    def list_selected(self) -> list[int]:
        """The records that are selected in the list."""
        return []

    def list_view(self) -> RecordView | None:
        """The view of the list, None where it has several."""
        return None

    def offer_table(self, *only_list: QWidget) -> None:
        """Put the button that shows the table into the header, and show it where it was shown last.

        `only_list` is what of the header belongs to the list alone.
        """
        self._only_list = only_list
        self._outer.insertWidget(0, self.header)
        self.table_button = button(self.table_words(), icon=self.TABLE_ICON)
        self.table_button.setToolTip(_("Every field as a column, over the whole width"))
        self.table_button.setCheckable(True)
        self.table_button.clicked.connect(lambda: self.show_table(not self.table_shown()))
        self.header.add(self.table_button)
        kept = self.desk.memory.get(f"{self.KEY}.wide") == "1"
        if kept or queries.beginning(self.ABOUT, staff=self.desk.signs()) is not None:
            self.show_table(True, remember=False)

    @property
    def grid(self) -> Grid:
        """The table; made when it is first shown."""
        if self._grid is None:
            self._grid = Grid(self.KEY, self.ABOUT, self.desk, lambda: self.title, self.standard_look)
            self._grid.hide()
            self._outer.addWidget(self._grid, 1)
            self._grid.told.connect(self.told)
            self._grid.list.chosen.connect(self._on_record)
            self._grid.text_changed.connect(self._say_text)
            self._grid.list.grid.opened.connect(lambda _id: self.desk.action("edit_record"))
            self._grid.list.grid.opened_apart.connect(partial(self.desk.open_apart, self.ABOUT))
        return self._grid

    def table_shown(self) -> bool:
        """Whether the table is shown in the place of the list."""
        return self._grid is not None and not self._grid.isHidden()

    def show_table(self, on: bool, *, remember: bool = True) -> None:
        """Show the table, or the list again; where somebody asked for it, the one shows the records that the other did.

        A view with records picked by hand shows what no list can: it is there again while the list is as it was.
        """
        if remember:
            self.desk.memory[f"{self.KEY}.wide"] = "1" if on else "0"
        if self.table_button is not None:
            self.table_button.setChecked(on)
        if on == self.table_shown():
            return
        self._change_places(on)
        if on:
            if remember:
                self._to_table()
            elif self._words() or self.grid.views.now is None:
                self.grid.search(self._words())
            self._say_text(self.grid.look.text)
            self.grid.list.again(changed=True)
            self.grid.list.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            if remember:
                self._to_list()
            self.search_list(self._words())
            self.follow_list()
        self.told.emit()

    def _change_places(self, on: bool) -> None:
        of_list: tuple[QWidget, ...] = (self._narrow, *self._only_list)
        coming, going = ((self.grid,), of_list) if on else (of_list, (self.grid,))
        for one in coming:
            one.show()
        # Whoever has the focus and is hidden has Qt look through the whole page for the next one.
        view, focused = self.grid.list.grid if on else self.list_view(), self.focusWidget()
        if view is not None and focused is not None and any(one.isAncestorOf(focused) for one in going):
            view.setFocus(Qt.FocusReason.OtherFocusReason)
        for one in going:
            one.hide()

    def _to_table(self) -> None:
        look = self.look_of_list(self.grid.look)
        if self._left is None or not looks.asks_same(look, self._left):
            self.grid.ask_as(look)

    def _to_list(self) -> None:
        look = self.grid.look
        if self.grid.picks():
            self._left = self.look_of_list(look)
            return
        self._left = None
        asked = filter_line.parts(look.conditions)
        self.unsay([key for key, one in self.said().items() if one not in asked])
        self.show_archived(look.archived is True)
        kept = self.said().values()
        self.built.set(All(tuple(one for one in asked if one not in kept)))
        self.ask_list()

    def show_view(self, view: View | None) -> None:
        """Show a view in the table; for None the list by itself again, as list or table as it was before."""
        if view is not None:
            self.show_table(True, remember=False)
            self.grid.show_view(view)
        elif self.shown_view() is not None:
            self.grid.show_view(None)
            self.show_table(self.desk.memory.get(f"{self.KEY}.wide") == "1")

    def shown_view(self) -> int | None:
        """The id of the view that is shown, None for none."""
        now = self.grid.views.now if self.table_shown() else None
        return now.id if now is not None else None

    def searched(self, words: str) -> None:
        if self.table_shown():
            self.grid.search(words)
        else:
            self.search_list(words)

    def hear(self, changes: Changes) -> None:
        super().hear(changes)
        if self.table_shown():
            self.grid.react(changes)

    def ask_table(self) -> None:
        """Ask the table anew where it is shown."""
        if self.table_shown():
            self.grid.list.again(changed=True)

    def in_table(self, id: int) -> bool:
        """Lead to a record in the table, where that is shown and holds it; else the list is shown."""
        if self.table_shown() and self.grid.list.want(id):
            self.grid.list.grid.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        self.show_table(False, remember=False)
        return False

    def selected(self) -> list[int]:
        """The records that are selected in what is shown."""
        return self.grid.list.grid.selected_ids() if self.table_shown() else self.list_selected()

    def shown_status(self) -> Status:
        if not self.table_shown():
            return self.status()
        rows, show = self.grid.list, numbers.show_int
        words = ngettext("{shown} of {total} row", "{shown} of {total} rows", rows.total())
        return Status(
            words.format(shown=show(rows.shown()), total=show(rows.total())), rows.grid.selected_count(), rows.sums
        )

    def shown_verbs(self) -> Mapping[str, Callable[[], object]]:
        found = dict(self.verbs()) | {"table": lambda: self.show_table(not self.table_shown())}
        found["build_filter"] = self.grid.build_filter if self.table_shown() else self.built.ask
        if self.table_shown():
            found |= export.verbs(self.desk, self.grid.on_screen, self.ABOUT) | {"columns": self.grid.choose_columns}
            if self.desk.writable():
                found |= {"save_view": self.grid.views.save_as, "fill_down": self.grid.editor.fill_down}
        view = self.grid.list.grid if self.table_shown() else self.list_view()
        if view is not None and self.desk.writable() and view.selected_count() > 1:
            found["several"] = partial(several.ask, self.desk, view, self.ABOUT)
        return found

    def fill_views(self, menu: QMenu) -> None:
        if self.desk.writable() and self.selected():
            picking.fill(menu, self.desk, self.ABOUT, self.selected(), self.shown_view())
        else:
            super().fill_views(menu)

    def table_state(self) -> dict[str, Any]:
        """What `restore_table` needs: None where the list is shown."""
        return {"table": self.grid.state() if self.table_shown() else None}

    def restore_table(self, state: Mapping[str, Any]) -> None:
        """Show the table as it was, or the list: a page that is told what to filter by shows it there."""
        table = state.get("table")
        self.show_table(table is not None, remember=False)
        if table is not None:
            self.grid.restore(table)
            self._say_text(self.grid.look.text)

    def _on_record(self, id: int | None) -> None:
        if not self.table_shown():
            return
        self.look(id)
        if id is not None and self.isVisible():
            self.desk.looked_at(self.ABOUT, id)
        self.told.emit()

    def _words(self) -> str:
        return self.header.search.text() if self.header.search is not None else ""

    def _say_text(self, words: str) -> None:
        if self.header.search is not None:
            self.header.search.set_text_quietly(words)
