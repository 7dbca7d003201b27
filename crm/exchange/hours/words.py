"""By which headers the columns of a list of hours are known (`crm.rules.folding.loose`), in both languages."""

import re
from collections.abc import Mapping, Sequence

from crm.exchange.source import Cell
from crm.rules.folding import loose


def _known(words: str) -> frozenset[str]:
    return frozenset(" ".join(word.split()) for word in words.split(","))


COLUMNS: Mapping[str, frozenset[str]] = {
    "number": _known(
        """org nr, orgnr, org nummer, orgnummer, organisasjonsnummer, organisasjonsnr, foretaksnummer, org number,
        org no, organisation number, organization number, company number"""
    ),
    "member": _known(
        """medlem, medlemsbedrift, medlemsnavn, bedrift, bedriftsnavn, virksomhet, organisasjon, firma, firmanavn,
        selskap, partner, deltaker, deltakerbedrift, foretak, navn pa bedrift, navn pa virksomhet, arbeidsgiver,
        klyngemedlem, member, company, company name, organisation, organization, employer"""
    ),
    "day": _known("dato, dag, utfort, utfort dato, arbeidsdato, day, date, work date"),
    "month": _known("maned, mnd, periode, month, period"),
    "year": _known("ar, year"),
    "hours": _known(
        """timer, antall timer, ant timer, timeantall, timetall, timer brukt, brukte timer, sum timer, timer totalt,
        totalt timer, egeninnsats timer, tid, tidsbruk, hours, hrs, number of hours, hours worked, total hours,
        time spent"""
    ),
    "rate": _known(
        """timesats, timesats kr, timesats nok, sats, sats kr, timepris, timekostnad, kr time, kr per time, kr pr time,
        rate, rate nok, hourly rate, nok per hour, price per hour"""
    ),
    "amount": _known(
        """belop, belop kr, belop nok, kontant, kontantbidrag, sum, sum kr, kroner, kr, nok, verdi, kostnad, amount,
        amount nok, cash, value, cost, total"""
    ),
    "what": _known(
        """aktivitet, arbeid, utfort arbeid, arbeidsoppgave, oppgave, beskrivelse, kommentar, merknad, notat, tekst,
        hva, til hva, hva er gjort, hva gjelder det, formal, prosjekt, delprosjekt, description, what, what for,
        purpose, task, work, project, activity, comment, notes"""
    ),
    "document": _known(
        """bilag, bilagsnr, bilagsnummer, dokument, dokumentasjon, referanse, timeliste, vedlegg, document, reference,
        time sheet, voucher"""
    ),
}
"""What people are called stands in no column here: who worked is of no matter and is not kept."""

LABELS: Mapping[str, frozenset[str]] = {
    "member": COLUMNS["member"] | _known("timeliste for, egeninnsats fra, egeninnsats for, time sheet for"),
    "number": COLUMNS["number"],
    "rate": COLUMNS["rate"],
    "year": COLUMNS["year"],
}
"""What may stand above a list, with its value beside it or behind a colon."""

_OR_PERSON = _known("navn, name, hvem, who")
_SUMS = _known(
    """sum, sum timer, sum totalt, totalsum, delsum, totalt, total, i alt, til sammen, tilsammen, totals, in all,
    subtotal, grand total"""
)
_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")


def columns(row: Sequence[Cell]) -> dict[str, list[int]]:
    """The places of the columns by what they hold, where a row is that of the headers.

    "name" are columns of names, which are people's where something else says the member.
    """
    found: dict[str, list[int]] = {}
    for place, cell in enumerate(row):
        for key, known in COLUMNS.items():
            if any(head in known for head in heads(cell)):
                found.setdefault(key, []).append(place)
    names = [place for place, cell in enumerate(row) if any(head in _OR_PERSON for head in heads(cell))]
    return found | ({"name": names} if names else {})


def heads(cell: Cell) -> tuple[str, ...]:
    """A header as it is compared: with and without what stands in brackets; () for what is no text."""
    if not isinstance(cell, str):
        return ()
    return loose(cell), loose(_BRACKETS.sub(" ", cell))


def is_sum(cell: Cell) -> bool:
    """Whether a row that begins with this sums others."""
    return isinstance(cell, str) and loose(cell) in _SUMS
