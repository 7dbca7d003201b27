"""The work on a form itself: its marks are found, and only they are replaced by what is said of them.

It runs in the process that reads files from strangers (crm.reports.template.apart), and knows neither report nor
register.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from crm.errors import CrmError
from crm.exchange.writers import words
from crm.i18n import _
from crm.reports.template import cells, filled, package, scan, tables
from crm.reports.template.cells import Splice
from crm.reports.template.filled import MARK, Meaning, Table
from crm.reports.template.package import Package

Meanings = Mapping[str, Meaning | None]
_DRAWN = re.compile(r"xl/(drawings|charts)/[^/]+\.xml", re.IGNORECASE)
_COMMENTS = re.compile(r"xl/(comments[^/]*|comments/[^/]+)\.xml", re.IGNORECASE)
_TABLES = re.compile(r"xl/tables/[^/]+\.xml", re.IGNORECASE)


class Place(NamedTuple):
    """A mark in the form: the sheet and cell ("" outside the cells), and the mark without its braces."""

    sheet: str
    cell: str
    mark: str

    def __str__(self) -> str:
        where = f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        return f"{where}: {{{{{self.mark}}}}}" if where else f"{{{{{self.mark}}}}}"


@dataclass
class Found:
    """What a form holds: the marks that are known, those that are not, and what stands in the way of filling it."""

    known: list[Place] = field(default_factory=list)
    unknown: list[Place] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


class Shared(NamedTuple):
    """The strings that cells share, and the places of those that hold marks."""

    strings: list[scan.String]
    marked: set[int]

    def at(self, place: int) -> scan.String | None:
        """The string that a cell points at; None where there is none, which Excel shows as an empty cell."""
        return self.strings[place] if place < len(self.strings) else None


class Said:
    """What a form's marks stand for; it notes which were asked for, and where."""

    def __init__(self, found: Found, meanings: Meanings, language: str) -> None:
        self._found, self._meanings, self._language = found, meanings, language

    def __call__(self, mark: str, sheet: str = "", cell: str = "") -> Meaning | None:
        """The meaning of a mark, None where it is not known."""
        meaning = self.quietly(mark)
        (self._found.unknown if meaning is None else self._found.known).append(Place(sheet, cell, mark))
        return meaning

    def quietly(self, mark: str) -> Meaning | None:
        """The same without noting it."""
        return self._meanings.get(mark)

    def text(self, mark: str) -> str | None:
        """What stands for a mark within a longer text: nothing for a table, None for one that is not known."""
        meaning = self.quietly(mark)
        if meaning is None:
            return None
        return "" if isinstance(meaning, Table) else filled.shown(meaning, self._language)


def marks_of(data: bytes, name: str) -> list[str]:
    """Every mark of a form once. Raises CrmError for a file that is no such workbook."""
    found, _changed = work(package.read(data, name), name, {}, "en")
    return list(dict.fromkeys(place.mark for place in found.unknown))


