"""Start Klynge: windows, or without them one of the verbs of the command line."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - said before anything else fails to load
    sys.exit("Klynge needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".")

import argparse
import gc
import importlib.util
import io
import os
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from crm import __version__, i18n, temporary
from crm.errors import CrmError
from crm.i18n import _

VERBS = (
    *("demo", "import", "imports", "log", "attach", "brief", "report", "figures", "cross", "search", "export"),
    *("roundtrip", "mailing"),
    *("members", "fees", "contributions", "activities", "projects", "goals", "yearly", "history", "check", "backups"),
    *("protect", "erase", "duplicates", "merge"),
)
GALLERY = "gallery"
"""What those who build it ask for: every piece of the windows in every state."""
READ, FILL = "--read-for-klynge", "--fill-for-klynge"
"""A packed program has no Python beside it: it starts itself with one of these to read or fill a stranger's file."""
OLDEST_SQLITE = (3, 51, 3)


def main(arguments: Sequence[str]) -> int:
    """Do what the command line says; returns the exit code: 0 done, 1 told why not, 2 usage."""
    verb = bool(arguments) and arguments[0] in VERBS
    shown = bool(arguments) and arguments[0] == GALLERY
    # Before the command line is understood: --help is told in the language asked for as well.
    asked = [word for before, word in pairwise(arguments) if before == "--lang" and word in i18n.LANGUAGES]
    i18n.use(asked[-1] if asked else i18n.language())
    options = argparse.Namespace() if verb or shown else parser().parse_args(arguments)
    problem = unfit(windows=not verb)
    if problem:
        print(problem, file=sys.stderr)
        return 1
    try:
        if verb:
            from crm import cli

            return cli.main(arguments)
        if shown:
            from ui.kit import gallery

            return gallery.main(arguments[1:])
        # Hardly anything that is read at a start becomes garbage; looking for it would take a twentieth of the time.
        gc.disable()
        from ui import app

        return app.run(options.file, options.lang)
    except CrmError as error:
        print(error, file=sys.stderr)
        return 1


def apart(what: str) -> int:
    """Be the process that reads a file from a stranger, or fills a form, and has nothing else of the program."""
    if what == READ:
        from crm.exchange.readers import child as reader

        return reader.main()
    from crm.reports.template import child as filler

    return filler.main()


def parser() -> argparse.ArgumentParser:
    """The command line of the windows; the verbs have theirs in crm.cli."""
    result = argparse.ArgumentParser(
        prog="python main.py",
        description=_("Open Klynge's windows."),
        epilog=_("Without windows: python main.py VERB --help, where VERB is {verbs}.").format(verbs=", ".join(VERBS)),
    )
    result.add_argument(
        "file",
        nargs="?",
        type=Path,
        metavar="FILE",
        help=_("the cluster's file, or a list, a mail or an appointment to take in"),
    )
    result.add_argument("--lang", choices=i18n.LANGUAGES, help=_("bokmål or English"))
    result.add_argument("--version", action="version", version=f"Klynge {__version__}")
    return result


def unfit(*, windows: bool) -> str:
    """What keeps this machine from running it, and what to do; empty where nothing does."""
    needed = ["peewee", "sqlcipher3", *(["PySide6"] if windows else [])]
    absent = [name for name in needed if importlib.util.find_spec(name) is None]
    if absent:
        return _(
            "Klynge's libraries are not installed here ({names}). Run `make run`, or without make:\n"
            "    python -m pip install -r requirements.txt"
        ).format(names=", ".join(absent))
    if windows:
        return no_window()  # the window tells an old SQLite, when it has painted and opens a register
    import sqlcipher3

    return old_sqlite(sqlcipher3.sqlite_version_info)


def old_sqlite(version: tuple[int, ...]) -> str:
    """An old SQLite can damage a file that two connections write (RELIABILITY.md E)."""
    if version >= OLDEST_SQLITE:
        return ""
    return _("SQLite {found} can damage the file; Klynge needs {oldest} or newer. `make run` installs it.").format(
        found=".".join(map(str, version)), oldest=".".join(map(str, OLDEST_SQLITE))
    )


def no_window() -> str:
    """No display, a Qt that does not load, or one that aborts."""
    if not has_display(os.environ):
        return _(
            "There is no display here to open a window on. `python main.py --help` tells what works without "
            "windows, and `make run` shows it on the sample cluster."
        )
    try:
        import PySide6
        from PySide6 import QtWidgets  # noqa: F401 - ui.app is to find it loadable
    except ImportError as error:
        return _("Qt does not start: {error}. `make run` installs what it needs, or says how.").format(error=error)
    return bad_pair(PySide6.__version_info__[:2], sys.version_info[:2])


def bad_pair(qt: tuple[int, ...], python: tuple[int, ...]) -> str:
    """PySide6 6.12 on Python 3.11 drops a reference to None a call, then aborts (RELIABILITY.md A)."""
    if qt < (6, 12) or python >= (3, 12):
        return ""
    return _("Qt {qt} aborts on Python {python}. `make run` installs the one that works.").format(
        qt=".".join(map(str, qt)), python=".".join(map(str, python))
    )


def has_display(environment: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Whether Qt would find a screen: only on Linux, with X11 and Wayland, can there be none."""
    asked = environment.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]
    if platform != "linux" or asked not in ("", "xcb", "wayland", "wayland-egl"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def start() -> int:
    """Do what this process was started for, whatever the terminal can show and whenever the reader stops."""
    os.umask(0o077)  # whatever is written, settings, logs, copies, is its owner's alone (promise 14)
    if sys.argv[1:] in ([READ], [FILL]):
        return apart(sys.argv[1])
    temporary.settle()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        code = main(sys.argv[1:])
        if sys.stdout:
            sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # `| head` had enough: what is left goes nowhere, without a complaint at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


if __name__ == "__main__":
    sys.exit(start())
