"""Text with delimiters: .csv, .tsv, .txt and cells pasted from a spreadsheet (DOMAIN.md 3.6).

`csv.Sniffer` guessed 13 of 35 files wrong and one unclosed quote swallowed 2 000 people (RELIABILITY.md section 2):
the delimiter is found by counting, and a quote that does not close within its record is a letter like any other.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from crm.errors import CrmError
from crm.exchange.readers import refusals
from crm.exchange.readers.archive import MOST_CELLS
from crm.exchange.readers.encodings import decoded
from crm.exchange.source import Message, Row, no_such_sheet
from crm.i18n import _

DELIMITERS = ("\t", ";", "|", ",")
"""In the order in which they are believed: a comma is also the decimal sign."""
LONGEST_CELL = 1_000_000
_LINES_LOOKED_AT = 100
_MOST_LINES_OF_A_RECORD = 200
_ROWS_AT_A_TIME = 5_000
_NEWLINE = re.compile("\r\n|\r|\n")
_SEPARATOR_LINE = re.compile('"?sep=(.)"?[ \t]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
_QUOTED = re.compile('"(?:[^"]|"")*"')
_END = "\x1fend\x1f"


def messages(data: bytes, name: str, wanted: str | None = None) -> Iterator[Message]:
    """Tell the rows of a text file as its only sheet, which has no name; raises CrmError where it is far too large."""
    if wanted:
        raise no_such_sheet(wanted, ())
    text, encoding = decoded(data)
    yield ("format", "csv", encoding)
    yield ("sheet", "", False)
    cells = 0
    together: list[Row] = []
    for record in records(text):
        cells += len(record)
        if cells > MOST_CELLS:
            raise refusals.too_large(name)
        together.append([cell or None for cell in record])
        if len(together) == _ROWS_AT_A_TIME:
            yield ("rows", together)
            together = []
    if together:
        yield ("rows", together)


def records(text: str) -> list[list[str]]:
    """The records of a text, its delimiter found; raises CrmError for a cell of over a million letters.

    >>> records('Navn;Firma\\n"Ødegård; Kåre";"Nordlys ""Energi"" AS"')
    [['Navn', 'Firma'], ['Ødegård; Kåre', 'Nordlys "Energi" AS']]
    >>> records('Navn;Firma\\nKåre;"Nordlys\\nÅse;Blåbær')
    [['Navn', 'Firma'], ['Kåre', '"Nordlys'], ['Åse', 'Blåbær']]
    """
    text = text.removeprefix("\ufeff")
    told = _SEPARATOR_LINE.match(text)
    if told:
        text = text[told.end() :]
    delimiter = told.group(1) if told and told.group(1) not in '"\r\n' else delimiter_of(text)
    csv.field_size_limit(LONGEST_CELL)
    try:
        return _plain(text, delimiter) or _mended(text, delimiter)
    except csv.Error as error:
        raise CrmError(
            _("One cell of the list holds more than a million letters; something is wrong with it.")
        ) from error


def delimiter_of(text: str) -> str:
    """The sign that parts the cells: the first of tab, semicolon, bar, comma by which most lines have equally many.

    >>> delimiter_of("Navn;Beløp\\nKåre;1,50\\nÅse;2,50"), delimiter_of("Navn,Rolle\\nKåre,Leder")
    (';', ',')
    """
    start = _QUOTED.sub('""', text[:200_000])
    lines = [line for line in _NEWLINE.split(start)[:_LINES_LOOKED_AT] if line.strip()]
    best, most = ",", 0
    for delimiter in DELIMITERS:
        counts = Counter(line.count(delimiter) for line in lines if delimiter in line)
        if not counts:
            continue
        parts, agreeing = max(counts.items(), key=lambda item: item[0] * item[1])
        if agreeing >= 0.6 * len(lines) and delimiter != ",":
            return delimiter
        if agreeing * parts > most:
            best, most = delimiter, agreeing * parts
    return best


def _plain(text: str, delimiter: str) -> list[list[str]]:
    """What the csv module reads, or nothing where a quote runs away."""
    if '"' not in text:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=csv.QUOTE_NONE))
    # The end mark comes back as a record of its own unless a quote is still open there
    ended = text + ("" if text.endswith(("\n", "\r")) else "\n") + _END
    reader = csv.reader(io.StringIO(ended, newline=""), delimiter=delimiter, strict=True)
    found: list[list[str]] = []
    long: list[list[str]] = []
    line = 0
    try:
        for record in reader:
            if reader.line_num - line > _MOST_LINES_OF_A_RECORD:
                return []
            if reader.line_num - line > 1:
                long.append(record)
            line = reader.line_num
            found.append(record)
    except csv.Error:
        return []
    whole = found.pop() == [_END]
    usual = _usual(found)
    return found if whole and not any(_swallows(record, usual, delimiter) for record in long) else []


def _mended(text: str, delimiter: str) -> list[list[str]]:
    """Line by line: a record may go on over some lines, but only if it then has as many cells as the others."""
    lines = _NEWLINE.split(text)
    if lines and not lines[-1]:
        lines.pop()
    closed = [record for line in lines if (record := _closed([line], delimiter)) is not None]
    usual = _usual(closed)
    found: list[list[str]] = []
    at = 0
    while at < len(lines):
        record, taken = _closed([lines[at]], delimiter), 1
        if record is None:
            record, taken = _over_lines(lines[at : at + _MOST_LINES_OF_A_RECORD], delimiter, usual)
        found.append(record)
        at += taken
    return found


def _usual(found: list[list[str]]) -> int:
    lengths = Counter(len(record) for record in found if record)
    return lengths.most_common(1)[0][0] if lengths else 1


def _swallows(record: list[str], usual: int, delimiter: str) -> bool:
    """Two quotes that never close look like one cell: of whole records, in a record of an unusual length."""
    if len(record) == usual:
        return False
    return any(line.count(delimiter) >= usual - 1 for cell in record for line in _NEWLINE.split(cell)[1:])


def _over_lines(lines: list[str], delimiter: str, usual: int) -> tuple[list[str], int]:
    quotes = 0
    for count, line in enumerate(lines, start=1):
        quotes += line.count('"')
        if count > 1 and quotes % 2 == 0:
            # Anything but a delimiter after the closing quote means that it belongs to something else
            record = _closed(lines[:count], delimiter, strict=True)
            if record is not None and not _swallows(record, usual, delimiter):
                return record, count
            break
    return next(csv.reader(lines[:1], delimiter=delimiter, quoting=csv.QUOTE_NONE)), 1


def _closed(lines: list[str], delimiter: str, *, strict: bool = False) -> list[str] | None:
    """The one record of these lines, or None where a quote is still open at their end."""
    try:
        found = list(csv.reader(["\n".join(lines) + delimiter + _END], delimiter=delimiter, strict=strict))
    except csv.Error:
        return None
    return found[0][:-1] if len(found) == 1 and found[0][-1] == _END else None
