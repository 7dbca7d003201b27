"""Sixty who came, and the list somebody made of them in one of eight styles: the truth beside each line.

Most are in the register; some are written short, with an initial or with a letter wrong; some are new. All is invented.
"""

from collections.abc import Callable
from random import Random
from typing import NamedTuple

from tests.crm.exchange import truth
from tests.crm.exchange.truth import Company, Somebody, Truth

_NEW = (
    ("Ylva", "Tangvik"), ("Odin", "Kvalsund"), ("Ravn", "Skarholt"), ("Idun", "Breivold"), ("Storm", "Elvegard"),
    ("Vilje", "Sandtorp"),
)  # fmt: skip


class Came(NamedTuple):
    """Somebody on the list: `person` is whom of the register it means, 0 for somebody new."""

    person: int
    first: str
    last: str
    email: str
    company: Company


def register(seed: int) -> Truth:
    """A register of four hundred people in the open file."""
    return truth.make(seed, people_there=400, rows=0)


def sixty(made: Truth, random: Random) -> list[Came]:
    """Who came: sixty of them, in the order of the list."""
    known = random.sample(made.registered, 55)
    came = [_as(made, one) for one in known[:48]]
    for one in known[48:52]:  # as they are called, or with an initial
        short = truth._SHORT.get(one.first, f"{one.first[0]}.")
        came.append(_as(made, one)._replace(first=short))
    for one in known[52:]:
        came.append(_as(made, one)._replace(last=truth.typo(random, one.last)))
    for first, last in _NEW[:5]:
        company = random.choice(made.companies)
        came.append(Came(0, first, last, f"{first.lower()}.{last.lower()}@{company.host}", company))
    random.shuffle(came)
    return came


def _as(made: Truth, one: Somebody) -> Came:
    return Came(one.id, one.first, one.last, one.email, made.company_of(one))


def numbered(came: list[Came]) -> str:
    """ "1. Kari Berg, Fisk AS" """
    return "\n".join(f"{at}. {one.first} {one.last}, {one.company.name}" for at, one in enumerate(came, 1))


def turned(came: list[Came]) -> str:
    """ "Berg, Kari (Fisk AS)" """
    return "\n".join(f"{one.last}, {one.first} ({one.company.name})" for one in came)


def outlook(came: list[Came]) -> str:
    """ "Kari Berg <kari@fisk.example>; ..." in one line"""
    return "; ".join(f"{one.first} {one.last} <{one.email}>" for one in came)


def addresses(came: list[Came]) -> str:
    """An address a line."""
    return "\n".join(one.email for one in came)


def teams(came: list[Came]) -> str:
    """The attendance report of Teams, as its columns are when copied."""
    head = "1. Sammendrag\nMøtetittel\tNettverkstreff\nDeltakere\t60\n\n2. Deltakere\n"
    titles = "Navn\tFørste gang ble med\tForlot sist\tVarighet i møtet\tE-post\tDeltaker-ID (UPN)\tRolle\n"
    rows = [
        f"{one.first} {one.last}\t03.11.26, 09:01:00\t03.11.26, 09:56:00\t55m 0s\t{one.email}\t{one.email}\tDeltaker"
        for one in came
    ]
    return head + titles + "\n".join(rows) + "\n\n3. Aktiviteter i møtet\nNavn\tBle med\n" + rows[0]


def signed(came: list[Came]) -> str:
    """A sheet to sign, copied out of Excel: cells with a title row."""
    rows = [f"{one.first} {one.last}\t{one.company.name}\t412 3{at:04}"[:60] + "\tx" for at, one in enumerate(came)]
    return "Navn\tBedrift\tTelefon\tOppmøte\n" + "\n".join(rows)


def grouped(came: list[Came]) -> str:
    """Below each organisation its people."""
    parts = []
    for company in dict.fromkeys(one.company for one in came):
        parts.append(
            "\n".join([f"{company.name}:", *(f"- {one.first} {one.last}" for one in came if one.company == company)])
        )
    return "\n\n".join(parts)


def dashed(came: list[Came]) -> str:
    """ "Kari Berg – Fisk" without the legal form, and some with a word about coming."""
    said = ("", "", "", " (påmeldt)", " – møtte", "")
    return "\n".join(
        f"• {one.first} {one.last} – {one.company.name.removesuffix(' AS')}{said[at % 6]}"
        for at, one in enumerate(came)
    )


STYLES: tuple[Callable[[list[Came]], str], ...] = (
    numbered, turned, outlook, addresses, teams, signed, grouped, dashed,
)  # fmt: skip
