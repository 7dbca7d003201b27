"""The people of a mail or an invitation among those of the register: by address first, staff left out."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from crm.exchange import letters
from crm.exchange.letters import Letter, Someone
from crm.i18n import _
from crm.queries import came_before, erased, organisations, people, staff
from crm.rules import emails, names
from crm.rules.folding import fold

_LOCAL_NAME = re.compile(r"[^\W\d_]{2,}(?:[._-][^\W\d_]{1,})+")
_FROM = (letters.ORGANISER, letters.SENDER)


class Present(NamedTuple):
    """Somebody to propose: a person or an organisation by id, or somebody new.

    `title` is the name; `subtitle` where a person works that day (title and organisation), for somebody new the
    organisation alone. `address` is kept with somebody new.
    """

    person: int | None
    organisation: int | None
    title: str
    subtitle: str = ""
    address: str = ""

    @property
    def key(self) -> object:
        """Who it is, to tell two mentions of the same."""
        return self.person or (self.organisation and -self.organisation) or fold(self.title)


class Found(NamedTuple):
    """Who is there, who of the staff it is from, and what to say about those who are not."""

    participants: tuple[Present, ...]
    responsible: int | None
    words: tuple[str, ...]


def present(letter: Letter, on: date) -> Found:
    """Those to propose as participants of a letter; where they work is asked for the day `on`."""
    own = _staff(letter.people)
    others = [one for place, one in enumerate(letter.people) if place not in own]
    words: list[str] = []
    responsible = next(
        (own[place] for place, one in enumerate(letter.people) if place in own and one.role in _FROM), None
    )
    known = _Known([one.address for one in others if one.address], on)
    others = _left_out(others, known, words)
    found = [one for someone in others if (one := known.present(someone, words)) is not None]
    once = {one.key: one for one in reversed(found)}
    return Found(tuple(reversed(once.values())), responsible, tuple(words))


def _staff(found: Iterable[Someone]) -> dict[int, int]:
    """The places of the staff, with their ids."""
    everybody = [*staff.all(archived=True), *staff.all()]
    by_address = {emails.normalised(one.email): one.id for one in everybody if one.email}
    # A name tells only where there is no address that says otherwise
    by_name = {fold(one.name): one for one in everybody if one.name.strip()}
    own: dict[int, int] = {}
    for place, one in enumerate(found):
        id = by_address.get(one.address) if one.address else None
        namesake = by_name.get(fold(straight(one.name)))
        if id is None and namesake is not None and not (one.address and namesake.email):
            id = namesake.id
        if id is not None:
            own[place] = id
    return own


def _left_out(others: list[Someone], known: "_Known", words: list[str]) -> list[Someone]:
    """Those who were asked for and not those who said no, or who were erased."""
    declined = [_called(one) for one in others if one.response == "declined"]
    if declined:
        words.append(_("Declined, and left out: {names}").format(names=", ".join(declined)))
    others = [one for one in others if one.response != "declined"]
    if erased.nobody():
        return others
    gone = erased.among([("email", one.address) for one in others if one.address and not known.has(one.address)])
    for one in others:
        if ("email", one.address) in gone:
            words.append(_("{name} was erased from the register and is left out.").format(name=_called(one)))
    return [one for one in others if ("email", one.address) not in gone]


class _Known:
    """What the register says of these addresses, asked once for all of them."""

    def __init__(self, addresses: list[str], on: date) -> None:
        self._on = on
        self._people: dict[str, list[int]] = {}
        self._organisations: dict[str, int] = {}
        archived: dict[str, list[int]] = {}
        for address, person, organisation, gone in came_before.owners(addresses):
            if person is not None:
                (archived if gone else self._people).setdefault(address, []).append(person)
            elif organisation is not None:
                self._organisations.setdefault(address, organisation)
        for address, those in archived.items():
            self._people.setdefault(address, those)
        # Who is known by the address needs no guess
        unsaid = [
            one for one in addresses if len(set(self._people.get(one, ()))) != 1 and one not in self._organisations
        ]
        domains = {emails.domain(one) for one in unsaid if not emails.is_shared_domain(one)}
        self._domains = came_before.organisations_by_domain(domains, on)
        ids = sorted({person for those in self._people.values() for person in those})
        self._named = people.named(ids, on)
        placed = [*self._organisations.values(), *self._domains.values()]
        self._placed: Mapping[int, str] = {id: row.name for id, row in organisations.named(placed).items()}

    def has(self, address: str) -> bool:
        """Whether somebody in the register has or had it."""
        return address in self._people or address in self._organisations

    def present(self, one: Someone, words: list[str]) -> Present | None:
        """Who that is; None, with words why, for somebody who cannot be named."""
        mine = list(dict.fromkeys(self._people.get(one.address, ()))) if one.address else []
        person = mine[0] if len(mine) == 1 else self._of_name(mine, one.name)
        if person is not None:
            return self._person(person)
        if one.address in self._organisations:
            return self._organisation(self._organisations[one.address])
        domain = emails.domain(one.address) if one.address else ""
        if one.address and emails.is_generic(one.address):
            if domain in self._domains:
                return self._organisation(self._domains[domain])
            words.append(_("{address} belongs to nobody in the register and is left out.").format(address=one.address))
            return None
        return self._new(one, domain, words)

    def _new(self, one: Someone, domain: str, words: list[str]) -> Present | None:
        name = straight(one.name) or of_address(one.address)
        if not name:
            words.append(_("{address} came without a name and is left out.").format(address=one.address))
            return None
        place = one.organisation or self._placed.get(self._domains.get(domain, 0), "")
        known = people.find(name, place) if place else people.find(name)
        if len(known) == 1:
            return self._person(known[0])
        if len(known) > 1 and not place:
            words.append(_("There are several people called «{name}»: choose which.").format(name=name))
        return Present(None, None, name, place, one.address)

    def _of_name(self, mine: list[int], name: str) -> int | None:
        """Which of several people with one address is meant."""
        wanted = names.person_key(*names.split_name(name))
        same = [id for id in mine if id in self._named and names.person_key("", self._named[id].name) == wanted]
        return same[0] if same else None

    def _person(self, person: int) -> Present:
        row = self._named.get(person) or people.named([person], self._on)[person]
        return Present(person, None, row.name, " · ".join(filter(None, (row.title, row.organisation))))

    def _organisation(self, organisation: int) -> Present:
        return Present(None, organisation, self._placed.get(organisation, ""))


def straight(name: str) -> str:
    """ "Nordmann, Kari" as "Kari Nordmann"."""
    return " ".join(part for part in names.split_name(name) if part) if name else ""


def of_address(address: str) -> str:
    """The name that stands before the @, where one does.

    >>> of_address("kari.nordmann@x.example"), of_address("kn82@x.example")
    ('Kari Nordmann', '')
    """
    local = address.partition("@")[0]
    if not _LOCAL_NAME.fullmatch(local) or emails.is_generic(address):
        return ""
    return " ".join(part.capitalize() for part in re.split(r"[._-]", local))


def _called(one: Someone) -> str:
    return straight(one.name) or one.address
