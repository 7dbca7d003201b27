"""The encoding of a text file: byte order mark, UTF-16 by its zero bytes, strict UTF-8, then Windows and old Macs.

Detection libraries take Norwegian cp1252 for Japanese; these few steps do not (UX.md).
"""

import codecs

from crm.exchange.readers.content import looks_like_utf16

NAMES = ("utf-8", "cp1252", "mac_roman", "utf-16")
"""The encodings that a user can choose from; `decoded` finds utf-32 too."""
_LOOKED_AT = 65_536
# What the Mac's æ ø å Æ Ø Å (and é ä ö) become when they are taken for cp1252
_MAC_SIGNS = b"\xbe\xbf\x8c\xae\xaf\x81\x8e\x8a\x9a"
_WINDOWS_SIGNS = b"\xe6\xf8\xe5\xc6\xd8\xc5\xe9\xe4\xf6"


# Names that Python knows and no text is written in: the first two take hours over a few megabytes
_NO_CHARSETS = ("punycode", "idna", "unicode-escape", "raw-unicode-escape", "undefined")


def is_charset(name: str) -> bool:
    """Whether texts are written in a charset of that name, as a mail or a card gives it.

    >>> is_charset("ISO-8859-15"), is_charset("punycode"), is_charset("klingon")
    (True, False, False)
    """
    try:
        return codecs.lookup(name).name.replace("_", "-") not in _NO_CHARSETS
    except (LookupError, ValueError):
        return False


def decoded(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: utf-8, utf-16, utf-32, cp1252 or mac_roman. Never fails.

    >>> [decoded("Ødegård".encode(encoding)) for encoding in ("cp1252", "utf-8-sig", "mac_roman")]
    [('Ødegård', 'cp1252'), ('Ødegård', 'utf-8'), ('Ødegård', 'mac_roman')]
    """
    if data.startswith(codecs.BOM_UTF8):
        return data[3:].decode("utf-8", "replace"), "utf-8"
    if data.startswith(codecs.BOM_UTF32_LE):
        return data.decode("utf-32", "replace"), "utf-32"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace"), "utf-16"
    if utf16 := looks_like_utf16(data[:_LOOKED_AT]):
        return data.decode(utf16, "replace"), "utf-16"
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        # A file cut in the middle of its last letter is still UTF-8
        if error.start >= len(data) - 3 and error.start > 0 and not data[: error.start].isascii():
            return data[: error.start].decode("utf-8"), "utf-8"
    if _count(data, _MAC_SIGNS) > _count(data, _WINDOWS_SIGNS):
        return data.decode("mac_roman"), "mac_roman"
    return data.decode("cp1252", "replace"), "cp1252"


def decoded_as(data: bytes, encoding: str) -> str:
    """The text in the encoding that the user chose, one of NAMES; what does not fit becomes the replacement sign."""
    if encoding == "utf-16":
        marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        return data.decode("utf-16" if marked else looks_like_utf16(data[:_LOOKED_AT]) or "utf-16-le", "replace")
    return data.decode(encoding, "replace").removeprefix("\ufeff")


def _count(data: bytes, signs: bytes) -> int:
    return len(data) - len(data.translate(None, signs))
