"""Sheets that LibreOffice locked with a password, opened as the manifest says (ODF 1.3 part 2, 3.4 and 5.5).

Two ways are in use: since 2024 the whole file as one part (AES-GCM, key by Argon2id), before that each part by itself
(AES-CBC, key by PBKDF2). The ciphers are those of the library that opens Excel's workbooks.
"""

import hashlib
import io
import zipfile
import zlib
from base64 import b64decode
from typing import NamedTuple
from xml.etree import ElementTree

from crm.exchange.readers import refusals

WHOLE, CONTENT = "encrypted-package", "content.xml"
_MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_MOST = 300 * 1024 * 1024
# A file may ask for hours or for all memory before anybody knows whether the password fits
_MOST_TURNS, _MOST_MEMORY, _MOST_LANES = 5_000_000, 262_144, 16
_PLAIN = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
_LONGEST_MANIFEST = 4 * 1024 * 1024
_GCM_START = 12


class _Lock(NamedTuple):
    """How one part is locked, as the manifest says it."""

    cipher: str
    start: bytes
    derivation: ElementTree.Element
    first_hash: str


def opened(data: bytes, name: str, password: str | None) -> bytes:
    """The sheets without their lock: a sound .ods or what becomes one.

    Raises PasswordNeeded without a password, WrongPassword where it does not fit, CrmError for other locks.
    """
    if not password:
        raise refusals.password_needed(name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            part = WHOLE if WHOLE in archive.namelist() else CONTENT
            with archive.open("META-INF/manifest.xml") as manifest:
                lock = _lock(manifest.read(_LONGEST_MANIFEST), part)
            plain = _inflated(_deciphered(lock, archive.read(part), password)) if lock is not None else None
    except (zipfile.BadZipFile, ElementTree.ParseError, zlib.error, OSError, EOFError, LookupError) as error:
        raise refusals.damaged(name) from error
    except (ValueError, TypeError, OverflowError, AttributeError) as error:
        # A lock of another kind, or with values that cannot be
        raise refusals.protected(name) from error
    if lock is None:
        raise refusals.protected(name)
    if plain is None or not plain.lstrip(b"\xef\xbb\xbf").startswith((b"PK", b"<")):
        raise refusals.wrong_password(name)
    return plain if part == WHOLE else _sheets(plain)


def _lock(manifest: bytes, part: str) -> _Lock | None:
    for entry in ElementTree.fromstring(manifest).iter(f"{_MANIFEST}file-entry"):
        said = entry.find(f"{_MANIFEST}encryption-data")
        if entry.get(f"{_MANIFEST}full-path") != part or said is None:
            continue
        algorithm, derivation = said.find(f"{_MANIFEST}algorithm"), said.find(f"{_MANIFEST}key-derivation")
        if algorithm is None or derivation is None:
            return None
        first = said.find(f"{_MANIFEST}start-key-generation")
        start = b64decode(algorithm.get(f"{_MANIFEST}initialisation-vector", ""))
        cipher = algorithm.get(f"{_MANIFEST}algorithm-name", "").rpartition("#")[2]
        named = first.get(f"{_MANIFEST}start-key-generation-name", "") if first is not None else ""
        return _Lock(cipher, start, derivation, named.rpartition("#")[2].lower())
    return None


def _deciphered(lock: _Lock, locked: bytes, password: str) -> bytes | None:
    """The part, compressed still; None where the password does not fit. ValueError for another cipher."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if lock.first_hash != "sha256" or lock.cipher not in ("aes256-gcm", "aes256-cbc"):
        raise ValueError(lock.cipher)
    key = _key(lock.derivation, hashlib.sha256(password.encode("utf-8", "replace")).digest())
    if lock.cipher == "aes256-cbc":
        way = Cipher(algorithms.AES(key), modes.CBC(lock.start)).decryptor()
        return way.update(locked[: len(locked) - len(locked) % 16]) + way.finalize()
    # The vector stands before what it begins
    locked = locked.removeprefix(lock.start[:_GCM_START])
    try:
        return AESGCM(key).decrypt(lock.start, locked, None)
    except InvalidTag:
        return None


def _key(derivation: ElementTree.Element, first: bytes) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    salt = b64decode(derivation.get(f"{_MANIFEST}salt", ""))
    way = derivation.get(f"{_MANIFEST}key-derivation-name", "")
    if way.rpartition("#")[2].upper() == "PBKDF2":
        turns = int(derivation.get(f"{_MANIFEST}iteration-count", ""))
        _require(turns <= _MOST_TURNS)
        return hashlib.pbkdf2_hmac("sha1", first, salt, turns, 32)
    _require(way.rpartition(":")[2] == "argon2id")
    turns, memory, lanes = (
        int(derivation.get(f"{_LOEXT}argon2-{what}", "")) for what in ("iterations", "memory", "lanes")
    )
    _require(turns * memory <= 10 * _MOST_MEMORY and memory <= _MOST_MEMORY and lanes <= _MOST_LANES)
    return Argon2id(salt=salt, length=32, iterations=turns, lanes=lanes, memory_cost=memory).derive(first)


def _require(condition: bool) -> None:
    if not condition:
        raise ValueError


def _inflated(deflated: bytes | None) -> bytes | None:
    """The part as it was; None where a wrong key made noise of it, or it is larger than any list."""
    if deflated is None:
        return None
    way = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        plain = way.decompress(deflated, _MOST)
    except zlib.error:
        return None
    return plain if way.eof else None


def _sheets(content: bytes) -> bytes:
    """The content as an .ods of its own; nothing else of the file holds cells."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", _PLAIN)
        archive.writestr(CONTENT, content)
    return made.getvalue()
