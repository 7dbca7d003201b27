"""Which organisation a row means: by number, then by name without its legal form (DOMAIN.md 3.6).

All entries of the file are settled before the first row is planned, those with a number first: so a row that only
gives the name finds the organisation that another row of the file gives with its number.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from crm.exchange.drafts import OrganisationDraft
from crm.exchange.entries import OrganisationEntry
from crm.exchange.known import Known
from crm.exchange.questions import Answer, Candidate, Question
from crm.rules import likeness, names, orgnr
from crm.sentences import _

_ALIKE = 75.0

Found = OrganisationDraft | Question | str
"""The organisation (known or new), a question, or the sentence that says why there is none."""


@dataclass(frozen=True)
class Organisations:
    """Whom the entries of a file mean."""

    known: Known
    answered: Mapping[tuple[str, str], Answer] = field(default_factory=dict)
    found: dict[tuple[str, str], Found] = field(default_factory=dict)
    chosen: dict[tuple[str, str], OrganisationDraft] = field(default_factory=dict)  # new ones, by an answer
    by_id: dict[int, OrganisationDraft] = field(default_factory=dict)

    def of(self, entry: OrganisationEntry, answer: Answer | None) -> Found:
        """What is meant, after what was answered where it was a question."""
        key = entry.number, entry.key
        found = self.found[key]
        if not isinstance(found, Question):
            return found
        answer = self.answered.get(key) if answer is None else answer
        if answer is None:
            return found
        if answer == "new":
            if key not in self.chosen:
                # A number that belongs to another cannot be given a second time
                number = "" if entry.number in self.known.by_number.first else entry.number
                self.chosen[key] = made = _new(entry, number)
                made.apart = tuple(one.id for one in found.candidates if isinstance(one.id, int))
            return self.chosen[key]
        return self.by_id[answer] if answer in [one.id for one in found.candidates] else found  # type: ignore[index]


def settle(
    known: Known, entries: Iterable[OrganisationEntry], answered: Mapping[tuple[str, str], Answer]
) -> Organisations:
    """Find out which organisation each entry means.

    `answered` is what was answered on one row, by (number, key): it holds for all rows that say the same.
    """
    made = Organisations(known, answered)
    made.by_id.update((draft.ref, draft) for draft in known.organisations)
    distinct: dict[tuple[str, str], OrganisationEntry] = {}
    for entry in entries:
        distinct.setdefault((entry.number, entry.key), entry)
    for key in sorted(distinct, key=lambda key: (not key[0], not key[1])):
        made.found[key] = _find(known, distinct[key])
    return made


def _find(known: Known, entry: OrganisationEntry) -> Found:
    if entry.number:
        numbered = known.by_number.all(entry.number)
        owner = _one(numbered)
        if owner is not None:
            return owner if _could_be(entry, owner) else _ask_number(entry, owner)
        if numbered:
            return _ask(entry, numbered)
        if not entry.key:
            sentence = _("No organisation has the number {number}, and the row names none. Write its name in the list.")
            return sentence.format(number=orgnr.show(entry.number))
    # Another number is another organisation, whatever it is called
    named = [draft for draft in known.by_key.all(entry.key) if not (entry.number and draft.number)]
    if len(named) > 1:
        spelled = [draft for draft in named if names.clean(draft.name).casefold() == entry.name.casefold()]
        named = spelled or named
    only = _one(named)
    if only is not None:
        if entry.number:
            only.number = entry.number
            known.by_number.add(entry.number, only)
        return only
    if named:
        return _ask(entry, named)
    alike = _alike(known, entry)
    if alike:
        text = _("There is an organisation with nearly the name {name}.")
        return Question("organisation", text.format(name=entry.name), alike)
    made = _new(entry, entry.number)
    known.by_key.add(made.key, made)
    if made.number:
        known.by_number.add(made.number, made)
    return made


def _alike(known: Known, entry: OrganisationEntry) -> tuple[Candidate, ...]:
    """Those of the register with nearly the name; two numbers are two organisations."""
    found = [
        Candidate(draft.ref, _label(draft), score, _("Nearly the same name."))
        for draft, score in known.alike.get(entry.key, ())
        if not (entry.number and draft.number)
    ]
    return tuple(sorted(found, key=lambda one: -one.score))


def _label(draft: OrganisationDraft) -> str:
    return " ".join(filter(None, (draft.name, orgnr.show(draft.number))))


def _could_be(entry: OrganisationEntry, owner: OrganisationDraft) -> bool:
    if not entry.key or entry.key == owner.key or entry.key in owner.former:
        return True
    mine, theirs = set(entry.key.split()), set(owner.key.split())
    return mine <= theirs or theirs <= mine or likeness.of_organisations(entry.name, owner.name) >= _ALIKE


def _new(entry: OrganisationEntry, number: str) -> OrganisationDraft:
    return OrganisationDraft(0, entry.name, entry.key, number)


def _one(drafts: Iterable[OrganisationDraft]) -> OrganisationDraft | None:
    everyone = list(drafts)
    present = [draft for draft in everyone if not draft.archived] or everyone
    return present[0] if len(present) == 1 else None


def _ask_number(entry: OrganisationEntry, owner: OrganisationDraft) -> Question:
    text = _("The number {number} belongs to {owner}, and the row says {name}.")
    said = text.format(number=orgnr.show(entry.number), owner=owner.name, name=entry.name)
    one = Candidate(owner.ref, owner.name, 50, _("The same number."))
    return Question("organisation", said, (one,) if owner.ref > 0 else ())


def _ask(entry: OrganisationEntry, drafts: Iterable[OrganisationDraft]) -> Question:
    candidates = tuple(
        Candidate(draft.ref, _label(draft), 100, _("The same name.")) for draft in drafts if draft.ref > 0
    )
    return Question(
        "organisation", _("There are several organisations called {name}.").format(name=entry.name), candidates
    )
