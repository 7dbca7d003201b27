"""Lists and words: the lists at the left, what stands in the chosen one at the right."""

from typing import NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from crm.i18n import _
from ui.dialogs.list_words import TITLES
from ui.dialogs.listing import Listing
from ui.dialogs.words_entries import Entries
from ui.dialogs.words_terms import Terms
from ui.kit import theme, tokens
from ui.kit.dialog import Dialog
from ui.kit.table import Column

TERMS = "terms"


class _Shelf(NamedTuple):
    key: str
    title: str


def ask(parent: QWidget | None, *, chosen: str = TERMS) -> Dialog:
    """Show all lists, the one called `chosen` first: a code list, or TERMS. Each change is kept at once."""
    dialog = Dialog(parent, _("Lists and words"), save=_("Close"), width=980)
    shelves = [_Shelf(TERMS, _("Names in the program")), *(_Shelf(key, _(title)) for key, title in TITLES.items())]
    lists = Listing(_("Lists"), [Column("title", _("List"), 220, sortable=False)], tall=11, least=6)
    lists.setFixedWidth(theme.px(270))
    terms, entries = Terms(dialog), Entries(dialog)
    right = QStackedWidget()
    right.addWidget(terms)
    right.addWidget(entries)

    def show(_place: object = None) -> None:
        shelf: _Shelf | None = lists.current_row()
        if shelf is None:
            return
        dialog.say("")
        if shelf.key == TERMS:
            terms.again()
            right.setCurrentWidget(terms)
        else:
            entries.show_list(shelf.key)
            right.setCurrentWidget(entries)

    lists.current_changed.connect(show)
    line = QHBoxLayout()
    line.setSpacing(tokens.L)
    line.addWidget(lists)
    line.addWidget(right, 1)
    dialog.body.addLayout(line, 1)
    dialog.on_save(lambda: None)
    dialog.cancel_button.hide()
    lists.show_rows(shelves)
    lists.go_to(next(place for place, shelf in enumerate(shelves) if shelf.key == chosen))
    show()
    dialog.open()
    lists.setFocus()
    return dialog
