"""The cluster's focus areas, among the settings."""

from collections.abc import Mapping
from typing import Any

from crm.commands import focus_areas as commands
from crm.i18n import _, language
from crm.queries import focus_areas
from ui.kit import fields
from ui.kit.dialog import Dialog
from ui.kit.forms import Form
from ui.kit.table import Column
from ui.pages import doing
from ui.pages.desk import Desk
from ui.pages.small_list import SmallList


class FocusCard(SmallList):
    """What the cluster works for: add, edit, take out of use."""

    def __init__(self, desk: Desk) -> None:
        columns = [
            Column("code", _("Code"), 80, sortable=False),
            Column("name_nb", _("Norwegian name"), 260, show=lambda row: _inset(row, row.name_nb), sortable=False),
            Column("name_en", _("English name"), 260, show=lambda row: _inset(row, row.name_en), sortable=False),
        ]
        super().__init__(desk, _("Focus areas"), columns, add=_("New focus area"), table="focus_area")

    def rows(self) -> Mapping[int, focus_areas.FocusAreaRow]:
        """All that are in use, children behind their parents."""
        return {row.id: row for row in focus_areas.all(language())}

    def edit(self, id: int | None) -> Dialog:
        """Ask for a new focus area, or change one."""
        known = self.rows()
        parents: list[tuple[Any, str]] = [(None, "–")]
        parents += [(row.id, row.name) for row in known.values() if row.parent_id is None and row.id != id]
        form = Form(
            [
                fields.text("code", _("Code"), required=True, hint=_("Short and its own: 2.1")),
                fields.text("name_nb", _("Norwegian name"), required=True),
                fields.text("name_en", _("English name"), required=True),
                fields.choice("parent", _("Part of"), choices=parents),
                fields.number("active_from_year", _("From the year"), least=1900, most=2200),
                fields.number("active_to_year", _("To the year"), least=1900, most=2200),
            ]
        )
        row = known.get(id) if id is not None else None
        if row is None:
            dialog = Dialog(self.window(), _("New focus area"), save=_("Add"), form=form, width=420)
            dialog.on_save(lambda: _add(form.values(), len(known)))
        else:
            names = ("code", "name_nb", "name_en", "active_from_year", "active_to_year")
            form.set_values({name: getattr(row, name) for name in names} | {"parent": row.parent_id})
            dialog = Dialog(self.window(), _("Edit focus area"), form=form, width=420)
            dialog.on_save(lambda: commands.edit(row.id, seen=row.version, **form.values()))
        dialog.open()
        form.widget("code").setFocus()
        return dialog

    def archive(self, id: int) -> None:
        """Take a focus area out of the choices; what carries it keeps it."""
        doing.archive(self.desk, "focus_area", id)


def _add(values: dict[str, Any], place: int) -> int:
    code = values.pop("code")
    return commands.add(code, place=place, **values)


def _inset(row: focus_areas.FocusAreaRow, name: str) -> str:
    return f"    {name}" if row.parent_id is not None else name
