"""What the columns of a list may be beside one another: one person and one organisation a row, each field once."""

from collections.abc import Mapping, Sequence

from crm.exchange import cell_kinds, header_parts, second_people, synonyms, two_addresses, year_fields
from crm.exchange.column import Column
from crm.exchange.columns import Surroundings
from crm.exchange.fields import SEVERAL
from crm.exchange.guess import BY_CELLS, SURE, Guess
from crm.i18n import _, quoted

_HALF = 0.5
NAMES = ("person.full_name", "person.first_name", "person.last_name")
_TOWN = ("organisation.postal_place", "organisation.postal_code", "organisation.city")
_PLACES = (*_TOWN, "organisation.street", "organisation.street_2", "organisation.municipality")
_ABOUT_ORGANISATIONS = (*_PLACES, "organisation.helix_sector", "organisation.segment")


def kept(around: Surroundings, guesses: Sequence[Guess], groups: Mapping[str, str]) -> list[Guess]:
    """The guesses by column, without what another column says better; `groups` are the titles above the headers."""
    found = _one_address(around, _owners(around, guesses), groups)
    return _once_each(around, _one_person(around, _of_somebody(found)))


def _owners(around: Surroundings, guesses: Sequence[Guess]) -> list[Guess]:
    """Whoever the addresses of the list are made of is a person, and they are that person's, where nothing else is
    taken for one: "Bestilt av", "Brukernavn (e-post)"."""
    found = list(guesses)
    fields = {guess.field for guess in found}
    seen = Guess(None, "content", BY_CELLS)
    named = [column for column, guess in zip(around.columns, found, strict=True) if guess.field in NAMES]
    if all(around.is_nobodys_owner(column) for column in named):
        for column in around.columns:
            if _may_be(column, found[column.at]) and around.is_owner(column):
                found[column.at] = seen._replace(field="person.full_name")
                named.append(column)
                break
    if not {"person.email", "organisation.email"} & fields:
        for column in around.columns:
            if _may_be(column, found[column.at]) and around.owner(column, [one.at for one in named]) is not None:
                found[column.at] = seen._replace(field="person.email")
                break
    return found


def _may_be(column: Column, found: Guess) -> bool:
    """Whether a column was left out only because its header says something unknown or something else."""
    elsewhere = column.meaning is not None and column.meaning.kind in ("other", "never")
    return (
        found.field is None and found.reason in ("unknown", "ignored", "content") and not elsewhere and not column.told
    )


def _one_address(around: Surroundings, guesses: Sequence[Guess], groups: Mapping[str, str]) -> list[Guess]:
    """Of two addresses of an organisation the one where it is, unless somebody said which."""
    if any(found.field in _PLACES and found.reason == "remembered" for found in guesses):
        return list(guesses)
    others = two_addresses.left_out(around.columns, [found.field for found in guesses], groups)
    other = Guess(None, "duplicate", 80, warning=_("Another column fills this field."))
    return [other if at in others else found for at, found in enumerate(guesses)]


def _of_somebody(guesses: Sequence[Guess]) -> list[Guess]:
    """Without a column that names organisations there is nobody whose street or town it could be."""
    if any(found.field in ("organisation.name", "organisation.org_number") for found in guesses):
        return list(guesses)
    nobody = Guess(
        None, "ignored", 70, warning=_("The list names no organisation that this could belong to: left out.")
    )
    return [
        nobody
        if found.field in _ABOUT_ORGANISATIONS
        or (found.field or "").startswith("organisation.own_")
        or year_fields.is_about_years(found.field)
        else found
        for found in guesses
    ]


def _one_person(around: Surroundings, guesses: Sequence[Guess]) -> list[Guess]:
    """Of two people in a row the one whose column is the better; what is the other's is left out."""
    order = sorted(range(len(guesses)), key=lambda at: _order(around, at, guesses[at]))
    others = second_people.others(around, [found.field for found in guesses], order)
    whole = [at for at in order if guesses[at].field == "person.full_name" and at not in others][:1]
    theirs = header_parts.people_named(around.columns[whole[0]].header) if whole else frozenset()
    homes = {
        column.at
        for column, found in zip(around.columns, guesses, strict=True)
        if found.field in _PLACES and not theirs.isdisjoint(header_parts.people_named(column.header))
    }
    guesses = [Guess(None, "ignored", 80) if at in homes else found for at, found in enumerate(guesses)]
    sentence = _("It belongs to {other}; one person of each row is brought in.")
    return [
        Guess(None, "duplicate", 80, warning=sentence.format(other=quoted(others[at]))) if at in others else found
        for at, found in enumerate(guesses)
    ]


def _once_each(around: Surroundings, guesses: Sequence[Guess]) -> list[Guess]:
    """Of several columns for one field the best: with cells, by the surest word, from the left."""
    columns = around.columns
    best: dict[str, int] = {}
    for index, found in enumerate(guesses):
        if found.field and found.field not in SEVERAL:
            other = best.get(found.field)
            if other is None or _order(around, index, found) < _order(around, other, guesses[other]):
                best[found.field] = index
    whole, halves = best.get("person.full_name"), (best.get("person.first_name"), best.get("person.last_name"))
    if whole is not None and all(half is not None and columns[half].cells for half in halves):
        del best["person.full_name"]
    kept = set(best.values())
    return [
        found
        if not found.field or found.field in SEVERAL or index in kept
        else Guess(None, "duplicate", 80, warning=_("Another column fills this field."))
        for index, found in enumerate(guesses)
    ]


def _order(around: Surroundings, at: int, found: Guess) -> tuple[bool, bool, bool, int, int, int, int]:
    column = around.columns[at]
    rank = column.meaning.rank if column.meaning else synonyms.WEAK
    mentioned, nobodys, unlike = 0, False, False
    if found.field == "person.full_name":
        # The person whose address and phone are there too: "Næringssjef" beside "E-post næringssjef"
        mentioned = second_people.mentions(around.columns, at) if column.meaning else 0
        nobodys = around.is_nobodys_owner(column)
        unlike = bool(column.cells) and column.holds(cell_kinds.is_person) < _HALF  # what they call each other
    sure = 0 if mentioned and found.confidence < SURE else found.confidence
    return (not column.cells, nobodys, unlike, -mentioned, -sure, 0 if mentioned else rank, column.at)
