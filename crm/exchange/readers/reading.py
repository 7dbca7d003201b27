"""Any file from a stranger, read by what it holds. Call it through `crm.exchange.isolation`."""

from collections.abc import Iterator

from crm.exchange.readers import (
    archive,
    cards,
    content,
    delimited,
    locked_ods,
    own_book,
    passwords,
    refusals,
    second,
    spreadsheets,
)
from crm.exchange.readers.hidden import look as look_for_hidden
from crm.exchange.source import Message, Source, assembled
from crm.i18n import ngettext

MOST_BYTES = 100 * 1024 * 1024


def messages(
    data: bytes,
    name: str,
    wanted: str | None = None,
    *,
    encoding: str | None = None,
    delimiter: str | None = None,
    password: str | None = None,
    by_second: bool = False,
) -> Iterator[Message]:
    """Tell what the file holds, piece by piece; `name` is for the sentences, `wanted` the only sheet to read.

    `encoding` and `delimiter` are how the user wants a text file read; of other files they mean nothing. `password`
    opens a locked workbook. `by_second` asks only the second reader of .xlsx and .xlsm, where the first one died.

    Raises PasswordNeeded or WrongPassword for a locked workbook, and CrmError with a sentence for every file that
    cannot be read as a list.
    """
    if len(data) > MOST_BYTES:
        raise refusals.too_large(name)
    kind = content.kind(data, name)
    if kind == "locked":
        data = passwords.opened(data, name, password)
        kind = "zip"
    if kind == "cards":
        yield from cards.messages(data, name, wanted)
    elif kind == "text":
        yield from delimited.messages(data, name, wanted, encoding=encoding, delimiter=delimiter)
    elif kind == "zip":
        found = archive.look(data, name)
        if found.kind == archive.LOCKED:
            data = locked_ods.opened(data, name, password)
            found = archive.look(data, name)
        yield from own_book.messages(data)
        reader = second if by_second and found.kind in second.KINDS else spreadsheets
        yield from _with_hidden(reader.messages(data, found.kind, name, wanted), data, found)
    else:
        if passwords.is_locked_xls(data):
            data = passwords.opened(data, name, password)
        yield from _with_hidden(spreadsheets.messages(data, kind, name, wanted), data, archive.Found(kind))


def _with_hidden(told: Iterator[Message], data: bytes, found: archive.Found) -> Iterator[Message]:
    """The messages of a workbook, and last what it hides: nothing of it comes in, or is missing, without a word."""
    wide = 0
    for message in told:
        if message[0] == "rows":
            wide = max(wide, *map(len, message[1]))
        yield message
    hidden = found.hidden if found.kind in second.KINDS else look_for_hidden(data, found.kind)
    # Often all columns to the right of a list are hidden; nobody misses those
    columns = sum(max(0, min(last, wide) - first + 1) for first, last in hidden.columns)
    for count, sentence in (
        (
            hidden.rows,
            ngettext(
                "{count} row is hidden in the file, by a filter or by hand; it is read as well.",
                "{count} rows are hidden in the file, by a filter or by hand; they are read as well.",
                hidden.rows,
            ),
        ),
        (
            columns,
            ngettext(
                "{count} column is hidden in the file; it is read as well.",
                "{count} columns are hidden in the file; they are read as well.",
                columns,
            ),
        ),
        (
            found.formulas,
            ngettext(
                "{count} cell holds a formula without its value and is read as empty. Save the file once in Excel.",
                "{count} cells hold formulas without their values and are read as empty. Save the file once in Excel.",
                found.formulas,
            ),
        ),
        (
            found.errors,
            ngettext(
                "{count} cell shows an error such as #N/A and is read as empty.",
                "{count} cells show an error such as #N/A and are read as empty.",
                found.errors,
            ),
        ),
    ):
        if count:
            yield ("note", sentence.format(count=count))
    if found.formulas or found.errors:
        yield ("emptied", found.formulas + found.errors)


def read(
    data: bytes,
    name: str,
    *,
    sheet: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    password: str | None = None,
) -> Source:
    """The whole file, read in this very process: for our own files and for tests. Raises CrmError."""
    return assembled(messages(data, name, sheet, encoding=encoding, delimiter=delimiter, password=password))
