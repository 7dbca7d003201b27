"""A day as somebody writes it on the command line."""

from datetime import date

from crm.errors import CrmError
from crm.i18n import _
from crm.rules import dates, names


def of(text: str, today: date, *, held: bool = False) -> date:
    """The day that a text names (crm.rules.dates), `held` of what took place; CrmError with an example for none."""
    found = (dates.held if held else dates.parse)(names.clean(text), today)
    if found is None:
        raise CrmError(
            _("«{text}» is not a day. Write for example {example} or 3.11.2026.").format(
                text=text, example=today.isoformat()
            )
        )
    return found
