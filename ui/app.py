"""The program with its windows: settings, one register, one window, put together here and nowhere else.

The window paints first. Whatever a register needs (the database, the pages) is read after that, in the functions that
need it: on a slow disk, or while an old file is brought up to date, one looks at the program and not at nothing.
"""

import gc
import signal
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from crm import i18n, settings
from crm.errors import CrmError
from crm.i18n import _
from ui import look, window

if TYPE_CHECKING:
    from crm.store import opening

NAME = "Klynge"


def run(path: Path | None = None, language: str | None = None) -> int:
    """Open the windows on a register (the last one where none is given) and return the exit code when they are closed.

    With `language` ("nb", "en") in that one, for this time. A program that runs already is raised instead.
    """
    from ui import single

    home = settings.folder()
    if single.hand_over(home, [path] if path else []):
        return 0
    app = application()
    # Qt's loop lets no Python handler run; what is half done in the register the database undoes.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    program = Program(app, language)
    look.hear_errors(lambda: program.window, home)
    door = None

    def listen() -> None:
        nonlocal door
        door = single.Door(home, program.come)

    def begin() -> None:
        QTimer.singleShot(0, listen)
        program.start(path)
        gc.enable()
        gc.freeze()  # what is here now stays: no later round looks through it again

    program.appear(path, begin)
    code = app.exec()
    if door is not None:
        door.close()
    program.end()
    return code


def application() -> QApplication:
    """Qt's application object, named before anything asks where files belong."""
    QApplication.setOrganizationName(NAME)
    QApplication.setApplicationName(NAME)
    QApplication.setApplicationDisplayName(NAME)
    found = QApplication.instance()
    return found if isinstance(found, QApplication) else QApplication(sys.argv[:1])


