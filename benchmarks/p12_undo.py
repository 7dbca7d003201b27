"""P12: undoing a bulk edit, beside doing it."""

from pathlib import Path
from time import process_time

from benchmarks import registers, runs
from benchmarks.bar import Result, ratio
from benchmarks.sizes import Sizes

_EDITED = 2_000


def measure(sizes: Sizes) -> list[Result]:
    """Processor time; deleting 500 records with all that hangs on them comes with the command that does it."""
    big = registers.sample(sizes.scale, sizes.notes)
    with registers.copy(big) as path:
        told = [runs.child("p12_undo", "edited_and_undone", path=path).told for _time in range(sizes.times)]
    done, undone = (sorted(one[name] for one in told)[len(told) // 2] for name in ("done", "undone"))
    return [ratio("P12", f"undo of an edit of {_EDITED} contacts in one step", undone, done, 2, "doing it")]


def edited_and_undone(path: str) -> dict[str, float]:
    """Write 2 000 contacts in one step, then undo it."""
    from crm.commands import history
    from crm.store import journal, opening
    from crm.store.database import database, rows

    opening.open_register(Path(path), check=False)
    ids = [row for (row,) in rows("SELECT id FROM person ORDER BY id LIMIT ?", (_EDITED,))]
    started = process_time()
    with journal.step("Edit many") as step:
        database.connection().executemany(
            "UPDATE person SET source = ?, notes = ?, version = ? WHERE id = ?",
            [("Messe", f"Ny merknad {row}", step.id, row) for row in ids],
        )
    done = process_time() - started
    started = process_time()
    history.undo()
    undone = process_time() - started
    opening.close()
    return {"done": done, "undone": undone}
