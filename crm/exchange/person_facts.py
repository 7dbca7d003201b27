"""What a list says of a person besides name and addresses: the language, and the role and first day of the position."""

from collections.abc import Callable, Sequence
from datetime import date

from crm.commands.import_writes import NewPosition
from crm.exchange import cell_readers, words
from crm.exchange.drafts import PersonDraft, Place
from crm.exchange.entries import Facts
from crm.exchange.findings import Findings, shown
from crm.exchange.pad import Pad, Said
from crm.exchange.whole_columns import Columns, Reading
from crm.rules import code_lists
from crm.sentences import _

_FIELDS = ("person.language", "position.role", "position.from_on")
_NOTHING = Facts()


def read(
    columns: Columns, length: int, today: date, how: Reading, found: Findings, told: Callable[[], None]
) -> Sequence[Facts | None] | None:
    """What each row says, None where it says nothing; None where the list has no such column."""
    if not any(columns.get(field) for field in _FIELDS):
        return None
    values: list[Sequence[str | None]] = []
    for field in _FIELDS:
        several = columns.get(field, [])
        reader = (
            cell_readers.code(words.LISTS[field], how.words)
            if field in words.LISTS
            else cell_readers.dated(several, today, how.days)
        )
        said = [cell_readers.values(header, column, reader, found) for header, column in several]
        values.append(cell_readers.first(said) if said else [None] * length)
        told()
    made = (Facts._make(value or "" for value in row) for row in zip(*values, strict=True))
    return [None if facts == _NOTHING else facts for facts in made]


def speak(person: PersonDraft, language: str, said: Said) -> None:
    """The language of a person; of two rows the first counts."""
    if language == person.language:
        person.language_stated = True
    elif person.language_stated:
        _kept(code_lists.label("language", person.language), said)
    elif said.change(person.ref, "person", "language", person.language, language):
        person.language, person.language_stated = language, True
        person.edited = True


def begun(new: NewPosition, place: Place, facts: Facts, person: PersonDraft, said: Said) -> NewPosition:
    """A position that begins with this row, with its role and first day; `place` is told of them."""
    for name, value in (("role", facts.role), ("from_on", facts.from_on)):
        if value and said.change(person.ref, "position", name, "", value):
            setattr(place, name, value)
            place.said = (*place.said, name)
    return new._replace(role=place.role, from_on=place.from_on or None)


def change(pad: Pad, person: PersonDraft, place: Place, facts: Facts, said: Said) -> None:
    """The role and the first day of a position that is there already; of two rows the first counts."""
    before = place.role, place.from_on
    for name, value in (("role", facts.role), ("from_on", facts.from_on)):
        stands = getattr(place, name)
        if value and value == stands:
            place.said = (*place.said, name)
        elif value and name in place.said:
            _kept(_shown(name, stands), said)
        elif value and said.change(person.ref, "position", name, stands, value):
            setattr(place, name, value)
            place.said = (*place.said, name)
    if before == (place.role, place.from_on):
        return
    if place.index >= 0:
        new = pad.positions[place.index]
        pad.positions[place.index] = new._replace(role=place.role, from_on=place.from_on or None)
    else:
        pad.places[place.id] = place


def homeless(facts: Facts, said: Said) -> None:
    """Say that a role or a first day was left out, because nobody knows of which position."""
    for name, value in (("role", facts.role), ("from_on", facts.from_on)):
        if value:
            sentence = _("“{value}” was left out, because the row does not say of which position it is.")
            said.warnings.append(sentence.format(value=shown(_shown(name, value))))


def _kept(value: str, said: Said) -> None:
    said.warnings.append(_("Another row says “{value}”; that was kept.").format(value=value))


def _shown(name: str, value: str) -> str:
    return code_lists.label("position_role", value) if name == "role" else value
