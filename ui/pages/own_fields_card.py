"""The fields of the cluster's own, among the settings."""

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtWidgets import QHBoxLayout

from crm.commands import own_fields as commands
from crm.errors import CrmError
from crm.i18n import _
from crm.queries import own_fields as queries
from crm.queries.own_fields import OwnField
from crm.rules import code_lists
from ui.dialogs import wording
from ui.kit import text, tokens
from ui.kit.buttons import button, icon_button
from ui.kit.table import Column
from ui.pages import doing
from ui.pages.desk import Desk
from ui.pages.small_list import SmallList


class _Row(NamedTuple):
    field: OwnField
    about: str
    name: str
    kind: str
    uses: str
    state: str


class OwnFieldsCard(SmallList):
    """Every field, by the kind of record; add, rename, put in order, archive and restore, delete with what is in it."""

    def __init__(self, desk: Desk) -> None:
        columns = [
            Column("about", _("Field of"), 120, sortable=False),
            Column("name", _("Name"), 230, sortable=False),
            Column("kind", _("What it holds"), 130, sortable=False),
            Column("uses", _("Filled in"), 90, "right", sortable=False),
            Column("state", "", 90, sortable=False),
        ]
        super().__init__(desk, _("Fields of your own"), columns, add=_("New field"), table="own_field")
        about = _(
            "They stand at the end of the form, in lists, search and imports at once. What stands in an archived field "
            "is kept, and comes back with it."
        )
        self.body.insertWidget(self.body.indexOf(self.view), text.label(about, "muted", wrap=True))
        self._choices = button(_("Choices…"), self._show_choices, icon="edit", quiet=True)
        self._up = icon_button("chevron-up", _("Move up"), lambda: self._move(-1))
        self._down = icon_button("chevron-down", _("Move down"), lambda: self._move(1))
        line = QHBoxLayout()
        line.setSpacing(tokens.XS)
        for made in (self._up, self._down, self._choices):
            line.addWidget(made)
        line.addStretch(1)
        self.body.addLayout(line)
        self.view.current_changed.connect(lambda _id: self.tell())
        self.tell()

    def rows(self) -> Mapping[int, _Row]:
        """All fields, archived ones last of their kind."""
        uses = queries.uses()
        return {
            one.id: _Row(
                one,
                wording.kind(one.about),
                one.name,
                code_lists.label("own_field_kind", one.kind),
                str(uses.get(one.id, "")),
                _("archived") if one.archived else "",
            )
            for one in queries.all(archived=True)
        }

    def read(self) -> None:
        """Read all fields again; without any the table takes no room."""
        super().read()
        self.view.setVisible(bool(self._known))
        if hasattr(self, "_choices"):
            self.tell()

    def edit(self, id: int | None) -> object:
        """Ask for a new field, of the kind one is on, or what one is called."""
        from ui.dialogs import own_field

        now = self._now()
        return own_field.ask(self.window(), field=id, about=now.about if now is not None else "person")

    def archive(self, id: int) -> None:
        """Archive a field, or restore one that is."""
        row: _Row = self._known[id]
        try:
            if row.field.archived:
                commands.restore(id)
                doing.told(self.desk, _("Restored."))
            else:
                commands.archive(id)
                doing.told(self.desk, _("Archived."))
        except CrmError as problem:
            self.desk.say(str(problem))

    def tell(self) -> None:
        """Say with the buttons what can be done with the current field."""
        now, writable = self._now(), self.desk.writable()
        self._archive.setText(_("Restore") if now is not None and now.archived else _("Archive"))
        for made in (self._edit, self._archive, self._delete):
            made.setEnabled(writable and now is not None)
        beside = self._beside(now) if now is not None else []
        place = beside.index(now.id) if now is not None and now.id in beside else -1
        self._up.setEnabled(writable and place > 0)
        self._down.setEnabled(writable and 0 <= place < len(beside) - 1)
        self._choices.setEnabled(writable and now is not None and now.kind == "choice")

    def _now(self) -> OwnField | None:
        row: _Row | None = self._known.get(self.view.current_id() or 0)
        return row.field if row is not None else None

    def _beside(self, now: OwnField) -> list[int]:
        """The fields in use of the same kind of record, in their order."""
        return [row.field.id for row in self._known.values() if row.field.about == now.about and not row.field.archived]

    def _move(self, by: int) -> None:
        now = self._now()
        if now is not None:
            ids = self._beside(now)
            place = ids.index(now.id)
            ids.insert(place + by, ids.pop(place))
            commands.order(ids)

    def _show_choices(self) -> object:
        from ui.dialogs import own_choices

        now = self._now()
        return own_choices.ask(self.window(), field=now.id) if now is not None else None
