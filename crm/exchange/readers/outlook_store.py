"""The properties of an Outlook item (.msg, [MS-OXMSG]), read leniently over python-oxmsg's storages.

The library gives a storage its streams; its own reading of texts stops at the first code page that it does not know.
"""

import io
import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from crm.exchange.readers.encodings import decoded

if TYPE_CHECKING:
    from olefile import OleFileIO
    from oxmsg.storage import Storage

_TEXT, _OLD_TEXT, _BINARY = 0x001F, 0x001E, 0x0102
_NAMES = "__nameid_version1.0"
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_CODE_PAGES = (0x3FDE, 0x3FFD)
_MOST_STORAGES = 2_000
_STREAM = 2
# What the libraries raise for bytes that are none of their own
_FOREIGN = (OSError, ValueError, LookupError, TypeError, AttributeError, OverflowError, struct.error, RecursionError)
MESSAGE, PART = 32, 8
"""Where the properties begin in a message, and in an attachment or a recipient."""


class Unreadable(Exception):
    """The bytes are no Outlook item."""


class Store:
    """What one item, recipient or attachment says, by the numbers of [MS-OXPROPS]; nothing asked for here fails."""

    def __init__(self, storage: "Storage", start: int, names: "dict[tuple[UUID, int], int] | None" = None) -> None:
        self._storage, self._start = storage, start
        self.names = _named(storage) if names is None else names

    def text(self, number: int) -> str:
        """A text; "" where there is none."""
        data = self._stream(number, _TEXT)
        if data is not None:
            return data.decode("utf-16-le", "replace").rstrip("\x00")
        data = self._stream(number, _OLD_TEXT)
        return self._decoded(data).rstrip("\x00") if data is not None else ""

    def data(self, number: int) -> bytes:
        """Bytes; empty where there are none."""
        return self._stream(number, _BINARY) or b""

    def html(self) -> str:
        """The text as HTML; "" where there is none."""
        data = self._stream(0x1013, _BINARY)
        return self._decoded(data) if data is not None else self.text(0x1013)

    def number(self, number: int) -> int | None:
        """A whole number, or whether something is so; None where it is not said."""
        value = self._fixed.get(number)
        return struct.unpack("<i", value[:4])[0] if value is not None else None

    def when(self, number: int) -> datetime | None:
        """A moment, in UTC; None where there is none that anybody could mean."""
        value = self._fixed.get(number)
        if value is None:
            return None
        try:
            return _EPOCH + timedelta(microseconds=struct.unpack("<Q", value)[0] // 10)
        except OverflowError:
            return None

    def named(self, group: UUID, number: int) -> int:
        """The number that a named property has in this file; 0 where it has none."""
        return self.names.get((group, number), 0)

    def recipients(self) -> "Iterator[Store]":
        """Whom it goes to."""
        return (Store(one, PART, self.names) for one in self._storage.iter_recipient_storages())

    def attachments(self) -> "Iterator[Store]":
        """What is attached."""
        return (Store(one, PART, self.names) for one in self._storage.iter_attachment_storages())

    @cached_property
    def _streams(self) -> dict[str, bytes]:
        return {stream.path.rpartition("/")[2].upper(): stream.bytes_ for stream in self._storage.streams}

    def _stream(self, number: int, kind: int) -> bytes | None:
        return self._streams.get(f"__SUBSTG1.0_{number:04X}{kind:04X}")

    @cached_property
    def _fixed(self) -> dict[int, bytes]:
        stream = self._streams.get("__PROPERTIES_VERSION1.0", b"")
        found = {}
        for at in range(self._start, len(stream) - 15, 16):
            number = struct.unpack_from("<H", stream, at + 2)[0]
            found[number] = stream[at + 8 : at + 16]
        return found

    def _decoded(self, data: bytes) -> str:
        from oxmsg.domain import encodings
        from oxmsg.domain.model import UnrecognizedCodePageError, UnsupportedEncodingError

        for number in _CODE_PAGES:
            try:
                return data.decode(encodings.encoding_from_codepage(self.number(number) or 0))
            except (UnrecognizedCodePageError, UnsupportedEncodingError, LookupError, UnicodeError):
                continue
        return decoded(data)[0]


def opened(data: bytes) -> Store:
    """The item in a file; raises Unreadable."""
    from olefile import OleFileIO
    from oxmsg.storage import Storage

    try:
        with OleFileIO(io.BytesIO(data)) as ole:
            if len(ole.direntries) > _MOST_STORAGES * 50 or _larger_than(ole, len(data)):
                raise Unreadable
            storage = Storage.from_ole(ole)
    except _FOREIGN as error:
        raise Unreadable from error
    if len(storage.storages) > _MOST_STORAGES:
        raise Unreadable
    store = Store(storage, MESSAGE)
    if not any(stream.path.upper().startswith(("__PROPERTIES", "__SUBSTG")) for stream in storage.streams):
        raise Unreadable
    return store


def _larger_than(ole: "OleFileIO", size: int) -> bool:
    """Whether its streams say that they hold more than the file: one whose sectors follow themselves has no end."""
    said: int = sum(entry.size for entry in ole.direntries if entry is not None and entry.entry_type == _STREAM)
    return said > size


def _named(storage: "Storage") -> dict[tuple[UUID, int], int]:
    """The numbers of the named properties ([MS-OXMSG] 2.2.3); those with a text for a name are left out."""
    streams: dict[str, bytes] = {}
    for one in storage.storages:
        if one.path == _NAMES:
            streams = {stream.path.rpartition("/")[2].upper(): stream.bytes_ for stream in one.streams}
    groups, entries = streams.get("__SUBSTG1.0_00020102", b""), streams.get("__SUBSTG1.0_00030102", b"")
    found = {}
    for at in range(0, len(entries) - 7, 8):
        number, which, place = struct.unpack_from("<IHH", entries, at)
        group = (which >> 1) - 3
        if which & 1 or group < 0 or len(groups) < (group + 1) * 16:
            continue
        found[UUID(bytes_le=groups[group * 16 : group * 16 + 16]), number] = 0x8000 + place
    return found
