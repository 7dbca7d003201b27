"""The cluster's own staff, among the settings."""

from collections.abc import Mapping, Sequence
from typing import Any

from crm.commands import staff as commands
from crm.i18n import _
from crm.queries import staff
from crm.rules import code_lists
from ui.kit import fields
from ui.kit.dialog import Dialog
from ui.kit.forms import Form
from ui.kit.table import Column
from ui.pages import doing
from ui.pages.desk import Desk
from ui.pages.small_list import SmallList


class StaffCard(SmallList):
    """Who works here: add, edit, let go."""

    def __init__(self, desk: Desk) -> None:
        columns = [
            Column("name", _("Name"), 220, sortable=False),
            Column("email", _("E-mail"), 240, sortable=False),
            Column("role", _("Role"), 150, show=lambda row: code_lists.label("staff_role", row.role), sortable=False),
        ]
        super().__init__(desk, _("Staff"), columns, add=_("New staff member"), table="staff")

    def rows(self) -> Mapping[int, staff.StaffRow]:
        """Everybody who is still here."""
        return {row.id: row for row in staff.all()}

    def edit(self, id: int | None) -> Dialog:
        """Ask for a new staff member, or change one."""
        form = Form(
            [
                fields.text("name", _("Name"), required=True),
                fields.text("initials", _("Initials")),
                fields.text("email", _("E-mail")),
                fields.choice("role", _("Role"), choices=_roles()),
            ]
        )
        row = self.rows().get(id) if id is not None else None
        if row is None:
            form.set_values({"role": "staff"})
            dialog = Dialog(self.window(), _("New staff member"), save=_("Add"), form=form, width=420)
            dialog.on_save(lambda: commands.add(**_without_blanks(form.values())))
        else:
            form.set_values({name: getattr(row, name) for name in form.fields})
            dialog = Dialog(self.window(), _("Edit staff member"), form=form, width=420)
            dialog.on_save(lambda: commands.edit(row.id, seen=row.version, **form.values()))
        dialog.open()
        form.widget("name").setFocus()
        return dialog

    def archive(self, id: int) -> None:
        """Take somebody who left out of the choices."""
        doing.archive(self.desk, "staff", id)


def _roles() -> Sequence[tuple[Any, str]]:
    return [(key, code_lists.label("staff_role", key)) for key in code_lists.keys("staff_role")]


def _without_blanks(values: dict[str, Any]) -> dict[str, Any]:
    """Initials that were not written are made from the name."""
    return {name: value for name, value in values.items() if name != "initials" or value}
