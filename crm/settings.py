"""The settings of one machine: how Klynge looks here, what was open, where the windows stood.

Never part of a cluster's file. They lie as JSON in the user's own configuration folder; a file that cannot be read
means the standard settings, never a crash.
"""

import json
import os
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, NamedTuple

from crm.i18n import N_

FILE_NAME = "settings.json"
RECENT = 8


def _described(default: Any, label: str, description: str, choices: tuple[tuple[Any, str], ...] = ()) -> Any:
    metadata = {"label": label, "description": description, "choices": choices}
    if isinstance(default, dict):
        return field(default_factory=dict, metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass(frozen=True)
class Settings:
    """Each field says in its metadata what it is (`label`, `description`) and, where one chooses, its `choices`."""

    language: str = _described(
        "nb",
        N_("Language"),
        N_("The language of the windows. What you have written in the register stays as it is."),
        (("nb", "Bokmål"), ("en", "English")),
    )
    theme: str = _described(
        "system",
        N_("Theme"),
        N_("Light, dark, or the same as the computer."),
        (("system", N_("As the computer")), ("light", N_("Light")), ("dark", N_("Dark"))),
    )
    font_scale: int = _described(
        100,
        N_("Text size"),
        N_("How large everything is written."),
        tuple((percent, f"{percent} %") for percent in (90, 100, 110, 120, 130, 140)),
    )
    reduced_motion: bool = _described(
        False, N_("Less motion"), N_("Nothing slides or fades."), ((False, N_("No")), (True, N_("Yes")))
    )
    reminders: bool = _described(
        True,
        N_("Reminders"),
        N_("A quiet message beside the clock when something is due today or a meeting is near, while Klynge is open."),
        ((True, N_("Yes")), (False, N_("No"))),
    )
    last_file: str = _described("", N_("Last file"), N_("The register that opens at the next start."))
    own_file: str = _described("", N_("Own file"), N_("The register that the sample cluster leads back to."))
    recent_files: tuple[str, ...] = _described((), N_("Recent files"), N_("What the File menu offers to open again."))
    backup_folder: str = _described(
        "", N_("Second folder for backups"), N_("Every backup is copied there as well, such as to a memory stick.")
    )
    seen_version: str = _described("", N_("Last version"), N_("The version whose news were shown here."))
    places_told: tuple[str, ...] = _described(
        (), N_("Folders explained"), N_("Shared and synced folders about which was told what to mind.")
    )
    last_page: str = _described("today", N_("Last page"), N_("The page that is shown first."))
    staff: Mapping[str, str] = _described({}, N_("Signs as"), N_("Who signs what is written here, for each register."))
    layout: Mapping[str, str] = _described(
        {}, N_("Layout"), N_("Where windows, splitters and columns stood; written by the program.")
    )

    def opened(self, path: Path, *, sample: bool = False) -> "Settings":
        """The settings after this register was opened: it is the last one, and first among the recent ones.

        The sample cluster is nobody's own file.
        """
        recent = (str(path), *(one for one in self.recent_files if one != str(path)))
        own = self.own_file if sample else str(path)
        return replace(self, last_file=str(path), own_file=own, recent_files=recent[:RECENT])

    def forgotten(self, path: Path) -> "Settings":
        """The settings without a register that is not there any more."""
        recent = tuple(one for one in self.recent_files if one != str(path))
        last, own = ("" if known == str(path) else known for known in (self.last_file, self.own_file))
        return replace(self, recent_files=recent, last_file=last, own_file=own)


class Choice(NamedTuple):
    """A setting that a person chooses, with English words: what it is, (value, label) pairs, and its value now."""

    name: str
    label: str
    description: str
    choices: tuple[tuple[Any, str], ...]
    value: Any


def choices(settings: Settings) -> list[Choice]:
    """The settings that a person chooses; the settings page is built from them."""
    return [
        Choice(
            one.name,
            one.metadata["label"],
            one.metadata["description"],
            one.metadata["choices"],
            getattr(settings, one.name),
        )
        for one in fields(settings)
        if one.metadata["choices"]
    ]


def folder() -> Path:
    """The folder of the settings and the log: $KLYNGE_HOME, else where this system keeps a user's configuration."""
    told = os.environ.get("KLYNGE_HOME")
    if told:
        return Path(told)
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming") / "Klynge"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Klynge"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "klynge"


def load(where: Path | None = None) -> Settings:
    """The settings kept in `where` (the user's folder); what is missing, unreadable or impossible is as standard."""
    try:
        kept = json.loads(((where or folder()) / FILE_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(kept, dict):
        return Settings()
    standard = Settings()
    found = {one.name: _value(one.metadata["choices"], getattr(standard, one.name), kept[one.name])
             for one in fields(Settings) if one.name in kept}  # fmt: skip
    return replace(standard, **found)


def _value(allowed: tuple[tuple[Any, str], ...], standard: Any, kept: Any) -> Any:
    """What was kept where it is of the right kind, else the standard."""
    if allowed:
        return kept if type(kept) is type(standard) and kept in [value for value, _label in allowed] else standard
    if isinstance(standard, tuple):
        return tuple(one for one in kept if isinstance(one, str)) if isinstance(kept, list) else standard
    if isinstance(standard, dict):
        pairs = kept.items() if isinstance(kept, dict) else ()
        return {key: value for key, value in pairs if isinstance(value, str)}
    return kept if type(kept) is type(standard) else standard


def save(settings: Settings, where: Path | None = None) -> bool:
    """Write the settings, wholly or not at all; False where the folder cannot be written to (nothing depends on it)."""
    home = where or folder()
    text = json.dumps({one.name: getattr(settings, one.name) for one in fields(settings)}, ensure_ascii=False, indent=1)
    part = ""
    try:
        home.mkdir(0o700, parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(".part", FILE_NAME, home)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(part).replace(home / FILE_NAME)
    except OSError:
        if part:
            Path(part).unlink(missing_ok=True)
        return False
    return True
