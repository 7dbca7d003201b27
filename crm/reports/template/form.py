"""Filling the programme's own form: what its marks stand for is looked at first, then only they are replaced."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from crm.errors import CrmError
from crm.exchange.writers import words
from crm.exchange.writers.whole import appears_whole
from crm.i18n import _
from crm.progress import Progress, silent
from crm.reports.report import Report
from crm.reports.template import cells, marks, package, scan, tables
from crm.reports.template.cells import Splice
from crm.reports.template.marks import MARK, Table
from crm.reports.template.package import Package

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
    """What a form's marks stand for in a report; it notes which were asked for, and where."""

    def __init__(self, found: Found, report: Report, language: str) -> None:
        self._found, self._report, self._language = found, report, language

    def __call__(self, mark: str, sheet: str = "", cell: str = "") -> marks.Meaning | None:
        """The meaning of a mark, None where it is not known."""
        meaning = self.quietly(mark)
        (self._found.unknown if meaning is None else self._found.known).append(Place(sheet, cell, mark))
        return meaning

    def quietly(self, mark: str) -> marks.Meaning | None:
        """The same without noting it."""
        return marks.meaning(mark, self._report, self._language)

    def text(self, mark: str) -> str | None:
        """What stands for a mark within a longer text: nothing for a table, None for one that is not known."""
        meaning = self.quietly(mark)
        if meaning is None:
            return None
        return "" if isinstance(meaning, Table) else marks.shown(meaning, self._language)


class Made(NamedTuple):
    """A filled form: how many marks were filled, and which were left as they are."""

    filled: int
    left: tuple[Place, ...]


def look(template: Path, report: Report, language: str = "nb") -> Found:
    """What a form asks for, without writing anything. Raises CrmError for a file that is no such workbook."""
    return _work(package.read(template), template.name, report, language)[0]


def fill(
    report: Report,
    template: Path,
    out: Path,
    language: str = "nb",
    *,
    anyway: bool = False,
    progress: Progress = silent,
) -> Made:
    """Fill a copy of the form; every part of it but the marks stays byte for byte, and Excel calculates it anew.

    Raises CrmError, with nothing written, where a mark is not known (unless `anyway`: then it stays as it is), where a
    table has no room, for the form itself as `out`, and where no file can be written.
    """
    if out.exists() and out.samefile(template):
        raise CrmError(_("{file} is the form itself. Choose another name for the filled one.").format(file=out.name))
    progress(0, 3, _("Reading"))
    form = package.read(template)
    progress(1, 3, _("Counting"))
    found, changed = _work(form, template.name, report, language)
    refuse(found, template, anyway=anyway)
    progress(2, 3, _("Writing"))
    with appears_whole(out) as part:
        _write(form, changed, part)
        _compare(form, changed, part, out.name)
    progress(3, 3)
    return Made(len(found.known), tuple(found.unknown))


def refuse(found: Found, template: Path, *, anyway: bool = False) -> None:
    """Raise CrmError for what cannot be filled: a table without room, no mark at all, unknown ones unless `anyway`."""
    if found.problems:
        raise CrmError("\n".join(found.problems))
    if found.unknown and not anyway:
        listed = "\n".join(f"  {place}" for place in found.unknown[:20])
        raise CrmError(_("{file} holds marks that are not known:").format(file=template.name) + "\n" + listed)
    if not found.known:
        raise CrmError(_("{file} holds no mark such as {mark}.").format(file=template.name, mark="{{K01}}"))


def _work(form: Package, name: str, report: Report, language: str) -> tuple[Found, dict[str, bytes]]:
    """What the form holds, and the parts that change."""
    found = Found()
    said = Said(found, report, language)
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
        mark = marks.named(one.name)
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


def _write(form: Package, changed: dict[str, bytes], part: Path) -> None:
    with zipfile.ZipFile(part, "w") as out:
        for info in form.infos:
            copy = zipfile.ZipInfo(info.filename, info.date_time)
            copy.compress_type, copy.external_attr = info.compress_type, info.external_attr
            out.writestr(copy, changed.get(info.filename, form.parts[info.filename]))


def _compare(form: Package, changed: dict[str, bytes], part: Path, name: str) -> None:
    """Read it back: every part that was not meant to change is as it was, the others are sound."""
    made = package.read(part)
    same = all(made.parts.get(key) == changed.get(key, data) for key, data in form.parts.items())
    if not same or list(made.sheets) != list(form.sheets):
        raise CrmError(
            _("{file} did not read back as it was written and was thrown away. Try again, or another disk.").format(
                file=name
            )
        )
