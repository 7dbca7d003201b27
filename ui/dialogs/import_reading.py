"""What an import is read from, and how: once more with a password, in another way, from another sheet or header."""

from collections.abc import Callable
from dataclasses import replace

from crm.exchange import header, memory
from crm.exchange.readers.refusals import PasswordNeeded, WrongPassword
from crm.exchange.source import Alternative
from crm.i18n import _
from crm.progress import Progress
from ui.dialogs import import_columns, import_given, import_looks_wrong, import_password, import_sheets
from ui.dialogs.import_columns import Found
from ui.dialogs.import_given import Given
from ui.dialogs.working import WorkDialog


class Reading:
    """Reads in the worker of a dialog and calls `done(found)`; asks there for what it needs to know.

    `given` is what was read last, its password forgotten once it has opened.
    """

    def __init__(self, dialog: WorkDialog, done: Callable[[Found], object]) -> None:
        self._dialog, self._done = dialog, done
        self.given: Given | None = None
        self._found: Found | None = None

    def read(self, given: Given) -> None:
        """Read what is given and find its table."""
        self.given = given

        def work(progress: Progress) -> Found:
            with memory.no_collection():
                return import_columns.look(given.read(progress), given.name)

        self._dialog.run(work, self._read, _("Reading {file}").format(file=given.name))

    def paste(self) -> None:
        """Read the cells that were copied last, or say that there are none."""
        given = import_given.copied()
        if given is None:
            self._dialog.say(import_given.no_cells(), "warning")
        else:
            self.read(given)

    def ask_password(self, problem: PasswordNeeded) -> None:
        """Ask for the password that was missing or wrong, and read again with it."""
        given = self.given
        assert given is not None
        wrong = str(problem) if isinstance(problem, WrongPassword) else ""
        asked = import_password.ask(self._dialog, name=given.name, wrong=wrong)
        asked.saved.connect(lambda password: self.read(replace(given, password=password)))

    def can_look_otherwise(self) -> bool:
        """Whether what was read last can be read in another way."""
        return bool(self._found and self._found.source.alternatives)

    def choose_look(self) -> None:
        """Show how a text can be read otherwise, and read it so."""
        found, given = self._found, self.given
        if found is None or given is None or self._dialog.working():
            return

        def take(other: Alternative) -> None:
            self.read(replace(given, encoding=other.encoding, delimiter=other.delimiter))

        import_looks_wrong.ask(self._dialog, source=found.source).saved.connect(take)

    def choose_sheet(self) -> None:
        """Show the sheets, and find the table of the one that is chosen."""
        found = self._found
        if found is None or self._dialog.working():
            return
        asked = import_sheets.ask(self._dialog, looks=header.looks(found.source), present=found.table.sheet)
        asked.saved.connect(self._other_sheet)

    def other_table(self, header_row: int | None, kept: frozenset[int]) -> None:
        """Find the table of the same sheet with another header row, and with rows that were left out."""
        found = self._found
        assert found is not None

        def work(_progress: Progress) -> Found:
            return import_columns.look(found.source, found.name, found.table.sheet, header_row, kept)

        self._dialog.run(work, self._read)

    def _other_sheet(self, name: str) -> None:
        found = self._found
        assert found is not None
        if name != found.table.sheet:
            self._dialog.run(lambda _progress: import_columns.look(found.source, found.name, name), self._read)

    def _read(self, found: Found) -> None:
        if self.given is not None:
            self.given = replace(self.given, password=None)
        self._found = found
        self._done(found)
