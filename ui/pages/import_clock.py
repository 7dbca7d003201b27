"""Who of a list must still be told that their details are kept, until when, and noting that it was done."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm.i18n import _
from crm.queries import informing
from ui.dialogs import wording
from ui.kit import text, tokens
from ui.kit.buttons import button
from ui.pages import informing as telling
from ui.pages.desk import Desk


class Clock(QWidget):
    """A line that shows only while somebody must be told."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._batch: int | None = None
        self.words = text.label("", wrap=True)
        self.mark = button(_("Mark as informed"), self._mark, icon="mail", quiet=True)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.M)
        line.addWidget(self.words, 1)
        line.addWidget(self.mark)
        self.hide()

    def show_import(self, batch: int) -> None:
        """Ask about an import."""
        if batch != self._batch:
            self.hide()
        self._batch = batch
        self.desk.questions.ask("import.clock", lambda: informing.clock(batch), partial(self._show, batch))

    def _show(self, batch: int, clock: informing.Clock) -> None:
        self.words.setText(wording.must_be_told(clock))
        text.set_tone(self.words, "warning" if clock.by is not None and clock.by < self.desk.today() else "muted")
        self.mark.setEnabled(self.desk.writable())
        self.setVisible(batch == self._batch and clock.by is not None)

    def _mark(self) -> None:
        if self._batch is not None:
            telling.mark(self.desk, informing.of_import(self._batch))
