"""The command line as a whole: exit codes, languages, errors, what it does with the file."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

import main
from crm import cli, i18n
from crm.queries import found_with, search, told_found, written
from crm.store import journal, opening
from crm.verbs import faults
from crm.verbs import search as search_verb
from tests.crm.verbs.typed import sha256

ROOT = Path(main.__file__).parent
VERBS = tuple(cli.VERBS)


def test_the_verbs_are_those_that_main_knows():
    assert VERBS == main.VERBS


@pytest.mark.parametrize("words", [(), ("frobnicate",), ("search",), ("search", "a.klynge"), ("demo", "--scale")])
def test_what_is_not_understood_is_usage(line, words):
    done = line(*words)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("usage: python main.py")


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help(line, verb):
    done = line(verb, "--help")
    assert (done.code, done.err) == (0, "")
    assert "FILE" in done.out


NEEDED: dict[str, tuple[str, ...]] = {
    "import": ("list.csv",),
    "log": ("--subject", "x", "--date", "2026-01-05", "--with", "x"),
    "attach": ("person:1",),
    "brief": ("person:1",),
    "erase": ("person:1",),
    "report": ("--year", "2026", "--out", "x.xlsx"),
    "search": ("x",),
    "export": ("members", "--out", "x.xlsx"),
    "figures": ("--period", "2026"),
    "cross": ("--of", "person", "--rows", "gender"),
    "yearly": ("results",),
    "merge": ("person:1", "person:2"),
    "roundtrip": ("--send", "person", "--out", "x.xlsx"),
    "mailing": ("--for", "service"),
}


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb != "demo"])
def test_every_verb_but_demo_refuses_a_file_that_is_not_there(line, tmp_path, verb):
    done = line(verb, tmp_path / "nowhere.klynge", *NEEDED.get(verb, ()), "--lang", "en")
    assert (done.code, done.out) == (1, "")
    assert "nowhere.klynge" in done.err
    assert not list(tmp_path.glob("nowhere*"))


@pytest.mark.parametrize("content", [b"", b"no register", b"SQLite format 3\x00" + b"\x00" * 4080])
@pytest.mark.parametrize("verb", ["check", "search", "log"])
def test_a_file_that_is_no_register_is_refused_unchanged(line, tmp_path, verb, content):
    path = tmp_path / "odd.klynge"
    path.write_bytes(content)
    done = line(verb, path, *NEEDED.get(verb, ()), "--lang", "en")
    assert (done.code, done.out) == (1, "")
    assert done.err.strip().count("\n") == 0
    assert path.read_bytes() == content


def test_a_folder_is_no_register(line, tmp_path):
    done = line("check", tmp_path, "--lang", "en")
    assert done.code == 1
    assert "folder" in done.err


def test_demo_refuses_a_file_that_exists(line, file):
    before = sha256(file)
    done = line("demo", file, "--lang", "en")
    assert (done.code, done.out) == (1, "")
    assert "exists" in done.err
    assert sha256(file) == before


def test_demo_says_what_it_wrote(line, tmp_path):
    done = line("demo", tmp_path / "two.klynge", "--scale", 2, "--lang", "en")
    assert done.code == 0
    assert "72 members, 360 people, 1200 interactions" in done.out
    assert line("check", tmp_path / "two.klynge").code == 0


@pytest.mark.parametrize("scale", ["0", "-1", "many", "1.5"])
def test_demo_takes_whole_numbers(line, tmp_path, scale):
    assert line("demo", tmp_path / "x.klynge", "--scale", scale).code == 2
    assert not (tmp_path / "x.klynge").exists()


@pytest.mark.parametrize("words", [("search", "tare"), ("history",), ("imports",), ("check",), ("history", "--json")])
def test_reading_changes_not_one_byte(line, file, words):
    before = sha256(file)
    assert line(words[0], file, *words[1:]).code == 0
    assert sha256(file) == before
    assert not list(file.parent.glob("*-wal"))


def test_what_is_being_written_is_read_beside_it_and_not_written(line, file):
    owner = subprocess.Popen(
        [sys.executable, "-c", HOLDER.format(root=str(ROOT), file=str(file))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert owner.stdout is not None
        assert owner.stdout.readline().strip() == "open"
        assert line("search", file, "tare").code == 0
        assert line("history", file).code == 0
        for words in (("history", file, "--undo"), ("log", file, *NEEDED["log"])):
            done = line(*words, "--lang", "en")
            assert (done.code, done.out) == (1, "")
            assert f"process {owner.pid}" in done.err
    finally:
        owner.communicate("\n", timeout=30)
    assert line("history", file, "--undo").code == 0


HOLDER = """
import sys; sys.path.insert(0, {root!r})
from pathlib import Path
from crm.store import opening
opening.open_register(Path({file!r}))
print("open", flush=True)
sys.stdin.readline()
opening.close()
"""


def test_a_file_that_may_only_be_read_is_searched_and_not_written(line, file):
    file.chmod(0o400)
    if _is_root(file):
        pytest.skip("nothing is read-only for root")
    assert line("search", file, "tare").code == 0
    done = line("log", file, *NEEDED["log"], "--lang", "en")
    assert done.code == 1
    assert "read-only" in done.err


def _is_root(file: Path) -> bool:
    try:
        file.open("r+b").close()
    except OSError:
        return False
    return True


def test_it_speaks_the_clusters_language_unless_told(line, file):
    i18n.use("nb")
    nothing = line("search", file, "finnes ikke")
    assert line("search", file, "finnes ikke", "--lang", "nb") == nothing
    assert line("search", file, "finnes ikke", "--lang", "en").out == "Nothing found.\n"
    assert i18n.language() == "nb"


def test_help_is_told_in_the_language_asked_for(line):
    assert "search people" in line("search", "--help", "--lang", "en").out
    assert "search people" in line("search", "--lang=en", "--help").out


def test_steps_say_that_they_come_from_the_command_line(line, file):
    line("log", file, *NEEDED["log"])
    assert line("history", file, "--json").data["steps"][0]["origin"] == "command_line"
    assert journal.author.origin == "window"


def test_the_register_is_closed_whatever_happens(line, file):
    line("log", file, "--subject", "x", "--date", "never", "--with", "x")
    assert opening.register() is None


def test_an_error_of_ours_is_one_sentence_and_a_log_without_names(line, file, monkeypatch, tmp_path):
    def fail(text: str) -> None:
        raise KeyError("Kari Nordmann")

    monkeypatch.setenv("KLYNGE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(search, "hits", fail)
    done = line("search", file, "x", "--json", "--lang", "en")
    assert (done.code, done.out) == (1, "")
    assert "klynge.log" in done.err
    log = (tmp_path / "home" / "klynge.log").read_text(encoding="utf-8")
    assert "KeyError" in log and "verbs/search.py" in log
    assert "Kari" not in log + done.err


def test_a_log_that_cannot_be_written_is_told_instead(line, file, monkeypatch, tmp_path):
    (tmp_path / "home").write_text("a file, no folder")
    monkeypatch.setenv("KLYNGE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(search, "hits", lambda text: 1 / 0)
    done = line("search", file, "x", "--lang", "en")
    assert done.code == 1
    assert "ZeroDivisionError" in done.err


def test_the_whole_chain_of_an_error_is_kept():
    try:
        try:
            raise ValueError("inner Kari")
        except ValueError as inner:
            raise KeyError("outer Kari") from inner
    except KeyError as error:
        told = faults.where(error)
    assert "KeyError" in told and "ValueError" in told and "Kari" not in told


def test_interrupting_ends_quietly(line, file, monkeypatch):
    def stop(text: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(search, "hits", stop)
    assert line("search", file, "x") == (130, "", "")


def test_a_reader_that_stops_reading_is_no_error(file):
    typed = [sys.executable, "main.py", "search", str(file), "e", "--json"]
    writer = subprocess.Popen(typed, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert writer.stdout is not None
    writer.stdout.close()
    _out, err = writer.communicate(timeout=60)
    assert err == b""


def test_each_kind_of_finding_has_a_word():
    kinds = {"person", "organisation", "attachment", "tag", *written.KINDS, *told_found.KINDS, *found_with.KINDS}
    assert kinds == set(search_verb.kinds())


@pytest.mark.parametrize("words", [("search", "{file}", "Ødegård"), ("history", "{file}")])
def test_a_console_with_few_letters_shows_what_it_can(file, words):
    typed = [word.format(file=file) for word in words]
    done = subprocess.run(
        [sys.executable, "main.py", *typed],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
        capture_output=True,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_json_is_whole_in_any_encoding(monkeypatch, file):
    narrow = io.TextIOWrapper(io.BytesIO(), encoding="cp1252")
    monkeypatch.setattr(sys, "stdout", narrow)
    cli.main(["log", str(file), "--subject", "Besøk → кит", "--date", "5.1.2026", "--with", "Łukasz Ödegård", "--json"])
    written = narrow.buffer.getvalue().decode("cp1252")
    assert '"name": "\\u0141ukasz \\u00d6deg\\u00e5rd"' in written
