"""A form is read and filled in a process of its own, with limits, as every file from a stranger is.

Two questions are asked of it: which marks the form holds, and the form filled with what they stand for. So this process
never opens the form, and that one knows nothing of the register.
"""

import sys
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from crm import i18n
from crm.errors import CrmError
from crm.exchange import isolation
from crm.exchange.readers.reading import MOST_BYTES
from crm.exchange.source import Message
from crm.exchange.watching import Allowance
from crm.exchange.writers.columns import Cell, Value
from crm.i18n import _
from crm.progress import Progress, silent
from crm.reports.template.filled import Meaning, Table
from crm.reports.template.filling import Found, Meanings, Place
from crm.reports.template.package import too_large

ARGUMENT = "--fill-for-klynge"
"""In a frozen program `sys.executable` is the program itself: its start hands this argument to the child's `main`."""
MOST_MARKS = 2_000
__all__ = ["MOST_BYTES", "fill", "look", "marks", "too_large"]


def marks(data: bytes, name: str, progress: Progress = silent, *, seconds: float = isolation.SECONDS) -> list[str]:
    """Every mark of a form once, without its braces; `name` is for the sentences.

    Raises CrmError with a sentence for a form that is damaged, hostile, too large, or takes longer than `seconds`.
    """
    ((_kind, found),) = _told(data, name, {}, progress, seconds)
    if len(found) > MOST_MARKS:
        raise too_large(name)
    return list(map(str, found))


def look(
    data: bytes, name: str, meanings: Meanings, language: str, progress: Progress = silent,
    *, seconds: float = isolation.SECONDS,
) -> Found:  # fmt: skip
    """Where the marks of a form stand, which are known, and what stands in the way. Raises CrmError as `marks` does."""
    asked = {"meanings": _plain(meanings), "spoken": language, "fill": False}
    ((_kind, *found),) = _told(data, name, asked, progress, seconds)
    return _found(found)


def fill(
    data: bytes, name: str, meanings: Meanings, language: str, progress: Progress = silent,
    *, seconds: float = isolation.SECONDS,
) -> tuple[Found, bytes]:  # fmt: skip
    """The same, and the filled form; where something stands in the way there are no bytes."""
    asked = {"meanings": _plain(meanings), "spoken": language, "fill": True}
    (_kind, *found), (_file, made) = _told(data, name, asked, progress, seconds)
    return _found(found), bytes(made)


def command() -> list[str]:
    """How the process is started; in a frozen program through its own start, which knows `ARGUMENT`."""
    if getattr(sys, "frozen", False):
        return [sys.executable, ARGUMENT]
    return [sys.executable, "-m", "crm.reports.template.child"]


def _told(data: bytes, name: str, asked: Mapping[str, Any], progress: Progress, seconds: float) -> list[Message]:
    """What the process says: as many messages as are expected, each of the right kind."""
    wanted = ["marks"] if not asked else ["found", "file"] if asked["fill"] else ["found"]
    header = {
        "name": name,
        "language": i18n.language(),
        "memory": isolation.MEMORY,
        "seconds": int(seconds) + isolation.SPARE,
        **asked,
    }
    refuse = isolation.Refusals(_too_slow, too_large)
    try:
        told = list(isolation.messages_of(data, header, Allowance(seconds), progress, refuse, command()))
    except isolation.Died as died:
        raise _damaged(name) from died
    if [message[0] for message in told] != wanted:
        raise _damaged(name)
    return told


def _found(told: list[Any]) -> Found:
    known, unknown, problems = told
    return Found([Place(*one) for one in known], [Place(*one) for one in unknown], list(problems))


def _plain(meanings: Meanings) -> dict[str, Any]:
    """The meanings as JSON holds them; `child.meanings` reads them."""
    return {mark: _of(meaning) for mark, meaning in meanings.items() if meaning is not None}


def _of(meaning: Meaning) -> list[Any]:
    if isinstance(meaning, Table):
        kinds = [column.kind for column in meaning.columns]
        return [kinds, [[_cell(value) for value in row] for row in meaning.rows]]
    return [_value(meaning.value), meaning.kind, None]


def _cell(value: Value | Cell) -> Any:
    return {"value": _value(value.value), "kind": value.kind} if isinstance(value, Cell) else _value(value)


def _value(value: Value) -> Any:
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    return {"day": value.isoformat()} if isinstance(value, date) else value


def _too_slow(name: str) -> CrmError:
    return CrmError(_("“{name}” takes too long to read. Leave only its own sheets in it.").format(name=name))


def _damaged(name: str) -> CrmError:
    return CrmError(
        _("{file} is damaged or not a workbook as Excel writes it: save it anew in Excel.").format(file=name)
    )
