"""Workbooks locked with a password, made on the spot."""

import io

PASSWORD = "Hemmelig æøå 1"


def locked(data: bytes, password: str = PASSWORD) -> bytes:
    """An .xlsx as Excel saves it with a password to open it."""
    from msoffcrypto.format.ooxml import OOXMLFile

    file = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, file)
    return file.getvalue()
