"""What each menu entry does: dialogs are read when they are first opened."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QDialog, QWidget

from crm.i18n import _, quoted
from ui import action_words, actions, drop, letters, over_dialogs, quick_log, safekeeping
from ui.drop import REGISTER, Dropped
from ui.frame import Frame
from ui.over_dialogs import over
from ui.pages import places

if TYPE_CHECKING:
    from crm.commands.round_trip import Taken
    from crm.exchange.source import Source
    from ui.dialogs.import_list import ImportDialog
    from ui.kit.palette import Group


def run(window: Frame, key: str) -> None:
    """Do what the menu entry says."""
    page = window.page()
    if key in places.BY_KEY:
        window.go(key)
    elif key in ERRANDS:
        ERRANDS[key](window)
    elif page is not None and key in (verbs := page.shown_verbs()):
        verbs[key]()


def find(window: Frame, words: str) -> "list[Group]":
    """What the palette offers."""
    from ui.pages import finder

    doings = [
        finder.Doing(
            *(actions.words(entry), entry.icon, actions.keys(entry), window.actions_.of[entry.key].trigger),
            also=f"{entry.text.replace('&', '')} {action_words.also(entry.key)}",
        )
        for entry in actions.entries()
        if entry.key in window.actions_.of and entry.key != "find" and window.actions_.of[entry.key].isEnabled()
    ]
    recent = window.desk.recent_records[:8]
    return finder.groups(
        words,
        recent=recent,
        doings=doings,
        go=window.go,
        ask=window.open_palette,
        register=window.file is not None,
    )


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
        _refresh(window)  # the welcome page asks for a name and says what waits
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


def _open(window: Frame) -> None:
    from PySide6.QtWidgets import QFileDialog

    start = str(window.file.parent) if window.file else str(Path.home())
    chosen, _filter = QFileDialog.getOpenFileName(window, _("Open"), start, _registers())
    if chosen:
        window.program.registers.open(Path(chosen))


def _registers() -> str:
    return _("Klynge registers") + f" (*{REGISTER})"


def _sample(window: Frame) -> None:
    window.program.registers.try_sample()


def leave_sample(window: Frame) -> None:
    """Go back from the sample cluster to one's own register, or to where one is made."""
    window.program.registers.leave_sample()


def _new_register(window: Frame) -> None:
    from ui.pages import beginning

    beginning.ask(window, window.desk)


def _new(window: Frame) -> None:
    from ui.dialogs import new_record

    new_record.ask(over(window), likely=places.table(window.current))


def _import(window: Frame) -> None:
    from ui.dialogs import import_list

    _leading(window, import_list.ask(window))


def _ways(window: Frame) -> letters.Ways:
    return letters.Ways(lambda: over(window), lambda draft, values: quick_log.log(window, draft, prefilled=values))


def _log_from_file(window: Frame) -> None:
    from PySide6.QtWidgets import QFileDialog

    kinds = _("Mails and appointments") + " (*.msg *.eml *.ics)"
    chosen, _filter = QFileDialog.getOpenFileNames(
        window, _("Log from a mail or an appointment"), str(Path.home()), kinds
    )
    if chosen:
        letters.take(window, [Path(one) for one in chosen], _ways(window))


def _paste(window: Frame) -> None:
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


def _shortcuts(window: Frame) -> None:
    from ui.dialogs import shortcuts

    shortcuts.ask(over(window))


def _guide(window: Frame) -> None:
    window.help.open_here()


def _news(window: Frame) -> None:
    window.help.open("news")


def _about(window: Frame) -> None:
    from ui.dialogs import about

    about.ask(over(window))


def _refresh(window: Frame) -> None:
    page = window.page()
    if page is not None:
        page.refresh()


def _filter(window: Frame) -> None:
    page = window.page()
    if page is not None:
        page.start_search()


def _undo(window: Frame) -> None:
    from ui.pages import doing

    doing.undo(window.desk)


def _redo(window: Frame) -> None:
    from ui.pages import doing

    doing.redo(window.desk)


def _calendar(window: Frame) -> None:
    from ui.pages import calendar_export

    calendar_export.ask(window.desk)


def _check(window: Frame) -> None:
    from ui.dialogs import check

    file = window.file
    if file is not None:
        check.ask(over(window), recover=lambda: window.program.registers.recover(file), writable=not window.read_only)


def _recover(window: Frame) -> None:
    from PySide6.QtWidgets import QFileDialog

    start = str(window.file.parent) if window.file else str(Path.home())
    words = _("Recover a damaged register")
    chosen, _filter = QFileDialog.getOpenFileName(window, words, start, _registers())
    if chosen:
        window.program.registers.recover(Path(chosen))


def _report(window: Frame) -> None:
    from ui.dialogs import report_export

    report_export.ask(window, year=window.today().year - (window.today().month < 7))


def _bridge(window: Frame) -> None:
    from ui.dialogs import bridge

    bridge.ask(window, go=lambda id: window.go("members", id))


def _periods(window: Frame) -> None:
    from ui.dialogs import periods
    from ui.pages import gap_list

    periods.ask(window, go=lambda record, id: gap_list.go(window.desk, record, id))


def _cross(window: Frame) -> None:
    from ui.dialogs import cross
    from ui.pages import gap_list

    cross.ask(window, go=lambda record, id: gap_list.go(window.desk, record, id))


def _own_figures(window: Frame) -> None:
    from ui.dialogs import own_figures

    own_figures.ask(window)


def _renew(window: Frame) -> None:
    from ui.dialogs import renew

    renew.ask(window).saved.connect(lambda count: _told(window, _("{count} memberships renewed."), count))


def _notices(window: Frame) -> None:
    from ui.dialogs import notices

    notices.ask(window).saved.connect(lambda made: _told(window, _("{count} follow-ups made."), len(made)))


def _duplicates(window: Frame) -> None:
    from ui.dialogs import duplicates

    page = window.page()
    about = page.subject() if page is not None else {}
    duplicates.ask(window, kind="organisation" if "organisation" in about else "person")


def _recycle_bin(window: Frame) -> None:
    from ui.dialogs import recycle_bin

    recycle_bin.ask(window, writable=window.desk.writable())


def _went_out(window: Frame) -> None:
    from ui.dialogs import went_out

    went_out.ask(window)


def _told(window: Frame, words: str, count: int) -> None:
    from crm.rules import numbers
    from ui.pages import doing

    doing.told(window.desk, words.format(count=numbers.show_int(count)))


ERRANDS: dict[str, Callable[[Frame], object]] = {
    "new_register": _new_register,
    "open": _open,
    "sample": _sample,
    "import": _import,
    "calendar": _calendar,
    "backups": safekeeping.open_backups,
    "quit": lambda window: window.close(),
    "paste": _paste,
    "undo": _undo,
    "redo": _redo,
    "filter": _filter,
    "find": lambda window: window.open_palette(),
    "back": lambda window: window.go_back(),
    "forward": lambda window: window.go_forward(),
    "refresh": _refresh,
    "log": lambda window: quick_log.log(window),
    "log_from_file": _log_from_file,
    "new": _new,
    "make_report": _report,
    "check": _check,
    "recover": _recover,
    "members_between": _bridge,
    "periods": _periods,
    "own_figures": _own_figures,
    "cross": _cross,
    "renew": _renew,
    "notices": _notices,
    "duplicates": _duplicates,
    "recycle_bin": _recycle_bin,
    "steps": lambda window: window.go("today", tab=1),
    "went_out": _went_out,
    "guide": _guide,
    "shortcuts": _shortcuts,
    "news": _news,
    "about": _about,
}