class Program:
    """What lives as long as the program: the settings of this machine, the open register and the window."""

    def __init__(self, app: QApplication, language: str | None = None, **window_options: Any) -> None:
        self.app = app
        self.settings = settings.load()
        self.layout = dict(self.settings.layout)
        i18n.use(language or self.settings.language)
        look.speak(app)
        self._dress()
        self.window = window.MainWindow(self, around=_connected, enter=_connect, leave=_disconnect, **window_options)
        self.window.closed.connect(self.save)

    def appear(self, path: Path | None, then: Callable[[], object]) -> None:
        """Show the window, still without a page, and do the rest when one can see it."""
        self.window.show_nothing((path or self._last()) is not None)
        self.window.show()
        self.window.when_painted(then)

    def start(self, path: Path | None) -> None:
        """Open the register and show the window; where it cannot be opened the welcome page says why."""
        last = self._last()
        if path is None and last is not None and not last.exists():
            self._keep(self.settings.forgotten(last))
            last = None
        if path or last:
            self.open_file((path or last or Path()).absolute())
        else:
            self.window.show_welcome()
        self.window.show()

    def end(self) -> None:
        """Close the register."""
        from crm.store import opening

        opening.close()

    def come(self, files: list[Path]) -> None:
        """A second start: come to the front and open what it brought."""
        self.window.setWindowState(self.window.windowState() & ~window.MINIMIZED)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        if files and files[0] != self.window.file:
            self.open_file(files[0])

    # Registers

    def open_file(self, path: Path) -> None:
        """Open a register and show it; where it cannot be opened the welcome page says why."""
        from crm.store import opening

        self.window.release()
        try:
            found = opening.open_register(path, check=False)
        except CrmError as problem:
            opening.close()
            self.window.show_welcome(str(problem))
            return
        self._show(found)

    def create_file(self, path: Path) -> None:
        """Make an empty register and open it, without showing it yet. Raises CrmError where it cannot be made."""
        from crm.store import opening

        before = opening.register()
        self.window.release()
        try:
            opening.create(path)
        except CrmError:
            if before is not None:
                self.open_file(before.path)
            else:
                self.window.show_welcome()
            raise

    def show_created(self) -> None:
        """Show the register that was made, once it has been begun."""
        from crm.store import opening

        found = opening.register()
        if found is not None:
            self._show(found)

    def sample_file(self, path: Path) -> None:
        """Write the sample cluster beside everything real and show it."""
        from crm import demo
        from crm.store import opening

        self.window.show_welcome()
        opening.close()

        def failed(error: BaseException) -> None:
            self.window.show_welcome(str(error))
            if not isinstance(error, CrmError):
                raise error

        self.window.work(
            lambda progress: demo.write(path, progress=progress),
            around=nullcontext,
            title=_("Writing the sample cluster"),
            done=lambda _nothing: self.open_file(path),
            failed=failed,
        )

    def recent(self) -> list[Path]:
        """The registers opened lately that are still there."""
        return [path for path in map(Path, self.settings.recent_files) if path.exists()]

    def check(self) -> None:
        """Look whether the whole register is sound, in the worker, and say so."""
        from crm.store import soundness

        self.window.work(
            lambda progress: soundness.problems(),
            title=_("Checking the register"),
            done=lambda found: self.window.shell.bar.say(
                "\n".join(found) or _("The register is sound: database, journal and search index."),
                "danger" if found else "success",
            ),
        )

    def _show(self, found: "opening.Register") -> None:
        from crm.store import journal, opening

        opening.keep_little()
        self._keep(self.settings.opened(found.path))
        known = self.settings.staff.get(str(found.path), "")
        journal.author.staff = int(known) if known.isdigit() else None
        self.window.show_register(found.path, found.read_only)
        # The window has painted by then; until now the file was only looked at from outside.
        QTimer.singleShot(200, self.window, lambda: self._quick_check(found))

    def _quick_check(self, found: "opening.Register") -> None:
        from crm.store import opening

        if opening.register() is not found or self.window.released:
            return
        self.window.work(
            lambda progress: opening.quick_check(),
            failed=lambda error: self.window.shell.bar.say(str(error), "danger"),
        )

    # Settings of this machine

    def setting(self, name: str) -> Any:
        """The value of a setting."""
        return getattr(self.settings, name)

    def prefer(self, name: str, value: Any) -> None:
        """Change a setting; what it is about follows at once."""
        shown = i18n.language() if name == "language" else getattr(self.settings, name)
        if shown == value:
            return
        self._keep(replace(self.settings, **{name: value}), write=name != "last_page")
        if name == "language":
            i18n.use(value)
            look.speak(self.app)
            # Whoever asked is on a page that is made again.
            QTimer.singleShot(0, self.window, self.window.retranslate)
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

    def signs(self) -> int | None:
        """The staff member who signs what is written here."""
        from crm.store import journal

        return journal.author.staff

    def sign_as(self, staff: int | None) -> None:
        """Let somebody else of the staff sign from now on, in this register on this machine."""
        from crm.store import journal, opening

        found = opening.register()
        if found is None:
            return
        journal.author.staff = staff
        kept = {**self.settings.staff, str(found.path): "" if staff is None else str(staff)}
        self._keep(replace(self.settings, staff=kept))

    def save(self) -> None:
        """Write the settings down."""
        self.settings = replace(self.settings, layout=dict(self.layout))
        settings.save(self.settings)

    def _last(self) -> Path | None:
        return Path(self.settings.last_file) if self.settings.last_file else None

    def _keep(self, changed: settings.Settings, *, write: bool = True) -> None:
        self.settings = changed
        if write:
            self.save()

    def _dress(self) -> None:
        now = self.settings
        look.dress(self.app, now.theme, now.font_scale, now.reduced_motion)


def _connected() -> AbstractContextManager[Any]:
    """The connection of a job: opened and closed in its own thread (RELIABILITY.md section 2)."""
    from crm.store.database import database

    return cast(AbstractContextManager[Any], database.connection_context())


def _connect() -> None:
    """Connect the thread that answers questions, where a register is open."""
    from crm.store import opening

    if opening.register() is not None:
        opening.keep_little()


def _disconnect() -> None:
    """Close the connection of the thread that answers questions, where it has one."""
    from crm.store.database import database

    if database.obj is not None and not database.is_closed():
        database.close()
