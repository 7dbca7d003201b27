"""The cluster's focus areas in their order, children behind their parents."""

from typing import NamedTuple

from crm.store.database import rows


class FocusAreaRow(NamedTuple):
    """A focus area, named in the language asked for."""

    id: int
    version: int
    code: str
    name: str
    name_nb: str
    name_en: str
    parent_id: int | None
    active_from_year: int | None
    active_to_year: int | None
    archived: bool


def all(language: str, *, archived: bool = False) -> list[FocusAreaRow]:
    """The focus areas; `language` is nb or en."""
    name = "name_nb" if language == "nb" else "name_en"
    found = rows(
        f"SELECT id, version, code, {name}, name_nb, name_en, parent_id, active_from_year, active_to_year, archived"
        " FROM focus_area WHERE archived <= ? ORDER BY place, code, id",
        (int(archived),),
    )
    return [FocusAreaRow._make((*line[:9], bool(line[9]))) for line in found]
