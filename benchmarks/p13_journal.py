"""P13: what the journal costs, in bulk and for one record that is edited."""

from pathlib import Path
from time import process_time
from typing import Any

from benchmarks import registers, runs
from benchmarks.bar import Result, limit, ratio
from benchmarks.sizes import Sizes

_COLUMNS = ("first_name", "last_name", "name_key", "sort_key", "search_text", "version")


def measure(sizes: Sizes) -> list[Result]:
    """Bulk writing with and without the journal; one edit through its command."""
    empty = registers.sample(1, 600)

    def written(journal: bool) -> float:
        with registers.copy(empty) as path:
            return float(
                runs.child("p13_journal", "bulk", path=path, count=sizes.contacts, journal=journal).told["cpu"]
            )

    ours, floor = runs.turns([lambda: written(True), lambda: written(False)], min(3, sizes.times))
    big = registers.sample(sizes.scale, sizes.notes)
    with registers.copy(big) as path:
        edit = runs.child("p13_journal", "edits", path=path, count=500).told["cpu"]
    return [
        ratio(
            "P13", f"{sizes.contacts} people written in bulk, search index included", ours, floor, 2, "without journal"
        ),
        limit("P13", "one contact edited through its command (CPU)", edit, 0.001),
    ]


def bulk(path: str, count: int, journal: bool) -> dict[str, float]:
    """Write people, through a step or with the triggers taken away and the index filled at the end."""
    from crm.commands import bulk
    from crm.records.person import Person
    from crm.store import journal as steps
    from crm.store import opening, triggers
    from crm.store.database import database

    opening.open_register(Path(path))
    values = list(_people(count))
    started = process_time()
    if journal:
        with steps.step("Bulk"):
            bulk.insert(Person, _COLUMNS, values)
    else:
        with database.atomic():
            triggers.drop()
            first = bulk.next_id(Person)
            rest = [field for field in Person._meta.sorted_fields if field.column_name not in ("id", *_COLUMNS)]
            columns = ", ".join([*_COLUMNS, *(field.column_name for field in rest)])
            standard = ["NULL" if field.default is None else repr(field.default) for field in rest]
            marks = ", ".join(["?"] * len(_COLUMNS) + standard)
            database.connection().executemany(f"INSERT INTO person ({columns}) VALUES ({marks})", values)
            for index in ("person_words", "person_grams"):
                database.execute_sql(
                    f"INSERT INTO {index} (rowid, search_text) SELECT id, search_text FROM person WHERE id >= ?",
                    (first,),
                )
    spent = process_time() - started
    opening.close()
    return {"cpu": spent}


def _people(count: int) -> Any:
    for number in range(count):
        name = f"kari {number:x} nordmann {number * 7919 % 100_003:x}"
        yield "Kari", f"Nordmann {number}", name, name, name, 1


def edits(path: str, count: int) -> dict[str, float]:
    """The processor time of one edit of a contact, over many."""
    from crm.commands import people
    from crm.store import opening

    opening.open_register(Path(path))
    people.edit(1, notes="warm")
    started = process_time()
    for number in range(count):
        people.edit(2 + number, notes=f"edit {number}")
    spent = (process_time() - started) / count
    opening.close()
    return {"cpu": spent}
