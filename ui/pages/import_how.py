"""How a list was read: hash, header, strategy, what each column became; folded away until somebody asks."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm.exchange import how_read
from crm.i18n import _
from crm.queries import imports
from crm.queries.imports import How, ImportRow
from ui.kit import text, theme, tokens
from ui.kit.buttons import button, set_icon
from ui.pages import halves
from ui.pages.desk import Desk
from ui.pages.sheet import Fact, Facts

LEAST, MOST = 80, 260
"""The room that it takes of the rows below, as far as there is any; what is longer scrolls."""


class HowRead(QWidget):
    """A button that unfolds the facts about one import."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._row: ImportRow | None = None
        self.fold = button(_("How it was read"), self._toggle, icon="chevron-right", quiet=True)
        self.fold.setAccessibleDescription(_("Shows or hides the hash, the columns and the choices of this import"))
        self.facts, self.columns = Facts(), Facts()
        inner = QWidget()
        body = QVBoxLayout(inner)
        body.setContentsMargins(0, 0, tokens.S, tokens.S)
        body.setSpacing(tokens.S)
        body.addWidget(self.facts)
        body.addWidget(text.label(_("Columns"), "section"))
        body.addWidget(self.columns)
        body.addStretch(1)
        self._area = halves.scrolling(inner)
        self._area.setMinimumHeight(theme.px(LEAST))
        self._area.setMaximumHeight(theme.px(MOST))
        self._area.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(tokens.XS)
        line = QHBoxLayout()
        line.setContentsMargins(-tokens.M, -tokens.S, 0, 0)  # a quiet button's words stand a little inside it
        line.addWidget(self.fold)
        line.addStretch(1)
        whole.addLayout(line)
        whole.addWidget(self._area)

    def show_import(self, row: ImportRow) -> None:
        """Speak of another import."""
        self._row = row
        self._ask()

    def unfolded(self) -> bool:
        """Whether the facts show."""
        return not self._area.isHidden()

    def _toggle(self) -> None:
        self._area.setVisible(not self.unfolded())
        set_icon(self.fold, "chevron-down" if self.unfolded() else "chevron-right")
        self._ask()

    def _ask(self) -> None:
        row = self._row
        if row is not None and self.unfolded():
            self.desk.questions.ask("import.how", lambda: imports.how(row.id), partial(self._show, row))

    def _show(self, row: ImportRow, how: How) -> None:
        facts = [Fact(label, words, copy=words == how.sha256) for label, words in how_read.told(row, how)]
        self.facts.set([*facts, *self._links(how)])
        self.columns.set([Fact(title, field) for title, field in how_read.columns(how)])

    def _links(self, how: How) -> list[Fact]:
        """The imports whose rows these mend, and those that mend its own."""
        others = ([how.mends] if how.mends is not None else []) + how.mended_by
        words = _("Import number {number}")
        return [
            Fact(
                _("Go to") if place == 0 else " ",
                words.format(number=number),
                icon="imports",
                does=words.format(number=number),
                on=partial(self.desk.go, "imports", number),
            )
            for place, number in enumerate(others)
        ]
