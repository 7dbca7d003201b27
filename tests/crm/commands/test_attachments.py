"""Files of a record: kept once, undone and redone, taken away, checked, and never outside their folder."""

import hashlib
import os
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm import changes
from crm.commands import attachments, drafts, history, interactions, people
from crm.commands.interactions import Participant
from crm.errors import Cancelled, CrmError
from crm.queries import attachments as queries
from crm.rules import file_names
from crm.store import attachment_check as checks
from crm.store import attachments as store
from crm.store import opening, soundness

posix = pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")


@pytest.fixture
def eva(register: Path) -> int:
    return people.add(first_name="Eva", last_name="Kern")


@pytest.fixture
def agreement(tmp_path: Path) -> Path:
    path = tmp_path / "Avtale.pdf"
    path.write_bytes(b"%PDF avtale")
    return path


def kept_files(register: Path) -> list[str]:
    return [file.name for file in store.all_kept()]


def test_a_file_lies_beside_the_register_under_its_hash(register: Path, eva: int, agreement: Path):
    kept = attachments.keep(agreement)
    (one,) = attachments.add([kept], person=eva)
    row = queries.detail(one)
    sha256 = hashlib.sha256(b"%PDF avtale").hexdigest()
    assert (row.name, row.size, row.sha256, row.owner, row.owner_id) == ("Avtale.pdf", 11, sha256, "person", eva)
    lies = register.parent / "register files" / sha256[:2] / sha256
    assert lies.read_bytes() == b"%PDF avtale"
    assert queries.of("person", eva) == [row] and soundness.problems() == []
    agreement.write_text("changed afterwards")
    assert checks.problems() == []


@posix
def test_nobody_else_reads_it_and_nobody_writes_to_it(register: Path, agreement: Path):
    kept = attachments.keep(agreement)
    assert store.path(kept.sha256).stat().st_mode & 0o777 == 0o400
    assert store.folder().stat().st_mode & 0o777 == store.path(kept.sha256).parent.stat().st_mode & 0o777 == 0o700


def test_the_same_bytes_lie_there_once_whatever_they_are_called(register: Path, eva: int, agreement: Path):
    one = attachments.keep(agreement)
    other = attachments.keep(b"%PDF avtale", "Kopi.pdf")
    assert one.sha256 == other.sha256 and len(kept_files(register)) == 1
    first, second = attachments.add([one, other], person=eva)
    assert first == second, "a record has the same bytes once"
    ola = people.add(first_name="Ola", last_name="Nord")
    (third,) = attachments.add([other], person=ola)
    assert queries.detail(third).name == "Kopi.pdf"


def test_it_is_one_step_and_undo_leaves_the_bytes_for_redo(register: Path, eva: int, agreement: Path, dump):
    before = dump()
    attachments.add([attachments.keep(agreement), attachments.keep(b"x", "b.txt")], person=eva)
    after = dump()
    assert history.undo() == "Attach “Avtale.pdf, b.txt”"
    assert dump() == before and len(kept_files(register)) == 2
    history.redo()
    assert dump() == after and checks.problems() == []


def test_files_are_saved_with_the_meeting_in_its_step(register: Path, eva: int, agreement: Path, dump):
    before = dump()
    meeting = interactions.log(
        "Pilot", held_on=date(2026, 11, 3), participants=[Participant(eva)], attachments=[attachments.keep(agreement)]
    )
    assert [row.name for row in queries.of("interaction", meeting)] == ["Avtale.pdf"]
    assert history.undo() == "Log meeting “Pilot”"
    assert dump() == before


def test_a_removed_file_comes_back_with_undo_and_its_bytes_are_needed_until_then(register: Path, eva: int, dump):
    (one,) = attachments.add([attachments.keep(b"x", "a.txt")], person=eva)
    before = dump()
    attachments.remove(one)
    assert queries.of("person", eva) == []
    assert queries.orphans(datetime.now() + timedelta(days=9)) == []
    assert history.undo() == "Remove the file “a.txt”"
    assert dump() == before and checks.problems() == []


