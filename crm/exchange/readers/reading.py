"""Any file from a stranger, read by what it holds. Call it through `crm.exchange.isolation`."""

from collections.abc import Iterator

from crm.exchange.readers import archive, cards, content, delimited, refusals, spreadsheets
from crm.exchange.source import Message, Source, assembled

MOST_BYTES = 100 * 1024 * 1024


def messages(
    data: bytes, name: str, wanted: str | None = None, *, encoding: str | None = None, delimiter: str | None = None
) -> Iterator[Message]:
    """Tell what the file holds, piece by piece; `name` is for the sentences, `wanted` the only sheet to read.

    `encoding` and `delimiter` are how the user wants a text file read; of other files they mean nothing.

    Raises CrmError with a sentence for every file that cannot be read as a list.
    """
    if len(data) > MOST_BYTES:
        raise refusals.too_large(name)
    kind = content.kind(data, name)
    if kind == "cards":
        yield from cards.messages(data, name, wanted)
    elif kind == "text":
        yield from delimited.messages(data, name, wanted, encoding=encoding, delimiter=delimiter)
    else:
        yield from spreadsheets.messages(data, archive.kind(data, name) if kind == "zip" else kind, name, wanted)


def read(
    data: bytes, name: str, *, sheet: str | None = None, encoding: str | None = None, delimiter: str | None = None
) -> Source:
    """The whole file, read in this very process: for our own files and for tests. Raises CrmError."""
    return assembled(messages(data, name, sheet, encoding=encoding, delimiter=delimiter))
