"""The sentences with which a file is refused, each with what to do about it."""

from crm.errors import CrmError
from crm.i18n import _


def empty(name: str) -> CrmError:
    """Nothing in it."""
    return CrmError(_("“{name}” is empty. Save it again from the program it came from.").format(name=name))


def damaged(name: str) -> CrmError:
    """The reader gave up, or died."""
    return CrmError(
        _(
            "“{name}” could not be read: the file is damaged or cut off. "
            "Open it in Excel or LibreOffice and save it again as .xlsx."
        ).format(name=name)
    )


def protected(name: str) -> CrmError:
    """Encrypted with a password."""
    return CrmError(
        _(
            "“{name}” is protected with a password. Open it in Excel, remove the password and save it under a new name."
        ).format(name=name)
    )


def not_a_list(name: str) -> CrmError:
    """Another kind of file, whatever it is called."""
    return CrmError(
        _("“{name}” is not a spreadsheet or a text list. Save the list as .xlsx or .csv.").format(name=name)
    )


def outdated(name: str) -> CrmError:
    """A spreadsheet of a kind that no reader knows."""
    return CrmError(
        _("“{name}” is a kind of spreadsheet that cannot be read. Open it in its program and save it as .xlsx.").format(
            name=name
        )
    )


def too_large(name: str) -> CrmError:
    """Beyond the limits of RELIABILITY.md section 5."""
    return CrmError(
        _("“{name}” is too large to be a list of contacts. Save only the rows and columns that matter.").format(
            name=name
        )
    )


def suspicious(name: str) -> CrmError:
    """A workbook that no spreadsheet program writes: repeated parts, entities."""
    return CrmError(
        _(
            "“{name}” is not built as a spreadsheet program builds it, and was not opened. Save it again as .xlsx."
        ).format(name=name)
    )
