"""What a list changes of rows that are there already: only as long as nobody else changed them meanwhile."""

from collections.abc import Iterable
from typing import Any

from crm.commands import bulk
from crm.commands.import_progress import Told
from crm.errors import CrmError
from crm.i18n import _
from crm.records.base import Record


def write(kind: type[Record], columns: tuple[str, ...], rows: Iterable[Any], count: int, told: Told) -> None:
    """Write edits of rows that are as they were when the plan was made. Raises CrmError where one is not."""
    if bulk.update(kind, columns, rows, told) != count:
        raise changed_since()
    told.passed(count)


def changed_since() -> CrmError:
    """The error for a plan that no longer fits the register."""
    return CrmError(_("The register was changed while the list was being prepared. Look at the preview again."))
