"""A register and a list about the same people, with the truth beside it: who is whom, and who only looks like it.

Everything is drawn by chance from a seed: typos, names turned round, changed employers, switchboards, namesakes at two
companies, short forms, legal forms, å written aa, shared mailboxes. All of it is invented.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from crm.commands import contact_points, organisations, people
from crm.demo import data
from crm.demo.organisations import domain

HEADER = ("Fornavn", "Etternavn", "E-post", "Mobil", "Telefon", "Stilling", "Bedrift")
_STEMS = (
    "Nordlys", "Havbruk", "Polar", "Fjord", "Tare", "Laks", "Ishav", "Skrei", "Brim", "Tind", "Alge", "Krill",
)  # fmt: skip
_KINDS = ("Havbruk", "Analyse", "Energi", "Fisk", "Teknologi", "Sjømat", "Genetikk", "Marin", "Proteiner", "Utstyr")
_FORMS = ("AS", "ASA", "SA", "KF", "")
_SHORT = {
    "Kristin": "Stine", "Thomas": "Tommy", "Sander": "Aleksander", "Karoline": "Line", "Lars": "Lasse", "Nils": "Nisse",
    "Mathias": "Mats", "Johan": "John", "Jakob": "Jack", "Sigrid": "Siri", "Magnus": "Mange", "Kristian": "Chris",
}  # fmt: skip
_SPELLED = (("å", "aa"), ("ø", "oe"), ("æ", "ae"), ("Å", "Aa"), ("Ø", "Oe"), ("Æ", "Ae"))


class Somebody(NamedTuple):
    """A person of the truth; `id` is 0 for one that the register does not have."""

    id: int
    first: str
    last: str
    email: str
    mobile: str
    company: int


class Company(NamedTuple):
    """An organisation of the truth; `id` is 0 where the register does not have it."""

    id: int
    name: str
    host: str
    switchboard: str


class Case(NamedTuple):
    """A row of the list: `kind` says what is odd about it, `person` and `company` whom it means (0: somebody new).

    `same_as` is the number of an earlier row that means the same person, None where there is none.
    """

    kind: str
    line: list[str]
    person: int
    company: int
    same_as: int | None = None


@dataclass
class Truth:
    """What is made so far."""

    random: Random
    companies: list[Company] = field(default_factory=list)
    registered: list[Somebody] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    number: int = 0
    hosts: set[str] = field(default_factory=set)
    taken: set[tuple[str, str, int]] = field(default_factory=set)  # names that somebody has at a company

    def somebody(self, company: Company, *, first: str = "", last: str = "") -> Somebody:
        """Somebody new; nobody else at the company has the name."""
        names = data.names()
        self.number += 1
        while not first or (first, last, company.id) in self.taken:
            first, last = self.random.choice([*names.women, *names.men]), self.random.choice(names.last)
        self.taken.add((first, last, company.id))
        return Somebody(
            0,
            first,
            last,
            f"{domain(first)}.{domain(last)}@{company.host}",
            f"4{self.number:07}" if self.random.random() < 0.9 else "",
            company.id,
        )

    def company_of(self, one: Somebody) -> Company:
        """Where somebody of the register works."""
        return next(company for company in self.companies if company.id == one.company)

    def row(self, kind: str, one: Somebody, company: Company, same_as: int | None = None, /, **other: str) -> None:
        """A row about somebody; `other` stands in place of what is true."""
        said = {"first": one.first, "last": one.last, "email": one.email, "mobile": one.mobile, "phone": ""} | other
        cells = [
            said["first"],
            said["last"],
            said["email"],
            said["mobile"],
            said["phone"],
            "",
            said.get("at", company.name),
        ]
        self.cases.append(Case(kind, cells, one.id, company.id, same_as))


def make(seed: int, *, people_there: int = 240, rows: int = 400) -> Truth:
    """A register, written into the open file, and a list about it."""
    truth = Truth(Random(seed))
    for _nth in range(24):
        _found(truth)
    for _nth in range(people_there):
        company = truth.random.choice(truth.companies)
        one = truth.somebody(company)
        id_ = people.add(
            first_name=one.first,
            last_name=one.last,
            organisation=company.id,
            email=one.email if truth.random.random() < 0.9 else "",
            phone=one.mobile,
        )
        truth.registered.append(one._replace(id=id_))
        if truth.random.random() < 0.3:
            contact_points.add(person=id_, kind="phone", value=company.switchboard)
    for one in truth.random.sample(truth.registered, rows // 2):
        truth.random.choice(_KNOWN)(truth, one)
    for _nth in range(rows // 2):
        truth.random.choice(_NEW)(truth)
    return truth


def _found(truth: Truth) -> None:
    random = truth.random
    while True:
        bare = f"{random.choice(_STEMS)} {random.choice(_KINDS)}"
        host = f"{domain(bare)}.example"
        if host not in truth.hosts:
            break
    truth.hosts.add(host)
    name = f"{bare} {random.choice(_FORMS)}".strip()
    nth = len(truth.companies)
    truth.companies.append(Company(organisations.add(name), name, host, f"7700{nth:04}"))


def typo(random: Random, word: str) -> str:
    """The word with one letter wrong, missing, doubled, or swapped with its neighbour."""
    at = random.randrange(1 if len(word) > 3 else 0, len(word) - 1)
    kind = random.randrange(4)
    if kind == 0 and word[at] != word[at + 1]:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    if kind == 2:
        return word[:at] + word[at] + word[at:]
    letter = random.choice([one for one in "aeinorst" if one != word[at].lower()])
    return word[:at] + letter + word[at + 1 :]


def _typo_in_the_name(truth: Truth, one: Somebody) -> None:
    random = truth.random
    wrong = {"last": typo(random, one.last)} if random.random() < 0.6 else {"first": typo(random, one.first)}
    email = one.email if random.random() < 0.4 else ""
    mobile = one.mobile if random.random() < 0.4 else ""
    truth.row("typo", one, truth.company_of(one), email=email, mobile=mobile, **wrong)


def _turned(truth: Truth, one: Somebody) -> None:
    email = one.email if truth.random.random() < 0.3 else ""
    truth.row("turned", one, truth.company_of(one), first=one.last, last=one.first, email=email)


def _moved(truth: Truth, one: Somebody) -> None:
    company = truth.random.choice(truth.companies)
    if (one.first, one.last, company.id) in truth.taken:
        return _plain(truth, one)
    truth.taken.add((one.first, one.last, company.id))
    email = f"{domain(one.first)}.{domain(one.last)}@{company.host}"
    # One in twenty has a new number too: then nothing is left to recognise anybody by
    mobile = "" if truth.random.random() < 0.3 else one.mobile
    if truth.random.random() < 0.05:
        truth.number += 1
        mobile = f"9{truth.number:07}"
    truth.row("moved", one, company, email=email, mobile=mobile)


def _short(truth: Truth, one: Somebody) -> None:
    short = _SHORT.get(one.first)
    if short is None:
        return _typo_in_the_name(truth, one)
    truth.row("short", one, truth.company_of(one), first=short, email="")


def _respelled(truth: Truth, one: Somebody) -> None:
    company = truth.company_of(one)
    said = {"first": one.first, "last": one.last, "at": company.name}
    for key, text in said.items():
        for letter, two in _SPELLED:
            text = text.replace(letter, two)
        said[key] = text
    truth.row("respelled", one, company, email="", **said)


def _legal_form(truth: Truth, one: Somebody) -> None:
    company = truth.company_of(one)
    bare = " ".join(company.name.split()[:2])
    at = truth.random.choice([bare.upper(), f"{bare} A/S", f"{bare}, AS", f"AS {bare}"])
    truth.row("legal form", one, company, email="", at=at)


def _company_typo(truth: Truth, one: Somebody) -> None:
    company = truth.company_of(one)
    first, second, *form = company.name.split()
    if truth.random.random() < 0.5:
        at = [typo(truth.random, first), second, *form]
    else:
        at = [first, typo(truth.random, second), *form]
    truth.row("company typo", one, company, at=" ".join(at))


def _fuller(truth: Truth, one: Somebody) -> None:
    if " " in one.first or truth.random.random() < 0.5:
        truth.row("initial", one, truth.company_of(one), first=f"{one.first[0]}.", email="")
    else:
        truth.row("fuller", one, truth.company_of(one), first=f"{one.first} Marie", email="")


def _married(truth: Truth, one: Somebody) -> None:
    if not one.mobile:
        return _plain(truth, one)
    truth.row("married", one, truth.company_of(one), last=truth.random.choice(data.names().last), email="")


def _plain(truth: Truth, one: Somebody) -> None:
    if truth.random.random() < 0.5:
        truth.row("as it is", one, truth.company_of(one), email=one.email.upper())
    else:
        truth.row("as it is", one, truth.company_of(one), email="")


def _newcomer(truth: Truth) -> None:
    company = truth.random.choice(truth.companies)
    truth.row("newcomer", truth.somebody(company), company)


def _switchboard(truth: Truth) -> None:
    """Somebody whose only number is that of the house, in the column of mobiles or of phones."""
    company = truth.random.choice(truth.companies)
    one = truth.somebody(company)
    column = truth.random.choice(["mobile", "phone"])
    truth.row("switchboard", one, company, **{"mobile": "", column: company.switchboard})


def _namesake(truth: Truth) -> None:
    """Somebody called as one of the register, at another company."""
    known = truth.random.choice(truth.registered)
    company = truth.random.choice(truth.companies)
    if (known.first, known.last, company.id) in truth.taken:
        return _newcomer(truth)
    one = truth.somebody(company, first=known.first, last=known.last)
    truth.row("namesake", one, company)


def _mailbox(truth: Truth) -> None:
    company = truth.random.choice(truth.companies)
    box = truth.random.choice(["post", "felles", "firmapost", "kontor"])
    truth.row("mailbox", truth.somebody(company), company, email=f"{box}@{company.host}")


def _near_name(truth: Truth) -> None:
    """A colleague whose first name looks like another's: both have addresses of their own."""
    known = truth.random.choice(truth.registered)
    company = truth.company_of(known)
    near = {"Kari": "Karin", "Mari": "Maria", "Ola": "Ole", "Jon": "Jan", "Marit": "Mari", "Tor": "Tore", "Ole": "Ola"}
    if known.first not in near:
        return _newcomer(truth)
    truth.row("near name", truth.somebody(company, first=near[known.first], last=known.last), company)


def _twice(truth: Truth) -> None:
    """Somebody new on two rows, the second time with a typo or without an address."""
    company = truth.random.choice(truth.companies)
    one = truth.somebody(company)
    truth.row("first of two", one, company)
    at = len(truth.cases) + 1
    if truth.random.random() < 0.5:
        truth.row("twice", one, company, at, email="")
    else:
        truth.row("twice, typo", one, company, at, last=typo(truth.random, one.last), email="")


_KNOWN: Sequence[Callable[[Truth, Somebody], None]] = [
    _typo_in_the_name,
    _turned,
    _moved,
    _short,
    _respelled,
    _legal_form,
    _company_typo,
    _fuller,
    _married,
    _plain,
]
# Of those who are new one in twenty is a namesake, beside those whom chance makes one: many times as many as in a real
# list. Where one of the two has no mobile nothing tells them from somebody who changed employer: they are asked about,
# and are nearly all of the proposals that count as wrong.
_NEW: Sequence[Callable[[Truth], None]] = [
    *[_newcomer] * 7,
    *[_switchboard] * 4,
    *[_twice] * 4,
    *[_mailbox] * 2,
    *[_near_name] * 2,
    _namesake,
]
