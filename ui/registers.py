"""The registers of the program: opened, made and checked, one at a time, and shown in the window."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol, cast

from PySide6.QtCore import QTimer

from crm import settings
from crm.errors import CrmError
from crm.i18n import _
from crm.settings import Settings
from crm.store import backup, backup_names, failures, journal, keys, lock, opening, quick_check
from crm.store.database import database
from ui import protecting, safekeeping, surroundings
from ui.window import MainWindow

CHECK_SECONDS = 20
"""So long the quick look after a start may take; the whole check is asked for in the menu."""


class Owner(Protocol):
    """The program as the one whose settings remember what was open."""

    settings: Settings

    def keep(self, changed: Settings) -> None:
        """Take these settings over."""


class Registers:
    """At most one register is open, and the window shows it."""

    def __init__(self, owner: Owner, window: MainWindow) -> None:
        self._owner, self._window = owner, window
        self._watch = surroundings.Watch(self._gone, window)

    def open(self, path: Path) -> None:
        """Open a register and show it; where it cannot be opened the welcome page says why.

        The passphrase of a protected one is asked for. While the worker has a register for itself none is opened.
        """
        if self._is_taken():
            return
        self._window.release()
        self.back_up_to(self._owner.settings.backup_folder)  # it may be brought up to date, after a backup
        try:
            found = opening.open_register(path, check=False)
        except keys.Locked:
            opening.close()
            protecting.ask(self._window, path, self.open)
            return
        except CrmError as problem:
            opening.close()
            self._window.show_welcome(str(problem))
            self._offer_backups(path, problem)
            return
        self._show(found)

    def protect(self, key: keys.Key | None) -> None:
        """Write the register that is open anew under a key, or none, and show it again."""
        if opening.register() is not None and not self._is_taken():
            self._watch.stop()
            protecting.write_anew(self._window, opening.path_of_open(), key, self.open)

    def create(self, path: Path) -> None:
        """Make an empty register and open it, without showing it yet. Raises CrmError where it cannot be made."""
        if self._window.alone():
            raise CrmError(self._taken())
        before = opening.register()
        if before is not None:  # else one is on the welcome page, which stays, with what was typed, to say why
            self._window.release()
        try:
            opening.create(path)
        except CrmError:
            if before is not None:
                self.open(before.path)
            raise

    def show_created(self) -> None:
        """Show the register that was made, once it has been begun."""
        found = opening.register()
        if found is not None:
            # Wherever one was in another register: the first steps stand on the first page
            self._owner.keep(replace(self._owner.settings, last_page=Settings().last_page))
            self._show(found)

    def sample(self, path: Path) -> None:
        """Write the sample cluster beside everything real and show it."""
        from crm import demo

        if self._is_taken():
            return
        self._window.show_welcome()
        opening.close()

        def failed(error: BaseException) -> None:
            self._window.show_welcome(str(error))
            if not isinstance(error, CrmError):
                raise error

        self._window.work(
            lambda progress: demo.write(path, progress=progress),
            around=nullcontext,
            title=_("Writing the sample cluster"),
            done=lambda _nothing: self.open(path),
            failed=failed,
        )

    def try_sample(self) -> None:
        """Show the sample cluster of this machine as one left it; write it the first time."""
        path = settings.folder() / (_("Sample cluster") + ".klynge")
        if path.exists():
            self.open(path)
        else:
            path.parent.mkdir(0o700, parents=True, exist_ok=True)
            self.sample(path)

    def own(self) -> Path | None:
        """The register of one's own that was open last, where it is still there."""
        path = Path(self._owner.settings.own_file)
        return path if self._owner.settings.own_file and path.exists() else None

    def leave_sample(self) -> None:
        """Open one's own register again, or lead to where one is made."""
        if self._is_taken():
            return
        own = self.own()
        if own is not None:
            self.open(own)
            return
        self._window.show_welcome()
        opening.close()
        self._owner.keep(replace(self._owner.settings, last_file=""))

    def recent(self) -> list[Path]:
        """The registers opened lately that are still there."""
        return [path for path in map(Path, self._owner.settings.recent_files) if path.exists()]

    def recover(self, path: Path) -> None:
        """Write what can be read of a damaged register into a new one beside it, and show that."""
        from ui import recovering

        if self._is_taken():
            return
        self._watch.stop()
        recovering.begin(self._window, path, self.open)

    def look_through(self) -> None:
        """Look quickly whether the open register is whole; raises CrmError where it is not. For a job."""
        quick_check.run(CHECK_SECONDS)

    def restore(self, copy: Path, register: Path | None = None) -> None:
        """Put a backup in the place of the open register, or of one that could not be opened, and open that."""
        from ui import putting_back

        found = opening.register()
        path = register or (found.path if found is not None else None)
        if path is not None and not self._is_taken():
            self._watch.stop()
            putting_back.put_back(self._window, path, copy, self.open)

    def close(self) -> None:
        """Close the register, if one is open."""
        self._watch.stop()
        opening.close()

    def write_again(self) -> None:
        """Write the register that was moved or deleted while it was open to its old place, and go on there."""
        from crm.store import rescue

        try:
            path = rescue.write_again()
        except CrmError as problem:
            self._window.shell.bar.say(str(problem), "danger")
            return
        self.open(path)

    def _gone(self) -> None:
        surroundings.tell_gone(self._window, self.write_again)

    # Who signs

    def signs(self) -> int | None:
        """The staff member who signs what is written here."""
        return journal.author.staff

    def sign_as(self, staff: int | None) -> None:
        """Let somebody else of the staff sign from now on, in this register on this machine."""
        found = opening.register()
        if found is None:
            return
        journal.author.staff = staff
        kept = {**self._owner.settings.staff, str(found.path): "" if staff is None else str(staff)}
        self._owner.keep(replace(self._owner.settings, staff=kept))

    # The connections of other threads

    def connection(self) -> AbstractContextManager[Any]:
        """That of a job: opened and closed in its own thread (RELIABILITY.md section 2)."""
        return cast(AbstractContextManager[Any], database.connection_context())

    def connect(self) -> None:
        """Connect the thread that answers the window's questions, where a register is open."""
        if opening.register() is not None:
            opening.keep_little()

    def disconnect(self) -> None:
        """Close the connection of that thread, where it has one."""
        if database.obj is not None and not database.is_closed():
            database.close()

    def _is_taken(self) -> bool:
        """Whether the worker has a register for itself, which is told: there is one database for all of the program."""
        if self._window.alone():
            self._window.shell.bar.say(self._taken(), "warning")
        return bool(self._window.alone())

    def _taken(self) -> str:
        return _("{what}: this is not done yet. Wait for it or cancel it, then open another register.").format(
            what=self._window.alone()
        )

    def _offer_backups(self, path: Path, problem: CrmError) -> None:
        """Lead from a register that cannot be opened to its backups, or to what can still be read where none are."""
        say = self._window.shell.bar.say
        if isinstance(problem, lock.InUseError):
            return
        if backup_names.listed(backup_names.folder(path)):
            say(str(problem), "danger", _("Backups…"), lambda: safekeeping.open_backups(self._window, path))
        elif isinstance(problem, failures.DamagedError):
            say(str(problem), "danger", _("Recover what can be read"), lambda: self.recover(path))

    def back_up_to(self, folder: str) -> None:
        """Copy every backup to a second folder as well from now on; "" for none."""
        backup.elsewhere.folder, backup.elsewhere.trouble = Path(folder) if folder else None, ""

    def _show(self, found: opening.Register) -> None:
        opening.keep_little()
        sample = journal.is_sample()
        self._owner.keep(self._owner.settings.opened(found.path, sample=sample))
        known = self._owner.settings.staff.get(str(found.path), "")
        journal.author.staff = int(known) if known.isdigit() else None
        self._window.show_register(found.path, found.read_only, sample=sample)
        self._watch.begin(found)
        # The window has painted by then; until now the file was only looked at from outside.
        QTimer.singleShot(200, self._window, lambda: self._quick_check(found))

    def _quick_check(self, found: opening.Register) -> None:
        from crm.store import attachment_check, attachments, protection

        if opening.register() is not found or self._window.released:
            return
        self._window.work(
            lambda progress: quick_check.run(CHECK_SECONDS),
            failed=lambda error: self._window.shell.bar.say(
                str(error), "danger", _("Check the register"), lambda: self._window.actions_.of["check"].trigger()
            ),
        )
        self._window.work(protection.finish, failed=lambda error: self._window.shell.bar.say(str(error), "danger"))
        # Where only the register was renamed its files follow; where they stayed elsewhere one must hear of it.
        if attachment_check.is_folder_missing() and attachments.find_again() is None:
            self._window.shell.bar.say(attachment_check.folder_missing(), "warning")
        told = self._owner.settings.places_told
        words, kind = surroundings.sentence(found, told)
        if words and not self._window.shell.bar.words():
            self._window.shell.bar.say(words, kind)
            if kind == "info":
                self._owner.keep(replace(self._owner.settings, places_told=(*told, surroundings.once(found))))
