"""Files from strangers are read in a process of their own, with limits (RELIABILITY.md section 5).

Some malformed files abort the whole process that reads them, others swell or never end. Here the worst that a file
can do is to be refused with a sentence.
"""

import hashlib
import io
import json
import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any, NamedTuple

from crm import i18n, temporary
from crm.errors import CrmError
from crm.exchange import mended
from crm.exchange.readers import refusals, second
from crm.exchange.readers.reading import MOST_BYTES
from crm.exchange.source import Message, Source, assembled
from crm.exchange.watching import Allowance, Watch
from crm.i18n import _
from crm.progress import Progress, silent

SECONDS = 60
"""Of the processor (crm.exchange.watching.Allowance): on a busy machine a proper list takes longer by the clock."""
SPARE = 5
"""So many seconds more the system itself allows, where it can: whoever watches is to say why it was too long."""
MEMORY = 768 * 1024 * 1024
"""With this process, which holds the file and what was told of it, that stays below the gigabyte of RELIABILITY.md."""
ARGUMENT = "--read-for-klynge"
"""In a frozen program `sys.executable` is the program itself: its start hands this argument to the reader's `main`."""

_ROOT = Path(__file__).resolve().parent.parent.parent
_POLL = 0.1
# Five million cells, the most that is read, are told in less
_MOST_TOLD = 256 * 1024 * 1024
_TOO_MUCH = b"too much"
_ALLOWED = {("datetime", "date"): date, ("datetime", "datetime"): datetime}


def read(
    file: Path,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    password: str | None = None,
    progress: Progress = silent,
    seconds: float = SECONDS,
    memory: int = MEMORY,
) -> Source:
    """What the file holds, read in a process of its own; `sheet` reads only the sheet of that name.

    `encoding` (readers.encodings.NAMES) and `delimiter` are how the user wants a text file read that looked wrong.
    `password` opens a locked workbook; it goes over a pipe, never into arguments, environment or a log.
    `progress` counts rows and may raise Cancelled.

    Raises refusals.PasswordNeeded or its WrongPassword for a locked workbook that did not open, and CrmError with a
    sentence for every file that is missing, empty, damaged, hostile, too large or no list, and where the reader died or
    took longer than `seconds` of the processor.
    """
    return read_data(
        contents(file),
        file.name,
        sheet=sheet,
        encoding=encoding,
        delimiter=delimiter,
        password=password,
        progress=progress,
        seconds=seconds,
        memory=memory,
    )


def contents(file: Path) -> bytes:
    """The bytes of a file; raises CrmError where it cannot be opened or is larger than any list."""
    try:
        if file.stat().st_size > MOST_BYTES:
            raise refusals.too_large(file.name)
        return file.read_bytes()
    except OSError as error:
        sentence = _("“{file}” could not be opened: {reason}.")
        raise CrmError(sentence.format(file=file.name, reason=error.strerror or error)) from error


def read_data(
    data: bytes,
    name: str,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    password: str | None = None,
    progress: Progress = silent,
    seconds: float = SECONDS,
    memory: int = MEMORY,
) -> Source:
    """The same for bytes that are in memory already (an attachment, pasted cells); `name` is for the sentences."""
    asked = {
        "name": name,
        "sheet": sheet,
        "encoding": encoding,
        "delimiter": delimiter,
        "password": password,
        "language": i18n.language(),
        "memory": memory,
        "seconds": int(seconds) + SPARE,
        "by_second": False,
    }
    allowance = Allowance(seconds)
    try:
        return _read_apart(data, asked, allowance, progress)
    except Died as died:
        if died.format not in second.KINDS:
            raise refusals.damaged(name) from died
    # Each reader opens files that kill the other
    try:
        return _read_apart(data, asked | {"by_second": True}, allowance, progress)
    except Died as died:
        raise refusals.damaged(name) from died


class Died(Exception):
    """The process ended without a word; `format` is what it had told of the file by then, "" for nothing."""

    def __init__(self, format: str) -> None:
        super().__init__(format)
        self.format = format


def _too_slow(name: str) -> CrmError:
    return CrmError(
        _("“{file}” takes too long to read. Save only the rows and columns that matter as a new .xlsx.").format(
            file=name
        )
    )


