"""Contact lists to bring in, written once and kept in build/bench: all new, the same again, one in ten changed."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks import registers

HEADER = (
    "Fornavn", "Etternavn", "Stilling", "E-post", "Mobil", "Telefon", "Bedrift", "Org.nr.", "Adresse", "Postnr",
    "Poststed", "Merknad",
)  # fmt: skip
_PEOPLE_A_COMPANY = 4
_FIRST_NUMBER = 32_000_000


def workbook(count: int, *, changed: bool = False) -> Path:
    """A list of `count` people with twelve columns; `changed`: one in ten has another title."""
    path = registers.KEPT / f"list-{count}{'-changed' if changed else ''}.xlsx"
    if not path.exists():
        import openpyxl

        registers.KEPT.mkdir(parents=True, exist_ok=True)
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet("Kontakter")
        sheet.append(HEADER)
        for row in rows(count, changed=changed):
            sheet.append(row)
        part = path.with_suffix(".part")
        book.save(part)
        part.replace(path)
    return path


def rows(count: int, *, changed: bool = False) -> Iterator[tuple[str, ...]]:
    """The rows below the header."""
    from crm.demo import data
    from crm.demo.organisations import domain

    names = data.names()
    first_names = [*names.women, *names.men]
    numbers = _numbers()
    company = number = ""
    for place in range(count):
        if place % _PEOPLE_A_COMPANY == 0:
            nth = place // _PEOPLE_A_COMPANY
            beginning = names.beginnings[nth % len(names.beginnings)]
            company = f"{beginning}{names.stems[nth // 40 % len(names.stems)]} {nth} AS"
            number = next(numbers)
        first = first_names[place % len(first_names)]
        last = f"{names.last[place // 7 % len(names.last)]}"
        yield (
            first,
            last,
            "Seniorrådgiver" if changed and place % 10 == 3 else ("Daglig leder", "Forsker", "Rådgiver")[place % 3],
            f"{domain(first)}.{domain(last)}{place}@{domain(company)}.example",
            f"+47 4{place % 10_000_000:07}",
            f"77 {place % 1_000_000:06}",
            company,
            number,
            f"Storgata {place % 200}",
            f"{9000 + place % 900}",
            "Tromsø",
            f"Fra messen, stand {place}" if place % 4 == 0 else "",
        )


def _numbers() -> Iterator[str]:
    from crm.rules import orgnr

    candidate = _FIRST_NUMBER
    while True:
        candidate += 1
        yield from (f"{candidate}{digit}" for digit in range(10) if orgnr.valid(f"{candidate}{digit}"))
