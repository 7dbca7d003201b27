"""What comes into the window from outside: dropped files, what was copied, lists to import and mails to log from."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from crm.i18n import _, quoted
from ui import drop, letters, over_dialogs, quick_log
from ui.drop import Dropped
from ui.frame import Frame
from ui.over_dialogs import over

if TYPE_CHECKING:
    from crm.commands.round_trip import Taken
    from crm.exchange.source import Source
    from ui.dialogs.import_list import ImportDialog


def take(window: Frame, dropped: Dropped) -> None:
    """Do what dropped files are for: open a register, import lists one after the other, say no kindly to the rest."""
    files = (*dropped.registers, *dropped.lists)
    if files and isinstance(over(window), QDialog):
        words = _("Close this window first; then drop {files} again.")
        over_dialogs.tell(window, words.format(files=", ".join(quoted(file.name) for file in files)), "info")
    elif dropped.registers:
        window.program.registers.open(dropped.registers[0])
    elif dropped.lists:
        import_lists(window, dropped.lists)
    if dropped.letters and not dropped.registers:
        letters.take(window, dropped.letters, _ways(window), wait=bool(dropped.lists))
    if dropped.refusal:
        over_dialogs.tell(window, dropped.refusal, "warning")


def import_lists(window: Frame, files: tuple[Path, ...]) -> None:
    """Open the import of the first file, and of the next when that is closed."""
    if window.file is None:
        window.waiting = files
        page = window.page()
        if page is not None:
            page.refresh()  # the welcome page asks for a name and says what waits
        return
    if window.read_only:
        window.shell.bar.say(_("This register is read-only: nothing can be imported."), "warning")
        return
    from ui.dialogs import import_list

    dialog = import_list.ask(window, path=files[0])
    dialog.waiting = files[1:]
    _leading(window, dialog)


def log_from(window: Frame, now: QWidget | None) -> None:
    """Let Ctrl+L and dropped mails work in a dialog as well."""
    over_dialogs.hear(window, now, lambda: quick_log.log(window), lambda dropped: take(window, dropped))


def ask_for_list(window: Frame) -> None:
    """Ask for a list to import."""
    from ui.dialogs import import_list

    _leading(window, import_list.ask(window))


def ask_for_letters(window: Frame) -> None:
    """Ask for mails and appointments to log from."""
    from ui.dialogs import received

    kinds = _("Mails and appointments") + " (*.msg *.eml *.ics)"
    chosen = received.several(window, _("Log from a mail or an appointment"), kinds)
    if chosen:
        letters.take(window, chosen, _ways(window))


def paste(window: Frame) -> None:
    """Where no field takes what was copied: cells become an import at its columns, files as if they were dropped.

    A mail, an invitation or those invited fill the quick log.
    """
    from ui.dialogs import import_given, import_list

    mime = QApplication.clipboard().mimeData()
    given = import_given.copied()
    if mime is not None and mime.hasUrls():
        take(window, drop.sort(mime))
        return

    def bring_in() -> None:
        _leading(window, import_list.ask(window, given=given))

    text = mime.text() if mime is not None else ""
    if letters.take_text(window, text, _ways(window), bring_in if given is not None else None):
        return
    if given is None:
        window.shell.bar.say(import_given.no_cells(), "info")
    else:
        bring_in()


def _ways(window: Frame) -> letters.Ways:
    return letters.Ways(lambda: over(window), lambda draft, values: quick_log.log(window, draft, prefilled=values))


def _leading(window: Frame, dialog: "ImportDialog") -> None:
    """Go to an earlier import where somebody would rather see that; the files that wait in it come after it."""
    if window.sample:
        told = _("This is the sample cluster. What you bring in here stays here and never reaches your own file.")
        dialog.say(told, "warning")
    dialog.import_asked.connect(lambda batch: window.go("imports", batch))
    dialog.came_back.connect(lambda source, name: _came_back(window, source, name))
    dialog.finished.connect(lambda: import_lists(window, dialog.waiting) if dialog.waiting else None)


def _came_back(window: Frame, source: "Source", name: str) -> None:
    """Show what was edited in a list that came back from Excel."""
    from ui.dialogs import round_trip
    from ui.pages import doing

    def done(taken: "Taken") -> None:
        doing.told(window.desk, round_trip.told(taken))
        if problem := round_trip.left(taken):
            window.shell.bar.say(problem, "warning")

    round_trip.ask(window, source=source, file=name, today=window.today()).saved.connect(done)
