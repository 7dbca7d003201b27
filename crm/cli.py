"""Klynge without windows: `main(arguments)` does what one command line says and returns the exit code.

0 done, 1 a sentence on stderr (what is wrong, what to do), 2 usage. With --json one object on stdout and nothing else.
"""

import argparse
import importlib
import io
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import TextIO, cast

from crm import i18n
from crm import settings as machine
from crm.errors import CrmError, Invalid
from crm.i18n import _
from crm.queries import settings
from crm.store import backup, failures, journal, lock, opening, protection
from crm.verbs import faults, passphrase, watching
from crm.verbs.verb import Answer, Usage, Verb, read_only

VERBS = {
    "demo": "demo",
    "import": "bring_in",
    "imports": "imports",
    "log": "log",
    "attach": "attach",
    "brief": "brief",
    "report": "report",
    "figures": "figures",
    "cross": "cross",
    "search": "search",
    "export": "export",
    "roundtrip": "roundtrip",
    "mailing": "mailing",
    "members": "members",
    "fees": "fees",
    "contributions": "contributions",
    "activities": "activities",
    "projects": "projects",
    "goals": "goals",
    "yearly": "yearly",
    "history": "history",
    "check": "check",
    "backups": "backups",
    "protect": "protect",
    "erase": "erase",
    "duplicates": "duplicates",
    "merge": "merge",
}
STOPPED = 130  # as shells call a process that was interrupted


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; returns the exit code. Never raises and never shows a traceback."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    _legible(sys.stdout)
    _legible(sys.stderr)
    spoken = i18n.language()
    try:
        i18n.use(_language(words) or spoken)
        given = parser(words).parse_args(words)
        with failures.told():
            answer = _answer(given)
        return _say(answer, as_json=getattr(given, "json", False))
    except SystemExit as done:  # argparse has said what it had to say
        return done.code if isinstance(done.code, int) else 2
    except Invalid as error:
        return _sorry("\n".join(f"{field}: {sentence}" for field, sentence in error.fields.items()))
    except CrmError as error:
        return _sorry(str(error), 2 if isinstance(error, Usage) else 1)
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:
        # `| head` had enough: what is left goes nowhere, without a complaint at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _sorry(f"{where}{error.strerror or type(error).__name__}")
    except MemoryError:
        return _sorry(_("There is not enough memory for this. Close other programs and try again."))
    except Exception as error:  # noqa: BLE001 - the one place that hears what nobody foresaw
        return _sorry(faults.told(error))
    finally:
        i18n.use(spoken)


def parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """The command line; only the verb that `words` names is asked for its options."""
    result = argparse.ArgumentParser(prog="python main.py", allow_abbrev=False)
    verbs = result.add_subparsers(dest="verb", required=True, metavar="VERB")
    named = next((word for word in words if word in VERBS), None)
    for name in VERBS if named is None else (named,):
        verb = _verb(name)
        one = verbs.add_parser(name, help=verb.summary(), description=verb.summary(), allow_abbrev=False)
        one.add_argument("file", type=Path, metavar="FILE", help=_("the cluster's file"))
        verb.options(one)
        passphrase.option(one)
        one.add_argument("--lang", choices=i18n.LANGUAGES, help=_("bokmål or English"))
    return result


def _verb(name: str) -> Verb:
    return cast(Verb, importlib.import_module(f"crm.verbs.{VERBS[name]}"))


def _language(words: Sequence[str]) -> str | None:
    """The language asked for, known before anything is said about the rest of the line."""
    for word, following in pairwise([*words, ""]):
        wanted = following if word == "--lang" else word.removeprefix("--lang=")
        if word.startswith("--lang") and wanted in i18n.LANGUAGES:
            return wanted
    return None


def _answer(given: argparse.Namespace) -> Answer:
    verb = _verb(given.verb)
    with _signed(), watching.progress() as progress:
        mode = verb.opens(given)
        if not mode:
            return verb.run(given, progress)
        if given.file.is_dir():
            raise CrmError(_("{file} is a folder. Name the cluster's file in it.").format(file=given.file))
        passphrase.unlock(given.file, given.passphrase_file)
        second = machine.load().backup_folder
        backup.elsewhere.folder = Path(second) if second else None
        if mode == "note" and lock.is_held(given.file):
            mode = "read"
        opening.open_register(given.file, write=mode != "read", check=mode == "write")
        try:
            if mode not in ("read", "note") and not opening.is_writable():
                raise read_only(given.file)
            protection.finish()
            if given.lang is None:
                known = settings.get("language")
                i18n.use(known if known in i18n.LANGUAGES else "nb")
            return verb.run(given, progress)
        finally:
            opening.close()


@contextmanager
def _signed() -> Iterator[None]:
    """Steps come from the command line while this lasts."""
    origin = journal.author.origin
    journal.author.origin = "command_line"
    try:
        yield
    finally:
        journal.author.origin = origin


def _say(answer: Answer, *, as_json: bool) -> int:
    if as_json:
        _print(json.dumps(answer.data, ensure_ascii=not _takes_all(sys.stdout), indent=2), sys.stdout)
    else:
        _print("\n".join(answer.lines), sys.stdout)
    _print("\n".join(answer.problems), sys.stderr)
    return 1 if answer.problems else 0


def _sorry(sentence: str, code: int = 1) -> int:
    _print(sentence, sys.stderr)
    return code


def _print(text: str, where: TextIO | None) -> None:
    if text and where is not None:
        print(text, file=where)
        where.flush()


def _takes_all(stream: TextIO | None) -> bool:
    return (getattr(stream, "encoding", None) or "").lower().replace("-", "").startswith("utf8")


def _legible(stream: TextIO | None) -> None:
    """Let a console that knows few letters (cp1252) show a question mark instead of failing."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="replace")
