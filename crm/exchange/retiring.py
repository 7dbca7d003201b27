"""What empty cells take out of use: addresses and numbers are retired, notes emptied (crm.exchange.erasing).

What another row of the list says of the same person or organisation is kept, wherever in the list it stands.
"""

from collections.abc import Collection, Sequence

from crm.commands.import_writes import RetiredPoint
from crm.exchange.drafts import OrganisationDraft, PersonDraft
from crm.exchange.entries import Entry, OrganisationEntry
from crm.exchange.known import Known
from crm.exchange.pad import Pad, Said
from crm.queries import import_lookup
from crm.queries.import_lookup import KnownPoint

NOTES = "notes"
_POINTS = frozenset(("email", "mobile", "phone"))


def load(there: Known, entries: Sequence[Entry]) -> None:
    """Ask the register for what empty cells could retire; nothing where they retire nothing."""
    if not any(entry.erased for entry in entries) and not any(
        entry.organisation is not None and entry.organisation.erased_points for entry in entries
    ):
        return
    for owner, ids in (("person", list(there.people)), ("organisation", [one.ref for one in there.organisations])):
        for held in import_lookup.held(owner, ids):
            there.held.setdefault((owner, held.owner), []).append(held)
    for entry in entries:
        if entry.problem:
            continue
        who = person(entry)
        there.stated.update((who, point.normalised) for point in entry.points)
        if entry.notes:
            there.stated.add((who, NOTES))
        if entry.organisation is not None:
            at = organisation(entry.organisation)
            there.stated.update((at, point.normalised) for point in entry.organisation.points)
            if not entry.names_somebody:
                there.stated.update((at, point.normalised) for point in entry.points)


def person(entry: Entry) -> str:
    """How the rows about one person are told from those about others."""
    return entry.name.casefold()


def organisation(entry: OrganisationEntry) -> str:
    """The same for an organisation; no name of a person begins so."""
    return f"\n{entry.number or entry.key}"


def retire(
    pad: Pad, there: Known, draft: PersonDraft | OrganisationDraft, kinds: Collection[str], who: str, said: Said
) -> None:
    """Retire all points in use of these kinds: email, link, mobile, and phone for every other number."""
    owner = "person" if isinstance(draft, PersonDraft) else "organisation"
    gone: set[tuple[str, str]] = set()
    for held in there.held.get((owner, draft.ref), ()) if draft.ref > 0 else ():
        kind = "mobile" if owner == "person" and (held.kind, held.label) == ("phone", "mobile") else held.kind
        if kind not in kinds or held.id in pad.retired or (who, held.normalised) in there.stated:
            continue
        if said.change(draft.ref, "contact_point", held.kind, held.value, ""):
            pad.retired[held.id] = RetiredPoint(held.id, held.version)
            gone.add((held.kind, held.normalised))
    if gone:
        draft.points = tuple(
            KnownPoint(point.owner, point.kind, point.normalised, 1)
            if isinstance(point, KnownPoint) and (point.kind, point.normalised) in gone
            else point
            for point in draft.points
        )


def of_person(pad: Pad, there: Known, draft: PersonDraft, entry: Entry, said: Said) -> None:
    """What the row's empty cells take from a person."""
    who = person(entry)
    if not _POINTS.isdisjoint(entry.erased):
        retire(pad, there, draft, entry.erased, who, said)
    notes = draft.notes if NOTES in entry.erased and draft.ref > 0 and (who, NOTES) not in there.stated else ""
    if notes and said.change(draft.ref, "person", NOTES, notes, ""):
        draft.notes = ""
        draft.edited = True
