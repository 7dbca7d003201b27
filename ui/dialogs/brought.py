"""What a mail or an appointment brings into the quick log besides what stands in its fields."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from crm.commands.attachments import Kept
from crm.rules import names
from ui.kit.dialog import Dialog

KEY = "came"
"""Where it stands among the values of a draft (ui.dialogs.drafting)."""


@dataclass(frozen=True)
class Brought:
    """The ids by which it is known again, its files, the addresses of people who are new, and what to say on top."""

    calendar_uid: str = ""
    calendar_sequence: int | None = None
    message_id: str = ""
    attachments: Sequence[Kept] = ()
    addresses: Mapping[str, str] = field(default_factory=dict)
    words: Sequence[str] = ()

    def new(self) -> dict[str, Any]:
        """What interactions.log takes of it."""
        return (
            self.known()
            | {"calendar_uid": self.calendar_uid, "message_id": self.message_id}
            | ({"attachments": list(self.attachments)} if self.attachments else {})
        )

    def known(self) -> dict[str, Any]:
        """What interactions.edit takes of it."""
        return {} if self.calendar_sequence is None else {"calendar_sequence": self.calendar_sequence}

    def address(self, name: str) -> str:
        """The address of somebody new by the name that stands in the field; "" where none came."""
        return self.addresses.get(names.clean(name).casefold(), "")

    def plain(self) -> dict[str, Any]:
        """As JSON can hold it; nothing where nothing was brought."""
        if self == NOTHING:
            return {}
        return {
            KEY: {
                "calendar_uid": self.calendar_uid,
                "calendar_sequence": self.calendar_sequence,
                "message_id": self.message_id,
                "attachments": [list(one) for one in self.attachments],
                "addresses": dict(self.addresses),
                "words": list(self.words),
            }
        }

    def show(self, dialog: Dialog) -> None:
        """Say on top what is to be known."""
        if self.words:
            dialog.say("\n".join(self.words), "info")


NOTHING = Brought()


def of(values: Mapping[str, Any] | None) -> Brought:
    """What stands among the values of a draft; nothing for a draft that somebody typed."""
    kept = (values or {}).get(KEY)
    if not isinstance(kept, dict):
        return NOTHING
    return Brought(**{**kept, "attachments": [Kept(*one) for one in kept.get("attachments", ())]})
