"""What a row does to an organisation: its columns, contact points and membership; empty cells do nothing.

Within one file the first row that fills a column counts; a later row that says something else is told so. Otherwise
the last one would win, and the same list brought in again would change it all back and forth.
"""

from typing import Any

from crm.exchange import membership_changes, retiring
from crm.exchange.drafts import FILLED, OrganisationDraft
from crm.exchange.entries import OrganisationEntry
from crm.exchange.findings import shown
from crm.exchange.known import Known
from crm.exchange.pad import Pad, Said, has_lines
from crm.records.organisation import Organisation
from crm.rules import names
from crm.sentences import _

_EMPTY: dict[str, Any] = dict.fromkeys(FILLED, "") | {
    "employees": None,
    "employees_on": None,
    "helix_sector": Organisation.helix_sector.default,
}


def create(pad: Pad, draft: OrganisationDraft, said: Said) -> None:
    """A new organisation that nothing is known of but its name and number; `change` fills it."""
    pad.add_organisation(draft)
    number = "" if ("organisation", "org_number") in said.refused else draft.number
    draft.values = _EMPTY | {"name": draft.name, "org_number": number}


def change(pad: Pad, there: Known, draft: OrganisationDraft, entry: OrganisationEntry, said: Said) -> None:
    """Bring an organisation up to what an entry says; the same entry on the next row says nothing new."""
    heard = said.strategy, said.refused, id(entry)
    if heard in draft.heard:
        return
    draft.heard.add(heard)
    before = len(said.changes)
    if entry.name and entry.key not in draft.former:
        _name(draft, entry, said)
    stated = draft.stated
    if entry.number and stated.get("org_number") != entry.number and entry.number not in draft.former:
        _number(draft, entry.number, said)
    for name, value in zip(entry.fields, entry.values, strict=True):
        if value is not None and stated.get(name) != value:
            _field(draft, name, value, said)
    for name in entry.erased:
        _erase(draft, name, said)
    if entry.points:
        pad.add_points(draft, entry.points, said)
    if entry.erased_points:
        retiring.retire(pad, there, draft, entry.erased_points, retiring.organisation(entry), said)
    if entry.membership is not None:
        membership_changes.change(pad, draft, entry.membership, said)
    if len(said.changes) > before:
        pad.touch(draft)


def add_notes(pad: Pad, draft: OrganisationDraft, notes: str, said: Said) -> None:
    """Write the notes of a row without a person below those that are there."""
    if not notes or has_lines(draft.values["notes"], notes):
        return
    whole = f"{draft.values['notes']}\n{notes}".lstrip("\n")
    if len(whole) > Organisation.notes.limit:
        said.warnings.append(_("The notes were left out, because those in the register are too long already."))
        return
    if said.change(draft.ref, "organisation", "notes", draft.values["notes"], whole, adds=True):
        draft.values["notes"] = whole
        draft.edited = True
        pad.touch(draft)


def _name(draft: OrganisationDraft, entry: OrganisationEntry, said: Said) -> None:
    # Another spelling or a shorter form is no news
    if entry.key == draft.key or set(entry.key.split()) <= set(draft.key.split()):
        return
    _field(draft, "name", entry.name, said)
    draft.name, draft.key = draft.values["name"], names.company_key(draft.values["name"])


def _number(draft: OrganisationDraft, number: str, said: Said) -> None:
    if draft.number:
        _field(draft, "org_number", number, said)
    else:
        draft.stated["org_number"] = number
        said.warnings.append(_("The number was left out, because another organisation has it."))


def _erase(draft: OrganisationDraft, name: str, said: Said) -> None:
    """An empty cell that is to erase; a row that states the value goes before it, wherever in the list it stands."""
    empty, before = _EMPTY[name], draft.values[name]
    if draft.ref <= 0 or name in draft.filled or before == empty:
        return
    if said.change(draft.ref, "organisation", name, before, ""):
        draft.values[name] = empty
        draft.edited = True


def _field(draft: OrganisationDraft, name: str, value: str | int, said: Said) -> None:
    stated = draft.stated.get(name, value)
    if stated != value:
        sentence = _("Another row of the list says “{stated}” of {organisation} where this one says “{value}”.")
        said.warnings.append(sentence.format(stated=shown(stated), organisation=draft.name, value=shown(value)))
    elif draft.values[name] == value:
        draft.stated[name] = value
    elif said.change(draft.ref, "organisation", name, draft.values[name], value):
        draft.stated[name] = draft.values[name] = value
        draft.edited = True
