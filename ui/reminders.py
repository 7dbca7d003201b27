"""Quiet messages beside the clock while the program runs: what is due today, once a day, and a meeting that is near.

Closing the window ends the program as ever: the little icon only shows messages and is gone with it.
"""

import json
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from crm.i18n import _, ngettext
from crm.rules import numbers
from ui.frame import Frame
from ui.kit import icons

if TYPE_CHECKING:
    from crm.queries.reminders import Due, Near, Reminders

EVERY_MS = 60_000
SHOWN_MS = 10_000
MEMORY = "reminded"
_KEPT = 200


class Reminder(QObject):
    """Looks once a minute; says each thing once, also when the program is started again on the same day."""

    def __init__(self, window: Frame, clock: Callable[[], datetime] | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._clock = clock or (lambda: datetime.combine(window.today(), datetime.now().time()))
        self._tray: QSystemTrayIcon | None = None
        self._menu: QMenu | None = None
        self._lead: Callable[[], object] = window.raise_
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin: the first look comes a minute later, when one has seen what stands on the page."""
        self._timer.start()

    def stop(self) -> None:
        """End, and take the icon away."""
        self._timer.stop()
        self._hide()

    def look(self) -> None:
        """Ask the register what there is now, and say what was not said yet."""
        if not self._window.program.setting("reminders"):
            self._hide()
            return
        from crm.queries import reminders

        at, who = self._clock(), self._window.program.registers.signs()
        self._window.desk.questions.ask("reminders", lambda: reminders.now(at, who), lambda found: self._say(at, found))

    def _say(self, at: datetime, found: "Reminders") -> None:
        told = self._told()
        today = f"{self._window.file} {at.date().isoformat()}"
        if found.due and today not in told:
            told.append(today)
            self._show(*self._due(found.due), key="followups", id=found.due[0].id if len(found.due) == 1 else None)
        for meeting in found.near:
            this = f"{today} {meeting.start} {meeting.id}"
            if this not in told:
                told.append(this)
                self._show(*self._near(meeting), key="interactions", id=meeting.id)
        self._window.program.layout[MEMORY] = json.dumps(told[-_KEPT:])

    def _due(self, due: "list[Due]") -> tuple[str, str]:
        words = ngettext("{count} follow-up is due today", "{count} follow-ups are due today", len(due))
        listed = [one.title for one in due[:3]] + (["…"] if len(due) > 3 else [])
        return words.format(count=numbers.show_int(len(due))), "\n".join(listed)

    def _near(self, meeting: "Near") -> tuple[str, str]:
        return _("Meeting at {time}").format(time=meeting.start), meeting.subject

    def _show(self, title: str, words: str, *, key: str, id: int | None) -> None:
        def lead() -> None:
            self._raise()
            self._window.go(key, id)

        tray = self._icon()
        if tray is None:
            # Without a place beside the clock the window says it itself.
            first = words.partition("\n")[0]
            self._window.say(f"{title}: {first}", _("Show"), lead)
            return
        self._lead = lead
        tray.showMessage(title, words, icons.icon("bell", "accent"), SHOWN_MS)

    def _icon(self) -> QSystemTrayIcon | None:
        """The icon beside the clock, shown from the first message on; None where the system has no place for it."""
        if not QSystemTrayIcon.isSystemTrayAvailable() or not QSystemTrayIcon.supportsMessages():
            return None
        if self._tray is None:
            self._menu = QMenu()
            self._menu.addAction(_("Show Klynge"), self._raise)
            self._menu.addAction(_("&Quit").replace("&", ""), self._window.close)
            self._tray = QSystemTrayIcon(icons.icon("bell", "accent"), self)
            self._tray.setToolTip("Klynge")
            self._tray.setContextMenu(self._menu)
            self._tray.messageClicked.connect(lambda: self._lead())
            self._tray.activated.connect(self._activated)
        self._tray.show()
        return self._tray

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason == QSystemTrayIcon.ActivationReason.Trigger:
            self._raise()

    def _raise(self) -> None:
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    def _hide(self) -> None:
        if self._tray is not None:
            self._tray.hide()
            self._tray.deleteLater()
            self._tray = None
        if self._menu is not None:
            self._menu.deleteLater()
            self._menu = None

    def _told(self) -> list[str]:
        """What was said, as keys without a word of what it was about."""
        kept: Any = json.loads(self._window.program.layout.get(MEMORY, "[]"))
        return [one for one in kept if isinstance(one, str)] if isinstance(kept, list) else []
