"""Workbooks that are locked with a password (.xlsx .xlsm .xlsb, and .xls), opened through msoffcrypto-tool.

The password comes over the pipe and stays in the process that reads: never in its arguments, environment or a log.
"""

import io
import struct

from crm.exchange.readers import refusals

EVERYBODYS = "VelvetSweatshop"
"""What Excel itself locks with, and tries first, where somebody only protected cells: no one is asked for it."""

_START = 65_536
_FILE_PASS, _END_OF_PART = 0x2F, 0x0A


def opened(data: bytes, name: str, password: str | None) -> bytes:
    """The workbook without its lock.

    Raises PasswordNeeded without a password, WrongPassword where it does not fit, CrmError where the lock is of a
    kind that nothing opens.
    """
    for key in (EVERYBODYS, password):
        if key and (found := _unlocked(data, name, key)) is not None:
            return found
    raise refusals.wrong_password(name) if password else refusals.password_needed(name)


def is_locked_xls(data: bytes) -> bool:
    """Whether an .xls says of itself that it is locked (MS-XLS 2.4.117: FilePass stands among its first records)."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            name = next((one for one in ("Workbook", "Book") if file.exists(one)), None)
            start = file.openstream(name).read(_START) if name else b""
    except (OSError, ValueError, IndexError, struct.error):
        # Damaged: the reader says so
        return False
    at = 0
    while at + 4 <= len(start):
        record, length = struct.unpack_from("<HH", start, at)
        if record == _FILE_PASS:
            return True
        at += 4 + length
        if record == _END_OF_PART:
            break
    return False


def _unlocked(data: bytes, name: str, password: str) -> bytes | None:
    """The workbook, or None where the password does not fit."""
    from xml.parsers.expat import ExpatError

    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError
    from msoffcrypto.format.ooxml import OOXMLFile

    found = io.BytesIO()
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(data))
        if isinstance(file, OOXMLFile):
            file.load_key(password=password, verify_password=True)
        else:
            file.load_key(password=password)
        file.decrypt(found)
    except InvalidKeyError:
        return None
    except (DecryptionError, FileFormatError) as error:
        raise refusals.protected(name) from error
    except (
        *(ParseError, ExpatError, struct.error, OSError, EOFError),
        # What the library stumbles over where the file is cut off or lies about its own lock
        *(KeyError, IndexError, ValueError, TypeError, AttributeError, AssertionError, ArithmeticError),
        *(RuntimeError, ImportError),
    ) as error:
        raise refusals.damaged(name) from error
    return found.getvalue()
