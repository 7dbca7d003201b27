"""Tags in a list: they are added to those that are there; no import takes one away."""

import re
from collections.abc import Mapping, Sequence

from crm.commands.import_writes import NewTag, NewTagging
from crm.exchange import cells, findings
from crm.exchange.drafts import OrganisationDraft, PersonDraft
from crm.exchange.entries import Entry, OrganisationEntry
from crm.exchange.header import Table
from crm.exchange.known import Known
from crm.exchange.pad import Pad, Said
from crm.exchange.whole_columns import too_long
from crm.queries import import_marks
from crm.records import tag
from crm.records.tag import Tag

FIELD, OF_ORGANISATION = "tags", "organisation.tags"
_BETWEEN = re.compile(r"[;,|\n]")


def tagged(entries: Sequence[Entry], table: Table, fields: Mapping[str, str | None]) -> Sequence[Entry]:
    """The entries with the tags that their rows name, in the order of `table.rows`."""
    places = {
        field: [at for at, header in enumerate(table.headers) if fields.get(header) == field]
        for field in (FIELD, OF_ORGANISATION)
    }
    if not any(places.values()):
        return entries
    shared: dict[tuple[int, tuple[str, ...]], OrganisationEntry] = {}
    made = []
    for entry, (_number, row) in zip(entries, table.rows, strict=True):
        names = {
            field: [name for at in ats for name in split(cells.text(row[at], lines=True))]
            for field, ats in places.items()
        }
        long = [name for found in names.values() for name in found if len(name) > Tag.name.limit]
        limit = too_long(Tag.name.limit)
        warnings = tuple(
            findings.not_read(table.headers[(places[FIELD] or places[OF_ORGANISATION])[0]], one, limit) for one in long
        )
        mine, theirs = (tuple(one for one in names[field] if one not in long) for field in (FIELD, OF_ORGANISATION))
        organisation = entry.organisation
        if organisation is not None and theirs:
            known = id(organisation), theirs
            shared.setdefault(known, organisation._replace(tags=theirs))
            organisation = shared[known]
        made.append(entry._replace(tags=mine, organisation=organisation, warnings=entry.warnings + warnings))
    return made


def split(text: str) -> list[str]:
    """The tags of a cell, each once.

    >>> split('Styret; "Havbruk", styret'), split("")
    (['Styret', 'Havbruk'], [])
    """
    found: dict[str, str] = {}
    for part in _BETWEEN.split(text):
        name = part.strip().strip('"').strip()
        if name:
            found.setdefault(tag.derived(name), name)
    return list(found.values())


def load(pad: Pad, there: Known, entries: Sequence[Entry]) -> None:
    """Let the pad know which tags there are, and who has them."""
    named = {name for entry in entries for name in entry.tags}
    named |= {name for entry in entries if entry.organisation is not None for name in entry.organisation.tags}
    if not named:
        return
    pad.known_tags = import_marks.tags({tag.derived(name) for name in named})
    people = import_marks.taggings("person", there.people)
    organisations = import_marks.taggings("organisation", [one.ref for one in there.organisations])
    pad.tagged = {("person", *one) for one in people} | {("organisation", *one) for one in organisations}


def add(pad: Pad, draft: PersonDraft | OrganisationDraft, names: Sequence[str], said: Said) -> None:
    """Hang tags on a person or an organisation, those that are not there yet."""
    owner = "person" if isinstance(draft, PersonDraft) else "organisation"
    for name in names:
        key = tag.derived(name)
        if (owner, draft.ref, key) in pad.tagged or not said.change(draft.ref, "tagging", "tag", "", name, adds=True):
            continue
        pad.tagged.add((owner, draft.ref, key))
        if key not in pad.known_tags:
            pad.tags.append(NewTag(name, key))
            pad.known_tags[key] = -len(pad.tags)
        refs = (draft.ref, None) if owner == "person" else (None, draft.ref)
        pad.taggings.append(NewTagging(pad.known_tags[key], *refs))
        pad.touch(draft)
