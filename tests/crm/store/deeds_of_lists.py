"""What people do in the lists, as deeds that are killed and that meet a failing disk (see `killing`)."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

from crm.commands import (
    erasing,
    history,
    interactions,
    own_fields,
    own_values,
    people,
    recycle_bin,
    removal,
    round_trip,
    saved_views,
    several,
)
from crm.commands.interactions import Participant
from crm.queries import looks
from crm.queries.lists import fields
from crm.store import backup_names, tables
from crm.store.database import rows, value

DAY = date(2026, 11, 23)
NAME = "Aldrisett"
"""Who is erased: nobody else is called so, and no program either."""


def views() -> None:
    """A view is kept, picked for by hand, changed, copied, pinned, begun with and removed."""
    ids = _ids("person", 40)
    view = saved_views.save("person", "Mine", looks.to_text("person", looks.standard("person")), added=ids[:20])
    saved_views.leave_out(view, ids[20:30])
    saved_views.pin_on_top(view, ids[30:])
    saved_views.change(view, looks.to_text("person", looks.by_hand("person")))
    saved_views.begin_with(saved_views.copy(view, "Min kopi"))
    saved_views.archive(view)
    saved_views.restore(view)


def own() -> None:
    """Fields of one's own come, are filled in for many at once, and one of them goes again."""
    ids = _ids("person")
    size = own_fields.add("person", "Skonummer", "number")
    colour = own_fields.add("person", "Farge", "choice", choices=("Rød", "Blå"))
    own_values.put_all("person", ids, size, 4_300)
    own_values.put_all("person", ids, colour, value("SELECT min(id) FROM own_choice"))
    own_values.put("person", ids[0], {size: 4_400})
    own_fields.archive(size)
    history.undo()
    history.undo()


def bulk() -> None:
    """Hundreds of records changed, tagged and archived at once, and all of that undone."""
    ids = _ids("person")
    several.put("person", ids, fields.get("person", "source"), "Fra messen")
    several.tag("person", ids, put=("Messe", "2026"))
    several.archive("person", ids)
    history.undo()
    several.restore("person", ids[:5])
    history.undo()
    history.undo()


def came_back() -> None:
    """A list comes back from Excel with edits of all rows, new ones and some that are gone."""
    source, last = fields.get("person", "source"), fields.get("person", "last_name")
    ids = _ids("person")
    edits = {row: ((source, f"Endret {row}"), (last, f"Nyttnavn{row}")) for row in ids[:50]}
    new = [(f"Ny {number}", {"last_name": (last, f"Nyny{number}")}) for number in range(20)]
    round_trip.take("person", edits, new=new, gone=ids[50:60], file="liste.xlsx", on=DAY)
    history.take_back(value("SELECT max(id) FROM step"))


def bin() -> None:
    """People, an organisation with all who work there, and a meeting are thrown away and come back."""
    ids = _ids("person", 4)
    for row in ids:
        removal.delete("person", row)
    removal.archive("organisation", 1)
    removal.delete("organisation", 2)
    removal.delete("interaction", 1)
    recycle_bin.restore("organisation", 1)
    recycle_bin.restore("organisation", 2)
    recycle_bin.restore("interaction", 1)
    for row in ids:
        recycle_bin.restore("person", row)


def erase() -> None:
    """A person is erased, with what the journal, the files, the notes of others and the backups keep of them."""
    erasing.erase(value("SELECT max(id) FROM person"), also=(NAME,))
    assert not remembered()


def everything() -> None:
    """All of these but the erasing, one after the other."""
    for deed in (views, own, bulk, came_back, bin):
        deed()


DEEDS: dict[str, Callable[[], None]] = {
    "views": views,
    "own_fields": own,
    "bulk": bulk,
    "round_trip": came_back,
    "bin": bin,
    "lists": everything,
    "erase": erase,
}


def prepare(deed: str) -> None:
    """What the deed needs beside the list that was brought in; the register is open."""
    both = [Participant(organisation=1), Participant(organisation=2), Participant(person=_ids("person", 1)[0])]
    interactions.log("Møte", held_on=DAY, participants=both)
    if deed != "erase":
        return
    person = people.add(first_name="Eva", last_name=NAME, organisation=1, notes=f"{NAME} vil ha brev")
    people.edit(person, notes=f"{NAME} vil ikke ha brev")
    interactions.log(f"Møte med {NAME}", held_on=DAY, notes=f"Sa {NAME}", participants=[Participant(person=person)])


def remembered() -> int:
    """In how many rows and images of the register the person stands who is erased: all of them or none."""
    return sum(NAME in json.dumps(rows(f'SELECT * FROM "{table}"')) for table in (*tables.journalled(), "change"))


def is_gone_or_there(register: Path) -> bool:
    """Whether the one who is erased is still wholly there, or in no byte of the register and its backups."""
    files = [register, register.with_name(f"{register.name}-wal"), *backup_names.folder(register).rglob("*")]
    held = any(NAME.lower().encode() in file.read_bytes().lower() for file in files if file.is_file())
    return bool(remembered()) or not held


def _ids(table: str, most: int = 80) -> list[int]:
    return [row for (row,) in rows(f'SELECT id FROM "{table}" ORDER BY id LIMIT ?', (most,))]
