"""Nobody of the register stands in the temporary folder, neither while something is done nor afterwards.

Everything is done by a process of its own whose temporary folder holds nothing else, watched all the while. What may
stand there: a copy of an attached file that was lent to another program, until that is taken away, and the sheet that
openpyxl is writing, until the workbook is whole.
"""

import os
import subprocess
import sys
from pathlib import Path

from tests.crm.store.left_bytes import hits

WORDS = ("Ragnfrid", "Tjuvskjærsund", "ragnfrid.ts@tjuvhavn.example")

PROGRAM = """
import sys, threading
from datetime import date
from pathlib import Path
from crm.commands import attachments, backups, drafts, erasing, protection
from crm.exchange import attachment_copies, carry_out, export, isolation, plan
from crm.store import backup_names, keys, opening, protection as protecting, recover
from crm.store.database import value
from tests.crm.store.left_bytes import hits

WORDS = {words!r}
folder, temporary = Path(sys.argv[1]), Path(sys.argv[2])
register, seen, over = folder / "register.klynge", set(), threading.Event()

def look(allowed=("openpyxl.",)):
    try:
        return {{file for file, _word in hits(temporary, WORDS) if not file.startswith(allowed)}}
    except OSError:
        return set()  # it went while it was looked at

def watch():
    while not over.wait(0.003):
        seen.update(look())

watching = threading.Thread(target=watch)
watching.start()
opening.create(register)
rows = (f"Ragnfrid;Tjuvskjærsund {{n}};r{{n}}.ragnfrid.ts@tjuvhavn.example;Nord AS" for n in range(400))
(folder / "liste.csv").write_text("\\n".join(("Fornavn;Etternavn;E-post;Bedrift", *rows)), encoding="utf-8")
made = plan.of_source(isolation.read(folder / "liste.csv"), "liste.csv", today=date(2026, 11, 23))
carry_out.carry_out(made)
assert value("SELECT count(*) FROM person") == 400
export.export("contacts", folder / "ut.xlsx", today=date(2026, 11, 23))
made = isolation.read(folder / "ut.xlsx")
drafts.keep("", {{"notes": "Til Ragnfrid Tjuvskjærsund"}})
(file,) = attachments.add([attachments.keep("CV Ragnfrid Tjuvskjærsund".encode() * 99, "Ragnfrid.txt")], person=1)
copy = backups.take("asked")
opening.close()
backups.restore(register, copy)
opening.open_register(register)
key = keys.make("fire ord på rad")
protecting.change(key)
opening.close()
keys.trust(key)
recover.recover(register, folder / "berget.klynge")
opening.open_register(register)
protecting.change(None)
over.set()
watching.join()
assert seen == set(), seen
lent = attachment_copies.lend(file)
assert look(), "the copy that another program was given is seen"
erasing.erase(1, also=("Ragnfrid",))
attachment_copies.forget()
assert look(()) == set() and not lent.exists()
opening.close()
print("done")
"""


def test_nobody_stands_in_the_temporary_folder(tmp_path: Path) -> None:
    folder, temporary = tmp_path / "data", tmp_path / "temporary"
    folder.mkdir()
    temporary.mkdir()
    environment = {**os.environ, **dict.fromkeys(("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"), str(temporary))}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(words=WORDS), str(folder), str(temporary)],
        cwd=Path(__file__).parents[3],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0 and done.stdout == "done\n", done.stderr
    assert hits(temporary, WORDS) == [] and not list(temporary.glob("klynge-*"))
