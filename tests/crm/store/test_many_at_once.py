"""Several programs at once: on one old file one migrates and the others are told, on copies of one nobody waits."""

import lzma
import subprocess
import sys
from pathlib import Path

from crm.store import backup_names, migration, opening, soundness

OLD = Path(__file__).parents[2] / "old_files" / "schema_5.klynge.xz"
STARTED = """
import sys, time
from pathlib import Path
from crm.commands import organisations
from crm.errors import CrmError
from crm.store import opening
from crm.store.database import value

def longest(deed):
    took = []
    for number in range(20):
        start = time.perf_counter()
        deed(number)
        took.append(time.perf_counter() - start)
    return round(max(took), 2)

print("ready", flush=True)
sys.stdin.readline()
begun = time.perf_counter()
try:
    opening.open_register(Path(sys.argv[1]))
    organisations.add("Ny AS")
    print("opened", flush=True)
    deed = lambda number: organisations.add(f"Ny {number} AS")
except CrmError as problem:
    print("told", round(time.perf_counter() - begun, 1), problem, flush=True)
    deed = None
sys.stdin.readline()
if deed is None:
    opening.open_register(Path(sys.argv[1]), write=False)  # to look at it everybody may
    deed = lambda number: value("SELECT count(*) FROM organisation")
print(longest(deed), flush=True)
sys.stdin.readline()
"""


WAIT = 2
"""In seconds, the longest that anybody waits for others (issue 8)."""


def start(paths: list[Path]) -> list[str]:
    """Open all of them at the same moment; what each says, while those that opened one keep it open.

    Then all that opened one write to it, step by step, and those that did not read it: none of it takes long.
    """
    running = [
        subprocess.Popen(
            [sys.executable, "-c", STARTED, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for path in paths
    ]
    said = []
    for one in running:
        assert one.stdout is not None and one.stdout.readline() == "ready\n"
    for one in running:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    for one in running:
        assert one.stdout is not None
        said.append(one.stdout.readline().strip())
    for one in running:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    waits = [float(one.stdout.readline()) for one in running if one.stdout is not None]
    for one in running:
        one.communicate("end\n")
        assert one.returncode == 0
    assert max(waits) < WAIT, waits
    return said


def test_of_three_that_start_together_on_an_old_file_one_migrates_and_the_others_are_told(tmp_path: Path) -> None:
    path = tmp_path / "old.klynge"
    path.write_bytes(lzma.decompress(OLD.read_bytes()))
    said = sorted(start([path] * 3))
    assert said[0] == "opened" and all(words.startswith("told") for words in said[1:]), said
    assert all(float(words.split()[1]) < WAIT for words in said[1:]), said
    opening.open_register(path)
    assert migration.present() == migration.latest() and soundness.problems() == []
    opening.close()
    assert len(backup_names.listed(backup_names.folder(path))) == 1


def test_six_on_copies_do_not_disturb_each_other_and_a_second_on_one_is_told(tmp_path: Path) -> None:
    paths = [tmp_path / f"copy {number}.klynge" for number in range(6)]
    for path in paths:
        path.write_bytes(lzma.decompress(OLD.read_bytes()))
    said = sorted(start([*paths, paths[2]]))
    assert said[:6] == ["opened"] * 6 and said[6].startswith("told"), said
    assert float(said[6].split()[1]) < WAIT, said
    for path in paths:
        opening.open_register(path)
        assert soundness.problems() == []
        opening.close()
