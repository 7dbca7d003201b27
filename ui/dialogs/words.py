"""Lists and words: the lists at the left, what stands in the chosen one at the right."""

from typing import NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from crm.i18n import _
from ui.dialogs.list_words import TITLES
from ui.dialogs.listing import Listing
from ui.dialogs.words_entries import Entries
from ui.dialogs.words_panel import Panel
from ui.dialogs.words_tags import Tags
from ui.dialogs.words_terms import Terms
from ui.kit import theme, tokens
from ui.kit.dialog import Dialog
from ui.kit.table import Column

TERMS, TAGS = "terms", "tags"


class _Shelf(NamedTuple):
    key: str
    title: str


def ask(parent: QWidget | None, *, chosen: str = TERMS) -> Dialog:
    """Show all lists, the one called `chosen` first: a code list, TERMS or TAGS. Each change is kept at once."""
    dialog = Dialog(parent, _("Lists and words"), save=_("Close"), width=980)
    shelves = [
        *(_Shelf(TERMS, _("Names in the program")), _Shelf(TAGS, _("Tags"))),
        *(_Shelf(key, _(title)) for key, title in TITLES.items()),
    ]
    lists = Listing(_("Lists"), [Column("title", _("List"), 220, sortable=False)], tall=11, least=6)
    lists.setFixedWidth(theme.px(270))
    terms, tags, entries = Terms(dialog), Tags(dialog), Entries(dialog)
    right = QStackedWidget()
    for one in (terms, tags, entries):
        right.addWidget(one)

    def show(_place: object = None) -> None:
        shelf: _Shelf | None = lists.current_row()
        if shelf is None:
            return
        dialog.say("")
        if shelf.key in (TERMS, TAGS):
            panel: Panel = terms if shelf.key == TERMS else tags
            panel.again()
            right.setCurrentWidget(panel)
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
