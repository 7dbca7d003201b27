"""What a list hangs on people and organisations: tags, fields of one's own, consents, and who is not the same."""

from typing import Any

from crm.commands import bulk, import_edits
from crm.commands.import_progress import Told
from crm.commands.import_writes import Batch, Brought, NewOwnValue, Writes, real
from crm.i18n import _
from crm.records import own_field
from crm.records.consent_record import ConsentRecord
from crm.records.not_same import NotSame
from crm.records.own_field import OwnValue
from crm.records.tag import Tag, Tagging
from crm.rules import own_values as rules
from crm.store import journal


def tags(writes: Writes, brought: Brought, version: int, told: Told) -> None:
    """Write new tags, and hang tags on people and organisations."""
    first = bulk.next_id(Tag)
    rows = ((id_, version, new.name, new.key) for id_, new in enumerate(writes.tags, first))
    told.passed(bulk.insert(Tag, ("id", "version", "name", "name_key"), rows, told))
    hung = (
        (
            *(version, real(new.tag, first), real(new.person, brought.first_person)),
            real(new.organisation, brought.first_organisation),
        )
        for new in writes.taggings
    )
    told.passed(bulk.insert(Tagging, ("version", "tag_id", "person_id", "organisation_id"), hung, told))


def own_values(writes: Writes, brought: Brought, version: int, told: Told) -> None:
    """Write what stands in fields of one's own."""
    new = (
        (
            *(version, one.field, real(one.person, brought.first_person)),
            *(real(one.organisation, brought.first_organisation), *_own_columns(one)),
        )
        for one in writes.own_values
        if not one.cell.id
    )
    columns = ("text", "number", "day", "own_choice_id", "search_text")
    owners = ("version", "own_field_id", "person_id", "organisation_id")
    told.passed(bulk.insert(OwnValue, (*owners, *columns), new, told))
    known = [one for one in writes.own_values if one.cell.id]
    edits = ((*_own_columns(one), version, one.cell.id, one.cell.version) for one in known)
    import_edits.write(OwnValue, (*columns, "version"), edits, len(known), told)


def consents(writes: Writes, batch: Batch, brought: Brought, version: int, told: Told) -> None:
    """Write what people said to the newsletter; the evidence is the row of the list."""
    day, proof = journal.now()[:10], _("The list «{file}», row {row}")
    rows = (
        (
            *(version, real(new.person, brought.first_person), "newsletter", "email", new.status, day),
            proof.format(file=batch.file_name, row=new.row),
        )
        for new in writes.consents
    )
    columns = ("version", "person_id", "purpose", "channel", "status", "recorded_on", "evidence")
    told.passed(bulk.insert(ConsentRecord, columns, rows, told))


def told_apart(writes: Writes, brought: Brought, version: int, told: Told) -> None:
    """Write who was said not to be the same, though the names are."""
    first = {"person": brought.first_person, "organisation": brought.first_organisation}
    rows = (
        (version, kind, *sorted(real(ref, first[kind]) or 0 for ref in (one, other)))
        for kind, one, other in writes.not_same
    )
    told.passed(bulk.insert(NotSame, ("version", "kind", "low", "high"), rows, told))


def _own_columns(one: NewOwnValue) -> tuple[Any, ...]:
    said = rules.columns(one.kind, one.cell.value)
    day = said["day"].isoformat() if said["day"] else None
    search = own_field.derived(one.kind, said["text"], said["number"], day)
    return said["text"], said["number"], day, said["own_choice"], search
