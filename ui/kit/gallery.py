"""Every piece of the kit in every state, for eyes.

`python -m ui.kit.gallery OUT.png` writes OUT-NAME-light.png and OUT-NAME-dark.png; without a name it opens a window.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget

from ui.kit import gallery_pieces, gallery_shell, theme


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
        "icons": gallery_pieces.icon_sheet,
    }


def grab(page: QWidget, file: Path, size: tuple[int, int] = (1180, 760)) -> None:
    """Show a page, let it settle, and save its picture."""
    app = QApplication.instance()
    page.resize(*size)
    page.show()
    for _turn in range(3):
        QApplication.processEvents()
    page.grab().save(str(file))
    page.close()
    assert app is not None


def main(arguments: list[str]) -> int:
    """Write the pictures, or open a window."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    use_bundled_font(app)
    if arguments:
        out = Path(arguments[0])
        theme.set_reduced_motion(True)
        for mode in ("light", "dark"):
            theme.apply(app, mode)
            for name, make in pages().items():
                grab(make(), out.with_name(f"{out.stem}-{name}-{mode}.png"))
        return 0
    theme.apply(app)
    tabs = QTabWidget()
    for name, make in pages().items():
        tabs.addTab(make(), name)
    tabs.resize(1240, 860)
    tabs.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
