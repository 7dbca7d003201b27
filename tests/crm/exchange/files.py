"""Files made on the spot for the tests of reading: honest, odd and hostile."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

SAMPLES = Path(__file__).resolve().parent / "samples"
"""The layouts of Outlook, Google, LinkedIn, Forms, Eventbrite, Mailchimp, Teams; all names are invented."""


def workbook(*rows: Sequence[Any], sheet: str = "Ark1", **more: Sequence[Sequence[Any]]) -> bytes:
    """An .xlsx with these rows in its first sheet and further sheets by name."""
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = sheet
    for row in rows:
        first.append(list(row))
    for name, lines in more.items():
        other = book.create_sheet(name)
        for line in lines:
            other.append(list(line))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def altered(
    data: bytes, change: Callable[[str, bytes], bytes | None], added: Mapping[str, bytes] | None = None
) -> bytes:
    """The zip with each part changed (None drops it) and others added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = change(part.filename, old.read(part))
            if content is not None:
                new.writestr(part.filename, content)
        for name, content in (added or {}).items():
            new.writestr(name, content)
    return file.getvalue()


def in_sheet(data: bytes, before: str, after: str) -> bytes:
    """The workbook with a text in its first sheet's XML replaced."""

    def change(name: str, content: bytes) -> bytes:
        if name != "xl/worksheets/sheet1.xml":
            return content
        assert before.encode() in content
        return content.replace(before.encode(), after.encode())

    return altered(data, change)
