"""The keys of protected registers, and the one place that connects to a copy of a register.

A protected register is an ordinary SQLCipher 4 database: any program that reads those opens it with the passphrase. Its
first 16 bytes are the salt, which begins with MARK, so that the program knows its own without the key; nothing else of
the file can be read. The key is worked out once for each passphrase and salt (a quarter of a second), and every
connection of the process is given the key, not the passphrase, which is forgotten at once.
"""

import hashlib
import hmac
import os
import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote_from_bytes

from sqlcipher3 import dbapi2

from crm.errors import CrmError
from crm.i18n import _

MARK = b"Klynge\x01"
PAGE = 4096
"""In bytes, as SQLCipher 4 makes them: a protected file is so many of them."""
SHORTEST = 12
"""In characters: shorter passphrases are refused."""
_SALT, _ROUNDS, _LENGTH = 16, 256_000, 32


class Locked(CrmError):
    """The file is protected and its key is not known here: ask for the passphrase, `unlock`, and try again."""


class WrongPassphrase(Locked):
    """The passphrase that was given does not open the file."""


class Key(NamedTuple):
    """What opens a protected register; the salt stands in the file, the secret nowhere."""

    salt: bytes
    secret: bytes

    def __repr__(self) -> str:
        return "Key(…)"

    def spec(self) -> str:
        """As SQLCipher takes a key that is worked out already."""
        return f"x'{self.secret.hex()}{self.salt.hex()}'"


_known: dict[bytes, Key] = {}
_held = 0


def make(passphrase: str) -> Key:
    """A new key for this passphrase, with a salt of its own. Raises CrmError where it is too short."""
    if len(passphrase) < SHORTEST:
        raise CrmError(
            _("The passphrase needs at least {count} characters; four words that do not belong together do.").format(
                count=SHORTEST
            )
        )
    return _derived(passphrase, MARK + secrets.token_bytes(_SALT - len(MARK)))


def unlock(path: Path, passphrase: str) -> Key:
    """The key of a protected file that nobody has open here, from now on known. Raises WrongPassphrase."""
    salt = salt_of(path)
    if not salt:
        raise CrmError(_("{file} is not protected with a passphrase.").format(file=path.name))
    return remember(path, _derived(passphrase, salt))


def remember(path: Path, key: Key) -> Key:
    """Know this key from now on, if it opens the protected file at `path`. Raises WrongPassphrase."""
    if not fits(path, key):
        raise WrongPassphrase(_("The passphrase does not open {file}. Nothing was changed.").format(file=path.name))
    _known[key.salt] = key
    return key


def is_of(key: Key | None, passphrase: str) -> bool:
    """Whether a key was made from this passphrase."""
    return key is not None and hmac.compare_digest(_derived(passphrase, key.salt).secret, key.secret)


def trust(key: Key) -> None:
    """Know a key from now on whose file is still to be made."""
    _known[key.salt] = key


def key_of(path: Path) -> Key | None:
    """The key of a file that nobody has open here; None where it needs none. Raises Locked where it is not known."""
    salt = salt_of(path)
    if not salt:
        return None
    if salt not in _known:
        raise Locked(_("{file} is protected with a passphrase, which is needed to open it.").format(file=path.name))
    return _known[salt]


def salt_of(path: Path) -> bytes:
    """The first bytes of a protected file, by which its key is known; empty where it is not protected.

    Reads the file itself, which nobody may have open in this process (RELIABILITY.md finding D).
    """
    with path.open("rb") as file:
        found = file.read(_SALT)
    return found if is_salt(found) else b""


def is_salt(header: bytes) -> bool:
    """Whether a file that begins so is a protected register."""
    return len(header) >= _SALT and header.startswith(MARK)


def fits(path: Path, key: Key) -> bool:
    """Whether the key opens the protected file; not a byte is written, not even beside it."""
    with closing(_connect(path, "?mode=ro&immutable=1", key)) as peek:
        try:
            peek.execute("PRAGMA user_version").fetchone()
        except dbapi2.DatabaseError as error:
            # Any other fault is damage behind the first page, which was readable; opening tells it.
            return getattr(error, "sqlite_errorname", "") != "SQLITE_NOTADB"
    return True


def drop(key: Key) -> None:
    """Know this key no more: nothing is under it any more."""
    _known.pop(key.salt, None)


def forget() -> None:
    """Know no key any more, unless somebody needs them still (`held`)."""
    if not _held:
        _known.clear()


@contextmanager
def held() -> Iterator[None]:
    """While this lasts keys stay known, though the register is closed: it is to be opened again at once."""
    global _held
    _held += 1
    try:
        yield
    finally:
        _held -= 1


def connect(path: Path, options: str = "", **how: Any) -> Any:
    """A connection to a copy of a register that nobody has open here, protected or not; for `contextlib.closing`.

    `options` are those of a SQLite URI ("?mode=ro"). Raises Locked where the key is not known.
    """
    return _connect(path, options, key_of(path), **how)


def connect_with(path: Path, key: Key | None) -> Any:
    """The same with a key that is at hand, whatever the file's first bytes will be by the time it is read."""
    return _connect(path, "", key)


def create(path: Path, key: Key | None, **how: Any) -> Any:
    """A connection to a new file, for the owner's eyes only from its first byte on, under `key` or plain with None.

    A copy of the open register gets `crm.store.database.key()`. Raises FileExistsError where there is a file.
    """
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    return _connect(path, "", key, **how)


def give(connection: Any, key: Key | None) -> None:
    """Tell a new connection its key, before anything else is asked of it."""
    if key is not None:
        # What SQLCipher would say on stderr of a wrong key or a damaged page is said in a sentence.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f'PRAGMA key = "{key.spec()}"')


def uri(path: Path) -> str:
    """The file as SQLite's URI; `Path.as_uri` makes the computer of a shared folder an authority, which it refuses."""
    name = os.fsencode(path.absolute().as_posix())
    return "file://" + quote_from_bytes(name if name.startswith(b"/") else b"/" + name, safe="/:")


def _connect(path: Path, options: str, key: Key | None, **how: Any) -> Any:
    connection = dbapi2.connect(uri(path) + options, uri=True, **how)
    try:
        give(connection, key)
    except BaseException:  # Ctrl+C too: Windows deletes and renames no file that somebody has open
        connection.close()
        raise
    return connection


def _derived(passphrase: str, salt: bytes) -> Key:
    # As SQLCipher 4 does with a passphrase. A Mac writes å as two characters, others as one: it must be the same here.
    typed = unicodedata.normalize("NFC", passphrase).encode()
    return Key(salt, hashlib.pbkdf2_hmac("sha512", typed, salt, _ROUNDS, _LENGTH))
