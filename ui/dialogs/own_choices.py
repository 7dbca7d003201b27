"""What can be chosen in a field of the cluster's own: add, rename, put in order, take out of use, replace."""

from PySide6.QtWidgets import QWidget

from crm.commands import own_fields as commands
from crm.i18n import _, ngettext
from crm.queries import own_fields as queries
from crm.queries.own_fields import Choice
from ui.dialogs import words_panel
from ui.dialogs.words_panel import Panel
from ui.kit import fields
from ui.kit.dialog import Dialog
from ui.kit.forms import Form
from ui.kit.table import Column


class Choices(Panel):
    """The words of one field, in their order; those out of use stand last."""

    def __init__(self, dialog: Dialog, field: int) -> None:
        columns = [
            Column("name", _("Choice"), 220, sortable=False),
            Column("uses", _("Records"), 90, "right", sortable=False, show=lambda row: str(row.uses or "")),
            Column("state", "", 110, sortable=False, show=lambda row: _("out of use") if row.archived else ""),
        ]
        super().__init__(dialog, _("Choices"), columns)
        self.field = field
        self.title.hide()  # the dialog is called so
        self.about.setText(_("A choice that is out of use stays on the records that carry it."))
        self._new = self.add(_("New…"), lambda: ask_name(self), "plus")
        self._edit = self.add(_("Rename…"), self.edit, "edit")
        self._up = self.add_icon(_("Move up"), lambda: self._move(-1), "chevron-up")
        self._down = self.add_icon(_("Move down"), lambda: self._move(1), "chevron-down")
        self._retire = self.add(_("Take out of use"), self._toggle, "archive")
        self._remove = self.add(_("Remove…"), self._take_out, "trash")
        self.fill_row()
        self.again()

    def again(self) -> None:
        """Read the choices again."""
        self.show_rows(queries.choices(self.field), lambda row: row.id)

    def edit(self) -> object:
        """Rename the current choice."""
        row = self._row_now()
        return ask_name(self, row) if row is not None else None

    def tell(self) -> None:
        """Those out of use have no place among the others."""
        row, place = self._row_now(), self.listing.current_id() or 0
        last = sum(not one.archived for one in self.listing.rows()) - 1
        self._retire.setText(_("Use again") if row is not None and row.archived else _("Take out of use"))
        in_use = row is not None and not row.archived
        for made, on in (
            (self._edit, row is not None),
            (self._up, in_use and place > 0),
            (self._down, in_use and place < last),
            (self._retire, row is not None),
            (self._remove, row is not None),
        ):
            made.setEnabled(on)

    def _row_now(self) -> Choice | None:
        row: Choice | None = self.listing.current_row()
        return row

    def _move(self, by: int) -> None:
        row = self._row_now()
        assert row is not None
        commands.order_choices(words_panel.moved([one.id for one in self.listing.rows()], row.id, by))

    def _toggle(self) -> None:
        row = self._row_now()
        assert row is not None
        if row.archived:
            commands.restore_choice(row.id)
        else:
            commands.archive_choice(row.id)

    def _take_out(self) -> None:
        row = self._row_now()
        assert row is not None
        if row.uses:
            ask_other(self, row)
        else:
            commands.remove_choice(row.id)


def ask(parent: QWidget | None, *, field: int) -> Dialog:
    """Show the choices of a field; each change is kept at once."""
    title = _("Choices of “{name}”").format(name=queries.called(field))
    dialog = Dialog(parent, title, save=_("Close"), width=620)
    panel = Choices(dialog, field)
    dialog.body.addWidget(panel, 1)
    dialog.on_save(lambda: None)
    dialog.cancel_button.hide()
    dialog.open()
    panel.listing.setFocus()
    return dialog


def ask_name(panel: Choices, row: Choice | None = None) -> Dialog:
    """What a choice is called, new or renamed."""
    form = Form([fields.text("name", _("Name"), required=True)])
    if row is None:
        dialog = Dialog(panel, _("New choice"), save=_("Add"), form=form, width=380)
        dialog.on_save(lambda: commands.add_choice(panel.field, form.values()["name"]))
    else:
        form.set_values({"name": row.name})
        dialog = Dialog(panel, _("Rename the choice"), save=_("Rename"), form=form, width=380)
        dialog.on_save(lambda: commands.rename_choice(row.id, form.values()["name"]))
    dialog.saved.connect(lambda _result: panel.again())
    dialog.open()
    form.widget("name").setFocus()
    return dialog


def ask_other(panel: Choices, row: Choice) -> Dialog:
    """Which choice takes the place of one that records carry."""
    others = [(one.id, one.name) for one in queries.choices(panel.field) if one.id != row.id and not one.archived]
    told = ngettext("{count} record has the choice.", "{count} records have the choice.", row.uses).format(
        count=row.uses
    )
    after = _("They get the other choice, and this one is gone.")
    return words_panel.ask_other(
        panel, row.name, others, f"{told} {after}", lambda other: commands.replace_choice(row.id, other)
    )
