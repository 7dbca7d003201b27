"""Going through every shot: the window as a person would have it, standing still, one thing after the other.

Whoever looks at all pages and dialogs (the pictures, tests/ui/walk) goes through `visit`: one list for all.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QPoint, QRect, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from crm import i18n
from tests.pictures import calendar, cluster, dialogs, empty, errors, pages, report_data, tables
from ui import app
from ui.kit import busy, gallery, toast

SIZE = (1240, 800)
PAUSE = 300
"""What waits longer than so many milliseconds is no pause in what somebody does, and no picture waits for it."""
Shot = tuple[str, Callable[[app.Program], object]]


def prepare(home: str) -> QApplication:
    """Let this process photograph: settings in `home`, the fixed day, the bundled letters."""
    os.environ["KLYNGE_HOME"] = home
    calendar.stop("crm.queries", "crm.exchange", "ui.dialogs")
    qInstallMessageHandler(_hear)
    made = app.application()
    gallery.use_bundled_font(made)
    return made


def write(home: Path, language: str) -> tuple[Path, Path]:
    """The register that is photographed and one without anything in it, both closed."""
    i18n.use(language)  # what an import says of a row is kept in the language it was said in
    return cluster.write(home / language), empty.write(home / language)


def shots() -> Iterator[tuple[str, Shot]]:
    """Every shot, with where it is taken: "without" a register, in the "empty" one, in the "full" one."""
    for where, some in (
        ("without", pages.before()),
        ("empty", empty.shots()),
        ("full", chain(pages.shots(), dialogs.shots(), report_data.shots(), errors.shots(), tables.shots())),
    ):
        for shot in some:
            yield where, shot


def visit(
    registers: tuple[Path, Path],
    language: str,
    *,
    theme: str = "light",
    font: int = 100,
    words: Iterable[str] = (),
    every: int = 1,
) -> Iterator[tuple[str, app.Program]]:
    """Show one shot after the other, all, those with one of the words in their name, or every so manieth of them.

    Yields the name.
    """
    wanted = tuple(words)
    program = app.Program(app.application(), language, today=lambda: calendar.DAY)
    for name, value in (("theme", theme), ("font_scale", font), ("reduced_motion", True)):
        program.prefer(name, value)
    window = program.window
    window.resize(*SIZE)
    now = ""
    for where, (name, show) in islice(shots(), None, None, every):
        full = f"{name}-{theme}-{language}"
        if wanted and not any(word in full for word in wanted):
            continue
        if where != now:
            now = where
            _open(program, registers, where)
        show(program)
        settle(program)
        yield name, program
        put_away(program)
    window.close()
    program.end()
    window.deleteLater()


def _open(program: app.Program, registers: tuple[Path, Path], where: str) -> None:
    if where == "without":
        program.window.show_welcome()
        program.window.show()
    else:
        program.registers.open(registers[0 if where == "full" else 1])
        program.window.show()
    settle(program)


def settle(program: app.Program) -> None:
    """Wait until everything that was asked is answered and painted."""
    calm = 0
    for _turn in range(2_000):
        QTest.qWait(3)
        desk = program.window.desk
        calm = 0 if desk.questions.waiting() or desk.jobs.busy() else calm + 1
        if calm >= 4 and not _about_to_ask(program.window):
            return


def _about_to_ask(window: QWidget) -> bool:
    """Whether something waits for a moment of quiet before it asks: sums of what is selected, a search."""
    return any(one.isActive() and one.isSingleShot() and one.interval() <= PAUSE for one in window.findChildren(QTimer))


def standing_over(window: QWidget) -> list[QWidget]:
    """Dialogs, menus and the palette, the lowest first."""
    return [one for one in QApplication.topLevelWidgets() if one is not window and one.isVisible() and one.width() > 40]


def picture(window: QWidget) -> QPixmap:
    """The window, dimmed where a dialog stands over it, with what stands over it."""
    made = window.grab()
    painter = QPainter(made)
    over = standing_over(window)
    if any(isinstance(one, QDialog) for one in over):
        painter.fillRect(window.rect(), QColor(0, 0, 0, 70))
    for one in over:
        corner = one.geometry().topLeft() - window.geometry().topLeft()
        if isinstance(one, QDialog):
            corner = QPoint((window.width() - one.width()) // 2, max(12, (window.height() - one.height()) // 3))
        painter.drawPixmap(corner, one.grab())
        if isinstance(one, QDialog):
            painter.setPen(QColor(127, 138, 153))
            painter.drawRect(QRect(corner, one.size()).adjusted(-1, -1, 0, 0))  # the frame that the desktop draws
    painter.end()
    return made


def put_away(program: app.Program) -> None:
    """Close what stands over the window, without a question about what was written in it."""
    for one in standing_over(program.window):
        if hasattr(one, "ask_before_losing"):
            one.ask_before_losing(False)
        one.close()
    toast.dismiss(program.window)
    for panel in program.window.findChildren(busy.Panel):
        panel._job.end(None, None)
    program.window.shell.bar.clear()
    settle(program)


def _hear(kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
    """Qt may complain only about the missing display."""
    if not words.startswith("This plugin does not support"):
        raise AssertionError(words)
