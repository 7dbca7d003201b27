"""P18: what a passphrase costs: the same questions and writes in a register and in the same one, protected."""

from datetime import date
from pathlib import Path
from time import process_time

from benchmarks import registers, runs
from benchmarks.bar import Result, ratio
from benchmarks.sizes import Sizes

PASSPHRASE = "four words that rhyme"
_TASKS = {
    "open": ("opening it", 0.0),
    "lists": ("the first rows of all contacts, sorted by name", 1.5),
    "search": ("150 key strokes of searching", 1.5),
    "log": ("40 meetings logged", 1.5),
}


def measure(sizes: Sizes) -> list[Result]:
    """Each deed in turns with the same in the plain register; the protecting itself beside a backup."""
    path = registers.sample(sizes.scale, sizes.notes)
    with registers.copy(path) as plain:
        protected = plain.with_name(f"protected-{plain.name}")
        cost = runs.child("p18_protected", "protect", path=str(plain), to=str(protected)).told
        told: dict[bool, list[dict[str, float]]] = {False: [], True: []}
        for _time in range(sizes.times):
            for one, file in ((False, plain), (True, protected)):
                told[one].append(runs.child("p18_protected", "used", path=str(file)).told)
    lines = []
    for task, (words, bar) in _TASKS.items():
        without, within = (sorted(one[task] for one in told[kind])[sizes.times // 2] for kind in (False, True))
        made = ratio("P18", f"protected: {words} (CPU)", within, without, bar, "the same unprotected")
        lines.append(made if bar else made._replace(bar="–", holds=None))
    made = ratio(
        "P18", "putting it under a passphrase, compared row by row (CPU)", cost["protect"], cost["backup"], 0, ""
    )
    return [*lines, made._replace(bar="– a verified backup", holds=None)]


def protect(path: str, to: str) -> dict[str, float]:
    """Seconds of a backup, and of protecting a copy, which stays at `to`."""
    import shutil

    from crm.store import backup, keys, opening, protection

    shutil.copyfile(path, to)
    opening.open_register(Path(to))
    started = process_time()
    made = backup.take(Path(to), "bench")
    took = process_time() - started
    shutil.rmtree(made.parent)
    key = keys.make(PASSPHRASE)
    started = process_time()
    protection.change(key)
    cost = process_time() - started
    opening.close()
    return {"backup": took, "protect": cost}


def used(path: str) -> dict[str, float]:
    """Seconds of opening it, of lists and searches once warm, and of logging."""
    from benchmarks.p03_search import prefixes
    from crm.commands import interactions
    from crm.commands.interactions import Participant
    from crm.queries import search
    from crm.queries.people import PeopleQuery
    from crm.store import keys, opening

    file, told, started = Path(path), {}, process_time()
    if keys.salt_of(file):
        keys.unlock(file, PASSPHRASE)
    opening.open_register(file, check=False)
    told["open"], started = process_time() - started, process_time()
    for _time in range(5):
        query = PeopleQuery()
        query.rows(query.ids()[:50])
    told["lists"], started = process_time() - started, process_time()
    for text in prefixes():
        search.hits(text, 12)
    told["search"], started = process_time() - started, process_time()
    person = PeopleQuery().ids()[0]
    for number in range(40):
        interactions.log(f"Bench {number}", held_on=date(2026, 1, 5), participants=[Participant(person)])
    told["log"] = process_time() - started
    opening.close()
    return told
