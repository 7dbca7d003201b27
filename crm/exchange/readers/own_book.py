"""The mark in a workbook of rejected rows by which it is known when it comes back (crm.exchange.mended)."""

import html
import io
import re
import zipfile
from collections.abc import Iterator

from crm.exchange.source import Message

NAME = "Klynge rejected rows"
_PART = "docProps/custom.xml"
_MOST = 100_000
# Excel and LibreOffice write the part anew, with the prefix and the order of attributes that each prefers
_MARK = re.compile(rf'<property\b[^<>]*\bname="{NAME}"[^<>]*>\s*<(?:\w+:)?lpwstr>([^<]*)<')


def messages(data: bytes) -> Iterator[Message]:
    """Tell the mark of a sound archive, or nothing."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if _PART not in archive.namelist():
            return
        with archive.open(_PART) as part:
            found = _MARK.search(part.read(_MOST).decode("utf-8", "replace"))
    if found is not None:
        yield ("mends", html.unescape(found[1]))
