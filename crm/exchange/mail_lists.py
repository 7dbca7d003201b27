"""A mail list as a file: for Mailchimp, for a mail merge in Word, as contact cards; read back before it is there."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from crm.errors import CrmError
from crm.exchange.writers import words
from crm.exchange.writers.columns import Column
from crm.exchange.writers.tables import write_table
from crm.exchange.writers.whole import appears_whole
from crm.i18n import _
from crm.progress import Progress, silent
from crm.queries.mailing import Recipient
from crm.rules import code_lists, names

if TYPE_CHECKING:
    from vobject.base import Component

MAILCHIMP, MERGE, CARDS = "mailchimp", "merge", "cards"
ENDINGS = {MAILCHIMP: ".csv", MERGE: ".xlsx", CARDS: ".vcf"}
_MAILCHIMP = ("Email Address", "First Name", "Last Name", "Company", "Job Title", "Phone", "City", "Language")
"""The names by which Mailchimp knows its columns in any language of its own; its lists are parted by commas."""


def write(kind: str, path: Path, recipients: Sequence[Recipient], progress: Progress = silent) -> int:
    """Write the list, whole or not at all; returns how many. Raises CrmError where it cannot be written."""
    {MAILCHIMP: _write_mailchimp, MERGE: _write_merge, CARDS: _write_cards}[kind](path, recipients, progress)
    return len(recipients)


def _write_mailchimp(path: Path, recipients: Sequence[Recipient], progress: Progress) -> None:
    lines = [
        [
            words.harmless(words.sound(names.clean(cell)))
            for cell in (
                one.email,
                one.first_name,
                one.last_name,
                one.organisation,
                one.title,
                one.phone,
                one.city,
                one.language,
            )
        ]
        for one in recipients
    ]
    with appears_whole(path) as part:
        with part.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([_MAILCHIMP, *lines])
        progress(len(lines), len(lines), _("Writing"))
        with part.open(encoding="utf-8", newline="") as file:
            found = list(csv.reader(file))
        if found != [list(_MAILCHIMP), *lines]:
            raise CrmError(_("The list could not be read back as it was written and was thrown away. Try again."))


def _write_merge(path: Path, recipients: Sequence[Recipient], progress: Progress) -> None:
    columns = [
        Column(_("First name"), width=18),
        Column(_("Last name"), width=20),
        Column(_("E-mail"), width=34),
        Column(_("Position"), width=26),
        Column(_("Organisation"), width=32),
        Column(_("Street"), width=26),
        Column(_("Postcode"), "code", 11),
        Column(_("Town"), width=16),
        Column(_("Phone"), "code", 17),
        Column(_("Language"), width=12),
    ]
    lines = [
        (one.first_name, one.last_name, one.email, one.title, one.organisation, one.street, one.postal_code, one.city,
         one.phone, code_lists.label("language", one.language))
        for one in recipients
    ]  # fmt: skip
    write_table(path, columns, lines, count=len(lines), title=_("Recipients"), progress=progress)


def _write_cards(path: Path, recipients: Sequence[Recipient], progress: Progress) -> None:
    """vCard 3.0: Outlook and phones read several cards from one file in it."""
    import vobject

    with appears_whole(path) as part:
        with part.open("w", encoding="utf-8", newline="") as file:
            for place, one in enumerate(recipients):
                file.write(_card(one).serialize())
                if place % 100 == 0:
                    progress(place, len(recipients), _("Writing"))
        read = list(vobject.readComponents(part.read_text(encoding="utf-8")))
        if [_mail(card) for card in read] != [names.clean(one.email) for one in recipients]:
            raise CrmError(_("The list could not be read back as it was written and was thrown away. Try again."))


def _card(one: Recipient) -> "Component":
    import vobject

    def tidy(text: str) -> str:
        return names.clean(words.sound(text))

    card = vobject.vCard()
    card.add("n").value = vobject.vcard.Name(family=tidy(one.last_name), given=tidy(one.first_name))
    card.add("fn").value = tidy(one.name) or one.email
    if one.email:
        mail = card.add("email")
        mail.value, mail.type_param = tidy(one.email), ["INTERNET", "WORK"]
    if one.organisation:
        card.add("org").value = [tidy(one.organisation)]
    if one.title:
        card.add("title").value = tidy(one.title)
    if one.phone:
        phone = card.add("tel")
        phone.value, phone.type_param = tidy(one.phone), ["WORK", "VOICE"]
    if one.street or one.postal_code or one.city:
        place = card.add("adr")
        place.value = vobject.vcard.Address(street=tidy(one.street), city=tidy(one.city), code=tidy(one.postal_code))
        place.type_param = "WORK"
    return card


def _mail(card: "Component") -> str:
    return str(card.email.value) if hasattr(card, "email") else ""
