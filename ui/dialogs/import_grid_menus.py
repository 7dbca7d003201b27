"""The menus of the grid of a plan: what can be done with cells, with a row, with a column."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from crm.exchange import shown_cells
from crm.exchange.choices import STRATEGIES
from crm.exchange.erasing import ERASABLE
from crm.i18n import _
from crm.rules import code_lists
from ui.dialogs.import_grid import Grid


def of_cells(grid: Grid) -> QMenu:
    """What can be done with the chosen cells, their rows and the column one is in."""
    made = _menu(grid)
    made.addAction(_("&Write in the cell") + "\tF2", lambda: grid.edit(grid.currentIndex()))
    made.addAction(_("&Fill down") + "\tCtrl+D", grid.fill_down)
    made.addAction(_("As in the file a&gain"), grid.as_in_file)
    made.addSeparator()
    made.addAction(_("&Keep what stands in the register") + "\t" + _("Space"), partial(grid.refuse, True))
    made.addAction(_("&Take over what the list says"), partial(grid.refuse, False))
    made.addSeparator()
    header = grid.model_.header(grid.currentIndex().column())
    if header:
        column = of_column(grid, header)
        column.setTitle(_("The &column “{column}”").format(column=header.replace("&", "&&")))
        made.addMenu(column)
    rows = made.addMenu(_("The &row"))
    rows.addAction(_("As the whole list"), partial(grid.set_strategy, None))
    for strategy in STRATEGIES:
        rows.addAction(code_lists.label("import_strategy", strategy), partial(grid.set_strategy, strategy))
    return made


def of_column(grid: Grid, header: str) -> QMenu:
    """What can be done with a whole column."""
    made, plan = _menu(grid), grid.model_.plan
    assert plan is not None
    keep = made.addAction(_("&Keep what stands in the register"))
    keep.setCheckable(True)
    keep.setChecked(shown_cells.is_column_refused(plan, header))
    keep.triggered.connect(lambda on: grid.refuse_columns([header], on))
    if plan.mapping.get(header) in ERASABLE:
        erase = made.addAction(_("&Empty cells erase what stands in the register"))
        erase.setCheckable(True)
        erase.setChecked(header in plan.choices.erases)
        erase.triggered.connect(lambda on: grid.erase(header, on))
    return made


def _menu(grid: Grid) -> QMenu:
    made = QMenu(grid)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return made
