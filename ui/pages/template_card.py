"""The templates of the quick log, among the settings."""

from collections.abc import Mapping
from typing import Any

from crm.commands import log_templates as commands
from crm.commands.log_templates import Follows
from crm.errors import Invalid
from crm.i18n import _
from crm.queries import log_templates
from crm.queries.log_templates import LogTemplateRow
from crm.rules import code_lists, log_words
from ui.dialogs import choices
from ui.kit import fields
from ui.kit.dialog import Dialog
from ui.kit.forms import Form
from ui.kit.table import Column
from ui.pages import doing
from ui.pages.desk import Desk
from ui.pages.template_list import TemplateList

FIELDS = ("name", "type", "subject", "minutes", "place", "notes")


class TemplateCard(TemplateList):
    """What a kind of meeting always has, and what follows from it: add, edit, put first, take out of use."""

    def __init__(self, desk: Desk) -> None:
        columns = [
            Column("name", _("Name"), 200, sortable=False),
            Column("type", _("Kind"), 160, show=lambda row: _kind(row), sortable=False),
            Column("tasks", _("Follow-ups"), 320, show=lambda row: _lines(row).replace("\n", " · "), sortable=False),
        ]
        super().__init__(desk, _("Templates for what you log"), columns, commands, log_templates.any)

    def rows(self) -> Mapping[int, LogTemplateRow]:
        """The templates in use, in their order."""
        return {row.id: row for row in log_templates.all()}

    def edit(self, id: int | None) -> Dialog:
        """Ask for a new template, or change one."""
        row = self.rows().get(id) if id is not None else None
        form = Form(
            [
                fields.text("name", _("Name"), required=True, hint=_("As you write it behind ! in the line.")),
                choices.code("type", _("Kind"), "interaction_type", blank=True),
                fields.text("subject", _("Subject")),
                fields.number("minutes", _("Minutes"), most=60 * 24 * 14),
                fields.text("place", _("Place")),
                choices.focus_area("focus_area", _("Focus area")),
                fields.lines("notes", _("Note"), rows=3),
                fields.lines(
                    "tasks",
                    _("Follow-ups"),
                    rows=3,
                    hint=_("One per line, with when at its end: Send an offer +7d"),
                ),
            ],
            columns=2,
        )
        if row is None:
            dialog = Dialog(self.window(), _("New template"), save=_("Add"), form=form, width=560)
            dialog.on_save(lambda: commands.add(**_read(form.values())))
        else:
            shown: dict[str, Any] = {name: getattr(row, name) for name in FIELDS}
            form.set_values(shown | {"focus_area": row.focus_area_id, "tasks": _lines(row)})
            dialog = Dialog(self.window(), _("Edit template"), form=form, width=560)
            dialog.on_save(lambda: commands.edit(row.id, seen=row.version, **_read(form.values())))
        dialog.open()
        form.widget("name").setFocus()
        return dialog

    def archive(self, id: int) -> None:
        """Take a template out of the choices."""
        commands.archive(id)
        doing.told(self.desk, _("Archived."))


def _kind(row: LogTemplateRow) -> str:
    return code_lists.label("interaction_type", row.type) if row.type else ""


def _lines(row: LogTemplateRow) -> str:
    return "\n".join(f"{one.title} +{one.after_days}d" for one in row.tasks)


def _read(values: dict[str, Any]) -> dict[str, Any]:
    """The values as the command takes them; raises Invalid where a line does not say when."""
    tasks = []
    for line in values["tasks"].splitlines():
        if not line.strip():
            continue
        title, _blank, when = line.strip().rpartition(" ")
        due = log_words.due(when, choices.today()) if when.startswith("+") and title else None
        if due is None:
            raise Invalid({"tasks": _("Say when at the end of “{line}”, as +7d or +2w.").format(line=line.strip())})
        tasks.append(Follows(title.strip(), (due - choices.today()).days))
    return values | {"tasks": tasks}
