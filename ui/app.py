"""The program with its windows: settings, one register, one window, put together here and nowhere else.

The window paints first. What a register needs (ui.registers, and with it the database and the pages) is read after
that: on a slow disk, or while an old file is brought up to date, one looks at the program and not at nothing.
"""

import gc
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from crm import i18n, settings
from crm.i18n import _, quoted
from ui import bringing_in, drop, look, over_dialogs, window

if TYPE_CHECKING:
    from ui.registers import Registers

NAME = "Klynge"


def run(path: Path | None = None, language: str | None = None) -> int:
    """Open the windows on a register (the last one where none is given) and return the exit code when they are closed.

    A list, a mail or an appointment is taken in by the last register. `language` ("nb", "en") is for this time.
    A program that runs already is raised instead, and takes in what is given.
    """
    from ui import bad_end, single

    home = settings.folder()
    if single.hand_over(home, [path] if path else []):
        return 0
    watch = bad_end.Watch(home)
    app = application()
    # Qt's loop lets no Python handler run; what is half done in the register the database undoes.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    program = Program(app, language)
    look.hear_errors(lambda: program.window, home)
    program.window.keeper.guards_closing = True
    door = None

    def listen() -> None:
        nonlocal door
        door = single.Door(home, program.come)

    def begin() -> None:
        QTimer.singleShot(0, listen)
        program.start(path)
        if watch.before is not None:
            bad_end.tell(program.window, watch.before, home)
        gc.enable()
        gc.freeze()  # what is here now stays: no later round looks through it again

    program.appear(path, begin)
    code = app.exec()
    if door is not None:
        door.close()
    program.end()
    watch.end()
    return code


def application() -> QApplication:
    """Qt's application object, named before anything asks where files belong."""
    QApplication.setOrganizationName(NAME)
    QApplication.setApplicationName(NAME)
    QApplication.setApplicationDisplayName(NAME)
    found = QApplication.instance()
    return found if isinstance(found, QApplication) else QApplication(sys.argv[:1])


class Program:
    """What lives as long as the program: the settings of this machine, the window and what opens its registers."""

    def __init__(self, app: QApplication, language: str | None = None, **window_options: Any) -> None:
        self.app = app
        self.settings = settings.load()
        self.layout = dict(self.settings.layout)
        self._used = bool(self.settings.recent_files)
        i18n.use(language or self.settings.language)
        look.speak(app)
        self._dress()
        self.window = window.MainWindow(self, **window_options)
        self.window.closed.connect(self.save)

    @cached_property
    def registers(self) -> "Registers":
        """What opens, makes and checks registers, and with it the database; read when the window has painted."""
        from ui.registers import Registers

        return Registers(self, self.window)

    def appear(self, path: Path | None, then: Callable[[], object]) -> None:
        """Show the window, still without a page, and do the rest when one can see it."""
        brought = self._brought([path] if path else [])
        self.window.show_nothing((self._last() if brought or path is None else path) is not None)
        self.window.show()
        self.window.when_painted(then)

    def start(self, path: Path | None) -> None:
        """Open the register and show the window; where it cannot be opened the welcome page says why.

        Where `path` is a list, a mail or an appointment the last register is opened and takes it in.
        """
        brought = self._brought([path.absolute()] if path else [])
        if brought is not None:
            path = None
        last = self._last()
        if path is None and last is not None and not last.exists():
            self.keep(self.settings.forgotten(last))
            last = None
        if path or last:
            self.registers.open((path or last or Path()).absolute())
        else:
            self.window.show_welcome()
        self.window.show()
        self.tell_news()
        if brought is not None:
            bringing_in.take(self.window, brought)

    def tell_news(self) -> None:
        """Say once after an update that there is something new, on a quiet line that leads to it."""
        from crm import __version__
        from ui.guide import news

        if news.is_update(self.settings.seen_version, __version__, self._used) and not self.window.shell.bar.words():
            words = _("Klynge is now version {number}.").format(number=__version__)
            self.window.shell.bar.say(words, "info", _("What's new"), lambda: self.window.help.open("news"))
        if self.settings.seen_version != __version__:
            self.keep(replace(self.settings, seen_version=__version__))

    def end(self) -> None:
        """Close the register."""
        self.registers.close()

    def come(self, files: list[Path]) -> None:
        """A second start: come to the front and open what it brought."""
        self.window.setWindowState(self.window.windowState() & ~window.MINIMIZED)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        brought = self._brought(files)
        if brought is not None:
            bringing_in.take(self.window, brought)
        elif files and files[0] != self.window.file:
            words = _("Close this window first; then open {file} again.").format(file=quoted(files[0].name))
            if over_dialogs.is_free(self.window, words):
                self.registers.open(files[0])

    # Settings of this machine

    def setting(self, name: str) -> Any:
        """The value of a setting."""
        return getattr(self.settings, name)

    def prefer(self, name: str, value: Any) -> None:
        """Change a setting; what it is about follows at once."""
        shown = i18n.language() if name == "language" else getattr(self.settings, name)
        if shown == value:
            return
        self.keep(replace(self.settings, **{name: value}), write=name != "last_page")
        if name == "language":
            i18n.use(value)
            look.speak(self.app)
            # Whoever asked is on a page that is made again.
            QTimer.singleShot(0, self.window, self.window.retranslate)
        elif name == "backup_folder":
            self.registers.back_up_to(value)
        elif name in ("theme", "font_scale", "reduced_motion"):
            self._dress()

    def preferences(self) -> list[settings.Choice]:
        """The settings that a person chooses, in the present language."""
        shown = replace(self.settings, language=i18n.language())
        return [
            choice._replace(
                label=_(choice.label),
                description=_(choice.description),
                choices=tuple((value, _(label)) for value, label in choice.choices),
            )
            for choice in settings.choices(shown)
        ]

    def save(self) -> None:
        """Write the settings down."""
        self.settings = replace(self.settings, layout=dict(self.layout))
        settings.save(self.settings)

    @staticmethod
    def _brought(files: list[Path]) -> drop.Dropped | None:
        """What is to be taken in as if it were dropped; None where it is a register, whatever its name ends in."""
        found = drop.of_files(files)
        return found if found.lists or found.letters else None

    def _last(self) -> Path | None:
        return Path(self.settings.last_file) if self.settings.last_file else None

    def keep(self, changed: settings.Settings, *, write: bool = True) -> None:
        """Take these settings over, and write them down."""
        self.settings = changed
        if write:
            self.save()

    def _dress(self) -> None:
        now = self.settings
        look.dress(self.app, now.theme, now.font_scale, now.reduced_motion)
