"""Attached files and drafts of a protected register: what lies beside it cannot be read without it either.

An attached file is encrypted (AES-256, counter mode) under a key that is worked out from the hash of its bytes, and
lies under a name worked out from it too. The hash itself stands in the register alone, so who can open the register, or
any copy of it of any age, can open its files: another passphrase changes none of them, and there is no second key to
lose. The hash also tells whether the bytes are right. What this gives away: who has the very same file can tell that it
is here. Drafts, of which nobody has a hash, are encrypted with authentication (AES-256-GCM) under the register's key.
"""

import hmac
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

from crm.store import durable
from crm.store.keys import Key

ENDING = ".sealed"
_PIECE = 1 << 20
_NONCE = 12


class Source(Protocol):
    """What can be read piece by piece."""

    def read(self, size: int, /) -> bytes:
        """The next bytes, none at the end."""


class Stream:
    """A file whose bytes are encrypted on the disk, read or written from its beginning on."""

    def __init__(self, file: Any, secret: bytes) -> None:
        from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

        self._file = file
        # A key serves one content only, so the counter may begin at nothing.
        self._turn = Cipher(algorithms.AES(secret), modes.CTR(bytes(16))).encryptor().update

    def read(self, size: int, /) -> bytes:
        """The next bytes, readable."""
        return self._turn(self._file.read(size))

    def write(self, piece: bytes) -> None:
        """Write these, unreadable."""
        self._file.write(self._turn(piece))


def new_secret() -> bytes:
    """A key for one file whose hash is not known yet."""
    return secrets.token_bytes(32)


def place(folder: Path, sha256: str, *, protected: bool) -> Path:
    """Where the bytes with this hash lie in a folder of attached files, or would: in the clear or sealed."""
    name = _worked_out(sha256, "name").hex() + ENDING if protected else sha256
    return folder / name[:2] / name


def found(folder: Path, sha256: str) -> Path | None:
    """Where the bytes with this hash lie, sealed or in the clear; None where they are not there."""
    places = (place(folder, sha256, protected=protected) for protected in (True, False))
    return next((path for path in places if path.is_file()), None)


def names(sha256: str) -> tuple[str, str]:
    """What a file with this hash can be called: in the clear, and sealed."""
    return sha256, place(Path(), sha256, protected=True).name


@contextmanager
def reading(path: Path, sha256: str) -> Iterator[Source]:
    """The bytes with this hash that lie at `path`, sealed or not; whether they are right is not checked."""
    with path.open("rb") as file:
        yield Stream(file, _worked_out(sha256, "key")) if path.name.endswith(ENDING) else file


def digest(path: Path, sha256: str) -> str:
    """The hash of the bytes that lie at `path` for this hash: equal to it where they are right. Raises OSError."""
    from hashlib import sha256 as hashing

    done = hashing()
    with reading(path, sha256) as source:
        while piece := source.read(_PIECE):
            done.update(piece)
    return done.hexdigest()


def move(folder: Path, sha256: str, source: Source, *, protected: bool, altered_too: bool = False) -> bool:
    """Write what `source` gives under its place in the folder; False, with nothing left, where it has another hash.

    With `altered_too` it is written all the same, and found out when it is read. Nothing half is ever under the name.
    Raises OSError.
    """
    from hashlib import sha256 as hashing

    target, digest = place(folder, sha256, protected=protected), hashing()
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = target.parent / f".{uuid4().hex}.part"
    try:
        handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "wb") as file:
            into = Stream(file, _worked_out(sha256, "key")) if protected else file
            while piece := source.read(_PIECE):
                digest.update(piece)
                into.write(piece)
        if digest.hexdigest() != sha256 and not altered_too:
            return False
        if target.exists():
            target.chmod(0o600)  # Windows replaces nothing that is read-only
        durable.settle(part, target)
        durable.sync_folder(folder)
        target.chmod(0o400)
    finally:
        part.unlink(missing_ok=True)
    return True


def copy(source: Path, folder: Path, sha256: str) -> bool:
    """Copy a kept file into another folder of kept files, sealed where it is sealed; False where it is altered.

    Raises OSError.
    """
    with reading(source, sha256) as content:
        return move(folder, sha256, content, protected=source.name.endswith(ENDING))


def remove(path: Path) -> None:
    """Take a kept file away, and its folder if that was the last; nothing where there is none."""
    if path.exists():
        path.chmod(0o600)  # Windows removes nothing that is read-only
        path.unlink(missing_ok=True)
    if path.parent.is_dir() and not any(path.parent.iterdir()):
        path.parent.rmdir()


def box(text: bytes, key: Key) -> bytes:
    """A small text made unreadable under the register's key."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(_of_drafts(key)).encrypt(nonce, text, None)


def unbox(boxed: bytes, key: Key) -> bytes | None:
    """The text again; None where it was made under another key, or altered."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(_of_drafts(key)).decrypt(boxed[:_NONCE], boxed[_NONCE:], None)
    except (InvalidTag, ValueError):
        return None


def _worked_out(sha256: str, what: str) -> bytes:
    return hmac.digest(bytes.fromhex(sha256), f"Klynge attached file {what}".encode(), "sha256")


def _of_drafts(key: Key) -> bytes:
    return hmac.digest(key.secret, b"Klynge drafts", "sha256")
