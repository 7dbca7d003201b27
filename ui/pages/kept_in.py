"""Where a new register is kept where nobody says otherwise."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from crm.i18n import _
from crm.rules import file_names

ENDING = ".klynge"
LONGEST = 56
"""In letters, so that the file's own files beside it have names too."""


def documents() -> Path:
    """Where this system keeps a user's documents."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home())


def proposal(name: str) -> Path:
    """A file in the user's documents, called like the cluster; with a number where there is one of that name."""
    folder = documents()
    plain = "".join(letter for letter in name.strip() if letter.isalnum() or letter in " -_")
    # Systems count bytes, of which a letter has up to four; a name like "con" is Windows' own
    plain = file_names.safe(plain.strip()[:LONGEST], _("Cluster"))
    numbered = (folder / f"{plain}{more}{ENDING}" for more in ("", *(f" {number}" for number in range(2, 100))))
    return next((path for path in numbered if not path.exists()), folder / (plain + ENDING))
