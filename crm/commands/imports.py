"""Bringing a list in: everything that its plan says, written as one step that can be taken back as a whole."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from crm.commands import (
    backups,
    bulk,
    import_edits,
    import_hanging,
    import_meetings,
    import_organisations,
    import_people,
    import_progress,
    import_years,
)
from crm.commands.command import command
from crm.commands.import_writes import Batch, Brought, Learned, Line, Writes, real
from crm.i18n import N_, _
from crm.progress import Progress, silent
from crm.records.import_batch import ImportBatch, ImportRow
from crm.records.import_memory import ImportMapping, ImportWord
from crm.records.organisation import Organisation
from crm.records.person import Person
from crm.store import journal

_NOTHING = Learned()
BACKED_UP_FROM = 100
"""A list that writes more rows than this is preceded by a backup (RELIABILITY.md section 4)."""


def bring_in(
    batch: Batch,
    writes: Writes,
    lines: Iterable[Line],
    *,
    seen: int,
    learned: Learned = _NOTHING,
    progress: Progress = silent,
) -> Brought:
    """Write a list into the register; before more than a hundred rows a verified copy of it is made.

    `seen` is the step that was the last when the plan was made: CrmError, with nothing written, where something was
    written since. `learned` is kept for the next import. `progress` may raise Cancelled at any time, and then nothing
    at all was written.
    """
    if batch.new + batch.changed > BACKED_UP_FROM and not journal.is_open():
        progress(0, None, _("Making a backup first"))
        backups.take("import")
    return _bring_in(batch, writes, lines, seen=seen, learned=learned, progress=progress)


@command(N_("Import «{file}»: {count} contacts"), origin="import")
def _bring_in(
    batch: Batch, writes: Writes, lines: Iterable[Line], *, seen: int, learned: Learned, progress: Progress
) -> Brought:
    step = journal.current()
    if step.id != seen + 1:
        raise import_edits.changed_since()
    step.describe(file=batch.file_name, count=batch.new + batch.changed)
    if batch.new + batch.changed == 1:
        step.label = N_("Import «{file}»: {count} contact")
    kept = {name: told for name, told in asdict(batch).items() if name != "informed_on"}  # it stands in the choices
    number = ImportBatch(**kept, staff=journal.author.staff, at=journal.now())
    number.step = step.id if writes.total else None
    number.save(force_insert=True)
    step.touch("import_batch", number.id)  # also where every row was rejected and no record written
    brought = Brought(number.id, number.step, bulk.next_id(Person), bulk.next_id(Organisation))
    told = import_progress.of(progress, writes.total + batch.rows)
    step.progress = told.filling
    import_organisations.write(writes, brought, step.id, told)
    import_people.write(writes, batch, brought, step.id, told)
    import_people.points(writes, brought, step.id, told)
    import_organisations.memberships(writes, brought, step.id, told)
    import_hanging.tags(writes, brought, step.id, told)
    import_hanging.own_values(writes, brought, step.id, told)
    import_years.write(writes, brought, step.id, told)
    import_hanging.consents(writes, batch, brought, step.id, told)
    import_hanging.told_apart(writes, brought, step.id, told)
    told.passed(import_meetings.note(writes, brought.first_person, brought.first_organisation, step.id, told))
    told.text = _("Keeping the list itself")
    columns = ("batch_id", "row", "action", "reason", "cells", "person", "organisation")
    bulk.insert(ImportRow, columns, (_line(line, brought) for line in lines), told, coming=batch.rows)
    _learn(learned, number.at)
    told.passed(batch.rows)
    told(0)
    return brought


def _learn(learned: Learned, at: str) -> None:
    """Keep what the next import may know from this one, unless that is known already."""
    if learned.fingerprint:
        told = {name: getattr(learned, name) for name in ("headers", "fields", "door")}
        newest = (
            ImportMapping.select()
            .where(ImportMapping.fingerprint == learned.fingerprint)
            .order_by(ImportMapping.id.desc())
            .first()
        )
        if newest is None or any(getattr(newest, name) != value for name, value in told.items()):
            ImportMapping(fingerprint=learned.fingerprint, at=at, **told).save(force_insert=True)
    for name, word, code in learned.words:
        ImportWord(list=name, word=word, code=code, at=at).save(force_insert=True)


def _line(line: Line, brought: Brought) -> tuple[Any, ...]:
    return (
        *(brought.batch, line.row, line.action, line.reason, line.cells),
        real(line.person, brought.first_person),
        real(line.organisation, brought.first_organisation),
    )
