"""The right side of the dialog for lists and words: a table with what can be done with its rows below it."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from crm.errors import CrmError
from crm.i18n import _
from ui.dialogs.listing import Listing
from ui.kit import fields, text, tokens
from ui.kit.buttons import button, icon_button
from ui.kit.dialog import Dialog
from ui.kit.forms import Form
from ui.kit.table import Column

Key = TypeVar("Key", int, str)


class Panel(QWidget):
    """A title, a line about it, rows, and buttons that act on the current one."""

    def __init__(self, dialog: Dialog, name: str, columns: Sequence[Column]) -> None:
        super().__init__()
        self.dialog = dialog
        self.title = text.label(name, "section")
        self.about = text.label("", "muted", wrap=True)
        self.listing = Listing(name, columns, tall=8, least=5)
        self.listing.opened.connect(lambda _place: self.edit())
        self.listing.current_changed.connect(lambda _place: self.tell())
        self._row = QHBoxLayout()
        self._row.setSpacing(tokens.XS)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(tokens.S)
        body.addWidget(self.title)
        body.addWidget(self.about)
        body.addWidget(self.listing, 1)
        body.addLayout(self._row)

    def add(self, words: str, on: Callable[[], object], icon: str) -> QPushButton:
        """One more button; what it does may raise CrmError, which is told on top of the dialog."""
        made = button(words, lambda: self.run(on), icon=icon, quiet=True)
        self._row.addWidget(made)
        return made

    def add_icon(self, words: str, on: Callable[[], object], icon: str) -> QToolButton:
        """One more button of an icon alone."""
        made = icon_button(icon, words, lambda: self.run(on))
        self._row.addWidget(made)
        return made

    def fill_row(self) -> None:
        """Let the buttons stand at the left."""
        self._row.addStretch(1)

    def run(self, work: Callable[[], object]) -> None:
        """Do it, say what is wrong, and show what is there now."""
        self.dialog.say("")
        try:
            work()
        except CrmError as problem:
            self.dialog.say(str(problem))
        self.again()

    def show_rows(self, rows: Sequence[Any], key: Callable[[Any], object]) -> None:
        """Show these rows; one stays on the row with the same key, or as far down as one was."""
        current, place = self.listing.current_row(), self.listing.current_id() or 0
        self.listing.show_rows(rows)
        keys = [key(row) for row in rows]
        if current is not None and key(current) in keys:
            place = keys.index(key(current))
        if rows:
            self.listing.go_to(min(place, len(rows) - 1))
        self.tell()

    @abstractmethod
    def again(self) -> None:
        """Read the rows again."""

    @abstractmethod
    def edit(self) -> object:
        """Change the current row."""

    def tell(self) -> None:
        """Say with the buttons what can be done with the current row."""


def moved(keys: Sequence[Key], key: Key, by: int) -> list[Key]:
    """The keys with one of them so many places further down; less than 0 is up."""
    found = list(keys)
    place = found.index(key)
    found.insert(place + by, found.pop(place))
    return found


def ask_other(
    panel: Panel,
    word: str,
    others: Sequence[tuple[Any, str]],
    told: str,
    replace: Callable[[Any], object],
    after: str = "",
) -> Dialog:
    """Which of the others, (key, word), takes the place of a word that records carry; its key is given to `replace`."""
    form = Form([fields.choice("by", _("In its place"), choices=others, required=True)])
    dialog = Dialog(panel, _("Replace “{word}”").format(word=word), save=_("Replace"), form=form, width=440)
    dialog.body.insertWidget(0, text.label(told, wrap=True))
    if after:
        dialog.body.addWidget(text.label(after, "muted", wrap=True))
    dialog.on_save(lambda: replace(form.values()["by"]))
    dialog.saved.connect(lambda _result: panel.again())
    dialog.open()
    form.widget("by").setFocus()
    return dialog
