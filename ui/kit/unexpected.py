"""The one dialog for our own mistakes: what happened, that the data is safe, and what to send to whoever mends it."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QWidget
from shiboken6 import isValid

from crm.i18n import _, ngettext
from ui.kit import text
from ui.kit.buttons import set_icon
from ui.kit.message_box import MessageBox

MOST = 20
"""So many mistakes are copied; what comes after those is hardly another one."""


class Unexpected(MessageBox):
    """At most one is shown; what goes wrong meanwhile is counted in it and copied with the rest."""

    _shown: "Unexpected | None" = None

    def __init__(self, parent: QWidget | None, details: str, log_folder: Path | None, what: str) -> None:
        words = what or _("Something went wrong that should not have.")
        safe = _("Your data is safe: nothing half done was stored. You can go on working.")
        super().__init__(parent, "danger", "danger", _("Unexpected error"), words, safe)
        self.setObjectName("unexpected")
        self._details = [details]
        self._again = 0
        self._more = text.label("", "muted", wrap=True)
        self._more.hide()
        self.add_below(self._more)
        self._copy: QPushButton = self.add(_("Copy details"), self._copied, icon="copy")
        if log_folder is not None:
            self.add(
                _("Open log folder"),
                lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_folder))),
                icon="folder",
            )
        self.add(_("Close"), primary=True, default=True)
        Unexpected._shown = self

    @classmethod
    def shown(cls) -> "Unexpected | None":
        """The one that is open now, None where none is."""
        one = cls._shown
        return one if one is not None and isValid(one) and one.isVisible() else None

    def add_details(self, details: str) -> None:
        """Count another mistake, and have it copied with the others."""
        self._again += 1
        if len(self._details) < MOST and details not in self._details:
            self._details.append(details)
        many = ngettext("{count} more error since.", "{count} more errors since.", self._again)
        self._more.setText(many.format(count=self._again))
        self._more.show()
        self._copy.setText(_("Copy details"))
        set_icon(self._copy, "copy")

    def details(self) -> str:
        """What is copied."""
        return "\n\n".join(self._details)

    def _copied(self) -> None:
        from ui.kit import clipboard

        clipboard.copy_text(self.details())
        self._copy.setText(_("Copied"))
        set_icon(self._copy, "check")
