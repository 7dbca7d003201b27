"""What a file of contacts holds, before anybody has said what its columns mean."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from crm.errors import CrmError
from crm.exchange import memory
from crm.i18n import _, quoted

# A datetime is a date, so it need not be named
Cell = str | int | float | bool | date | None
Row = list[Cell]

ENDINGS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".csv", ".txt", ".tsv", ".vcf")
"""What lists are usually called; what a file holds decides how it is read."""

Message = tuple[Any, ...]
"""What a reader tells, in plain types: ("format", format, encoding), ("sheet", name, hidden), ("rows", rows),
("note", sentence), ("text", delimiter, [(encoding, delimiter, sample), ...]), ("mends", hidden mark),
("emptied", count)."""


@dataclass(frozen=True)
class Sheet:
    """One sheet: row 1 of the file is `rows[0]`, column A its first cell; rows may differ in length.

    Texts are as in the file, whole numbers are int, a day without a time is a date, an empty cell is None.
    """

    name: str
    rows: list[Row]
    hidden: bool = False


class Alternative(NamedTuple):
    """What a text file could be as well: read it again with this encoding and delimiter.

    `sample` is its first few records, read in this way.
    """

    encoding: str
    delimiter: str
    sample: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Source:
    """A file as read.

    `format` is xlsx, xlsm, xlsb, xls, ods, vcf or csv (any text with delimiters); `encoding` is None except for text.
    `sha256` is the hash of the file's bytes, by which the same file is known again; "" where it was not read from one.
    `notes` are sentences about what the user should know of the file: a damaged card, hidden rows.
    `delimiter` is the sign that parts the cells of a text file, and `alternatives` are other readings of it.
    `mends` says of which import it brings back rejected rows (crm.exchange.mended), "" for every other file.
    `emptied` counts cells that are not empty in the file but could only be read so.
    """

    format: str
    encoding: str | None
    sheets: tuple[Sheet, ...]
    sha256: str = ""
    notes: tuple[str, ...] = ()
    delimiter: str | None = None
    alternatives: tuple[Alternative, ...] = ()
    mends: str = ""
    emptied: int = 0

    @property
    def heaps(self) -> list[list[Row]]:
        """The rows of each sheet."""
        return [sheet.rows for sheet in self.sheets]

    def sheet(self, name: str) -> Sheet:
        """The sheet of that name, capitals and outer spaces forgiven; raises CrmError naming those that there are."""
        for sheet in self.sheets:
            if sheet.name == name:
                return sheet
        for sheet in self.sheets:
            if sheet.name.strip().casefold() == name.strip().casefold():
                return sheet
        raise no_such_sheet(name, [sheet.name for sheet in self.sheets])


def no_such_sheet(name: str, there_are: Iterable[str]) -> CrmError:
    """The error for a sheet that was asked for by a name it does not have."""
    names = [quoted(there) for there in there_are if there]
    if not names:
        return CrmError(_("There is no sheet “{sheet}”: a text file has no sheets.").format(sheet=name))
    sentence = _("There is no sheet “{sheet}”; there are: {sheets}.")
    return CrmError(sentence.format(sheet=name, sheets=", ".join(names)))


def assembled(messages: Iterable[Message], sha256: str = "") -> Source:
    """The source that a reader's messages tell of."""
    form, encoding = "", None
    sheets: list[Sheet] = []
    notes: list[str] = []
    delimiter: str | None = None
    alternatives: list[Alternative] = []
    mends, emptied = "", 0
    try:
        for message in messages:
            match message:
                case ("format", str(form), encoding):
                    # Said once more where a second reader takes over and begins anew
                    sheets.clear()
                    notes.clear()
                case ("sheet", str(name), bool(hidden)):
                    sheets.append(Sheet(name, [], hidden))
                case ("rows", list(rows)):
                    sheets[-1].rows.extend(rows)
                case ("note", str(sentence)):
                    notes.append(sentence)
                case ("text", str(delimiter), list(others)):
                    alternatives = [Alternative(*other) for other in others]
                case ("mends", str(mends)):
                    pass
                case ("emptied", int(emptied)):
                    pass
    except Exception:
        # Who stops the reading of a long list must not wait until it is freed in one go
        memory.take_apart(*(sheet.rows for sheet in sheets))
        raise
    return Source(form, encoding, tuple(sheets), sha256, tuple(notes), delimiter, tuple(alternatives), mends, emptied)
