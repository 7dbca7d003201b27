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
from crm.exchange.readers.archive import MOST_CELLS, MOST_ROWS
from crm.exchange.readers.encodings import NAMES, decoded, decoded_as
from crm.exchange.source import Message, Row, no_such_sheet
from crm.exchange.writers import words
from crm.i18n import _

DELIMITERS = ("\t", ";", "|", ",")
"""In the order in which they are believed: a comma is also the decimal sign."""
LONGEST_CELL = 1_000_000
_LINES_LOOKED_AT = 100
_MOST_LINES_OF_A_RECORD = 200
_ROWS_AT_A_TIME = 5_000
_MOST_COLUMNS = 16_384
_START = 16_384
_SAMPLE_LINES = 5
_NEWLINE = re.compile("\r\n|\r|\n")
_SEPARATOR_LINE = re.compile('"?sep=(.)"?[ \t]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
_QUOTED = re.compile('"(?:[^"]|"")*"')
_END = "\x1fend\x1f"


def messages(
    data: bytes, name: str, wanted: str | None = None, *, encoding: str | None = None, delimiter: str | None = None
) -> Iterator[Message]:
    """Tell the rows of a text file as its only sheet, which has no name; raises CrmError where it is far too large.

    `encoding` (one of encodings.NAMES) and `delimiter` (one sign) go before what is found.
    """
    if wanted:
        raise no_such_sheet(wanted, ())
    if encoding is not None and encoding not in NAMES:
        raise CrmError(
            _("There is no encoding “{encoding}”; there are: {encodings}.").format(
                encoding=encoding, encodings=", ".join(NAMES)
            )
        )
    if delimiter is not None and (len(delimiter) != 1 or delimiter in '"\r\n'):
        raise CrmError(
            _("“{delimiter}” cannot part the cells of a list: it takes one sign.").format(delimiter=delimiter)
        )
    text, used = (decoded_as(data, encoding), encoding) if encoding else decoded(data)
    yield ("format", "csv", used)
    yield ("text", delimiter or _told_or_found(text)[0], _others(data, used, delimiter or _told_or_found(text)[0]))
    yield ("sheet", "", False)
    cells = 0
    together: list[Row] = []
    for number, record in enumerate(records(text, delimiter)):
        cells += len(record)
        if number > MOST_ROWS or cells > MOST_CELLS or len(record) > _MOST_COLUMNS:
            raise refusals.too_large(name)
        # A .csv of ours has an apostrophe before what Excel would run
        together.append([(words.original(cell) if cell[0] == "'" else cell) if cell else None for cell in record])
        if len(together) == _ROWS_AT_A_TIME:
            yield ("rows", together)
            together = []
    if together:
        yield ("rows", together)


def _others(data: bytes, encoding: str, delimiter: str) -> list[tuple[str, str, tuple[tuple[str, ...], ...]]]:
    """Readings that differ from this one, other encodings first, each with its first few records."""
    start = data[:_START]
    here = _sample(decoded_as(start, encoding) if encoding in NAMES else "", delimiter)
    found: list[tuple[str, str, tuple[tuple[str, ...], ...]]] = []
    others = [(other, delimiter) for other in NAMES] + [(encoding, other) for other in DELIMITERS]
    for other, sign in others:
        if (other, sign) == (encoding, delimiter) or other not in NAMES:
            continue
        sample = _sample(decoded_as(start, other), sign)
        # A wrong encoding shows replacement signs, a delimiter that does not occur parts nothing
        sound = not any("\ufffd" in cell or "\0" in cell for record in sample for cell in record)
        parted = sign == delimiter or any(len(record) > 1 for record in sample)
        if sound and parted and sample != here and all(sample != known for _one, _two, known in found):
            found.append((other, sign, sample))
    return found


def _sample(text: str, delimiter: str) -> tuple[tuple[str, ...], ...]:
    # The last line of what was looked at may be cut
    lines = _NEWLINE.split(text[: _START // 2])[: _SAMPLE_LINES + 1]
    whole = "\n".join(lines[:-1] if len(lines) > 1 else lines)
    return tuple(tuple(cell[:80] for cell in record[:50]) for record in records(whole, delimiter)[:_SAMPLE_LINES])


def records(text: str, delimiter: str | None = None) -> list[list[str]]:
    """The records of a text, its delimiter found unless given; raises CrmError for a cell of over a million letters.

    >>> records('Navn;Firma\\n"Ødegård; Kåre";"Nordlys ""Energi"" AS"')
    [['Navn', 'Firma'], ['Ødegård; Kåre', 'Nordlys "Energi" AS']]
    >>> records('Navn;Firma\\nKåre;"Nordlys\\nÅse;Blåbær')
    [['Navn', 'Firma'], ['Kåre', '"Nordlys'], ['Åse', 'Blåbær']]
    """
    text = text.removeprefix("\ufeff")
    found, start = _told_or_found(text)
    text, delimiter = text[start:], delimiter or found
    csv.field_size_limit(LONGEST_CELL)
    try:
        return _plain(text, delimiter) or _mended(text, delimiter)
    except csv.Error as error:
        raise CrmError(
            _("One cell of the list holds more than a million letters; something is wrong with it.")
        ) from error


def _told_or_found(text: str) -> tuple[str, int]:
    """The delimiter, as Excel's own first line says it or as it is found, and where the first record begins."""
    told = _SEPARATOR_LINE.match(text)
    start = told.end() if told else 0
    return (told.group(1) if told and told.group(1) not in '"\r\n' else delimiter_of(text[start:])), start


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
