"""What was begun and not saved: a line for each draft, to go on with or to throw away."""

from datetime import date, datetime
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from crm.commands import drafts as commands
from crm.i18n import _
from crm.queries import drafts
from crm.rules import dates
from ui.kit import icons, text, tokens
from ui.kit.buttons import button, icon_button
from ui.pages.desk import Desk

MOST = 3


class DraftRows(QWidget):
    """The newest drafts; hidden where there is none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(tokens.M, 0, tokens.S, tokens.XS)
        self._rows.setSpacing(0)
        self.hide()

    def refresh(self) -> None:
        """Read the folder again: it holds a handful of small files."""
        while (old := self._rows.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.deleteLater()
        found = drafts.waiting()[:MOST] if self._desk.writable() else []
        for draft in found:
            self._rows.addWidget(self._row(draft))
        self.setVisible(bool(found) and self.parentWidget() is not None)

    def _row(self, draft: drafts.Draft) -> QWidget:
        made = QWidget()
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.S)
        picture = QLabel()
        picture.setPixmap(icons.pixmap("log", tokens.ICON_SMALL, "muted"))
        subject = str(draft.values.get("subject") or "").strip() or _("no subject yet")
        words = text.Elided(_("Draft: {subject}").format(subject=subject))
        on = button(_("Continue"), partial(self._desk.resume, draft.name), quiet=True)
        on.setAccessibleName(_("Continue with the draft {subject}").format(subject=subject))
        away = icon_button("trash", _("Throw the draft away"), partial(commands.drop, draft.name))
        line.addWidget(picture)
        line.addWidget(words, 1)
        line.addWidget(text.label(_when(draft.at, self._desk.today()), "small"))
        line.addWidget(on)
        line.addWidget(away)
        return made


def _when(at: datetime, today: date) -> str:
    """The time of today, the day of any other."""
    return f"{at:%H:%M}" if at.date() == today else dates.show(at.date())
