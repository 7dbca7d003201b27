"""What went wrong: one dialog however often, nobody's name in any log or report, and the next start that tells."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from crm import cli, traces
from crm.commands import backups, history, interactions, people
from crm.commands.interactions import Participant
from crm.queries import drafts
from crm.store import drafts as draft_files
from crm.store import opening
from tests.ui.register import TODAY, settle
from ui import bad_end, look
from ui.kit import excepthook
from ui.kit.unexpected import Unexpected

NAMES = (
    *("Ada", "Berg", "Kåre", "Ødegård", "Åse", "Aas", "Hansen", "Nordmann", "Nordlys", "Havbruk", "Kvitnes", "Solveig"),
    *("ada@nordlys.example", "912 34 567", "91234567", "Pilot havvind", "partnerliste", "Hemmelig"),
)


@pytest.fixture
def heard(window, home):
    """The hook of the real program, with its log."""
    look.hear_errors(lambda: window, home)
    yield excepthook._hook
    excepthook.restore()


def fail(hook, *, times: int = 1, kind: type[Exception] = ValueError) -> None:
    for _turn in range(times):
        try:
            raise kind("Kåre Ødegård, Hemmelig avtale, ada@nordlys.example")
        except kind as error:
            hook.hear(kind, error, error.__traceback__)


def fail_elsewhere(hook) -> None:
    name = "Solveig Kvitnes"
    try:
        int(name)
    except ValueError as error:
        hook.hear(ValueError, error, error.__traceback__)


def boxes() -> list[Unexpected]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, Unexpected) and one.isVisible()]


def words(box) -> str:
    return " ".join(label.text() for label in box.findChildren(QLabel) if not label.isHidden())


def press(box, verb: str) -> None:
    next(one for one in box.findChildren(QPushButton) if one.text() == verb).click()


def found(folder: Path) -> list[tuple[str, str]]:
    """The names that stand in any file below a folder, in UTF-8 and UTF-16, whatever their case."""
    hits = []
    for file in folder.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            for text in (content.decode("utf-8", "replace"), content.decode("utf-16-le", "replace")):
                plain = text.casefold()
                hits += [(file.name, name) for name in NAMES if name.casefold() in plain]
                if "\\u" in text:  # JSON that was written in ASCII
                    hits += [(file.name, name) for name in NAMES if json.dumps(name)[1:-1].casefold() in plain]
    return hits


def test_one_dialog_however_many_mistakes_and_all_of_them_are_copied(window, heard):
    fail(heard, times=42)
    settle(lambda: bool(boxes()))
    fail_elsewhere(heard)
    settle(lambda: "1 more error since." in words(boxes()[0]))
    (box,) = boxes()
    press(box, "Copy details")
    copied = QApplication.clipboard().text()
    assert copied.count("ValueError") == 2 and "Klynge: " in copied and "Qt: " in copied
    press(box, "Close")
    settle(lambda: not boxes())


def test_a_whole_job_leaves_nobodys_name_in_log_settings_or_report(window, known, heard, home, capsys):
    window.go("contacts", known.kare)
    window.page().search("Ødegård")
    settle(lambda: not window.desk.questions.waiting())
    solveig = people.add(first_name="Solveig", last_name="Kvitnes", organisation=known.nordlys)
    interactions.log(
        "Hemmelig avtale", held_on=TODAY, participants=[Participant(person=solveig)], notes="Ring 912 34 567"
    )
    window.go("interactions")
    window.go("members", known.nordlys)
    window.open_palette("Kåre")
    settle(lambda: not window.desk.questions.waiting())
    palette = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    if palette is not None:
        palette.close()
    history.undo()
    backups.take("asked")
    fail(heard)
    fail_elsewhere(heard)
    fail(heard, kind=KeyError)
    settle(lambda: bool(boxes()))
    box = boxes()[0]
    press(box, "Copy details")
    report = QApplication.clipboard().text()
    assert "ValueError" in report
    assert [name for name in NAMES if name.casefold() in f"{report} {words(box)}".casefold()] == []
    press(box, "Close")
    window.program.save()
    opening.close()
    assert cli.main(["log", str(known.path), "--subject", "Hemmelig", "--with", "Ada Berg", "--date", "nonsense"]) != 0
    capsys.readouterr()
    assert (home / look.LOG).exists() and found(home) == []
    (home / "canary").write_text("ÅSE", encoding="utf-8")
    assert found(home), "names are found where they are"


def test_a_path_names_no_person():
    for path in ("/home/ada/klynge/x.py", "C:\\Users\\Ada Berg\\x.py", "/Users/Ada/lib/site-packages/peewee.py"):
        assert "ada" not in traces.short(path).lower()
    assert traces.short(traces.__file__) == "crm/traces.py"


CHILD = """
import faulthandler, os, signal, sys
from pathlib import Path
from ui import bad_end
watch = bad_end.Watch(Path(sys.argv[1]))
print("none" if watch.before is None else "bad:" + watch.before.details, flush=True)
def Hemmelig_function():
    how = sys.argv[2]
    if how == "end":
        watch.end()
    elif how == "crash":
        faulthandler._sigsegv()
    elif how == "kill":
        os.kill(os.getpid(), signal.SIGTERM)
    elif how == "wait":
        sys.stdin.read()
        watch.end()
