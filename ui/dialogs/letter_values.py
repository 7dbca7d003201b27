"""A mail or an appointment as values of the quick log, in the form that a draft keeps them."""

from collections.abc import Sequence
from typing import Any

from crm.commands.attachments import Kept
from crm.exchange.filling import Filling
from crm.exchange.who_is_who import Present
from crm.i18n import _
from crm.rules import names
from ui.dialogs.brought import Brought
from ui.dialogs.suggested import ORGANISATION
from ui.kit.people_field import Suggestion


def new(filling: Filling, kept: Sequence[Kept]) -> dict[str, Any]:
    """What fills the dialog for something that is not in the register."""
    letter = filling.letter
    values: dict[str, Any] = {
        "subject": letter.subject,
        "type": filling.type,
        "notes": letter.text,
        "place": letter.place,
        "start_time": letter.time,
        "minutes": letter.minutes,
        "responsible": filling.responsible,
        "participants": _people(filling),
    }
    if letter.day is not None:
        values["held_on"] = {"day": letter.day.isoformat()}
    if letter.kind == "people":
        # Only who took part is known: the rest stays as the dialog begins with it
        values = {name: values[name] for name in ("participants", "responsible")}
    addresses = {names.clean(one.title).casefold(): one.address for one in filling.participants if one.address}
    return (
        values
        | Brought(
            calendar_uid=letter.uid,
            calendar_sequence=letter.sequence if letter.uid else None,
            message_id=letter.message_id,
            attachments=tuple(kept),
            addresses=addresses,
            words=filling.words,
        ).plain()
    )


def changed(filling: Filling, kept: Sequence[Kept]) -> dict[str, Any]:
    """What is put over the interaction that the register has: only what differs."""
    values: dict[str, Any] = {change.field: change.after for change in filling.changes}
    if "held_on" in values:
        values["held_on"] = {"day": values["held_on"].isoformat()}
    values["participants"] = _people(filling)
    addresses = {names.clean(one.title).casefold(): one.address for one in filling.participants if one.address}
    return values | Brought(calendar_sequence=filling.letter.sequence, addresses=addresses, words=filling.words).plain()


def _people(filling: Filling) -> dict[str, Any]:
    return {"people": [list(_suggestion(one)) for one in filling.participants], "text": ""}


def _suggestion(one: Present) -> Suggestion:
    if one.organisation is not None and one.person is None:
        return Suggestion(ORGANISATION * one.organisation, one.title, _("Organisation"))
    return Suggestion(one.person, one.title, one.subtitle)
