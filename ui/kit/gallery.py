"""Every piece of the kit in every state, for eyes.

`python main.py gallery` opens it in a window, light or dark, with larger letters or smaller ones;
`python main.py gallery OUT.png` writes OUT-NAME-light.png and OUT-NAME-dark.png, `--font 140` in another size.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget

from ui.kit import (
    gallery_board,
    gallery_charts,
    gallery_grid,
    gallery_over,
    gallery_pieces,
    gallery_shell,
    gallery_window,
    theme,
)


def use_bundled_font(app: QApplication) -> str:
    """Use Roboto where it is to be had (a development dependency), so that pictures are the same everywhere.

    Returns the family.
    """
    try:
        from font_roboto import Roboto, RobotoBold, RobotoMedium
    except ImportError:
        pass
    else:
        for file in (Roboto, RobotoMedium, RobotoBold):
            QFontDatabase.addApplicationFont(str(file))
    family = "Roboto" if "Roboto" in QFontDatabase.families() else app.font().family()
    app.setFont(QFont(family))
    theme.set_family(family)
    return family


def pages() -> dict[str, Callable[[], QWidget]]:
    """The pages of the gallery, by name."""
    return {
        "shell": gallery_shell.shell,
        "controls": gallery_pieces.controls,
        "forms": gallery_pieces.forms,
        "lists": gallery_pieces.lists,
        "words": gallery_pieces.words,
        "board": gallery_board.board,
        "grid": gallery_grid.grid,
        "charts": gallery_charts.charts,
        "over": gallery_over.over,
        "notes": gallery_over.notes,
        "icons": gallery_pieces.icon_sheet,
    }


def grab(page: QWidget, file: Path, size: tuple[int, int] = (1180, 760)) -> None:
    """Show a page, let it settle, save its picture, and take it down."""
    page.resize(*size)
    page.show()
    for _turn in range(3):
        QApplication.processEvents()
    page.grab().save(str(file))
    page.close()
    # Now and not whenever Python looks for garbage, which may be in the middle of something the page does itself.
    page.deleteLater()
    QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)


def main(arguments: Sequence[str]) -> int:
    """Write the pictures, or open a window; returns the exit code."""
    asked = argparse.ArgumentParser(prog="python main.py gallery", description=__doc__.partition("\n")[0])
    asked.add_argument(
        "out", nargs="?", type=Path, metavar="OUT.png", help="write pictures instead of opening a window"
    )
    asked.add_argument("--font", type=int, default=100, metavar="PERCENT", help="90 to 140")
    options = asked.parse_args(arguments)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    if options.out is None:
        theme.apply(app, "system", options.font)
        window = gallery_window.open_window(app, pages(), options.font)
        code = app.exec()
        window.deleteLater()
        return code
    use_bundled_font(app)
    theme.set_reduced_motion(True)
    for mode in gallery_window.MODES:
        theme.apply(app, mode, options.font)
        for name, make in pages().items():
            grab(make(), options.out.with_name(f"{options.out.stem}-{name}-{mode}.png"))
    return 0
