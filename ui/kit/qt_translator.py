"""Qt's own words (buttons, edit menus, file and print dialogs) in bokmål: Qt ships nynorsk, but no bokmål."""

import json
from functools import cache

from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from crm import i18n
from ui.kit import theme

KEYS = "QShortcut"
"""The context of Qt's names of keys: Norwegian keyboards say Ctrl, Shift and Home as well."""

KEY_NAMES = {"Left": "Venstre", "Right": "Høyre", "Up": "Opp", "Down": "Ned", "Space": "Mellomrom"}
"""The keys that say nothing, or show an arrow: these are called by name in a menu."""


@cache
def words() -> dict[str, str]:
    """Qt's English texts and what they are in bokmål."""
    found: dict[str, str] = json.loads((theme.RESOURCES / "qt_nb.json").read_text(encoding="utf-8"))
    return found


class QtTranslator(QTranslator):
    """Answers from `words`, whatever the context; Qt keeps its English where it finds nothing."""

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        return (KEY_NAMES if context == KEYS else words()).get(source)

    def isEmpty(self) -> bool:
        return False


_installed: list[QtTranslator] = []


def speak(app: QApplication) -> None:
    """Let Qt speak the language of `crm.i18n`; call it after each `i18n.use`.

    Every widget gets a LanguageChange event.
    """
    country = QLocale.Country.Norway
    if i18n.language() == "nb":
        QLocale.setDefault(QLocale(QLocale.Language.NorwegianBokmal, country))
        if not _installed:
            _installed.append(QtTranslator())
            app.installTranslator(_installed[0])
        return
    QLocale.setDefault(QLocale(QLocale.Language.English, country))
    while _installed:
        app.removeTranslator(_installed.pop())
