"""A PDF that was painted, as a file: whole or not at all, and looked at again before anybody says it is there."""

import re
from pathlib import Path

from crm.errors import CrmError
from crm.exchange.writers.whole import appears_whole
from crm.i18n import _

_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")


def write(path: Path, content: bytes, pages: int) -> None:
    """Write what Qt painted. Raises CrmError where the file cannot be written, or is not one of so many pages."""
    with appears_whole(path) as part:
        part.write_bytes(content)
        found = part.read_bytes()
        whole = found.startswith(b"%PDF-") and found.rstrip().endswith(b"%%EOF") and found == content
        if not whole or len(_PAGE.findall(found)) != pages:
            raise CrmError(_("The PDF could not be read back as it was written and was thrown away. Try again."))
