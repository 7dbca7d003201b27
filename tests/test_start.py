"""The start: what it says where it cannot, and that it reaches no further than its two doors."""

import ast
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import main
from crm.exchange import isolation
from crm.reports.template import apart
from tests.crm.exchange import files
from tests.crm.reports.template import form

ROOT = Path(main.__file__).parent
BARE = "import sys; sys.path.insert(0, {root!r}); import main; sys.exit(main.main({arguments!r}))"


def start(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """What `python main.py ARGUMENTS` did."""
    return run("main.py", *arguments, **environment)


def start_bare(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The same by a Python that has nothing but its standard library."""
    return run("-I", "-S", "-c", BARE.format(root=str(ROOT), arguments=list(arguments)))


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env={**kept, "PYTHONIOENCODING": "utf-8", **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


@pytest.mark.parametrize("arguments", [(), ("check", "cluster.klynge")])
def test_without_its_libraries_it_says_what_to_run(arguments):
    done = start_bare(*arguments)
    assert (done.returncode, done.stdout) == (1, "")
    assert "make run" in done.stderr
    assert "pip install -r requirements.txt" in done.stderr
    assert "Traceback" not in done.stderr


def test_only_the_windows_need_qt():
    assert "PySide6" in start_bare().stderr
    assert "PySide6" not in start_bare("check", "cluster.klynge").stderr


@pytest.mark.parametrize("arguments", [("--nonsense",), ("a.klynge", "b.klynge"), ("--lang", "sv")])
def test_a_command_line_it_does_not_know_is_usage(arguments):
    done = start(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("usage: python main.py")


def test_help_names_every_verb():
    done = start("--help")
    assert done.returncode == 0
    assert all(verb in done.stdout for verb in main.VERBS)


def test_the_gallery_writes_its_pictures(tmp_path):
    done = start("gallery", str(tmp_path / "kit.png"), "--font", "90", QT_QPA_PLATFORM="offscreen")
    assert done.returncode == 0, done.stderr
    assert {"kit-charts-light.png", "kit-charts-dark.png", "kit-over-dark.png"} <= {
        file.name for file in tmp_path.iterdir()
    }


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can lack a display")
def test_without_a_display_it_says_so_in_a_sentence():
    done = start(QT_QPA_PLATFORM="")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Det er ingen skjerm her")


@pytest.mark.parametrize(
    ("environment", "shown"),
    [
        ({}, False),
        ({"DISPLAY": ""}, False),
        ({"QT_QPA_PLATFORM": "xcb"}, False),
        ({"QT_QPA_PLATFORM": "wayland;xcb"}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"QT_QPA_PLATFORM": "offscreen"}, True),
        ({"QT_QPA_PLATFORM": "vnc:size=800x600"}, True),
    ],
)
def test_a_display_is_x11_wayland_or_a_platform_that_needs_none(environment, shown):
    assert main.has_display(environment, "linux") is shown
    assert main.has_display(environment, "darwin")


def test_an_sqlite_that_can_damage_the_file_is_refused():
    assert "3.51.2" in main.old_sqlite((3, 51, 2))
    assert main.old_sqlite((3, 51, 3)) == ""


@pytest.mark.parametrize(
    ("qt", "python", "aborts"),
    [((6, 11), (3, 11), False), ((6, 12), (3, 11), True), ((6, 12), (3, 12), False), ((7, 0), (3, 11), True)],
)
def test_the_pair_of_qt_and_python_that_aborts_is_refused(qt, python, aborts):
    assert bool(main.bad_pair(qt, python)) is aborts


def test_this_machine_has_what_it_needs():
    assert main.unfit(windows=True) == ""


def test_it_reaches_no_further_than_its_doors():
    """DESIGN.md section 3 for main.py: import-linter's contracts hold packages only."""
    asked = set()
    for node in ast.walk(ast.parse((ROOT / "main.py").read_text("utf-8"))):
        if isinstance(node, ast.Import):
            asked |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            asked |= {f"{node.module}.{alias.name}" for alias in node.names}
    ours = {name for name in asked if name.partition(".")[0] in ("crm", "ui")}
    assert {name for name in ours if name.startswith("ui")} == {"ui.app", "ui.kit.gallery"}
    assert {name for name in ours if name.count(".") > 2} == {
        "crm.exchange.readers.child",
        "crm.reports.template.child",
    }
    assert {".".join(name.split(".")[:2]) for name in ours if name.startswith("crm")} <= {
        "crm.__version__",
        "crm.cli",
        "crm.errors",
        "crm.exchange",
        "crm.i18n",
        "crm.reports",
        "crm.temporary",
    }


def test_a_verb_opens_no_qt():
    ask = "import sys, main; print(main.main(['check', 'nowhere.klynge']), 'PySide6' in sys.modules)"
    done = run("-c", ask)
    assert (done.returncode, done.stdout) == (0, "1 False\n")
    assert done.stderr
    assert "Traceback" not in done.stderr


@pytest.fixture
def packed(tmp_path, monkeypatch):
    """This process as one of a packed program: an executable that starts main.py, and no Python beside it."""
    program = tmp_path / "klynge"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {shlex.quote(str(ROOT / "main.py"))} "$@"\n')
    program.chmod(0o700)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    return program


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for the packed program is a shell script")
def test_a_packed_program_starts_itself_to_read_a_list_and_a_form(packed, tmp_path):
    assert isolation.command() == [str(packed), isolation.ARGUMENT]
    assert apart.command() == [str(packed), apart.ARGUMENT]
    assert "Kåre" in str(isolation.read(files.SAMPLES / "forms_nb.csv").sheets[0].rows)
    assert "K01" in apart.marks(form.make(tmp_path / "skjema.xlsx").read_bytes(), "skjema.xlsx")


@pytest.mark.parametrize(
    ("argument", "module"),
    [(isolation.ARGUMENT, "crm.exchange.readers.child"), (apart.ARGUMENT, "crm.reports.template.child")],
)
def test_who_reads_for_another_process_loads_neither_windows_nor_database(argument, module):
    done = run("-X", "importtime", "main.py", argument, DISPLAY=":0")
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert module in loaded, done.stderr[-400:]
    assert not loaded & {"PySide6", "peewee", "sqlcipher3", "openpyxl", "crm.cli", "crm.store", "ui"}
