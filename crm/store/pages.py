"""The pages of a register's file as they lie on the disk, for reading one that SQLite refuses (crm.store.recover).

Everything is read once into memory; nobody has the file open meanwhile (RELIABILITY.md finding D) and nothing is
written. What was committed to a log beside it is laid over the pages, as SQLite would do. The pages of a protected
file are deciphered one by one, damaged ones too: SQLCipher's own check tells exactly which those are.
"""

import hashlib
import hmac
import struct
from pathlib import Path
from typing import Any

from crm.store.keys import Key

SIZE = 4096
"""In bytes, of every page of a register."""
_HEADER = 100
_SALT, _IV, _MAC = 16, 16, 64
_RESERVED = _IV + _MAC
_FRAME = 24


class Pages:
    """`count` pages, numbered from 1; `damaged` are those of a protected file that somebody or something altered.

    `log` False leaves out the log beside the file.
    """

    def __init__(self, path: Path, key: Key | None = None, *, log: bool = True) -> None:
        self._raw = path.read_bytes()
        self._key = key
        self._later = _log(path.with_name(path.name + "-wal")) if log else {}
        self._read: dict[int, bytes] = {}
        self.damaged: set[int] = set()
        self.usable = SIZE - (_RESERVED if key is not None else 0)
        self.count = max([-(-len(self._raw) // SIZE), *self._later])

    def page(self, number: int) -> bytes:
        """A page as SQLite sees it, with zeroes where the file ends before; b"" for a number that is none."""
        if not 1 <= number <= self.count:
            return b""
        if number not in self._read:
            raw = self._later.get(number) or self._raw[(number - 1) * SIZE : number * SIZE]
            raw = raw.ljust(SIZE, b"\0")
            self._read[number] = raw if self._key is None else self._plain(number, raw, self._key)
        return self._read[number]

    def header(self, at: int) -> int:
        """A number of four bytes in the header of the file (60: the schema, 32 and 36: free pages)."""
        return int(struct.unpack_from(">I", self.page(1).ljust(_HEADER, b"\0"), at)[0])

    def free(self) -> set[int]:
        """The pages that hold nothing, as far as the list of them can be followed."""
        found: set[int] = set()
        trunk = self.header(32)
        while 1 < trunk <= self.count and trunk not in found:
            found.add(trunk)
            page = self.page(trunk)
            trunk, leaves = struct.unpack_from(">II", page)
            fitting = min(leaves, (self.usable - 8) // 4)
            found.update(one for one in struct.unpack_from(f">{fitting}I", page, 8) if 1 < one <= self.count)
        return found

    def _plain(self, number: int, raw: bytes, key: Key) -> bytes:
        begin = _SALT if number == 1 else 0
        content, iv, told = raw[begin:-_RESERVED], raw[-_RESERVED:-_MAC], raw[-_MAC:]
        if _code(key, content + iv + struct.pack("<I", number)) != told:
            self.damaged.add(number)
        plain = _decipher(key.secret, iv, content)
        return (b"SQLite format 3\0" if number == 1 else b"") + plain + bytes(_RESERVED)


def _code(key: Key, content: bytes) -> bytes:
    """What SQLCipher 4 writes at the end of a page to know it again."""
    salt = bytes(one ^ 0x3A for one in key.salt)
    secret = hashlib.pbkdf2_hmac("sha512", key.secret, salt, 2, len(key.secret))
    return hmac.new(secret, content, "sha512").digest()


def _decipher(secret: bytes, iv: bytes, content: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    reader: Any = Cipher(algorithms.AES(secret), modes.CBC(iv)).decryptor()
    return bytes(reader.update(content) + reader.finalize())


def is_log(raw: bytes) -> bool:
    """Whether a file that begins so, with 32 bytes at least, is a write-ahead log that SQLite would read."""
    if len(raw) < 32:
        return False
    magic, _version, size = struct.unpack_from(">III", raw)
    known = magic in (0x377F0682, 0x377F0683) and size == SIZE
    return known and struct.unpack_from(">II", raw, 24) == _sums(raw[:24], (0, 0), _order(raw))


def _order(raw: bytes) -> str:
    """How the sums of a log take its numbers."""
    return ">" if raw[3] & 1 else "<"


def _log(path: Path) -> dict[int, bytes]:
    """The newest committed version of each page in a write-ahead log; what follows the first bad sum does not count."""
    raw = path.read_bytes() if path.exists() else b""
    if not is_log(raw):
        return {}
    order, salt, sums = _order(raw), raw[16:24], struct.unpack_from(">II", raw, 24)
    found: dict[int, bytes] = {}
    open_: dict[int, bytes] = {}
    for at in range(32, len(raw) - _FRAME - SIZE + 1, _FRAME + SIZE):
        number, commit = struct.unpack_from(">II", raw, at)
        content = raw[at + _FRAME : at + _FRAME + SIZE]
        sums = _sums(raw[at : at + 8] + content, sums, order)
        if raw[at + 8 : at + 16] != salt or struct.unpack_from(">II", raw, at + 16) != sums:
            break
        open_[number] = content
        if commit:
            found.update(open_)
            open_.clear()
    return found


def _sums(content: bytes, before: tuple[int, int], order: str) -> tuple[int, int]:
    first, second = before
    words = struct.unpack(f"{order}{len(content) // 4}I", content)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) & 0xFFFFFFFF
        second = (second + odd + first) & 0xFFFFFFFF
    return first, second
