"""A register under a passphrase, in the window: asked for at opening, and written anew when it changes."""

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from crm.errors import CrmError
from crm.i18n import _, ngettext
from ui.window import MainWindow


def ask(window: MainWindow, path: Path, then: Callable[[Path], object]) -> None:
    """Have a protected register opened by `then`: with the key that this computer keeps, else with the passphrase."""
    from crm.commands import protection
    from ui.dialogs import unlock

    if protection.unlock_kept(path):
        then(path)
        return
    window.show_welcome()
    unlock.ask(window, path=path).saved.connect(lambda _nothing: then(path))


def write_anew(window: MainWindow, path: Path, key: Any, then: Callable[[Path], object]) -> None:
    """Close the open register, write it anew under a key (None: readable by all) in the worker, and have it opened."""
    from crm.commands import protection

    page = window.current
    window.show_welcome()
    protection.close_for_change()

    def back(words: str, kind: str) -> None:
        then(path)
        if window.file is not None:
            window.go(page)
            window.shell.bar.say(words, kind)

    def failed(error: BaseException) -> None:
        back(str(error), "danger")
        if not isinstance(error, CrmError):
            raise error

    window.work(
        lambda progress: protection.change_closed(path, key, progress),
        around=nullcontext,
        title=_("Writing the register anew"),
        done=lambda left: back(*_told(key is not None, left)),
        failed=failed,
    )


def _told(protected: bool, left: list[Path]) -> tuple[str, str]:
    """What is said after the register was written anew, and of what kind it is."""
    if protected:
        words = _("The register is protected. Without the passphrase nobody can open it, and nobody can give it back.")
    else:
        words = _("The register is not protected any more. Anybody who gets the file can read it.")
    if not left:
        return words, "success"
    more = ngettext(
        "{count} copy did not follow and is as it was: {names}. Delete it, or open and protect it by itself.",
        "{count} copies did not follow and are as they were: {names}. Delete them, or open and protect each by itself.",
        len(left),
    )
    return f"{words}\n{more.format(count=len(left), names=', '.join(path.name for path in left))}", "warning"
