"""The entries of one code list: add, rename from a year on, put in order, take out of use, remove."""

from collections.abc import Mapping

from crm.commands import code_terms
from crm.i18n import _, language, ngettext
from crm.queries import code_terms as queries
from crm.queries.code_terms import Entry
from crm.rules import code_lists
from ui.dialogs import choices, wording, words_panel
from ui.dialogs.list_words import TITLES
from ui.dialogs.words_panel import Panel
from ui.kit import fields, text
from ui.kit.dialog import Dialog
from ui.kit.forms import Form
from ui.kit.table import Column


class Entries(Panel):
    """What one list offers, in its order."""

    def __init__(self, dialog: Dialog) -> None:
        super().__init__(
            dialog,
            _("Entries"),
            [
                Column("nb", _("Norwegian"), 180, sortable=False),
                Column("en", _("English"), 180, sortable=False),
                Column("uses", _("Records"), 80, "right", sortable=False, show=lambda row: str(row.uses or "")),
                Column("state", "", 150, sortable=False, show=_state),
            ],
        )
        self.list = next(iter(TITLES))
        self._new = self.add(_("New…"), lambda: ask(self), "plus")
        self._edit = self.add(_("Edit…"), self.edit, "edit")
        self._up = self.add_icon(_("Move up"), lambda: self._move(-1), "chevron-up")
        self._down = self.add_icon(_("Move down"), lambda: self._move(1), "chevron-down")
        self._retire = self.add(_("Take out of use"), self._toggle, "archive")
        self._remove = self.add(_("Remove…"), self._take_out, "trash")
        self._reset = self.add(_("Back to the standard"), self._back, "undo")
        self.fill_row()

    def show_list(self, name: str) -> None:
        """Show the entries of a list."""
        self.list = name
        self.title.setText(_(TITLES[name]))
        self.listing.setAccessibleName(_(TITLES[name]))
        closed = _("The program decides by these entries: their words and their order can be changed.")
        opened = _(
            "An entry that is out of use stays on the records that carry it, and in the reports of the years before."
        )
        self.about.setText(opened if name in code_lists.OPEN else closed)
        self.listing.show_rows([])
        self.again()

    def again(self) -> None:
        """Read the entries again."""
        self.show_rows(queries.entries(self.list), lambda row: row.key)

    def edit(self) -> object:
        """Change the words of the current entry."""
        row = self._row_now()
        return ask(self, row) if row is not None else None

    def tell(self) -> None:
        """An entry of the standard is not removed, a list the program decides by not added to."""
        row, is_open = self._row_now(), self.list in code_lists.OPEN
        place, last = self.listing.current_id(), len(self.listing.rows()) - 1
        self._new.setVisible(is_open)
        self._retire.setVisible(is_open)
        self._remove.setVisible(is_open)
        self._retire.setText(_("Take out of use") if row is None or row.is_offered else _("Use again"))
        for made, on in (
            (self._edit, row is not None),
            (self._up, bool(place)),
            (self._down, place is not None and place < last),
            (self._retire, row is not None),
            (self._remove, row is not None and (row.is_own or row.uses > 0)),
            (self._reset, any(not one.is_own and one.is_changed for one in self.listing.rows())),
        ):
            made.setEnabled(on)

    def _row_now(self) -> Entry | None:
        row: Entry | None = self.listing.current_row()
        return row

    def _move(self, by: int) -> None:
        row = self._row_now()
        assert row is not None
        code_terms.reorder(self.list, words_panel.moved([one.key for one in self.listing.rows()], row.key, by))

    def _toggle(self) -> None:
        row = self._row_now()
        assert row is not None
        if row.is_offered:
            code_terms.retire(self.list, row.key)
        else:
            code_terms.offer(self.list, row.key)

    def _take_out(self) -> None:
        row = self._row_now()
        assert row is not None
        if row.uses:
            ask_other(self, row)
        else:
            code_terms.remove(self.list, row.key)

    def _back(self) -> None:
        code_terms.reset(self.list)


def ask(panel: Entries, entry: Entry | None = None) -> Dialog:
    """The words of an entry, new or edited."""
    is_open = panel.list in code_lists.OPEN
    form = Form(
        [
            fields.text("nb", _("Norwegian"), required=True),
            fields.text("en", _("English"), hint=_("Empty: as in Norwegian.") if entry is None else ""),
            choices.year("from_year", _("From the year"), required=False, hint=_("Empty: always.")),
            choices.year("to_year", _("Offered until the year"), required=False),
            fields.lines("synonyms", _("Imported lists call it"), rows=3, hint=_("One per line.")),
        ],
        columns=2,
    )
    form.set_visible("to_year", is_open)
    if entry is None:
        dialog = Dialog(panel, _("New entry"), save=_("Add"), form=form, width=480)
        dialog.on_save(lambda: code_terms.add(panel.list, **form.values()))
    else:
        shown = {"nb": entry.nb, "en": entry.en, "synonyms": "\n".join(entry.synonyms), "to_year": entry.to_year}
        form.set_values(shown | {"from_year": choices.today().year})
        dialog = Dialog(panel, _("Edit entry"), form=form, width=480)
        told = _("Another word holds from this year on: the reports of the years before keep the old one.")
        dialog.body.insertWidget(0, text.label(told, "muted", wrap=True))
        dialog.on_save(lambda: code_terms.put(panel.list, entry.key, **form.values()))
    dialog.saved.connect(lambda _result: panel.again())
    dialog.ask_before_losing()
    dialog.open()
    form.widget("nb").setFocus()
    return dialog


def ask_other(panel: Entries, entry: Entry) -> Dialog:
    """Which entry takes the place of one that records carry."""
    others = [(one.key, _word(one)) for one in queries.entries(panel.list) if one.key != entry.key and one.is_offered]
    told = ngettext("{count} record carries it.", "{count} records carry it.", entry.uses).format(count=entry.uses)
    after = (
        _("They get the other entry, and this one is gone.")
        if entry.is_own
        else _("They get the other entry, and this one is offered no more.")
    )
    return words_panel.ask_other(
        panel,
        _word(entry),
        others,
        f"{told} {_counted(queries.uses(panel.list, entry.key))}",
        lambda other: code_terms.replace(panel.list, entry.key, other),
        after,
    )


def _word(entry: Entry) -> str:
    return entry.nb if language() == "nb" else entry.en


def _counted(uses: Mapping[str, int]) -> str:
    return ", ".join(f"{wording.kind(table)}: {count}" for table, count in uses.items())


def _state(row: Entry) -> str:
    if not row.is_offered:
        return _("out of use")
    if row.from_year:
        return _("from {year}").format(year=row.from_year)
    if row.is_own:
        return _("your own")
    return _("changed") if row.is_changed else ""
