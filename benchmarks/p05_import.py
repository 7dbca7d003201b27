"""P5, P6, P7, P10: a list brought in, brought in again, taken back; beside a reader and executemany alone."""

import shutil
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from benchmarks import lists, registers, runs
from benchmarks.bar import Result, limit, ratio
from benchmarks.sizes import Sizes


def measure(sizes: Sizes) -> list[Result]:
    """Processor time of whole processes, the reader's child included; in the sample cluster every contact is new."""
    count = sizes.contacts
    fresh = lists.workbook(count)
    changed = lists.workbook(count, changed=True)
    empty = registers.sample(1, 600)
    kinds: dict[str, list[runs.Run]] = {name: [] for name in ("new", "floor", "again", "changed", "taken")}
    for _time in range(min(3, sizes.times)):
        with registers.copy(empty) as file:
            kinds["new"].append(runs.verb("import", file, fresh, "--json"))
            kinds["again"].append(runs.verb("import", file, fresh, "--json"))
            kinds["changed"].append(runs.verb("import", file, changed, "--json"))
        with registers.copy(empty) as file:
            kinds["taken"].append(runs.child("p05_import", "written_and_taken_back", path=file, source=fresh))
        with registers.copy(empty) as file:
            kinds["floor"].append(runs.child("p05_import", "floor", path=file, source=fresh))
    cpu = {name: median(run.cpu for run in found) for name, found in kinds.items()}
    for kind, action in (("new", "new"), ("again", "same")):
        told = kinds[kind][0].told
        # A few are called as somebody of the sample who has no mobile: those are asked about
        assert told[action] + told["questions"] == count and told["questions"] <= count / 100, told
    back, written = (median(run.told[name] for run in kinds["taken"]) for name in ("back", "written"))
    work = f"import of {count} x 12 new contacts from .xlsx, whole process (CPU)"
    found = [
        ratio("P5", work, cpu["new"], cpu["floor"], 2.2, "calamine and executemany, index filled at the end"),
        ratio("P6", "the same list again, all known (CPU)", cpu["again"], cpu["new"], 1, "the first import"),
        ratio(
            "P6", "the same list with one row in ten changed (CPU)", cpu["changed"], cpu["new"], 1, "the first import"
        ),
        ratio("P7", "that import taken back (CPU)", back, written, 1, "writing it"),
        limit("P10", "memory of that import", max(run.peak for run in kinds["new"]), 500, "MB"),
    ]
    return [*found, _office(fresh, count, cpu["new"])]


def _office(source: Path, count: int, ours: float) -> Result:
    """Beside LibreOffice's mere conversion of the same file to text."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    work = f"the same import of {count} contacts"
    if program is None:
        return Result("P5", work, "LibreOffice is not installed here", "≤ 2.5x its conversion of the file", None)
    words = [program, "--headless", "--convert-to", "csv", "--outdir", str(registers.KEPT), str(source)]
    runs.process(words)
    return ratio("P5", work, ours, runs.process(words).cpu, 2.5, "LibreOffice's conversion of the file")


def written_and_taken_back(path: str, source: str) -> dict[str, float]:
    """Seconds of writing a planned list, and of taking it back again."""
    from datetime import date

    from crm.commands import history
    from crm.exchange import carry_out, plan
    from crm.store import opening

    opening.open_register(Path(path))
    made = plan.make(Path(source), today=date.today())
    started = process_time()
    outcome = carry_out.carry_out(made)
    written = process_time() - started
    assert outcome.step is not None
    started = process_time()
    kept = history.take_back(outcome.step).kept
    back = process_time() - started
    assert not kept
    opening.close()
    return {"written": written, "back": back}


def floor(path: str, source: str) -> dict[str, int]:
    """The least that brings the same rows in: read, split into tables, insert, fill the index; nothing is compared."""
    from python_calamine import CalamineWorkbook

    from crm.store import opening, triggers
    from crm.store.database import database, value

    rows = CalamineWorkbook.from_path(source).get_sheet_by_index(0).iter_rows()
    next(rows)
    opening.open_register(Path(path))
    insert: Any = database.connection().executemany
    with database.atomic():
        triggers.drop()
        person = first = value("SELECT max(id) FROM person") + 1
        organisation = first_organisation = value("SELECT max(id) FROM organisation") + 1
        first_point = value("SELECT max(id) FROM contact_point") + 1
        known: dict[str, int] = {}
        organisations, people, positions, points = [], [], [], []
        for row in rows:
            given, last, title, email, mobile, phone, company, number, street, code, city, note = map(str, row)
            place = known.get(company)
            if place is None:
                place = known[company] = organisation
                folded = company.lower()
                organisations.append((organisation, company, number, street, code, city, folded, folded, folded))
                organisation += 1
            name = f"{given} {last}".lower()
            people.append((person, given, last, note, name, name, name))
            positions.append((person, place, title))
            points.append((person, "email", email, email, email))
            points.append((person, "phone", mobile, mobile, mobile))
            points.append((person, "phone", phone, phone, phone))
            person += 1
        insert(_sql("organisation", _ORGANISATION), organisations)
        insert(_sql("person", _PERSON), people)
        insert(_sql("position", _POSITION), positions)
        insert(_sql("contact_point", _POINT), points)
        for table, begin in (("person", first), ("organisation", first_organisation), ("contact_point", first_point)):
            for index in (f"{table}_words", f"{table}_grams")[table == "contact_point" :]:
                database.execute_sql(
                    f"INSERT INTO {index} (rowid, search_text) SELECT id, search_text FROM {table} WHERE id >= ?",
                    (begin,),
                )
    opening.close()
    return {"people": person - first}


_ORGANISATION = {
    **dict.fromkeys(("id", "name", "org_number", "street", "postal_code", "city"), "?"),
    **dict.fromkeys(("name_key", "sort_key", "search_text"), "?"),
    "helix_sector": "'company'",
    "country_code": "'NO'",
    "size_class": "'unknown'",
}
_PERSON = {
    **dict.fromkeys(("id", "first_name", "last_name", "notes", "name_key", "sort_key", "search_text"), "?"),
    "lawful_basis": "'legitimate_interest'",
    "status": "'active'",
}
_POSITION = dict.fromkeys(("person_id", "organisation_id", "title"), "?") | {"is_primary": "1"}
_POINT = dict.fromkeys(("person_id", "kind", "value", "normalised", "search_text"), "?") | {"label": "'work'"}


def _sql(table: str, columns: dict[str, str]) -> str:
    """An INSERT that fills the columns not named with nothing."""
    from crm.store.database import rows

    missing = {
        name: "0" if kind == "INTEGER" else "''"
        for name, kind, required in rows('SELECT name, type, "notnull" FROM pragma_table_info(?)', (table,))
        if required and name not in columns and name != "id"
    }
    whole = columns | missing
    return f'INSERT INTO "{table}" ({", ".join(whole)}) VALUES ({", ".join(whole.values())})'