def test_a_new_name_keeps_its_ending_and_stays_a_name(register: Path, eva: int):
    (one,) = attachments.add([attachments.keep(b"x", "a.txt")], person=eva)
    attachments.rename(one, "../Referat fra møtet")
    assert queries.detail(one).name == "Referat fra møtet.txt"


def test_bytes_that_nobody_needs_are_found_after_a_day_and_thrown_away(register: Path, eva: int):
    attachments.add([attachments.keep(b"wanted", "a.txt")], person=eva)
    loose = attachments.keep(b"dropped on a dialog that was closed", "b.txt")
    drafted = attachments.keep(b"of a meeting still being written", "c.txt")
    drafts.keep("", {"attachments": [list(drafted)]})
    assert queries.orphans() == []
    tomorrow = datetime.now() + timedelta(days=1, minutes=1)
    assert queries.orphans(tomorrow) == [(store.path(loose.sha256), loose.size)]
    long_ago = (datetime.now() - timedelta(days=2)).timestamp()
    os.utime(store.path(loose.sha256), (long_ago, long_ago))
    assert attachments.tidy() == loose.size
    assert sorted(kept_files(register)) == sorted({drafted.sha256, hashlib.sha256(b"wanted").hexdigest()})


def test_missing_and_altered_bytes_are_told_by_name(register: Path, eva: int):
    here, gone, other = (attachments.keep(name.encode(), name) for name in ("here.txt", "gone.txt", "other.txt"))
    attachments.add([here, gone, other], person=eva)
    for kept in (gone, other):
        store.path(kept.sha256).chmod(0o600)
    store.path(gone.sha256).unlink()
    store.path(other.sha256).write_bytes(b"other.tx?")
    assert [sentence.split("“")[1].split("”")[0] for sentence in checks.problems()] == [
        "gone.txt",
        "other.txt",
    ]
    with pytest.raises(CrmError, match=r"other\.txt.*not as it was"):
        store.copy_out(other.sha256, register.parent / "out.txt", "other.txt")
    assert not (register.parent / "out.txt").exists()
    attachments.keep(b"other.txt", "again.txt")
    assert len(checks.problems()) == 1, "the good bytes took the place of the damaged ones"


def test_the_folder_follows_a_register_that_was_renamed(register: Path, eva: int, agreement: Path):
    attachments.add([attachments.keep(agreement)], person=eva)
    opening.close()
    renamed = register.with_name("Polarhav 2027.klynge")
    register.rename(renamed)
    opening.open_register(renamed)
    assert checks.is_folder_missing()
    assert checks.problems() == [checks.folder_missing()] and "Polarhav 2027 files" in checks.folder_missing()
    assert store.find_again() == renamed.with_name("Polarhav 2027 files")
    assert checks.problems() == []


def test_the_folder_of_another_register_is_never_taken(register: Path, eva: int, agreement: Path):
    attachments.add([attachments.keep(agreement)], person=eva)
    opening.close()
    copy = register.with_name("copy.klynge")
    copy.write_bytes(register.read_bytes())
    opening.open_register(copy)
    assert store.find_again() is None and checks.is_folder_missing()
    assert (register.parent / "register files").is_dir()


def test_a_backup_shows_the_files_of_its_register(register: Path, eva: int, agreement: Path):
    attachments.add([attachments.keep(agreement)], person=eva)
    opening.close()
    folder = register.with_name("register backups")
    folder.mkdir()
    (folder / "2026-11-30 close-0001.klynge").write_bytes(register.read_bytes())
    opening.open_register(folder / "2026-11-30 close-0001.klynge", write=False)
    assert checks.problems() == []