def filled_in(form: Package, changed: Mapping[str, bytes], name: str) -> bytes:
    """The form with these parts changed, read back: every other part is as it was, and these are sound."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for info in form.infos:
            copy = zipfile.ZipInfo(info.filename, info.date_time)
            copy.compress_type, copy.external_attr = info.compress_type, info.external_attr
            file.writestr(copy, changed.get(info.filename, form.parts[info.filename]))
    made = package.read(out.getvalue(), name)
    same = all(made.parts.get(key) == changed.get(key, data) for key, data in form.parts.items())
    if not same or list(made.sheets) != list(form.sheets):
        raise CrmError(
            _("{file} did not read back as it was written and was thrown away. Try again, or another disk.").format(
                file=name
            )
        )
    return out.getvalue()


def work(form: Package, name: str, meanings: Meanings, language: str) -> tuple[Found, dict[str, bytes]]:
    """What the form holds, and the parts that change."""
    found = Found()
    said = Said(found, meanings, language)
    changed: dict[str, bytes] = {}
    shared = Shared(scan.strings(form.parts[form.shared], name, "si", skip=("rPh",)) if form.shared else [], set())
    for title, part in form.sheets.items():
        sheet = scan.sheet(form.parts[part], name)
        splices = list(_sheet(form, title, sheet, shared, said, found, language))
        if splices:
            changed[part] = cells.spliced(form.parts[part], splices)
    if form.shared:
        splices = [splice for place in sorted(shared.marked) for splice in cells.text(shared.strings[place], said.text)]
        if splices:
            changed[form.shared] = cells.spliced(form.parts[form.shared], splices)
    for part, data in form.parts.items():
        made = _beside(part, data, name, said)
        if made is not None:
            changed[part] = made
    if changed:
        changed[form.workbook] = _calculated(form.parts[form.workbook], name)
    return found, changed


def _sheet(
    form: Package, title: str, sheet: scan.Sheet, shared: Shared, said: Said, found: Found, language: str
) -> Iterator[Splice]:
    """What changes in a sheet's part: marked cells, the cells with names of ours, tables, headers."""
    wanted: dict[tables.Where, str] = {}
    for at, cell in sheet.cells.items():
        string = cell.inside if cell.shared is None else shared.at(cell.shared)
        if string is None or not MARK.search(string.text) or cell.formula:
            continue
        alone = MARK.fullmatch(string.text.strip())
        if cell.shared is not None:
            shared.marked.add(cell.shared)
        if alone:
            wanted[at] = alone[1]
            continue
        for mark in MARK.findall(string.text):
            meaning = said(mark, title, tables.reference(*at))
            if isinstance(meaning, Table):
                found.problems.append(_alone(title, at))
        if cell.inside is not None:
            yield from cells.text(string, said.text)
    for one in form.names:
        mark = filled.named(one.name)
        if mark and one.sheet == title:
            cell_there = sheet.cells.get((one.row, one.column))
            if cell_there is not None and cell_there.formula:
                words_ = _("{cell} holds a formula and is named {name}: it cannot be filled.")
                found.problems.append(
                    words_.format(cell=f"{title}!{tables.reference(one.row, one.column)}", name=one.name)
                )
            else:
                wanted[one.row, one.column] = mark
    puts: dict[tables.Where, tables.Put] = {}
    for at, mark in wanted.items():
        meaning = said(mark, title, tables.reference(*at))
        if isinstance(meaning, Table):
            room, problem = tables.spread(title, sheet, at, meaning, set(wanted))
            if problem:
                found.problems.append(problem)
            puts |= room
        elif meaning is not None:
            there = sheet.cells.get(at)
            puts[at] = tables.Put(meaning, there.style if there else "")
    yield from tables.splices(sheet, puts, form, language)
    for header in sheet.headers:
        if MARK.search(header.text):
            for mark in MARK.findall(header.text):
                said(mark, title)
            # A header reads & as the beginning of a code.
            yield from cells.text(
                header,
                lambda mark: (told := said.text(mark)) and told.replace("&", "&&"),
                spaced=False,
            )


def _alone(title: str, at: tuple[int, int]) -> str:
    where = f"{title}!{tables.reference(*at)}"
    return _("A table begins in {cell}: its mark must stand there alone.").format(cell=where)


def _beside(part: str, data: bytes, name: str, said: Said) -> bytes | None:
    """A part beside the cells with its marks filled: text boxes, charts, notes, names of columns; None for others."""
    if b"{{" not in data:
        return None
    if _TABLES.fullmatch(part):
        return _columns(data, said)
    drawn, noted = _DRAWN.fullmatch(part), _COMMENTS.fullmatch(part)
    if not drawn and not noted:
        return None
    splices: list[Splice] = []
    for string in scan.strings(data, name, "p" if drawn else "text"):
        if MARK.search(string.text):
            for mark in MARK.findall(string.text):
                said(mark, part.rpartition("/")[2])
            splices += cells.text(string, said.text, spaced=not drawn)
    return cells.spliced(data, splices) if splices else None


def _columns(data: bytes, said: Said) -> bytes:
    """The columns of an Excel table are called as their cells are, or Excel repairs the file."""

    def put(match: re.Match[str]) -> str:
        told = said.text(match[1])
        return match[0] if told is None else words.xml(told).replace('"', "&quot;")

    return MARK.sub(put, data.decode()).encode()


def _calculated(data: bytes, name: str) -> bytes:
    """The workbook's part with the wish that everything is calculated when it is opened."""
    told = scan.elements(data, name, ("calcPr", "sheets", "functionGroups", "externalReferences", "definedNames"))
    for local, given, start, end, _words in told:
        if local == "calcPr":
            if given.get("fullCalcOnLoad") in ("1", "true"):
                return data
            tag = re.sub(rb'\s+fullCalcOnLoad\s*=\s*("[^"]*"|\'[^\']*\')', b"", data[start:end])
            at = re.match(rb"<[^\s/>]+", tag)
            assert at is not None
            return data[:start] + at[0] + b' fullCalcOnLoad="1"' + tag[at.end() :] + data[end:]
    last = max((one for one in told), key=lambda one: one[3])
    found = re.match(rb"<((?:\w+:)?)", data[last[2] :])
    prefix = found[1] if found else b""
    return data[: last[3]] + b"<" + prefix + b'calcPr fullCalcOnLoad="1"/>' + data[last[3] :]
