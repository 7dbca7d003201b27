"""The sentences with which a file is refused, each with what to do about it."""

from crm.errors import CrmError
from crm.i18n import _


class PasswordNeeded(CrmError):
    """The file opens with a password, and none was given."""


class WrongPassword(PasswordNeeded):
    """The file opens with a password, and not with this one."""


class TooLarge(CrmError):
    """Beyond the limits of RELIABILITY.md section 5."""


KINDS: dict[str, type[CrmError]] = {"": CrmError, "password": PasswordNeeded, "wrong password": WrongPassword}
"""What a refusal is for, in a word that goes over the pipe."""


def kind(error: CrmError) -> str:
    """The key of KINDS for a refusal."""
    return next((word for word, one in KINDS.items() if type(error) is one), "")


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


def password_needed(name: str) -> PasswordNeeded:
    """Locked; it can be opened here."""
    return PasswordNeeded(_("“{name}” is locked with a password. Give the password to read it.").format(name=name))


def wrong_password(name: str) -> WrongPassword:
    """Locked, and not with this."""
    return WrongPassword(
        _("The password does not open “{name}”. Mind capital letters, or ask whoever sent the file.").format(name=name)
    )


def protected(name: str) -> CrmError:
    """Encrypted in a way that nothing here opens."""
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


def mail(name: str) -> CrmError:
    """A mail as it was sent."""
    return CrmError(
        _(
            "“{name}” is an e-mail, not a list. Save the list that came with it and import that, "
            "or copy the table in it and paste it here."
        ).format(name=name)
    )


def calendar(name: str) -> CrmError:
    """Appointments."""
    return CrmError(
        _("“{name}” is a calendar, not a list. Save those who take part as .xlsx or .csv.").format(name=name)
    )


def outdated(name: str) -> CrmError:
    """A spreadsheet of a kind that no reader knows."""
    return CrmError(
        _("“{name}” is a kind of spreadsheet that cannot be read. Open it in its program and save it as .xlsx.").format(
            name=name
        )
    )


def too_large(name: str) -> TooLarge:
    """Beyond the limits of RELIABILITY.md section 5."""
    return TooLarge(
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
