"""Filling the programme's own form: what its marks stand for is looked at first, then only they are replaced.

A form comes from somebody else: a process of its own reads and fills it, with limits (crm.reports.template.apart).
"""

from pathlib import Path
from typing import NamedTuple

from crm.errors import CrmError
from crm.exchange.writers.whole import appears_whole
from crm.i18n import _
from crm.progress import Progress, silent
from crm.reports.report import Report
from crm.reports.template import apart, marks
from crm.reports.template.filling import Found, Meanings, Place


class Made(NamedTuple):
    """A filled form: how many marks were filled, and which were left as they are."""

    filled: int
    left: tuple[Place, ...]


def look(template: Path, report: Report, language: str = "nb", *, progress: Progress = silent) -> Found:
    """What a form asks for, without writing anything. Raises CrmError for a file that is no such workbook."""
    data = _data(template)
    return apart.look(data, template.name, _meanings(data, template.name, report, language, progress), language)


def fill(
    report: Report,
    template: Path,
    out: Path,
    language: str = "nb",
    *,
    anyway: bool = False,
    progress: Progress = silent,
) -> Made:
    """Fill a copy of the form; every part of it but the marks stays byte for byte, and Excel calculates it anew.

    Raises CrmError, with nothing written, where a mark is not known (unless `anyway`: then it stays as it is), where a
    table has no room, for the form itself as `out`, and where no file can be written.
    """
    if out.exists() and out.samefile(template):
        raise CrmError(_("{file} is the form itself. Choose another name for the filled one.").format(file=out.name))
    data = _data(template)
    progress(0, 3, _("Reading"))
    meanings = _meanings(data, template.name, report, language, progress)
    progress(1, 3, _("Counting"))
    found, made = apart.fill(data, template.name, meanings, language, lambda *_told: progress(1, 3))
    refuse(found, template, anyway=anyway)
    progress(2, 3, _("Writing"))
    with appears_whole(out) as part:
        part.write_bytes(made)
        if part.read_bytes() != made:
            raise CrmError(
                _("{file} did not read back as it was written and was thrown away. Try again, or another disk.").format(
                    file=out.name
                )
            )
    progress(3, 3)
    return Made(len(found.known), tuple(found.unknown))


def refuse(found: Found, template: Path, *, anyway: bool = False) -> None:
    """Raise CrmError for what cannot be filled: a table without room, no mark at all, unknown ones unless `anyway`."""
    if found.problems:
        raise CrmError("\n".join(found.problems))
    if found.unknown and not anyway:
        listed = "\n".join(f"  {place}" for place in found.unknown[:20])
        raise CrmError(_("{file} holds marks that are not known:").format(file=template.name) + "\n" + listed)
    if not found.known:
        raise CrmError(_("{file} holds no mark such as {mark}.").format(file=template.name, mark="{{K01}}"))


def _meanings(data: bytes, name: str, report: Report, language: str, progress: Progress) -> Meanings:
    asked = apart.marks(data, name, lambda *_told: progress(0, 3))
    return {mark: marks.meaning(mark, report, language) for mark in asked}


def _data(template: Path) -> bytes:
    try:
        if template.stat().st_size > apart.MOST_BYTES:
            raise apart.too_large(template.name)
        return template.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CrmError(_("{file} could not be read ({reason}).").format(file=template.name, reason=reason)) from error
