"""A reconciliation in sentences: what was reported and what is today, and each edit with who entered and who left."""

from collections.abc import Iterator
from datetime import datetime

from crm.i18n import _
from crm.queries.steps_since import Edit
from crm.reports.reconcile import Cause, Difference, Number, Reconciled
from crm.reports.template import marks
from crm.reports.template.filled import Filled, shown
from crm.rules import code_lists, zones

_MOST = 8


def title(one: Difference, language: str) -> str:
    """The figure, what was reported, and what it is today."""
    words = _("{key} {name}: reported {reported}, today {today}")
    return words.format(
        key=one.figure.key,
        name=one.figure.name(language),
        reported=number(one.reported, one.figure.unit, language),
        today=number(one.today, one.figure.unit, language),
    )


def number(value: Number, unit: str, language: str) -> str:
    """A figure as it is read."""
    return shown(Filled(value, marks.kind_of(unit)), language)


def lines(found: Reconciled, one: Difference, language: str) -> Iterator[str]:
    """Each edit: when, who, what it is called, and what it did to the figure."""
    if one.otherwise == "rule":
        yield _("The rule of the figure is another one than when it was frozen.")
    elif one.otherwise:
        yield _("The program counts it otherwise than when it was frozen.")
    for cause in one.causes:
        yield " · ".join([who(cause.edit), cause.edit.label, did(found, one, cause, language)])


def who(edit: Edit) -> str:
    """When and by whom, or from where nobody signed."""
    at = zones.at_home(datetime.fromisoformat(edit.at))
    return f"{at:%d.%m.%Y %H:%M} · {edit.staff or code_lists.label('origin', edit.origin)}"


def did(found: Reconciled, one: Difference, cause: Cause, language: str) -> str:
    """Who entered and who left by an edit, and how it moved the figure."""
    return "; ".join(part for part in (who_moved(found, one, cause, language), moved(one, cause, language)) if part)


def moved(one: Difference, cause: Cause, language: str) -> str:
    """The figure before and after an edit; "" where it stayed."""
    before, after = (number(value, one.figure.unit, language) for value in (cause.before, cause.after))
    return f"{before} → {after}" if before != after else ""


def who_moved(found: Reconciled, one: Difference, cause: Cause, language: str) -> str:
    """Who entered and who left the figure by an edit; "" for nobody."""
    parts = []
    for ids, words in ((cause.entered, _("entered: {names}")), (cause.left, _("left: {names}"))):
        if ids:
            names = ", ".join(found.called(one.record, id, language) for id in ids[:_MOST])
            more = _(" and {count} more").format(count=len(ids) - _MOST) if len(ids) > _MOST else ""
            parts.append(words.format(names=names + more))
    return "; ".join(parts)
