"""Grab everything: `python -m tests.pictures [WORDS]` writes build/pictures, and docs/pictures for the README.

With words only what has one of them in its name is taken. With `--large` first, what a screen of 200 % shows: that is
a matter of a whole process. `--keep` writes down what the pictures look like, for `tests/pictures/test_looks.py`.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtGui import QImage

from crm import i18n
from tests.pictures import looks, taking

ROOT = Path(__file__).resolve().parents[2]
OUT, README = ROOT / "build" / "pictures", ROOT / "docs" / "pictures"
GUIDE = ROOT / "docs" / "guide" / "pictures"
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
    if {word for word in words if word.startswith("-")} - {"--large", "--keep", "--once"}:
        print(__doc__)  # noqa: T201 - what the command says
        return 2
    large, keep = "--large" in words, "--keep" in words
    wanted = [word for word in words if not word.startswith("--")]
    for folder in (OUT, README, GUIDE):
        folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as home:
        app = taking.prepare(home)
        scale = round(100 * app.devicePixelRatio())
        for language in i18n.LANGUAGES:
            registers = taking.write(Path(home), language)
            for theme in ("light", "dark"):
                seen = {}
                for name, program in taking.visit(registers, language, theme=theme, words=wanted):
                    picture = taking.picture(program.window)
                    seen[name] = looks.look(picture.toImage())
                    full = f"{name}-{theme}-{language}"
                    picture.save(str(OUT / f"{full}{'-200' if large else ''}.png"))
                    if full in SHOWN and not large:
                        picture.save(str(README / f"{full}.png"))
                    if full in IN_GUIDE and not large:
                        save_small(picture.toImage(), GUIDE / f"{IN_GUIDE[full]}.png")
                if keep and seen:
                    looks.keep(f"{theme}-{language}-{scale}", seen, whole=not wanted)
                print(f"{language} {theme} {scale} %: {len(seen)}", flush=True)  # noqa: T201 - what the command says
    if large or "--once" in words:
        return 0
    return subprocess.run(
        [sys.executable, "-m", "tests.pictures", "--large", *words],
        cwd=ROOT,
        env={**os.environ, "QT_SCALE_FACTOR": "2", **_large_screen()},
    ).returncode


def _large_screen() -> dict[str, str]:
    """What makes Qt's screen without a display as large as the window at 200 %; its own holds not half a dialog."""
    if os.environ.get("QT_QPA_PLATFORM") != "offscreen":
        return {}
    width, height = (2 * pixels for pixels in taking.SIZE)
    screen = {"name": "large", "x": 0, "y": 0, "width": width, "height": height}
    dots = {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    told = {"synchronousWindowSystemEvents": True, "windowFrameMargins": False, "screens": [screen | dots]}
    file = OUT.parent / "screen.json"
    file.write_text(json.dumps(told), encoding="utf-8")
    # From where it is started: a drive's colon would end the name
    return {"QT_QPA_PLATFORM": f"offscreen:configfile={file.relative_to(ROOT).as_posix()}"}


def save_small(picture: QImage, path: Path) -> None:
    """Save with the 256 colours that most of the picture has: a third of the bytes, and no eye tells them apart."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    often = Counter(memoryview(plain.constBits()).cast("B").cast("I")).most_common(256)
    few = plain.convertToFormat(QImage.Format.Format_Indexed8, [colour for colour, _count in often])
    few.save(str(path), quality=0)  # of a PNG: packed as small as it can be


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
