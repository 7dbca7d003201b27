"""Asking for a file that somebody sent: where the last one was taken from, at first where downloads arrive."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from crm.exchange.source import ENDINGS
from crm.i18n import _

_last: list[Path] = []
"""The folder of the file chosen last, as long as the program runs."""


def lists() -> str:
    """What an import reads, as the system's dialog is told it."""
    return _lists(ENDINGS)


def tables() -> str:
    """The same without cards of contacts: what is read line by line."""
    return _lists(ending for ending in ENDINGS if ending != ".vcf")


def one(parent: QWidget | None, title: str, kinds: str) -> Path | None:
    """Let somebody choose a file in the system's own dialog; None where somebody thought better of it."""
    chosen, _kind = QFileDialog.getOpenFileName(parent, title, str(folder()), kinds)
    return _taken([chosen])[0] if chosen else None


def several(parent: QWidget | None, title: str, kinds: str) -> list[Path]:
    """Let somebody choose files; an empty list where somebody thought better of it."""
    chosen, _kind = QFileDialog.getOpenFileNames(parent, title, str(folder()), kinds)
    return _taken(chosen)


def folder() -> Path:
    """Where to begin to look."""
    downloads = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    places = [*_last, *(Path(place) for place in (downloads, documents) if place)]
    return next((place for place in places if place.is_dir()), Path.home())


def _taken(chosen: list[str]) -> list[Path]:
    paths = [Path(path) for path in chosen]
    _last[:] = [path.parent for path in paths[:1]] or _last
    return paths


def _lists(endings: Iterable[str]) -> str:
    return _("Lists") + f" ({' '.join('*' + ending for ending in endings)});;" + _("All files") + " (*)"
