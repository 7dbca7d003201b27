"""The templates of activities, among the settings."""

from collections.abc import Mapping

from crm.commands import activity_templates as commands
from crm.i18n import _
from crm.queries import activity_templates
from crm.queries.activity_templates import TemplateRow
from crm.rules import code_lists
from ui.kit.dialog import Dialog
from ui.kit.table import Column
from ui.pages import doing
from ui.pages.desk import Desk
from ui.pages.template_list import TemplateList


class ActivityTemplateCard(TemplateList):
    """What a kind of activity always has: add, edit, put first, take out of use."""

    def __init__(self, desk: Desk) -> None:
        columns = [
            Column("name", _("Name"), 220, sortable=False),
            Column("type", _("Type"), 170, show=_type, sortable=False),
            Column("venue", _("Place"), 240, sortable=False),
        ]
        super().__init__(desk, _("Templates for activities"), columns, commands, activity_templates.any)

    def rows(self) -> Mapping[int, TemplateRow]:
        """The templates in use, in their order."""
        return {row.id: row for row in activity_templates.all()}

    def edit(self, id: int | None) -> Dialog:
        """Ask for a new template, or change one."""
        from ui.dialogs import activity_template

        return activity_template.ask(self.window(), template=id)

    def archive(self, id: int) -> None:
        """Take a template out of the choices."""
        commands.archive(id)
        doing.told(self.desk, _("Removed."))


def _type(row: TemplateRow) -> str:
    return code_lists.label("activity_type", row.type) if row.type else ""
