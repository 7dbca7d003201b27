"""The tags, wherever they hang: rename, put one in the place of another, delete."""

from typing import NamedTuple

from crm.commands import tags
from crm.i18n import _
from crm.queries import tags as queries
from ui.dialogs import hanging
from ui.dialogs.words_panel import Panel
from ui.kit import fields
from ui.kit.dialog import Dialog
from ui.kit.forms import Form
from ui.kit.table import Column


class TagLine(NamedTuple):
    """A tag, and how many records carry it."""

    id: int
    name: str
    uses: int


class Tags(Panel):
    """Every tag there is; new ones are made where they are hung on something."""

    def __init__(self, dialog: Dialog) -> None:
        columns = [
            Column("name", _("Tag"), 300, sortable=False),
            Column("uses", _("Records"), 90, "right", sortable=False, show=lambda row: str(row.uses or "")),
        ]
        super().__init__(dialog, _("Tags"), columns)
        self.about.setText(
            _("A new tag is made where you hang it on something. Here they are renamed and put together.")
        )
        self._edit = self.add(_("Rename…"), self.edit, "edit")
        self._remove = self.add(_("Delete…"), self._delete, "trash")
        self.fill_row()

    def again(self) -> None:
        """Read the tags again."""
        self.show_rows([TagLine(tag.id, tag.name, uses) for tag, uses in queries.used()], lambda row: row.id)

    def tell(self) -> None:
        """Without a tag there is nothing to do."""
        for made in (self._edit, self._remove):
            made.setEnabled(self.listing.current_row() is not None)

    def edit(self) -> object:
        """Rename the current tag."""
        row: TagLine | None = self.listing.current_row()
        return ask(self, row) if row is not None else None

    def _delete(self) -> None:
        row: TagLine = self.listing.current_row()
        hanging.delete(self.dialog, table="tag", id=row.id, done=lambda _words: self.again())


def ask(panel: Tags, row: TagLine) -> Dialog:
    """The new name of a tag."""
    form = Form([fields.text("name", _("Name"), required=True)])
    form.set_values({"name": row.name})
    dialog = Dialog(panel, _("Rename the tag"), save=_("Rename"), form=form, width=380)
    dialog.on_save(lambda: tags.rename(row.id, form.values()["name"]))
    dialog.saved.connect(lambda _result: panel.again())
    dialog.open()
    form.widget("name").setFocus()
    return dialog
