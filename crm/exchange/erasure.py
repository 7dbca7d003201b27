"""Who was erased is not brought back: what a list says is compared with what is left of them, which are hashes."""

from collections.abc import Sequence

from crm.exchange.entries import Entry
from crm.exchange.questions import Question
from crm.queries import erased
from crm.queries.erased import Trait
from crm.rules import emails, names, phones
from crm.sentences import _


def traits(entries: Sequence[Entry]) -> set[Trait]:
    """What the entries say that somebody erased had; nothing is computed where nobody ever was."""
    if erased.nobody():
        return set()
    return erased.among({trait for entry in entries for trait in _of(entry)})


def stop(had: set[Trait], entry: Entry) -> str | Question | None:
    """Why somebody new is not to come in: a sentence for an address of somebody erased, for the rest a question.

    A number passes to others, and a namesake may be hired; only a person can tell.
    """
    found = {kind for kind, _value in had.intersection(_of(entry))}
    if "email" in found:
        return _(
            "Somebody who asked to be erased had this e-mail address, so nothing was written. Take the row out of the"
            " list."
        )
    if found:
        text = _("Somebody with this name or number asked to be erased. Is {name} somebody else?")
        return Question("person", text.format(name=entry.name), ())
    return None


def _of(entry: Entry) -> set[Trait]:
    found = {
        (point.kind, point.normalised)
        for point in entry.points
        if (point.kind == "email" and not emails.is_generic(point.normalised))
        or (point.kind == "phone" and phones.is_mobile(point.normalised))
    }
    key = names.person_key(entry.first_name, entry.last_name)
    if key:
        found.add(erased.name(key, entry.organisation.key if entry.organisation is not None else ""))
    return found
