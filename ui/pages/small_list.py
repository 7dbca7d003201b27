"""A short table in a card with buttons above it: for what there are a handful of."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout

from crm.i18n import _
from ui.kit import text, tokens
from ui.kit.buttons import button
from ui.kit.cards import Card
from ui.kit.record_view import RecordView
from ui.kit.table import Column, RecordTable
from ui.pages import doing
from ui.pages.desk import Desk


class SmallList(Card):
    """All rows at once, as high as they are; add, edit, archive. `remove` is on the button where they go for good.

    With `table` they can be deleted too, when what hangs on them was told.
    """

    def __init__(
        self, desk: Desk, title: str, columns: Sequence[Column], *, add: str, remove: str = "", table: str = ""
    ) -> None:
        super().__init__(padding=tokens.L)
        self.desk = desk
        self._known: Mapping[int, Any] = {}
        self._add = button(add, lambda: self.edit(None), icon="plus", quiet=True)
        self._edit = button(_("Edit…"), self._edit_current, icon="edit", quiet=True)
        icon = "trash" if remove else "archive"
        self._archive = button(remove or _("Archive"), self._archive_current, icon=icon, quiet=True)
        head = QHBoxLayout()
        head.addWidget(text.label(title, "section"), 1)
        self._delete = button(_("Delete…"), lambda: self._delete_current(table), icon="trash", quiet=True)
        for made in (self._edit, self._archive, *((self._delete,) if table else ()), self._add):
            made.setEnabled(desk.writable())
            head.addWidget(made)
        self.view = RecordView()
        self.view.setAccessibleName(title)
        self.view.setSelectionMode(RecordView.SelectionMode.SingleSelection)
        self.view.setModel(RecordTable(columns, lambda ids: {id: self._known[id] for id in ids}, self.view))
        self.view.horizontalHeader().setSortIndicatorShown(False)
        self.view.opened.connect(lambda id: self.edit(id) if desk.writable() else None)
        self.body.addLayout(head)
        self.body.addWidget(self.view)
        self.read()

    def read(self) -> None:
        """Read all rows again."""
        self._known = self.rows()
        self.view.table().set_ids(list(self._known))
        if self.view.current_id() is None and self._known:
            self.view.go_to(next(iter(self._known)))
        rows = self.view.verticalHeader().defaultSectionSize() * len(self._known)
        self.view.setFixedHeight(self.view.horizontalHeader().height() + rows + tokens.M)

    @abstractmethod
    def rows(self) -> Mapping[int, Any]:
        """What there is, by id."""

    @abstractmethod
    def edit(self, id: int | None) -> object:
        """Ask for a new one (None), or change one."""

    @abstractmethod
    def archive(self, id: int) -> None:
        """Take one out of the choices."""

    def _edit_current(self) -> None:
        if (id := self.view.current_id()) is not None:
            self.edit(id)

    def _archive_current(self) -> None:
        if (id := self.view.current_id()) is not None:
            self.archive(id)

    def _delete_current(self, table: str) -> None:
        if (id := self.view.current_id()) is not None:
            doing.delete(self.desk, table, id)
