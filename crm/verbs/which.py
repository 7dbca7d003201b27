"""Which record is meant on the command line: by its number, or a person or organisation by name."""

import re

from crm.errors import CrmError
from crm.i18n import _
from crm.queries import attachments
from crm.records.fields import LARGEST
from crm.verbs import who


def record(text: str) -> tuple[str, int]:
    """The kind and number of a record that exists: "person:12", or "Name[, Organisation]" as in `log --with`.

    Raises CrmError where there is none, or a name stands for several.
    """
    found = re.fullmatch(r"([a-z_]+):([0-9]{1,18})", text.strip())
    if found and found[1] in attachments.OWNERS:
        return found[1], known(found[1], int(found[2]))
    if not text.strip():
        raise _nobody(text)
    meant = who.participant(text)
    if meant.person is not None:
        return "person", meant.person
    if meant.organisation is not None and not meant.name:
        return "organisation", meant.organisation
    raise _nobody(text)


def known(kind: str, row: int) -> int:
    """The number itself. Raises CrmError where there is no such record."""
    if not 0 < row <= LARGEST or not attachments.exists(kind, row):
        raise CrmError(_("There is no record {record}.").format(record=f"{kind}:{row}"))
    return row


def _nobody(text: str) -> CrmError:
    return CrmError(_("Nobody and nothing in the register is called «{name}».").format(name=text))
