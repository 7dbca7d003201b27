"""A list as a table over the whole width: its views, its filter, what it is grouped and sorted by, its columns."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from crm.changes import Changes
from crm.i18n import _, quoted
from crm.queries import looks
from crm.queries import saved_views as queries
from crm.queries.lists import fields
from crm.queries.lists.query import picked
from crm.queries.looks import Look
from crm.queries.saved_views import View
from ui.kit import text, theme, tokens
from ui.kit.bar import Bar
from ui.kit.buttons import button
from ui.kit.cards import Card
from ui.pages import halves
from ui.pages.desk import Desk
from ui.pages.export import Taken
from ui.pages.grid import changing, column_menu, columns
from ui.pages.grid.cell_editor import CellEditor
from ui.pages.grid.filter_line import FilterLine
from ui.pages.grid.grid_list import GridList
from ui.pages.grid.views import Views
from ui.pages.listing import Nothing


class Grid(QWidget):
    """The table of one list; `standard()` is how it looks by itself, `title()` what the page is called.

    What it looks like is kept in the desk's memory under `{name}.table`. `told` when status or verbs have changed.
    """

    told = Signal()
    text_changed = Signal(str)
    """Somebody chose a view that was searched for something: the page shows it in its search field."""

    def __init__(
        self, name: str, about: str, desk: Desk, title: Callable[[], str], standard: Callable[[], Look]
    ) -> None:
        super().__init__()
        self.about, self._name, self._desk, self._title, self._standard = about, name, desk, title, standard
        self.list = GridList(name, about, desk, self._nothing)
        self.editor = CellEditor(desk, self.list.grid, about, self.list.record)
        self.list.grid.setAccessibleName(_("{page} as a table").format(page=title()))
        self.views = Views(self, desk, about, lambda: self.look, lambda: self.filter.says())
        self.filter = FilterLine(about, desk, lambda: self.look, self.take)
        self._group, self._order, self._columns = (
            self._menu_button(_("Group by"), column_menu.fill_groups),
            self._menu_button(_("Sort by"), column_menu.fill_orders),
            button(_("Columns…"), self.choose_columns, icon="columns", quiet=True),
        )
        self._lost = Bar()
        self._changed = self._changes_line()
        self._lay_out()
        self.list.told.connect(self.told)
        self.list.look_changed.connect(self._look_changed)
        self.list.grid.column_menu_asked.connect(self._column_menu)
        self.list.grid.menu_asked.connect(desk.record_menu)
        self.views.chosen.connect(self.show_view)
        self._remembered()

    @property
    def look(self) -> Look:
        """How it looks now."""
        return self.list.look

    def take(self, look: Look) -> None:
        """Look like this from now on."""
        self.list.show(look)
        self._look_changed()

    def ask_as(self, look: Look) -> None:
        """Look like this; a view that asks for something else is left."""
        if looks.asks_same(look, self.look):
            return
        if self.views.now is not None:
            self._hold(None, self.look, ())
        self.take(look)

    def picks(self) -> bool:
        """Whether a view is shown with records that were picked by hand."""
        now = self.views.now
        return now is not None and (looks.is_by_hand(self.about, self.look) or picked(now.id) != looks.NOBODY)

    def build_filter(self, field: str = "") -> None:
        """Build on the filter by clicks; `field` begins with a condition on this field."""
        self.filter.build(field)

    def search(self, words: str) -> None:
        """Show what contains these words."""
        if words != self.look.text:
            self.take(replace(self.look, text=words))

    def show_view(self, view: View | None) -> None:
        """Show a view, or the list as it is by itself; what of the view is gone is said above it."""
        if view is None:
            self._hold(None, self._standard(), ())
        else:
            read = view.read()
            self._hold(view, read.look, read.lost)
        self.text_changed.emit(self.look.text)
        self.list.come_back({"scroll": (0, 0)})
        self.list.again(changed=True)
        self._look_changed()

    def react(self, changes: Changes) -> None:
        """Ask again: any field of the list may show what was touched."""
        if changes.touches("saved_view", "saved_view_row") and not self.views.read_again():
            self.show_view(None)
        self.list.again(changed=True)
        self.filter.tell()
        self._tell_changes()

    def on_screen(self) -> Taken:
        """What is shown, to go to a file or to paper; the rows of shut groups go too."""
        outs = columns.outs(columns.known(self.about, self.look))
        title = self.views.now.name if self.views.now is not None else self._title()
        ids, words = self.list.table.whole()
        return Taken(title, outs, self.list.asked(), ids, about=self.filter.says(), headings=words)

    def choose_columns(self) -> None:
        """Ask which columns are shown."""
        from ui.dialogs import choose_columns

        def chosen(look: Look) -> choose_columns.Chosen:
            return choose_columns.Chosen(look.keys, look.frozen)

        dialog = choose_columns.ask(
            self.window(),
            offered=[choose_columns.Offered(one.key, one.name, one.group) for one in fields.of(self.about)],
            chosen=chosen(self.look),
            standard=chosen(looks.standard(self.about)),
        )
        dialog.saved.connect(lambda found: self.take(changing.with_columns(self.look, *found)))

    def state(self) -> dict[str, Any]:
        """View, look and place."""
        view = self.views.now.id if self.views.now is not None else None
        return {"view": view, "look": self.look, **self.list.state()}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back there."""
        found = [view for view in queries.all(self.about, staff=self._desk.signs()) if view.id == state.get("view")]
        self._hold(found[0] if found else None, state["look"], ())
        self.list.come_back(state)
        self.list.again(changed=True)
        self._look_changed()

    def _hold(self, view: View | None, look: Look, lost: tuple[str, ...]) -> None:
        self.list.view_id = view.id if view is not None else None
        self.list.look = look
        self.views.show(view, view.read().look if view is not None else look)
        if lost and view is not None:
            words = _("{name} cannot show everything any more.").format(name=quoted(view.name))
            self._lost.say(" ".join((words, *lost)), "warning")
        else:
            self._lost.clear()

    def _look_changed(self) -> None:
        view = self.views.now.id if self.views.now is not None else None
        kept = {"view": view, "look": looks.to_text(self.about, self.look)}
        self._desk.memory[f"{self._name}.table"] = json.dumps(kept)
        self.filter.tell()
        self._tell_changes()
        self.told.emit()

    def _remembered(self) -> None:
        """Look as it did when the program was closed; as the view that the list begins with, where there is one."""
        start = queries.beginning(self.about, staff=self._desk.signs())
        try:
            kept = json.loads(self._desk.memory.get(f"{self._name}.table", "{}"))
        except ValueError:
            kept = {}
        views = {view.id: view for view in queries.all(self.about, staff=self._desk.signs())}
        view = start or views.get(kept.get("view"))
        if start is not None or not kept.get("look"):
            read = start.read() if start is not None else looks.Read(self._standard())
        else:
            read = looks.from_text(self.about, kept["look"])
        self._hold(view, read.look, read.lost)
        self.filter.tell()
        self._tell_changes()

    def _tell_changes(self) -> None:
        self.views.tell()
        changed = self.views.changed() and self.views.now is not None
        self._changed.setVisible(changed)
        if changed and self.views.now is not None:
            name = quoted(self.views.now.name)
            self._changed_words.setText(_("{name} is shown otherwise than it was saved.").format(name=name))

    def _changes_line(self) -> QWidget:
        made = QWidget(self)
        line = QHBoxLayout(made)
        line.setContentsMargins(tokens.S, 0, tokens.S, 0)
        line.setSpacing(tokens.S)
        self._changed_words = text.label("", "muted")
        line.addWidget(self._changed_words)
        line.addWidget(button(_("Save the changes"), self.views.update, quiet=True))
        line.addWidget(button(_("Save as a new view…"), self.views.save_as, quiet=True))
        line.addWidget(button(_("As it was saved"), self._take_back, quiet=True))
        line.addStretch(1)
        made.setEnabled(self._desk.writable())
        made.hide()
        return made

    def _take_back(self) -> None:
        self.show_view(self.views.now)

    def _menu_button(self, words: str, fill: Callable[[QMenu, Any], None]) -> QPushButton:
        menu = QMenu(self)
        menu.aboutToShow.connect(lambda: fill(menu, self))
        made: QPushButton = button(words + "  ", quiet=True)  # room for the arrow
        made.setAccessibleName(words)
        made.setMenu(menu)
        return made

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(tokens.S)
        line.addWidget(self.views.button, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.filter, 1)
        for made in (self._group, self._order, self._columns):
            line.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        card: Card = halves.list_card(self.list.widget)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(tokens.S)
        body.addLayout(line)
        body.addWidget(self._changed)
        body.addWidget(self._lost)
        body.addWidget(card, 1)

    def _column_menu(self, key: str, place: QPoint) -> None:
        keys = [column.key for column in self.list.table.columns]
        width = self.list.grid.head().sectionSize(keys.index(key)) if key in keys else 0
        row = self.list.record(self.list.grid.current_id())
        wide = round(width * 100 / theme.px(100))
        column_menu.show(self, self, key, choose=self.choose_columns, width=wide, row=row).popup(place)

    def _nothing(self) -> Nothing:
        if self.look.text or self.look != replace(self.look, conditions=self._standard().conditions):
            why = _("Nothing fits the search and the filter.")
            return Nothing("search", _("Nothing found"), why, _("Show all"), self._show_all)
        why = _("Nothing fits the filter that the list begins with.")
        return Nothing("search", _("Nothing here"), why, _("Show all"), self._show_all)

    def _show_all(self) -> None:
        self.take(replace(self.look, conditions=looks.Look().conditions, text="", archived=False))
        self.text_changed.emit("")
