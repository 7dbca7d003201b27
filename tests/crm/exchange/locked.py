"""Workbooks locked with a password, made on the spot."""

import hashlib
import io
import zipfile
import zlib
from base64 import b64encode

PASSWORD = "Hemmelig æøå 1"


def locked(data: bytes, password: str = PASSWORD) -> bytes:
    """An .xlsx as Excel saves it with a password to open it."""
    from msoffcrypto.format.ooxml import OOXMLFile

    file = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, file)
    return file.getvalue()


_SPACES = (
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
    'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
)
_SHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_SALT = bytes(range(16))


def locked_ods(data: bytes, password: str = PASSWORD, *, turns: str = "1000") -> bytes:
    """An .ods as LibreOffice saves it with a password since 2013: each part locked by itself."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = archive.read("content.xml")
    first = hashlib.sha256(password.encode()).digest()
    key, start = hashlib.pbkdf2_hmac("sha1", first, _SALT, min(int(turns), 1000), 32), bytes(16)
    deflated = _deflated(content)
    deflated += bytes(15 - len(deflated) % 16) + bytes([16 - len(deflated) % 16])
    way = Cipher(algorithms.AES(key), modes.CBC(start)).encryptor()
    lock = _lock(
        "http://www.w3.org/2001/04/xmlenc#aes256-cbc",
        start,
        f'manifest:key-derivation-name="PBKDF2" manifest:key-size="32" manifest:iteration-count="{turns}"',
        "http://www.w3.org/2000/09/xmldsig#sha256",
    )
    return _zipped("content.xml", way.update(deflated) + way.finalize(), lock)


def wholly_locked_ods(data: bytes, password: str = PASSWORD, *, memory: int = 1024) -> bytes:
    """An .ods as LibreOffice saves it with a password since 2024: the whole file as one part."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    first, start = hashlib.sha256(password.encode()).digest(), bytes(range(12))
    key = Argon2id(salt=_SALT, length=32, iterations=3, lanes=4, memory_cost=min(memory, 1024)).derive(first)
    lock = _lock(
        "http://www.w3.org/2009/xmlenc11#aes256-gcm",
        start,
        'manifest:key-derivation-name="urn:org:documentfoundation:names:experimental:office:manifest:argon2id" '
        f'manifest:key-size="32" loext:argon2-iterations="3" loext:argon2-memory="{memory}" loext:argon2-lanes="4"',
        "http://www.w3.org/2001/04/xmlenc#sha256",
    )
    return _zipped("encrypted-package", start + AESGCM(key).encrypt(start, _deflated(data), None), lock)


def _deflated(content: bytes) -> bytes:
    way = zlib.compressobj(wbits=-15)
    return way.compress(content) + way.flush()


def _lock(cipher: str, start: bytes, derivation: str, hash_: str) -> str:
    return (
        "<manifest:encryption-data>"
        f'<manifest:algorithm manifest:algorithm-name="{cipher}" '
        f'manifest:initialisation-vector="{b64encode(start).decode()}"/>'
        f'<manifest:start-key-generation manifest:start-key-generation-name="{hash_}" manifest:key-size="32"/>'
        f'<manifest:key-derivation {derivation} manifest:salt="{b64encode(_SALT).decode()}"/>'
        "</manifest:encryption-data>"
    )


def _zipped(part: str, content: bytes, lock: str) -> bytes:
    entry = f'<manifest:file-entry manifest:full-path="{part}" manifest:media-type="text/xml">{lock}'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("mimetype", _SHEET)
        archive.writestr(part, content)
        manifest = f"<manifest:manifest {_SPACES}>{entry}</manifest:file-entry></manifest:manifest>"
        archive.writestr("META-INF/manifest.xml", manifest)
    return file.getvalue()
