"""How a list was read and what was decided about it, in words, for the window and the command line."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from crm.exchange import fillable
from crm.i18n import _, ngettext
from crm.queries.imports import How, ImportRow
from crm.rules import code_lists, dates


def told(row: ImportRow, how: How) -> list[tuple[str, str]]:
    """Labels and what is true, without those that say nothing."""
    header = _("none") if how.header_row is None else str(how.header_row)
    facts = [
        (_("File as read (SHA-256)"), how.sha256),
        (_("Encoding"), how.encoding),
        (_("Sheet"), row.sheet),
        (_("Header in row"), header),
        (_("Where it is from"), how.origin),
        (_("Lawful basis"), code_lists.label("lawful_basis", how.basis) if how.basis else ""),
        (_("What was done with its rows"), code_lists.label("import_strategy", how.strategy) if how.strategy else ""),
        (_("All of these took part in"), _meeting(how.choices)),
        (_("What was decided"), ", ".join(decided(how.choices))),
        (_("Mends the rows of"), _("import number {number}").format(number=how.mends) if how.mends else ""),
        (_("Its rows were mended in"), ", ".join(_("import number {number}").format(number=n) for n in how.mended_by)),
    ]
    return [(label, text) for label, text in facts if text]


def columns(how: How) -> list[tuple[str, str]]:
    """Each column and what it became."""
    return [(title, fillable.title(field) if field else _("left out")) for title, field in how.mapping.items()]


def decided(choices: Mapping[str, Any]) -> list[str]:
    """What somebody decided beside the columns, counted: "3 answers"."""
    answers, others, refused, kept, erases, constants = (
        _counted(choices, key) for key in ("answers", "strategies", "refused", "kept_rows", "erases", "constants")
    )
    words = (
        (answers, ngettext("{count} answer", "{count} answers", answers)),
        (others, ngettext("{count} row treated differently", "{count} rows treated differently", others)),
        (refused, ngettext("{count} change refused", "{count} changes refused", refused)),
        (kept, ngettext("{count} row brought in after all", "{count} rows brought in after all", kept)),
        (erases, ngettext("{count} column whose empty cells erase", "{count} columns whose empty cells erase", erases)),
        (constants, ngettext("{count} value for all rows", "{count} values for all rows", constants)),
    )
    return [text.format(count=count) for count, text in words if count]


def _meeting(choices: Mapping[str, Any]) -> str:
    """The meeting in which they are noted and its day, "" where there was none."""
    match choices.get("meeting"):
        case {"subject": str(subject), "held_on": str(day)}:
            return f"{subject}, {dates.show(date.fromisoformat(day))}"
    return ""


def _counted(choices: Mapping[str, Any], key: str) -> int:
    found = choices.get(key)
    return len(found) if isinstance(found, dict | list) else 0
