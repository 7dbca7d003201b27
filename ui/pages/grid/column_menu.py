"""The menu of a column: sort, group, filter by it, move it, let it stand still, show other columns."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from crm.i18n import _, quoted
from crm.queries import looks
from crm.queries.lists import fields, values
from crm.queries.lists.conditions import Compare
from crm.queries.lists.field import Field
from crm.queries.looks import Look
from ui.pages.grid import changing
from ui.pages.grid.columns import Record


class Changes(Protocol):
    """What the menus need of the table: its look, and how to give it another."""

    about: str

    @property
    def look(self) -> Look:
        """How it looks now."""

    def take(self, look: Look, /) -> None:
        """Look like this from now on."""

    def build_filter(self, field: str = "") -> None:
        """Build on the filter by clicks, with a condition on this field."""


STEP = 30
"""By so many pixels a column gets wider and narrower by the keyboard."""


def show(
    parent: QWidget, table: Changes, key: str, *, choose: Callable[[], object], width: int, row: Record | None = None
) -> QMenu:
    """The menu of a column; without a key only what concerns all of them.

    `width` is what it has now in pixels at 100 %, `choose` opens all columns, `row` is the record the keyboard is on.
    """
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    field = fields.find(table.about, key) if key else None
    if field is not None:
        _of_column(menu, table, field, width, row)
        menu.addSeparator()
    more = menu.addMenu(_("Show more columns"))
    fill_columns(more, table, after=key)
    menu.addAction(_("Columns…"), choose)
    return menu


def _of_column(menu: QMenu, table: Changes, field: Field, width: int, row: Record | None) -> None:
    look, key = table.look, field.key
    place = look.keys.index(key) if key in look.keys else 0

    def take(changed: Look) -> None:
        table.take(changed)

    if field.sorts:
        menu.addAction(_("Sort ascending"), lambda: take(changing.ordered(look, key, False)))
        menu.addAction(_("Sort descending"), lambda: take(changing.ordered(look, key, True)))
        if look.order and look.order != ((key, False),) and look.order != ((key, True),):
            menu.addAction(_("Then ascending by this"), lambda: take(changing.ordered(look, key, False, more=True)))
            menu.addAction(_("Then descending by this"), lambda: take(changing.ordered(look, key, True, more=True)))
        menu.addSeparator()
    menu.addAction(_("Filter by this…"), lambda: table.build_filter(key))
    if row is not None and key in row:
        _only(menu, table, field, row[key])
    if field.groups:
        _grouping(menu, table, field)
    menu.addSeparator()
    menu.addAction(_("Move to the left"), lambda: take(changing.moved(look, key, -1))).setEnabled(place > 0)
    last = place == len(look.columns) - 1
    menu.addAction(_("Move to the right"), lambda: take(changing.moved(look, key, 1))).setEnabled(not last)
    menu.addAction(_("Wider"), lambda: take(changing.wider(look, key, width + STEP)))
    menu.addAction(_("Narrower"), lambda: take(changing.wider(look, key, max(48, width - STEP))))
    still = menu.addAction(_("Keep in sight up to here"), lambda: take(changing.frozen_to(look, key)))
    still.setCheckable(True)
    still.setChecked(look.frozen == place + 1)
    still.setEnabled(not last or still.isChecked())
    menu.addAction(_("Hide this column"), lambda: take(changing.toggled(look, key))).setEnabled(len(look.columns) > 1)


def _only(menu: QMenu, table: Changes, field: Field, value: Any) -> None:
    """Only the records that have the same there as the one the keyboard is on."""
    compare = same_as(field, value)
    if compare is not None:
        told = values.words(field, value)
        words = _("Only {value}").format(value=quoted(told[:40])) if told else _("Only where it is blank")
        asked = looks.asking(table.look, compare)
        menu.addAction(words.replace("&", "&&"), lambda: table.take(asked))


def same_as(field: Field, value: Any) -> Compare | None:
    """What those fulfil that have this value; None where that cannot be asked."""
    if value is None or value in ("", ()):
        return Compare(field.key, "empty")
    if field.kind == "many":
        return None
    return Compare(field.key, "is", value.id if field.kind == "record" else value)


def _grouping(menu: QMenu, table: Changes, field: Field) -> None:
    ways = groupings(field)
    if len(ways) == 1:
        _choice(menu, table, _("Group by this"), ways[0][0])
        return
    inner = menu.addMenu(_("Group by this"))
    for way, words in ways:
        _choice(inner, table, words, way)


def groupings(field: Field) -> Sequence[tuple[str, str]]:
    """How a list can be grouped by a field: (group, words); days by year, quarter, month and day."""
    if field.kind != "date":
        return ((field.key, field.name),)
    parts = (("year", _("By year")), ("quarter", _("By quarter")), ("month", _("By month")))
    return (*((f"{field.key}:{part}", words) for part, words in parts), (field.key, _("By day")))


def fill_groups(menu: QMenu, table: Changes) -> None:
    """What a list can be grouped by: the columns it shows, and nothing."""
    menu.clear()
    group = QActionGroup(menu)
    group.addAction(_choice(menu, table, _("No groups"), ""))
    menu.addSeparator()
    shown = [field for key in table.look.keys if (field := fields.find(table.about, key)) and field.groups]
    for field in shown:
        ways = groupings(field)
        inner = menu.addMenu(field.name.replace("&", "&&")) if len(ways) > 1 else menu
        for way, words in ways:
            group.addAction(_choice(inner, table, words, way))


def fill_orders(menu: QMenu, table: Changes) -> None:
    """By what a list can be sorted: the columns it shows, a second one behind the first, and its own order."""
    menu.clear()
    look = table.look
    shown = [field for key in look.keys if (field := fields.find(table.about, key)) and field.sorts]
    own = menu.addAction(_("As the list does by itself"), lambda: table.take(replace(look, order=())))
    own.setCheckable(True)
    own.setChecked(not look.order)
    menu.addSeparator()
    for field in shown:
        down = (field.key, False) in look.order[:1]
        action = menu.addAction(field.name.replace("&", "&&"), partial(_order, table, field.key, down, False))
        action.setCheckable(True)
        action.setChecked(any(key == field.key for key, _down in look.order))
    if look.order:
        menu.addSeparator()
        then = menu.addMenu(_("Then by"))
        for field in shown:
            if field.key != look.order[0][0]:
                down = (field.key, False) in look.order
                then.addAction(field.name.replace("&", "&&"), partial(_order, table, field.key, down, True))


def fill_columns(menu: QMenu, table: Changes, after: str = "") -> None:
    """All fields, those of a kind in a menu of their own; the shown ones are ticked."""
    menu.clear()
    inner: dict[str, QMenu] = {}
    for field in fields.of(table.about):
        if field.group and field.group not in inner:
            inner[field.group] = menu.addMenu(field.group.replace("&", "&&"))
        into = inner[field.group] if field.group else menu
        action = into.addAction(field.name.replace("&", "&&"), partial(_toggle, table, field.key, after))
        action.setCheckable(True)
        action.setChecked(field.key in table.look.keys)


def _choice(menu: QMenu, table: Changes, words: str, group: str) -> QAction:
    look = table.look
    chosen = "" if group and look.group == group else group
    action = menu.addAction(words.replace("&", "&&"), lambda: table.take(replace(look, group=chosen)))
    action.setCheckable(True)
    action.setChecked(look.group == group)
    return action


def _order(table: Changes, key: str, descending: bool, more: bool) -> None:
    table.take(changing.ordered(table.look, key, descending, more=more))


def _toggle(table: Changes, key: str, after: str) -> None:
    table.take(changing.toggled(table.look, key, after))
