"""What there is to see of the lists as wide tables: plain, grouped, as a view that was changed, with their menus."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint

from crm.commands import saved_views
from crm.queries import looks
from crm.queries import saved_views as queries
from tests.pictures.pages import go
from ui.app import Program
from ui.pages.grid import changing
from ui.pages.grid.page import WidePage

Shot = tuple[str, Callable[[Program], object]]
PAGES = ("members", "contacts", "followups", "interactions", "activities", "projects", "contributions", "fees")


def shots() -> Iterable[Shot]:
    """With the sample cluster."""
    for key in PAGES:
        yield f"table-{key}", partial(_table, key=key)
    yield "table-grouped", _grouped
    yield "table-scrolled", _scrolled
    yield "table-view", _changed
    yield "table-lost", _lost
    yield "table-columns", lambda program: _table(program, "members").grid.choose_columns()
    yield "table-column-menu", _column_menu
    yield "table-save-view", lambda program: _table(program, "members").grid.views.save_as()


def _table(program: Program, key: str) -> WidePage:
    """A list as it is shown when nobody has chosen anything; the views of the pictures before are gone."""
    for view in queries.all():
        saved_views.archive(view.id)
    go(program, key)
    page = program.window.page()
    assert isinstance(page, WidePage)
    page.show_table(True, remember=False)
    page.grid.show_view(None)
    return page


def _answered(program: Program) -> None:
    """Go on when the table shows what was asked last."""
    from tests.pictures import taking

    taking.settle(program)


def _take(page: WidePage, **what: Any) -> None:
    page.grid.take(replace(page.grid.look, **what))


def _grouped(program: Program) -> None:
    page = _table(program, "projects")
    _take(page, group="stage", order=(("budget", True), ("title", False)))
    _answered(program)
    page.grid.list.grid.selectAll()  # of what the new question found: rows of the one before would be let go


def _scrolled(program: Program) -> None:
    """The first column in sight while the others are scrolled away below it."""
    page = _table(program, "members")
    look = page.grid.look
    for key in ("employees", "turnover", "last_contact", "email", "notes"):
        look = changing.toggled(look, key)
    page.grid.take(look)
    _answered(program)
    bar = page.grid.list.grid.horizontalScrollBar()
    bar.setValue(bar.maximum())


def _changed(program: Program) -> None:
    """A view in the sidebar, shown otherwise than it was saved."""
    page = _table(program, "members")
    view = _saved("organisation", replace(page.grid.look, group="city"), "Medlemmer etter sted")
    page.show_view(queries.view(view))
    _take(page, order=(("name", True),))


def _lost(program: Program) -> None:
    """A view with a field that is gone."""
    page = _table(program, "members")
    content = looks.to_text("organisation", page.grid.look).replace('"city"', '"own_77"')
    made = saved_views.save("organisation", "Medlemmer uten sted", content)
    page.show_view(queries.view(made))


def _column_menu(program: Program) -> None:
    page = _table(program, "members")
    page.grid._column_menu("name", page.grid.mapToGlobal(QPoint(80, 120)))


def _saved(about: str, look: looks.Look, name: str) -> int:
    made = saved_views.save(about, name, looks.to_text(about, look))
    return made
