"""What each menu entry does: dialogs are read when they are first opened."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from crm.i18n import _
from ui import action_words, actions, bringing_in, quick_log, safekeeping
from ui.drop import REGISTER
from ui.frame import Frame
from ui.over_dialogs import over
from ui.pages import places

if TYPE_CHECKING:
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
    "import": bringing_in.ask_for_list,
    "calendar": _calendar,
    "backups": safekeeping.open_backups,
    "quit": lambda window: window.close(),
    "paste": bringing_in.paste,
    "undo": _undo,
    "redo": _redo,
    "filter": _filter,
    "find": lambda window: window.open_palette(),
    "back": lambda window: window.go_back(),
    "forward": lambda window: window.go_forward(),
    "refresh": _refresh,
    "log": lambda window: quick_log.log(window),
    "log_from_file": bringing_in.ask_for_letters,
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
