"""Addresses and numbers as they are shown, and the way out to the mail program, the phone or the browser."""

from collections.abc import Mapping

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from crm.i18n import _
from crm.queries.contact_points import ContactPointRow
from crm.rules import phones
from ui.pages.desk import Desk

SCHEMES = {"email": "mailto:", "phone": "tel:", "link": ""}


def shown(point: ContactPointRow) -> str:
    """The address as it was written; a phone in the groups that Norwegians read."""
    return phones.show(point.normalised) if point.kind == "phone" and point.normalised else point.value


def does(kind: str) -> str:
    """What happens when one follows it."""
    return {"email": _("Write an e-mail"), "phone": _("Call"), "link": _("Open the page")}[kind]


def go(desk: Desk, kind: str, value: str, about: Mapping[str, int]) -> None:
    """Hand over to the system, and offer to log it with `about` ({"person": 7}) when one comes back."""
    QDesktopServices.openUrl(QUrl(SCHEMES[kind] + value))
    if kind == "link" or not desk.writable():
        return
    words = _("Talked with them?") if kind == "phone" else _("Written to them?")
    desk.say(words, _("Log it"), lambda: desk.log(dict(about), {"type": kind}))
