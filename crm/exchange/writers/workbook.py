"""Sheets -> one .xlsx: openpyxl makes everything but the rows of tables, which are streamed into its parts.

A cell object for each of two million cells is what makes openpyxl slow (PERFORMANCE.md P8); styles, widths, filters and
print setup are its own.
"""

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crm.errors import CrmError
from crm.exchange.writers import parts, read_back
from crm.exchange.writers.columns import Sheet, Written
from crm.exchange.writers.whole import appears_whole
from crm.i18n import _
from crm.progress import Progress, silent

# The same report gives the same bytes, whatever the clock says.
_STAMP = (1980, 1, 1, 0, 0, 0)
_BEAT = 500
_CHUNK = 256 * 1024


@dataclass(frozen=True)
class Design:
    """A sheet that is drawn cell by cell, such as a cover: `draw` is given openpyxl's worksheet."""

    title: str
    draw: Callable[[Any], None]


def write(
    path: Path,
    sheets: Sequence[Sheet | Design],
    *,
    title: str = "",
    creator: str = "",
    created: datetime | None = None,
    hidden: Mapping[str, str] | None = None,
    progress: Progress = silent,
) -> Written:
    """Write a workbook that appears whole or not at all; it is read back before this returns.

    `created` (UTC) is the time the workbook names as its own, now unless told; `hidden` are properties of it that no
    sheet shows and every program keeps. Returns the number of rows of all
    tables and what a reader should know. Raises CrmError where the file cannot be written or Excel cannot hold a table.
    """
    tables = [sheet for sheet in sheets if isinstance(sheet, Sheet)]
    for table in tables:
        parts.refuse_too_large(table)
    moment = (created or datetime.now(UTC)).replace(tzinfo=None, microsecond=0)
    skeleton, styles = _skeleton(sheets, title, creator, moment, hidden or {})
    streamed = {
        f"xl/worksheets/sheet{place}.xml": sheet for place, sheet in enumerate(sheets, 1) if isinstance(sheet, Sheet)
    }
    notes: list[str] = []
    counter = _counter(sum(table.count for table in tables), progress)
    seen: dict[int, read_back.Seen] = {}
    with appears_whole(path) as part:
        with (
            part.open("wb") as file,
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as out,
            zipfile.ZipFile(skeleton) as made,
        ):
            for name in made.namelist():
                info = zipfile.ZipInfo(name, _STAMP)
                info.compress_type = zipfile.ZIP_DEFLATED
                content = made.read(name)
                if name in streamed:
                    table = streamed[name]
                    with out.open(info, "w") as target:
                        seen[sheets.index(table)] = _stream(target, content, table, styles, notes.append, counter)
                else:
                    out.writestr(info, _dated(content, moment) if name == "docProps/core.xml" else content)
        read_back.workbook(part, [sheet.title for sheet in sheets], seen)
    return Written(sum(table.count for table in tables), tuple(notes))


def _skeleton(
    sheets: Sequence[Sheet | Design], title: str, creator: str, moment: datetime, hidden: Mapping[str, str]
) -> tuple[io.BytesIO, Mapping[parts.Style, int]]:
    """The workbook without the rows of its tables, and the numbers of the styles that those use."""
    from openpyxl import Workbook
    from openpyxl.packaging.custom import StringProperty

    from crm.exchange.writers import look

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = title
    book.properties.creator = creator or "Klynge"
    book.properties.created = moment
    kept: Any = book  # the types do not know of its own properties
    for name, value in hidden.items():
        kept.custom_doc_props.append(StringProperty(name=name, value=value))
    styles = look.numbers(book)
    for sheet in sheets:
        place = book.create_sheet(sheet.title)
        if isinstance(sheet, Sheet):
            look.frame(place, sheet, sheet.title)
        else:
            sheet.draw(place)
    book.active = 0
    data = io.BytesIO()
    book.save(data)
    return data, styles


def _stream(
    target: Any,
    content: bytes,
    table: Sheet,
    styles: Mapping[parts.Style, int],
    tell: parts.Tell,
    counter: Callable[[], None],
) -> read_back.Seen:
    head, close, tail = content.decode().partition("</sheetData>")
    head = re.sub(r'(<dimension ref="A1:?[A-Z]*)1"', rf'\g<1>{table.count + 1}"', head, count=1)
    target.write(head.encode())
    seen = read_back.Seen()
    waiting: list[str] = []
    size = 0
    for values, text in parts.rows(table, styles, tell):
        seen.note(values)
        waiting.append(text)
        size += len(text)
        if size > _CHUNK:
            target.write("".join(waiting).encode())
            waiting.clear()
            size = 0
        counter()
    # Org. numbers are meant to be text: Excel need not mark each with a green corner.
    tail = tail.replace("</worksheet>", parts.numbers_as_text(table) + "</worksheet>")
    target.write(("".join(waiting) + close + tail).encode())
    if seen.rows != table.count:
        raise CrmError(_("The list changed while it was written, so nothing was written. Try again."))
    return seen


def _counter(total: int, progress: Progress) -> Callable[[], None]:
    done = 0

    def count() -> None:
        nonlocal done
        done += 1
        if done % _BEAT == 0:
            progress(done, total, _("Writing"))

    return count


def _dated(core: bytes, moment: datetime) -> bytes:
    """The workbook's own description with our time of change: openpyxl writes the clock's."""
    stamp = f"{moment:%Y-%m-%dT%H:%M:%SZ}".encode()
    return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, core)


def safe_title(title: str, taken: Sequence[str] = ()) -> str:
    """A name Excel takes for a sheet: at most 31 characters, none of : \\ / ? * [ ], not one of `taken`.

    Raises CrmError where nothing of it is left.
    """
    name = re.sub(r"[:\\/?*\[\]\x00-\x1f]", " ", title).strip().strip("'")[:31].strip()
    if not name:
        raise CrmError(_("«{title}» cannot be the name of a sheet.").format(title=title))
    number = 2
    base = name
    while name.casefold() in {other.casefold() for other in taken}:
        name = f"{base[: 31 - len(str(number)) - 1]} {number}"
        number += 1
    return name
