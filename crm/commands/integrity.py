"""Whether the register is whole, mending what can be made again, and recovering what is left of one that is not."""

from collections.abc import Sequence
from pathlib import Path

from crm import table_words
from crm.i18n import _, ngettext
from crm.progress import Progress, silent
from crm.queries import code_terms
from crm.store import attachment_check, backup_names, copy_check, findings, mending, opening, recover, soundness
from crm.store.findings import Finding
from crm.store.recovery_report import Report

FILES, CODES, BACKUPS = "files", "codes", "backups"
OF_DATABASE = {findings.PAGE, findings.REFERENCE, findings.JOURNAL, findings.HISTORY}
"""What is wrong with the records themselves, so that only a backup or a recovery helps."""
__all__ = ["BACKUPS", "CODES", "FILES", "Finding", "Report"]


def check(progress: Progress = silent) -> list[Finding]:
    """What is wrong with the open register and what lies beside it; `progress` may raise Cancelled.

    Where the database itself is damaged nothing else is asked.
    """
    found = soundness.examine(progress)
    if found:
        return found
    home = backup_names.folder(opening.path_of_open())
    progress(0, None, _("Checking the attached files"))
    found += [Finding(FILES, sentence) for sentence in attachment_check.problems(progress)]
    found += _codes()
    copies = backup_names.listed(home)
    for place, copy in enumerate(copies):
        progress(place, len(copies), _("Checking the backups"))
        if not copy_check.is_good(copy.path):
            sentence = _("The backup {name} cannot be used: it is cut short or no register.")
            found.append(Finding(BACKUPS, sentence.format(name=copy.path.name)))
    return found


def mend(progress: Progress = silent) -> Sequence[str]:
    """Rebuild what is made of the records; a sentence for each thing that was. Raises CrmError with nothing done."""
    return mending.mend(progress)


def recover_to_new(path: Path, progress: Progress = silent) -> tuple[Path, Report]:
    """Write what can be read of a damaged register into a new one beside it, and tell what became of it.

    The open register is closed first; the damaged file is not touched. Raises as `crm.store.recover.recover`.
    """
    target = recover.target_of(path)
    opening.close()
    return target, recover.recover(path, target, recover.newest_backup(path), progress)


def _codes() -> list[Finding]:
    """What records carry of the code lists that stands in none."""
    return [
        Finding(
            CODES,
            ngettext(
                "{kind}: {count} record carries “{code}”, which its list does not have.",
                "{kind}: {count} records carry “{code}”, which their list does not have.",
                one.number,
            ).format(kind=table_words.kind(one.table), count=one.number, code=one.code),
            one.list,
        )
        for one in code_terms.unknown()
    ]
