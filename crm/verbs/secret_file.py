"""A secret on the command line stands in the first line of a file, so that it stands in no history."""

from pathlib import Path

from crm.errors import CrmError
from crm.i18n import _

_LONGEST = 4096


def read(file: Path, empty: str) -> str:
    """The first line; blanks may be part of it. Raises CrmError, with `empty` (a sentence with {file}) where it is."""
    try:
        with file.open(encoding="utf-8-sig") as lines:
            found = lines.readline(_LONGEST + 2).rstrip("\r\n")
    except OSError as error:
        sentence = _("“{file}” could not be opened: {reason}.")
        raise CrmError(sentence.format(file=file.name, reason=error.strerror or error)) from error
    except UnicodeDecodeError as error:
        raise CrmError(_("“{file}” is no text in UTF-8.").format(file=file.name)) from error
    if not found:
        raise CrmError(empty.format(file=file.name))
    if len(found) > _LONGEST:  # a cut one would open nothing but what was locked with it
        raise CrmError(_("The first line of “{file}” is too long for a passphrase.").format(file=file.name))
    return found
