"""A workbook as the zip it is: its parts, which of them is which sheet, its named cells and its number formats."""

import io
import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from crm.errors import CrmError
from crm.exchange.readers import archive, refusals
from crm.i18n import _
from crm.reports.template import scan

_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_PERCENTS, _DAYS = ("9", "10"), tuple(map(str, (*range(14, 23), *range(45, 48))))
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


class Named(NamedTuple):
    """A cell with a name: the sheet's title, row and column."""

    name: str
    sheet: str
    row: int
    column: int


@dataclass(frozen=True)
class Package:
    """The parts of a workbook by name, in their order, and what they mean.

    `sheets` are the parts of the worksheets by title; `percents` and `days` the styles that show a share, or a day.
    """

    infos: tuple[zipfile.ZipInfo, ...]
    parts: Mapping[str, bytes]
    workbook: str
    sheets: Mapping[str, str]
    names: tuple[Named, ...]
    percents: frozenset[str]
    days: frozenset[str]

    @property
    def shared(self) -> str:
        """The part of the shared strings, "" where there is none."""
        return next((name for name in self.parts if name.casefold() == "xl/sharedstrings.xml"), "")


def read(data: bytes, name: str) -> Package:
    """The parts of an .xlsx file. Raises CrmError for one that is locked, damaged, hostile or no such workbook.

    Only in the process that reads files from strangers (crm.reports.template.apart).
    """
    if data[:4] == b"\xd0\xcf\x11\xe0":
        raise CrmError(_("{file} is locked or of an old kind: save it as .xlsx without a password.").format(file=name))
    try:
        kind = archive.kind(data, name)
    except refusals.TooLarge as error:
        raise too_large(name) from error
    if kind != "xlsx":
        raise CrmError(_("{file} is no .xlsx workbook. Save it as one in Excel.").format(file=name))
    # What was looked through, not what the path holds by now.
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        infos = tuple(file.infolist())
        parts = {info.filename: file.read(info) for info in infos}
    workbook, relations = _workbook(parts, name)
    sheets = {}
    for _local, given, *_rest in scan.elements(parts[workbook], name, ("sheet",)):
        part = relations.get(given.get("id", ""), "")
        if part in parts and b"sheetData" in parts[part]:
            sheets[given.get("name", "")] = part
    percents, days = _formats(parts, name)
    return Package(infos, parts, workbook, sheets, _names(parts[workbook], name), percents, days)


def too_large(name: str) -> CrmError:
    """Beyond the limits of RELIABILITY.md section 5."""
    return CrmError(_("“{name}” is too large to be a form. Leave only its own sheets in it.").format(name=name))


def _workbook(parts: Mapping[str, bytes], name: str) -> tuple[str, dict[str, str]]:
    """The part of the workbook itself, and the parts it points to by their ids."""
    kinds = scan.elements(parts.get("[Content_Types].xml", b"<none/>"), name, ("Override",))
    found = next(
        (given["PartName"].lstrip("/") for _l, given, *_r in kinds if given.get("ContentType") == _WORKBOOK), ""
    )
    if found not in parts:
        raise CrmError(_("{file} is no .xlsx workbook. Save it as one in Excel.").format(file=name))
    folder, own = posixpath.split(found)
    relations = parts.get(f"{folder}/_rels/{own}.rels", b"<none/>")
    return found, {
        given.get("Id", ""): posixpath.normpath(posixpath.join("/", folder, given.get("Target", ""))).lstrip("/")
        for _l, given, *_r in scan.elements(relations, name, ("Relationship",))
    }


def _names(data: bytes, file: str) -> tuple[Named, ...]:
    found = []
    for _local, given, _start, _end, words in scan.elements(data, file, ("definedName",)):
        sheet, _mark, cell = words.strip().rpartition("!")
        first = re.match(r"\$?[A-Za-z]{1,3}\$?[0-9]+", cell)
        if sheet and first:
            title = sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
            named = Named(given.get("name", ""), title, scan.row_of(first[0]), scan.column_of(first[0]))
            found.append(named)
    return tuple(found)


def _formats(parts: Mapping[str, bytes], file: str) -> tuple[frozenset[str], frozenset[str]]:
    """Which styles of cells show a number as a share, and which as a day."""
    styles = next((data for name, data in parts.items() if name.casefold() == "xl/styles.xml"), b"")
    if not styles:
        return frozenset(), frozenset()
    told = scan.elements(styles, file, ("numFmt", "cellXfs", "xf"))
    codes = {
        given.get("numFmtId"): _QUOTED.sub("", given.get("formatCode", ""))
        for local, given, *_r in told
        if local == "numFmt"
    }
    bounds = next(((start, end) for local, _g, start, end, _w in told if local == "cellXfs"), (0, 0))
    cells = [given for local, given, start, *_r in told if local == "xf" and bounds[0] < start < bounds[1]]
    percents, days = set(), set()
    for place, given in enumerate(cells):
        number = given.get("numFmtId", "0")
        code = codes.get(number, "")
        if "%" in code or (not code and number in _PERCENTS):
            percents.add(str(place))
        elif re.search(r"[dDyY]", code) or (not code and number in _DAYS):
            days.add(str(place))
    return frozenset(percents), frozenset(days)
