"""Where a new register is kept where nobody says otherwise."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from crm.i18n import _

ENDING = ".klynge"


def documents() -> Path:
    """Where this system keeps a user's documents."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home())


def proposal(name: str) -> Path:
    """A file in the user's documents, called like the cluster; with a number where there is one of that name."""
    folder = documents()
    plain = "".join(letter for letter in name.strip() if letter.isalnum() or letter in " -_").strip() or _("Cluster")
    numbered = (folder / f"{plain}{more}{ENDING}" for more in ("", *(f" {number}" for number in range(2, 100))))
    return next((path for path in numbered if not path.exists()), folder / (plain + ENDING))
