"""P8: the contacts written to a workbook, beside openpyxl writing the same cells."""

from pathlib import Path
from time import process_time

from benchmarks import registers, runs
from benchmarks.bar import Result, ratio
from benchmarks.sizes import Sizes


def measure(sizes: Sizes) -> list[Result]:
    """Processor time of both; the floor has its cells in memory already."""
    path = registers.sample(sizes.scale, sizes.notes)

    def timed(task: str) -> float:
        return float(runs.child("p08_export", task, path=path, out=registers.KEPT / f"{task}.xlsx").told["seconds"])

    ours, floor = runs.turns([lambda: timed("ours"), lambda: timed("bare")], min(3, sizes.times))
    work = f"export of {sizes.contacts} contacts x 20 columns to .xlsx, read back before it is done"
    return [ratio("P8", work, ours, floor, 1.2, "openpyxl write-only with the same cells")]


def ours(path: str, out: str) -> dict[str, float]:
    """The export as the command line does it."""
    from crm.exchange import export
    from crm.store import opening

    opening.open_register(Path(path), write=False, check=False)
    started = process_time()
    export.export("contacts", Path(out))
    spent = process_time() - started
    opening.close()
    return {"seconds": spent}


def bare(path: str, out: str) -> dict[str, float]:
    """openpyxl and nothing else."""
    import openpyxl

    from crm.queries import exports
    from crm.store import opening

    opening.open_register(Path(path), write=False, check=False)
    from datetime import date

    rows = exports.contact_rows(exports.contacts(), date.today())
    opening.close()
    started = process_time()
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(out)
    return {"seconds": process_time() - started}
