"""Erasing a person so that the bytes are gone, and what was counted stays counted (RELIABILITY.md section 6).

The person stays as a row without a name, so that meetings and figures go on counting; everything that says who it was
goes, in the records, the journal, the imports, drafts, attached files and backups.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from crm.commands import backups, privacy, write
from crm.commands.command import command
from crm.i18n import _
from crm.progress import Progress, silent
from crm.queries import erasing as queries
from crm.records.kinds import BY_TABLE
from crm.records.person import Person
from crm.rules import erasing, folding
from crm.store import (
    attachment_check,
    attachments,
    backup_replacing,
    drafts,
    failures,
    journal,
    opening,
    scrubbing,
    sealed,
)
from crm.store.database import database, rows


class Erased(NamedTuple):
    """What was done: texts of other records in which words were replaced, and the backups that went or stayed."""

    mentions: list[queries.Mention]
    removed: list[Path]
    left: list[Path]


def erase(person: int, *, also: Sequence[str] = (), keep_backups: bool = False, progress: Progress = silent) -> Erased:
    """Erase a person; no step may be open.

    `also` are more words that stand for this person alone, such as a rare surname.
    A backup is made first and removed at the end with all others, once a new one without the person is whole; with
    `keep_backups` all stay and are listed, as are those of another register among them and a second folder that is not
    there. What a kill left undone is done at the next opening. Raises CrmError, with nothing changed before the step
    was written; until the end the backups from before are there to go back to.
    """
    register = opening.path_of_open()
    backups.take("erase", progress)
    scrub = erasing.scrubber(queries.words(person, also), _("[erased]"))
    files = scrubbing.files_of(scrubbing.rows_of(queries.people(person)))
    progress(0, None, _("Erasing"))
    with failures.files_told():
        scrubbing.begin(register, keep_backups=keep_backups)
    mentions = _erase(person, scrub)
    with failures.told(), failures.files_told():
        for draft in list(drafts.all_written()):
            if (text := erasing.anywhere(draft.text, scrub)) != draft.text:
                drafts.write(draft.name, text)
        _throw_away(files - attachment_check.needed())
        scrubbing.out_of_the_bytes()
        if keep_backups:
            own, others = backup_replacing.copies(register)
            done = Erased(mentions, [], own + others)
        else:
            done = Erased(mentions, *backup_replacing.replace(register, progress))
        scrubbing.end(register)
    return done


@command(scrubbing.LABEL)
def _erase(person: int, scrub: erasing.Scrub) -> list[queries.Mention]:
    """One step, which no undo crosses: the rows, the texts of others, and what the journal kept of both."""
    privacy.remember_erased(person)
    everybody = queries.people(person)
    own = scrubbing.rows_of(everybody)
    found = [one for one in queries.mentions(person, scrub) if (one.table, one.row) not in own]
    for one in found:
        record = write.get(BY_TABLE[one.table], one.row)
        text = erasing.anywhere(str(getattr(record, one.column)), scrub)
        write.change(BY_TABLE[one.table], one.row, {one.column: _free(one, text)})
    ids = json.dumps(list(everybody))
    for table in queries.GO:
        database.execute_sql(f'DELETE FROM "{table}" WHERE person_id IN (SELECT value FROM json_each(?))', (ids,))
    step = journal.current().id
    database.execute_sql(
        "UPDATE position SET title = '', version = ? WHERE person_id = ? AND title <> ''", (step, person)
    )
    database.execute_sql(
        "UPDATE governance_member SET notes = '', version = ? WHERE person_id = ? AND notes <> ''", (step, person)
    )
    write.change(
        Person, person, {"first_name": "", "last_name": _("Erased person"), "source": "", "notes": "", "archived": True}
    )
    journal.current().search_now()  # by what stood there before, which the next lines take away
    scrubbing.images(own, lambda text: erasing.in_json(text, scrub))
    scrubbing.imported(everybody, lambda text: erasing.anywhere(text, scrub))
    return found


def _free(one: queries.Mention, text: str) -> str:
    """The text, with a number where it is to stand there once and another record has it."""
    if (one.table, one.column) not in queries.ONCE:
        return text
    others = rows(f'SELECT "{one.column}" FROM "{one.table}" WHERE id <> ?', (one.row,))
    taken = {folding.fold(other) for (other,) in others}
    numbered = (f"{text} {number}" for number in range(2, len(taken) + 3))
    return next(free for free in (text, *numbered) if folding.fold(free) not in taken)


def _throw_away(hashes: set[str]) -> None:
    found = (sealed.found(attachments.folder(), sha256) for sha256 in hashes)
    attachment_check.throw_away(path for path in found if path is not None)
