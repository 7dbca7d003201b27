"""The process in which files from strangers are read; `crm.exchange.isolation` starts it and listens.

In: the length (4 bytes) of a JSON object, the object {"name", "sheet", "encoding", "delimiter", "language", "memory",
"seconds", "password", "by_second"}, then the file; with "today" (a day) it is read as a mail or a calendar.
Out: messages of `crm.exchange.source`, each pickled, its length (8 bytes) before it; last is ("end",) or
("refused", sentence, what for: a key of `refusals.KINDS`). Who dies without either has not read the file.
"""

import gc
import json
import os
import pickle
import sys
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, BinaryIO

from crm import i18n
from crm.errors import CrmError
from crm.exchange.readers import post_refusals, reading, refusals
from crm.exchange.source import Message, Row

_PLAIN = frozenset((str, type(None)))
_SPARE = 1 << 20
"""Bytes to end with in order."""
_OUTSIDE = ("socket.", "subprocess.", "os.system", "os.exec", "os.spawn", "os.posix_spawn", "os.fork", "os.startfile")


Asked = dict[str, Any]


def main() -> int:
    """Read the file on standard input and tell it on standard output; returns the exit code."""
    return serve(_messages, lambda asked: post_refusals.too_large if "today" in asked else refusals.too_large)


def serve(read: Callable[[Asked], Iterator[Message]], sorry: Callable[[Asked], Callable[[str], CrmError]]) -> int:
    """Tell what `read` says to what is asked on standard input; returns the exit code.

    `sorry` gives the sentence, from the file's name, for a file that needs more memory than there is.
    """
    answers = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not mix with the messages
    os.dup2(2, 1)
    # Everything here lives until the end: looking for garbage would cost a third of the reading
    gc.disable()
    asked = json.loads(sys.stdin.buffer.read(int.from_bytes(sys.stdin.buffer.read(4), "big")))
    _limit(asked["memory"], asked["seconds"])
    keep_to_itself()
    i18n.use(asked["language"])
    # Once the memory is used up there is none left to make a sentence with
    too_large = pickle.dumps(("refused", str(sorry(asked)(asked["name"])), ""))
    spare = bytearray(_SPARE)
    try:
        for message in read(asked):
            _tell(answers, message)
        _tell(answers, ("end",))
    except CrmError as error:
        _tell(answers, ("refused", str(error), refusals.kind(error)))
    except MemoryError:
        del spare
        _send(answers, too_large)
    return 0


def _messages(asked: dict[str, Any]) -> Iterator[Message]:
    data = sys.stdin.buffer.read()
    if "today" in asked:
        # The library for calendars costs a quarter of a second, which a list need not wait for
        from crm.exchange.readers import post

        return post.messages(data, asked["name"], date.fromisoformat(asked["today"]))
    how = {key: asked[key] for key in ("encoding", "delimiter", "password", "by_second")}
    return reading.messages(data, asked["name"], asked["sheet"], **how)


def keep_to_itself() -> None:
    """Let nothing in this process reach the network or start a program, whatever a file talks a library into.

    What tries gets a PermissionError. It holds for Python; calamine, which is not, knows no network.
    """

    def refuse(event: str, _arguments: object) -> None:
        if event.startswith(_OUTSIDE):
            raise PermissionError(event)

    sys.addaudithook(refuse)


def _tell(answers: BinaryIO, message: Message) -> None:
    if message[0] == "rows":
        message = ("rows", _said_once(message[1]))
    _send(answers, pickle.dumps(message, protocol=5))


def _send(answers: BinaryIO, pickled: bytes) -> None:
    answers.write(len(pickled).to_bytes(8, "big"))
    answers.write(pickled)
    answers.flush()


def _said_once(rows: list[Row]) -> list[Row]:
    """The rows with equal texts as one and the same: told once, and held once by who listens (half the memory)."""
    seen: dict[Any, Any] = {}
    share = seen.setdefault
    # A number may equal another of another type, so only rows of nothing but texts go the quick way
    return [
        [*map(share, row, row)]
        if _PLAIN.issuperset(map(type, row))
        else [share(cell, cell) if type(cell) is str else cell for cell in row]
        for row in rows
    ]


def _limit(memory: int, seconds: int) -> None:
    """Let the system stop this process beyond so many bytes and seconds, also when nobody watches; Unix only.

    Everywhere who started it looks at its memory as well (crm.exchange.watching).
    """
    try:
        import resource
    except ImportError:
        return
    for what, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        _soft, hard = resource.getrlimit(what)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(what, (most, hard))
        except (ValueError, OSError):
            # macOS refuses a limit on memory; whoever started this looks at it
            continue


if __name__ == "__main__":
    sys.exit(main())
