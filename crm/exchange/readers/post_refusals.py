"""The sentences with which a mail or a calendar is refused, each with what to do about it."""

from crm.errors import CrmError
from crm.i18n import _


def not_post(name: str) -> CrmError:
    """Another kind of file, whatever it is called."""
    return CrmError(
        _(
            "“{name}” is neither a mail nor an appointment. Save the mail from Outlook as .msg or .eml, or the "
            "appointment as .ics."
        ).format(name=name)
    )


def damaged(name: str) -> CrmError:
    """The reader gave up, or died."""
    return CrmError(
        _(
            "“{name}” could not be read: the file is damaged or cut off. Save it again from the program it came from, "
            "or copy the text and paste it here."
        ).format(name=name)
    )


def too_large(name: str) -> CrmError:
    """Beyond the limits of RELIABILITY.md section 5."""
    return CrmError(
        _("“{name}” is too large for a mail or an appointment. Copy its text and paste it here.").format(name=name)
    )


def too_slow(name: str) -> CrmError:
    """It took more than its time."""
    return CrmError(_("“{name}” takes too long to read. Copy its text and paste it here.").format(name=name))


def old_calendar(name: str) -> CrmError:
    """vCalendar 1.0, which Outlook calls .vcs."""
    return CrmError(
        _("“{name}” is a calendar in the old .vcs format. Save the appointment as .ics (iCalendar).").format(name=name)
    )


def no_appointment(name: str, *, tasks: bool) -> CrmError:
    """A calendar with nothing in it that took place."""
    if tasks:
        return CrmError(_("“{name}” holds tasks or free and busy times, no appointments.").format(name=name))
    return CrmError(_("There is no appointment in “{name}”.").format(name=name))


def unusable(name: str, why: str) -> CrmError:
    """Appointments, and none that can be read."""
    sentence = _("No appointment in “{name}” can be read.").format(name=name)
    return CrmError(f"{sentence} {why}")


def answer(name: str, method: str) -> CrmError:
    """What people send back to an invitation."""
    if method == "COUNTER":
        return CrmError(
            _("“{name}” proposes a new time for a meeting; nothing is decided yet. Use the invitation itself.").format(
                name=name
            )
        )
    return CrmError(
        _("“{name}” is an answer to an invitation, not the meeting. Use the invitation itself.").format(name=name)
    )


def encrypted(name: str) -> CrmError:
    """S/MIME or PGP."""
    return CrmError(
        _("“{name}” is encrypted. Open it in your mail program, copy the text and paste it here.").format(name=name)
    )


def sealed(name: str) -> CrmError:
    """Signed in such a way that the text lies inside the signature."""
    return CrmError(
        _(
            "“{name}” is signed in a way that hides its text. Open it in your mail program, copy the text and paste it."
        ).format(name=name)
    )


def no_mail(name: str, kind: str) -> CrmError:
    """A contact, a task or a note of Outlook; `kind` is Outlook's own word for it."""
    return CrmError(_("“{name}” is neither a mail nor a meeting of Outlook ({kind}).").format(name=name, kind=kind))
