"""How the whole program looks and speaks, and where its unexpected errors go."""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from crm.errors import CrmError
from ui.kit import excepthook, qt_translator, theme

LOG = "klynge.log"
_LONGEST = 1_000_000


def dress(app: QApplication, mode: str, font_scale: int, reduced_motion: bool) -> None:
    """Wear a theme ("system", "light", "dark") at a size of text in percent; again at any time."""
    theme.set_reduced_motion(reduced_motion)
    wanted: theme.Mode = "light" if mode == "light" else "dark" if mode == "dark" else "system"
    theme.apply(app, wanted, font_scale)


def speak(app: QApplication) -> None:
    """Let Qt's own words follow the language of the program."""
    qt_translator.speak(app)


def hear_errors(window: Callable[[], QWidget | None], home: Path) -> None:
    """Show every error that nobody handled, once: a sentence for the user's kind, the one dialog for ours."""

    def show(error: BaseException, details: str) -> None:
        from ui.kit import messages

        over = QApplication.activeModalWidget() or window()
        if isinstance(error, CrmError):
            messages.sentence(over, error)
        else:
            messages.unexpected(over, report(details), home)

    excepthook.install(show, lambda details: _log(home, details))


def report(details: str) -> str:
    """What *Copy details* copies: the versions, the time, where it happened; nothing that stands in the register."""
    import PySide6

    from crm import traces

    versions = traces.surroundings(Qt=str(PySide6.__version__))
    return f"{versions}\n{time.strftime('%Y-%m-%d %H:%M:%S')}\n\n{details}"


def _log(home: Path, details: str) -> None:
    """Note where it happened, without anybody's name; a log that cannot be written stops nothing."""
    file = home / LOG
    try:
        home.mkdir(0o700, parents=True, exist_ok=True)
        if file.exists() and file.stat().st_size > _LONGEST:
            file.replace(file.with_suffix(".old.log"))
        with file.open("a", encoding="utf-8") as log:
            log.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')}\n{details}\n\n")
    except OSError:
        return
