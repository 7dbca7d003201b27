"""What came of it and who saw it: results, media items, surveys, relations, and the numbers of companies."""

from typing import NamedTuple

from crm.store.database import rows


class Result(NamedTuple):
    """A result of a year; `number` of them."""

    id: int
    type: str
    number: int
    attribution: str
    evidence: str


class Item(NamedTuple):
    """Something that was published."""

    id: int
    published_on: str
    channel: str
    international: bool


class Survey(NamedTuple):
    """A survey of a year; satisfaction in hundredths on a scale from 1 to `scale_max`."""

    id: int
    sent_to: int | None
    responses: int | None
    satisfaction: int | None
    scale_max: int


class Relation(NamedTuple):
    """A relation on a day; `country_code` is its own or that of the organisation."""

    id: int
    country_code: str
    helix_sector: str


class Numbers(NamedTuple):
    """What is known of a company's year; money in øre."""

    employees: int | None
    turnover: int | None


def results(year: int) -> list[Result]:
    """The results of a year, archived ones among them."""
    return [
        Result(*row)
        for row in rows("SELECT id, type, count, attribution, evidence FROM result WHERE year = ? ORDER BY id", (year,))
    ]


def media(first: str, last: str) -> list[Item]:
    """What was published from the first day to the last, archived items among them."""
    found = rows(
        "SELECT id, published_on, channel, international FROM media_item WHERE year BETWEEN ? AND ?"
        " AND published_on BETWEEN ? AND ? ORDER BY id",
        (int(first[:4]), int(last[:4]), first, last),
    )
    return [Item._make((*row[:3], bool(row[3]))) for row in found]


def surveys(year: int) -> list[Survey]:
    """The surveys of a year, archived ones among them."""
    return [
        Survey(*row)
        for row in rows(
            "SELECT id, sent_to, responses, satisfaction, scale_max FROM survey WHERE year = ? ORDER BY id", (year,)
        )
    ]


def relations(day: str) -> list[Relation]:
    """The relations that there are on a day, archived ones among them."""
    found = rows(
        "SELECT r.id, CASE r.country_code WHEN '' THEN o.country_code ELSE r.country_code END, o.helix_sector"
        " FROM external_relation AS r JOIN organisation AS o ON o.id = r.organisation_id"
        " WHERE (r.from_on IS NULL OR r.from_on <= :day) AND (r.to_on IS NULL OR r.to_on >= :day) ORDER BY r.id",
        {"day": day},
    )
    return [Relation(*row) for row in found]


def numbers(year: int) -> dict[int, Numbers]:
    """The numbers of a year by organisation."""
    found = rows("SELECT organisation_id, employees, turnover FROM organisation_year WHERE year = ?", (year,))
    return {organisation: Numbers(employees, turnover) for organisation, employees, turnover in found}