class Refusals(NamedTuple):
    """What is said of a file that takes too long, or that tells too much."""

    too_slow: Callable[[str], CrmError] = _too_slow
    too_large: Callable[[str], CrmError] = refusals.too_large


def _read_apart(data: bytes, asked: Mapping[str, Any], allowance: Allowance, progress: Progress) -> Source:
    told = messages_of(data, asked, allowance, progress)
    return mended.original(assembled(told, hashlib.sha256(data).hexdigest()))


OF_LISTS = Refusals()


def messages_of(
    data: bytes,
    asked: Mapping[str, Any],
    allowance: Allowance,
    progress: Progress,
    refuse: Refusals = OF_LISTS,
    started: Sequence[str] = (),
) -> Iterator[Message]:
    """What the reader's process tells of the file; `asked` is for the child. Raises Died and CrmError.

    `started` is how another process than the reader of lists is started.
    """
    header = json.dumps(asked).encode()
    process = subprocess.Popen(
        list(started) or command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=temporary.for_child(os.environ)
        | {"PYTHONPATH": os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))},
        # Windows would flash a console window
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    assert process.stdin is not None and process.stdout is not None
    answers: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    writer = threading.Thread(
        target=_hand_over, args=(process.stdin, len(header).to_bytes(4, "big") + header, data), daemon=True
    )
    listener = threading.Thread(target=_listen, args=(process.stdout, answers), daemon=True)
    watch = Watch(process.pid, asked["memory"], allowance)
    try:
        writer.start()
        listener.start()
        with watch:
            yield from _messages(answers, asked["name"], progress, refuse)
    except Died as died:
        if watch.swelled:
            raise refuse.too_large(asked["name"]) from died
        if watch.late:
            raise refuse.too_slow(asked["name"]) from died
        raise
    finally:
        process.kill()
        process.wait()
        writer.join()
        listener.join()
        process.stdout.close()


def command() -> list[str]:
    """How the reader is started; in a frozen program through its own start, which knows `ARGUMENT`."""
    if getattr(sys, "frozen", False):
        return [sys.executable, ARGUMENT]
    return [sys.executable, "-m", "crm.exchange.readers.child"]


def _hand_over(pipe: IO[bytes], header: bytes, data: bytes) -> None:
    try:
        with pipe:
            pipe.write(header)
            pipe.write(data)
    except OSError:
        # The reader died or had enough: what it told, or did not, says why
        return


def _listen(pipe: IO[bytes], answers: "queue.SimpleQueue[bytes]") -> None:
    told = 0
    while len(length := pipe.read(8)) == 8:
        told += int.from_bytes(length, "big")
        if told > _MOST_TOLD:
            # A small file can tell one long text for each of its cells: it must not fill this process
            answers.put(_TOO_MUCH)
            return
        answers.put(pipe.read(int.from_bytes(length, "big")))
    answers.put(b"")


def _messages(
    answers: "queue.SimpleQueue[bytes]", name: str, progress: Progress, refuse: Refusals
) -> Iterator[Message]:
    rows, form = 0, ""
    while True:
        progress(rows, None, _("Reading the file"))
        try:
            pickled = answers.get(timeout=_POLL)
        except queue.Empty:
            continue
        if pickled == _TOO_MUCH:
            raise refuse.too_large(name)
        message = _understood(pickled) if pickled else ("died",)
        match message:
            case ("end",):
                return
            case ("refused", str(sentence), str(kind)):
                raise refusals.KINDS.get(kind, CrmError)(sentence)
            case ("died",):
                raise Died(form)
            case ("format", str(form), _encoding):
                pass
            case ("rows", list(told)):
                rows += len(told)
        yield message


class _OnlyDates(pickle.Unpickler):
    """The messages hold plain values and dates; nothing else is ever built from them."""

    def find_class(self, module: str, name: str) -> Any:
        try:
            return _ALLOWED[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name}") from None


def _understood(pickled: bytes) -> Message:
    try:
        message = _OnlyDates(io.BytesIO(pickled)).load()
    except (pickle.UnpicklingError, EOFError, LookupError, ValueError, TypeError, AttributeError, OverflowError):
        # pickle raises any of these for bytes that are none of its own
        return ("died",)
    return message if isinstance(message, tuple) else ("died",)