@pytest.mark.parametrize("size", [11, 12, 5_000_000])
def test_what_is_too_large_leaves_nothing(register: Path, tmp_path: Path, monkeypatch, size: int):
    monkeypatch.setattr(store, "LARGEST", 10)
    (tmp_path / "film.mp4").write_bytes(b"x" * size)
    for source in (tmp_path / "film.mp4", b"x" * size):
        with pytest.raises(CrmError, match="larger than"):
            attachments.keep(source, "film.mp4")
    assert not list(tmp_path.rglob("*.part")) and kept_files(register) == []


def test_a_cancelled_copy_leaves_nothing(register: Path, tmp_path: Path):
    (tmp_path / "film.mp4").write_bytes(b"x" * 3_000_000)

    def stop(done: int, total: int | None = None, text: str = "") -> None:
        assert total == 3_000_000
        if done > 1_000_000:
            raise Cancelled("enough")

    with pytest.raises(Cancelled):
        attachments.keep(tmp_path / "film.mp4", progress=stop)
    assert not list(tmp_path.rglob("*.part")) and kept_files(register) == []


def test_folders_and_the_register_itself_are_refused(register: Path, tmp_path: Path):
    people.add(first_name="Eva", last_name="Kern")
    with pytest.raises(CrmError, match="is a folder"):
        attachments.keep(tmp_path)
    for path in (register, register.with_name(register.name + "-wal")):
        with pytest.raises(CrmError, match="belongs to the open register"):
            attachments.keep(path)
    with pytest.raises(CrmError, match="could not be read"):
        attachments.keep(tmp_path / "nowhere.pdf")


@posix
def test_a_pipe_is_refused_and_nobody_waits_for_it(register: Path, tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(CrmError, match="not a file that can be copied"):
        attachments.keep(tmp_path / "pipe")


@posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_told(register: Path, agreement: Path):
    folder = register.with_name("register files")
    folder.mkdir(mode=0o500)
    with pytest.raises(CrmError, match="could not be written"):
        attachments.keep(agreement)
    folder.chmod(0o700)


def test_a_folder_in_whose_place_a_file_lies_is_told(register: Path, agreement: Path):
    register.with_name("register files").write_text("in the way")
    with pytest.raises(CrmError, match="could not be written"):
        attachments.keep(agreement)


def test_nothing_is_attached_to_a_register_that_is_only_read(register: Path, agreement: Path):
    opening.close()
    opening.open_register(register, write=False)
    with pytest.raises(CrmError, match="read-only"):
        attachments.keep(agreement)


def test_bytes_that_went_away_between_keeping_and_saving_are_told(register: Path, eva: int):
    kept = attachments.keep(b"x", "a.txt")
    checks.throw_away([store.path(kept.sha256)])
    with pytest.raises(CrmError, match="missing"):
        attachments.add([kept], person=eva)


def test_windows_hear_of_the_file(register: Path, eva: int):
    heard: list[changes.Changes] = []
    stop = changes.subscribe(heard.append)
    attachments.add([attachments.keep(b"x", "a.txt")], person=eva)
    stop()
    assert [set(news.rows) for news in heard] == [{"attachment"}]


@given(st.text(max_size=400) | st.from_regex(r"[./\\ ]*(con|nul|com1|..)?[.:]?\w*[. ]*", fullmatch=True))
def test_a_name_from_a_stranger_stays_in_its_folder_on_every_system(name: str):
    safe = file_names.safe(name)
    home = Path("/private/folder")
    assert safe and Path(os.path.normpath(home / safe)).parent == home
    assert not set(safe) & set('<>:"/\\|?*\0\u202e\u200f') and safe[-1] not in ". " and safe[0] not in ". "
    assert len(safe.encode()) <= 255 and len(file_names.numbered(safe, 12).encode()) <= 255
    assert file_names.safe(safe) == safe
    assert safe.split(".")[0].upper() not in {"CON", "PRN", "AUX", "NUL", *(f"COM{n}" for n in range(10))}
