"""One walk: `python -m tests.ui.walk LANGUAGE THEME FONT EVERY OUT.json [WORDS]` looks at every so manieth shot.

A process of its own: the day, the letters and the scale of the screen are those of the pictures. OUT.json holds
what was found by kind and shot, what the pictures look like, and which dialogs and pages were seen.
"""

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtWidgets import QWidget

from tests.pictures import looks, taking
from tests.ui.walk import keyboard, ring, room, words
from ui.kit.dialog import Dialog

CHECKS: dict[str, Callable[[QWidget], Iterable[str]]] = {
    "cut": room.cut,
    "overlapping": room.overlapping,
    "nameless": keyboard.nameless,
    "without a first field": keyboard.first,
    "sharing keys": keyboard.sharing_keys,
    "sharing letters": keyboard.sharing_letters,
    "focus not to be seen": ring.unseen,
    "out of order": keyboard.out_of_order,
}


ALLOWED = frozenset(
    {
        "english",  # a language is named in itself
        "time",  # Norwegian for hour
        *("nor", "lie"),  # letters and a name that a shot types
        *("land", "og", "stor", "sør"),  # names of municipalities
        *("assosiert", "observatør"),  # what a list says in bokmål, beside the English, where its words are edited
        "nok",  # the currency
        "en",  # the folder where the register lies
    }
)
"""Words that may be seen in either language though only the other one's catalogue has them."""

IN_BOTH = "figure-names"
"""Here a figure is named in both languages beside each other."""


def main(language: str, theme: str, font: int, every: int, out: Path, wanted: list[str]) -> int:
    """Go; returns 0."""
    found: dict[str, dict[str, list[str]]] = {kind: {} for kind in (*CHECKS, "foreign words")}
    seen: dict[str, Any] = {"looks": {}, "dialogs": set(), "pages": set()}
    data: dict[str, set[str]] = defaultdict(set)
    typed = words.of_shots() if language == "en" else set()
    with TemporaryDirectory() as home:
        app = taking.prepare(home)
        registers = taking.write(Path(home), language)
        for name, program in taking.visit(registers, language, theme=theme, font=font, words=wanted, every=every):
            window = program.window
            over = taking.standing_over(window)
            seen["looks"][name] = looks.look(taking.picture(window).toImage())
            seen["pages"].add(window.current)
            seen["dialogs"].update(one.asked_in for one in over if isinstance(one, Dialog))
            tops = over or [window]
            if window.file is not None and str(window.file) not in data:
                data[str(window.file)] = words.of_register()
            for top in tops:
                for kind, check in CHECKS.items():
                    if problems := sorted(set(check(top))):
                        found[kind].setdefault(name, []).extend(problems)
                known = data.get(str(window.file), set()) | ALLOWED | typed
                if name == IN_BOTH:
                    known = known | words.of_figures()
                if strange := words.foreign(words.seen(top), language, known):
                    found["foreign words"].setdefault(name, []).extend(sorted(strange))
        seen["scale"] = round(100 * app.devicePixelRatio())
    result = {"found": {kind: shots for kind, shots in found.items() if shots}, **seen}
    out.write_text(json.dumps(result, default=sorted, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), Path(sys.argv[5]), sys.argv[6:]))
