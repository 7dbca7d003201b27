"""What a picture looks like in a thousand letters, so that two can be compared and the reference is a line of text.

Letter by letter the grey of a patch, from black to white. Small differences of how letters are drawn vanish in it,
a row that moved or a word that went does not. The references stand in `kept/`, one file a theme, language and scale.
"""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

KEPT = Path(__file__).resolve().parent / "kept"
ACROSS, DOWN = 40, 25
GREYS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
FAR = 3
"""Steps of grey (of 64) from which on a patch is another one."""

MANY = 12
"""So many of the thousand patches may be others."""

UNSTEADY = frozenset(("log-offer", "palette-empty", "table-grouped"))
"""A list that drops down over a dialog: without a display nothing says which of the two lies on top. And what was seen
lately: on a busy machine a page may be gone before its list has answered and its first record counts as seen. How far
a grouped table is scrolled differs after a whole walk, now and then: not understood yet."""


def look(picture: QImage) -> str:
    """What a picture looks like."""
    small = picture.scaled(
        ACROSS, DOWN, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    ).convertToFormat(QImage.Format.Format_Grayscale8)
    return "".join(GREYS[small.pixelColor(x, y).red() // 4] for y in range(DOWN) for x in range(ACROSS))


def differing(one: str, other: str) -> int:
    """In how many patches two pictures differ."""
    return sum(abs(GREYS.index(a) - GREYS.index(b)) > FAR for a, b in zip(one, other, strict=True))


def kept(name: str) -> dict[str, str]:
    """The references of a theme, language and scale, by shot."""
    file = KEPT / f"{name}.txt"
    if not file.exists():
        return {}
    return dict(line.split(" ", 1) for line in file.read_text(encoding="utf-8").splitlines())


def keep(name: str, seen: dict[str, str], *, whole: bool) -> None:
    """Write references down; without `whole` those of other shots stay. What hardly differs stays as it is."""
    old = kept(name)
    new = {shot: old[shot] if shot in old and not differing(old[shot], now) else now for shot, now in seen.items()}
    lines = sorted((new if whole else old | new).items())
    KEPT.mkdir(exist_ok=True)
    (KEPT / f"{name}.txt").write_text("".join(f"{shot} {one}\n" for shot, one in lines), encoding="utf-8")


def problems(name: str, seen: dict[str, str]) -> list[str]:
    """What looks unlike its reference, or has none."""
    old = kept(name)
    found = [f"{shot}: no reference" for shot in seen if shot not in old]
    for shot, now in seen.items():
        if shot in old and shot not in UNSTEADY and (many := differing(old[shot], now)) > MANY:
            found.append(f"{shot}: {many} of {ACROSS * DOWN} patches differ")
    return found