Hemmelig_function()
"""


def run(home: Path, how: str, script: Path | None = None) -> str:
    """What the program of a process of its own learns of the last time; it ends as `how` says."""
    line = [sys.executable, *([str(script)] if script else ["-c", CHILD]), str(home), how]
    environment = {**os.environ, "PYTHONPATH": str(Path(look.__file__).parent.parent)}
    return subprocess.run(line, capture_output=True, text=True, check=False, env=environment).stdout.strip()


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
def test_the_next_start_learns_of_a_crash_a_kill_and_of_a_good_end(tmp_path):
    home = tmp_path / "home"
    script = tmp_path / "Ada Berg" / "program.py"
    script.parent.mkdir()
    script.write_text(CHILD, encoding="utf-8")
    assert run(home, "end", script) == "none"
    assert run(home, "crash", script) == "none"
    told = run(home, "kill", script)
    assert told.startswith("bad:Fatal Python error") and "program.py" in told and "Ada" not in told
    assert run(home, "end", script) == "bad:"
    assert run(home, "end", script) == "none"


@pytest.mark.skipif(sys.platform == "win32", reason="needs signals")
def test_a_program_that_runs_still_did_not_end_badly(tmp_path):
    first = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(tmp_path), "wait"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert first.stdout is not None and first.stdout.readline() == "none\n"
        assert run(tmp_path, "end") == "none"
    finally:
        first.send_signal(signal.SIGKILL)
        first.communicate()
    assert run(tmp_path, "end") == "bad:"


def test_after_a_bad_end_the_register_is_looked_through_and_the_draft_offered(window, home):
    drafts_before = len(drafts.waiting())
    draft_files.write("log-1", json.dumps({"subject": "Hemmelig"}))
    assert len(drafts.waiting()) == drafts_before + 1
    bad_end.tell(window, bad_end.Ended(""), home)
    settle(lambda: "whole" in window.shell.bar.words())
    assert "What you were writing is kept." in window.shell.bar.words()
    window.shell.bar._act()
    settle(lambda: window.logging is not None)
    window.logging.close()


def test_after_a_crash_without_a_draft_its_details_can_be_copied(window, home):
    bad_end.tell(window, bad_end.Ended("Fatal Python error: Segmentation fault"), home)
    settle(lambda: "whole" in window.shell.bar.words())
    window.shell.bar._act()
    (box,) = boxes()
    assert "stopped by itself" in words(box) and "Segmentation" in box.details()
    press(box, "Close")
