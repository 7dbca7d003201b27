"""Grab everything: `python -m tests.pictures [WORDS]` writes build/pictures, and docs/pictures for the README.

With words only what has one of them in its name is taken.
"""

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QMessageLogContext, QPoint, QRect, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from crm import i18n
from tests.pictures import calendar, cluster, dialogs, pages
from ui import app
from ui.kit import gallery

ROOT = Path(__file__).resolve().parents[2]
OUT, README = ROOT / "build" / "pictures", ROOT / "docs" / "pictures"
GUIDE = ROOT / "docs" / "guide" / "pictures"
SIZE = (1240, 800)
SHOWN = ("contacts-light-en", "members-light-en", "today-dark-en", "reports-light-en", "log-light-en")
"""Those the README shows."""
IN_GUIDE = {
    f"{taken}-light-{language}": f"{name}-{language}"
    for name, taken in (
        ("today", "today"),
        ("first", "first-steps"),
        ("members", "members"),
        ("columns", "import-columns"),
        ("check", "import-grid"),
        ("log", "log"),
        ("report", "reports"),
    )
    for language in i18n.LANGUAGES
}
"""Those the guide shows, light and in both languages, and what they are called there."""


def main(words: list[str]) -> int:
    """Take the pictures; returns 0."""
    for folder in (OUT, README, GUIDE):
        folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as home:
        os.environ["KLYNGE_HOME"] = home
        calendar.stop("crm.queries", "crm.exchange", "ui.dialogs")
        qInstallMessageHandler(hear)
        gallery.use_bundled_font(app.application())
        for language in ("nb", "en"):
            i18n.use(language)  # what an import says of a row is kept in the language it was said in
            path = cluster.write(Path(home) / language)
            for theme in ("light", "dark"):
                taken = list(take_all(path, theme, language, words))
                print(f"{language} {theme}: {len(taken)}")  # noqa: T201 - what the command says
    return 0


def take_all(path: Path, theme: str, language: str, words: list[str]) -> Iterator[str]:
    """Everything in one theme and language; yields the names of the pictures."""
    program = app.Program(app.application(), language, today=lambda: calendar.DAY)
    program.prefer("theme", theme)
    program.prefer("reduced_motion", True)
    window = program.window
    window.resize(*SIZE)
    for welcome, shots in ((True, pages.before()), (False, [*pages.shots(), *dialogs.shots()])):
        if welcome:
            window.show_welcome()
            window.show()
        else:
            program.registers.open(path)
        settle(program)
        for name, show in shots:
            full = f"{name}-{theme}-{language}"
            if not words or any(word in full for word in words):
                show(program)
                settle(program)
                save(window, full)
                put_away(program)
                yield full
    window.close()
    program.end()
    window.deleteLater()


def hear(kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
    """Qt may complain only about the missing display."""
    if not words.startswith("This plugin does not support"):
        raise AssertionError(words)


def settle(program: app.Program) -> None:
    """Wait until everything that was asked is answered and painted."""
    for _turn in range(400):
        QTest.qWait(5)
        desk = program.window.desk
        if not desk.questions.waiting() and not desk.jobs.busy():
            break
    QTest.qWait(220)  # what fades has faded


def standing_over(window: QWidget) -> list[QWidget]:
    """Dialogs, menus and the palette, the lowest first."""
    return [one for one in QApplication.topLevelWidgets() if one is not window and one.isVisible() and one.width() > 40]


def save(window: QWidget, name: str) -> None:
    """The window, dimmed where a dialog stands over it, with what stands over it."""
    picture = window.grab()
    painter = QPainter(picture)
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
    picture.save(str(OUT / f"{name}.png"))
    if name in SHOWN:
        picture.save(str(README / f"{name}.png"))
    if name in IN_GUIDE:
        save_small(picture.toImage(), GUIDE / f"{IN_GUIDE[name]}.png")


def save_small(picture: QImage, path: Path) -> None:
    """Save with the 256 colours that most of the picture has: a third of the bytes, and no eye tells them apart."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    often = Counter(memoryview(plain.constBits()).cast("B").cast("I")).most_common(256)
    few = plain.convertToFormat(QImage.Format.Format_Indexed8, [colour for colour, _count in often])
    few.save(str(path), quality=0)  # of a PNG: packed as small as it can be


def put_away(program: app.Program) -> None:
    """Close what stands over the window, without a question about what was written in it."""
    for one in standing_over(program.window):
        if hasattr(one, "ask_before_losing"):
            one.ask_before_losing(False)
        one.close()
    from ui.kit import toast

    toast.dismiss(program.window)
    settle(program)


Show = Callable[[app.Program], object]

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
