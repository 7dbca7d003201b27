"""The tags, wherever they hang: rename, make two one, delete."""

from typing import NamedTuple

from crm.commands import tags
from crm.i18n import _, ngettext
from crm.queries import tags as queries
from ui.dialogs import hanging
from ui.dialogs.words_panel import Panel
from ui.kit import fields, text
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
        self.about.setText(_("A new tag is made where you put it on a record. Here tags are renamed and merged."))
        self._edit = self.add(_("Rename…"), self.edit, "edit")
        self._merge = self.add(_("Merge into…"), self._ask_other, "merge")
        self._remove = self.add(_("Delete…"), self._delete, "trash")
        self.fill_row()

    def again(self) -> None:
        """Read the tags again."""
        self.show_rows([TagLine(tag.id, tag.name, uses) for tag, uses in queries.used()], lambda row: row.id)

    def tell(self) -> None:
        """Without a tag there is nothing to do."""
        for made in (self._edit, self._remove):
            made.setEnabled(self.listing.current_row() is not None)
        self._merge.setEnabled(len(self.listing.rows()) > 1)

    def edit(self) -> object:
        """Rename the current tag."""
        row: TagLine | None = self.listing.current_row()
        return ask(self, row) if row is not None else None

    def _ask_other(self) -> object:
        return ask_other(self, self.listing.current_row())

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


def ask_other(panel: Tags, row: TagLine) -> Dialog:
    """Into which other tag a tag goes: what carries it carries that one then."""
    others = [(one.id, one.name) for one in panel.listing.rows() if one.id != row.id]
    form = Form([fields.choice("into", _("The tag that stays"), choices=others, required=True)])
    title = _("Merge “{name}” into another tag").format(name=row.name)
    dialog = Dialog(panel, title, save=_("Merge"), form=form, width=440)
    told = ngettext("{count} record has the tag.", "{count} records have the tag.", row.uses).format(count=row.uses)
    after = ngettext(
        "It gets the other tag, and this one is gone. Undo brings it back.",
        "They get the other tag, and this one is gone. Undo brings it back.",
        row.uses,
    )
    dialog.body.insertWidget(0, text.label(f"{told} {after}", wrap=True))
    dialog.on_save(lambda: tags.merge(row.id, form.values()["into"]))
    dialog.saved.connect(lambda _result: panel.again())
    dialog.open()
    form.widget("into").setFocus()
    return dialog
