"""What the window says of the place a register lies in, and its watch over the file while it is open."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from crm.i18n import _, quoted
from crm.store import opening, place, presence, surroundings

if TYPE_CHECKING:
    from ui.frame import Frame

EVERY_MS = 3000


def sentence(found: opening.Register, told: tuple[str, ...]) -> tuple[str, str]:
    """What somebody should hear of the register that was just opened, and its kind for the bar; ("", "") for nothing.

    What could cost them work comes first and every time; the kind of place is explained once (`told`: see `once`).
    """
    warnings = [found.elsewhere, _copies(found), surroundings.clock_behind()]
    if any(warnings):
        return "\n".join(filter(None, warnings)), "warning"
    words = place.explain(found.place)
    return (words, "info") if words and once(found) not in told else ("", "")


def once(found: opening.Register) -> str:
    """By what it is remembered that the place was explained."""
    return f"{found.place.kind} {found.path.parent}"


def _copies(found: opening.Register) -> str:
    names = surroundings.copies(found.path, found.place)
    if not names:
        return ""
    return _(
        "Beside the register lies {files}: the register was changed in two places at once, and what was changed in one"
        " of them stands only there. Open it and look for what is missing here, then move it to another folder."
    ).format(files=", ".join(map(quoted, names)))


class Watch(QObject):
    """Looks every few seconds whether the open file is still where it was, and calls `gone` once where it is not."""

    def __init__(self, gone: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gone = gone
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)

    def begin(self, found: opening.Register) -> None:
        """Watch this register. One on the network is looked for only when something is written: it may not answer."""
        if found.place.kind == place.NETWORK:
            self._timer.stop()
        else:
            self._timer.start()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()

    def look(self) -> None:
        """Look now."""
        if not presence.is_there():
            self._timer.stop()
            self._gone()


def tell_gone(window: "Frame", write_again: Callable[[], object]) -> None:
    """Say that the file is gone, with the one thing to do about it."""
    window.shell.bar.say(presence.gone(), "danger", _("Write it down again"), write_again)
