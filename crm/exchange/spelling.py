"""A name that a list nearly spells as the register does: which of the two is right is asked, never guessed.

Who is meant is known by an address or a mobile. A misspelled surname would else take the place of the right one. A
name that is clearly another one is no misspelling (crm.exchange.matching).
"""

from crm.exchange import questions
from crm.exchange.choices import UPDATE
from crm.exchange.drafts import PersonDraft
from crm.exchange.entries import Entry
from crm.exchange.pad import Change, Said
from crm.exchange.questions import NAME, Answers, Candidate, Question
from crm.rules import likeness, names
from crm.sentences import _

LIST, REGISTER = "list", "register"
_NAMES = ("first_name", "last_name")


def asks(entry: Entry, key: str, person: PersonDraft, answers: Answers, said: Said) -> Question | None:
    """The question about a known person's name, None where it is spelled alike, clearly another, or answered."""
    if said.strategy != UPDATE or person.named or not key or key == person.key:
        return None
    if likeness.of_keys(key, person.key).way != "spelling" or entry.row in answers or not changes(entry, person, said):
        return None
    text = _("The list writes {new} where the register has {old}. Which one is right?")
    both = Candidate(REGISTER, person.name), Candidate(LIST, entry.name)
    return Question(NAME, text.format(new=entry.name, old=person.name), both)


def settled(entry: Entry, key: str, person: PersonDraft, answers: Answers) -> tuple[Entry, str]:
    """The entry and its key once it was answered: with the name of the register, where that is right."""
    if not answers or questions.answer(answers, entry.row, NAME) != REGISTER:
        return entry, key
    kept = entry._replace(first_name=person.first_name, last_name=person.last_name)
    return kept, names.person_key(kept.first_name, kept.last_name)


def changes(entry: Entry, person: PersonDraft, said: Said) -> tuple[Change, ...]:
    """What the list's spelling would change; nothing of what was refused already."""
    found = (Change("person", name, getattr(person, name), getattr(entry, name)) for name in _NAMES)
    return tuple(one for one in found if one.after and one.after != one.before and one[:2] not in said.refused)
