"""Which folders are synced or shared, and which files beside a register are second versions, on all three systems."""

import doctest
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crm.commands import organisations
from crm.store import opening, place, surroundings
from crm.store.database import value
from crm.store.place import USUAL, Facts, Mount, Place, conflicted, recognise

WINDOWS = Facts("win32", "C:\\Users\\kari", (Mount("C:", "fixed"), Mount("M:", "remote"), Mount("E:", "removable")))
MAC = Facts(
    "darwin",
    "/Users/kari",
    (Mount("/", "apfs"), Mount("/Volumes/felles", "smbfs"), Mount("/Volumes/MINNE", "exfat")),
)
LINUX = Facts(
    "linux",
    "/home/kari",
    (
        Mount("/", "ext4"),
        Mount("/mnt/felles", "cifs"),
        Mount("/home", "autofs"),
        Mount("/home", "nfs4"),
        Mount("/media/kari/MINNE", "vfat"),
        Mount("/data", "ext4"),
    ),
)


def test_what_its_words_say_is_so():
    assert doctest.testmod(place).failed == 0


@pytest.mark.parametrize(
    ("facts", "path", "kind", "name"),
    [
        (WINDOWS, r"C:\Users\kari\Documents\a.klynge", "", ""),
        (WINDOWS, r"C:\Users\kari\OneDrive\a.klynge", "synced", "OneDrive"),
        (WINDOWS, r"C:\Users\kari\OneDrive - Havklyngen AS\Dokumenter\a.klynge", "synced", "OneDrive"),
        (WINDOWS, r"c:\users\KARI\onedrive\A.KLYNGE", "synced", "OneDrive"),
        (WINDOWS, r"\\?\C:\Users\kari\Dropbox (Havklyngen)\a.klynge", "synced", "Dropbox"),
        (WINDOWS, r"C:\Users\kari\iCloudDrive\a.klynge", "synced", "iCloud"),
        (WINDOWS, r"G:\Min disk\Klynge\a.klynge", "synced", "Google Drive"),
        (WINDOWS, r"G:\My Drive\a.klynge", "synced", "Google Drive"),
        (WINDOWS, r"C:\Users\kari\Nextcloud\a.klynge", "synced", "Nextcloud"),
        (WINDOWS, r"C:\Nextcloud\a.klynge", "", ""),
        (WINDOWS, r"C:\Users\kari\Dropbox.klynge", "", ""),
        (WINDOWS, r"\\server\felles\a.klynge", "network", "server"),
        (WINDOWS, "//server/felles/a.klynge", "network", "server"),
        (WINDOWS, r"\\?\UNC\server\felles\a.klynge", "network", "server"),
        (WINDOWS, r"\\?\C:\Klynge\a.klynge", "", ""),
        (WINDOWS, r"M:\Klynge\a.klynge", "network", "M:"),
        (WINDOWS, r"E:\a.klynge", "removable", "E:"),
        (MAC, "/Users/kari/Documents/a.klynge", "", ""),
        (MAC, "/Users/kari/Library/CloudStorage/OneDrive-HavklyngenAS/a.klynge", "synced", "OneDrive"),
        (MAC, "/Users/kari/Library/CloudStorage/GoogleDrive-k@hav.example/Min disk/a.klynge", "synced", "Google Drive"),
        (MAC, "/Users/kari/Library/CloudStorage/Dropbox/a.klynge", "synced", "Dropbox"),
        (MAC, "/Users/kari/Library/CloudStorage/Annet-kari/a.klynge", "synced", "Annet"),
        (MAC, "/Users/kari/Library/Mobile Documents/com~apple~CloudDocs/a.klynge", "synced", "iCloud"),
        (MAC, "/Users/kari/Dropbox/a.klynge", "synced", "Dropbox"),
        (MAC, "/Volumes/felles/a.klynge", "network", "/Volumes/felles"),
        (MAC, "/Volumes/MINNE/a.klynge", "removable", "/Volumes/MINNE"),
        (MAC, "/Volumes/Macintosh HD/Users/kari/a.klynge", "", ""),
        (LINUX, "/data/a.klynge", "", ""),
        (LINUX, "/home/kari/a.klynge", "network", "/home"),
        (LINUX, "/mnt/felles/a.klynge", "network", "/mnt/felles"),
        (LINUX, "/mnt/fellesskap/a.klynge", "", ""),
        (LINUX, "/run/user/1000/gvfs/smb-share:server=s,share=felles/a.klynge", "network", "gvfs"),
        (LINUX, "/media/kari/MINNE/a.klynge", "removable", "/media/kari/MINNE"),
        (LINUX, "/home/kari/Dropbox/a.klynge", "synced", "Dropbox"),
    ],
)  # fmt: skip
def test_a_place_is_recognised_on_every_system(facts: Facts, path: str, kind: str, name: str) -> None:
    assert recognise(path, facts) == Place(kind, name)


def test_what_the_system_says_counts_whatever_the_folder_is_called() -> None:
    told = place.synced_by_environment({"OneDriveCommercial": r"D:\Sky", "OneDrive": "", "Path": "x"})
    facts = Facts("win32", r"C:\Users\kari", (), {**told, r"C:\Users\kari\Havklyngen\Styret - Dokumenter": "OneDrive"})
    assert recognise(r"d:\sky\a.klynge", facts) == Place("synced", "OneDrive")
    assert recognise(r"D:\Skya\a.klynge", facts) == USUAL
    assert recognise(r"C:\Users\kari\Havklyngen\Styret - Dokumenter\a.klynge", facts).name == "OneDrive"


def test_every_kind_of_place_is_explained_and_has_its_way_of_writing() -> None:
    for kind, name, mode in (
        ("synced", "OneDrive", "wal"),
        ("network", "server", "delete"),
        ("removable", "E:", "wal"),
    ):
        assert place.explain(Place(kind, name))
        assert place.journal_mode(Place(kind, name)) == mode
    assert place.explain(USUAL) == "" and place.journal_mode(USUAL) == "wal"


@pytest.mark.parametrize(
    ("name", "service", "second"),
    [
        ("Klynge (Karis conflicted copy 2026-11-30).klynge", "Dropbox", True),
        ("Klynge (conflicted copy 2026-11-30 143012).klynge", "Nextcloud", True),
        ("Klynge_conflict-20261130-143012.klynge", "ownCloud", True),
        ("Klynge.sync-conflict-20261130-143012-ABCDEFG.klynge", "Syncthing", True),
        ("Klynge (Kari sin kopi i konflikt 2026-11-30).klynge", "Dropbox", True),
        ("Klynge_KONTOR_Nov-30-1430-2026_Conflict.klynge", "Synology Drive", True),
        ("Klynge-KONTOR-PC.klynge", "OneDrive", True),
        ("Klynge-DESKTOP-8K2F-2.klynge", "OneDrive", True),
        ("Klynge (1).klynge", "Google Drive", True),
        ("Klynge 2.klynge", "iCloud", True),
        ("Klynge-KONTOR-PC.klynge", "", False),
        ("Klynge-2025.klynge", "OneDrive", False),
        ("Klynge-gammel.klynge", "OneDrive", False),
        ("Klynge 2025.klynge", "iCloud", False),
        ("Klynge (1).klynge", "", False),
        ("Klynge (1).txt", "Google Drive", False),
        ("Annen conflict.klynge", "Dropbox", False),
        ("Klynge.klynge", "OneDrive", False),
    ],
)
def test_second_versions_are_found_and_ones_own_copies_left_alone(name: str, service: str, second: bool) -> None:
    found = conflicted("Klynge.klynge", ["Klynge.klynge", name], Place("synced", service) if service else USUAL)
    assert found == ([name] if second else [])


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that the system calls one of another computer."""
    monkeypatch.setattr(surroundings, "mounts", lambda path: iter([Mount(str(tmp_path.resolve()), "nfs4")]))
    yield tmp_path
    opening.close()


def test_on_the_network_steps_are_kept_whole_without_shared_memory(shared: Path) -> None:
    path = shared / "a.klynge"
    assert opening.create(path).place.kind == "network"
    organisations.add("Acme AS")
    assert value("PRAGMA journal_mode") == "delete" and value("PRAGMA cache_spill") == 0
    assert {one.name for one in shared.iterdir() if "wal" in one.name or "shm" in one.name} == set()


def test_a_register_that_moves_to_the_network_and_back_is_written_as_its_place_wants(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.klynge"
    opening.create(path)
    organisations.add("Acme AS")
    opening.close()
    with monkeypatch.context() as moved:
        moved.setattr(surroundings, "mounts", lambda path: iter([Mount(str(tmp_path.resolve()), "cifs")]))
        opening.open_register(path)
        assert value("PRAGMA journal_mode") == "delete"
        organisations.add("Nord AS")
        opening.close()
    opening.open_register(path)
    assert value("PRAGMA journal_mode") == "wal" and value("SELECT count(*) FROM organisation") == 2
    opening.close()


def test_in_a_synced_folder_the_file_is_whole_when_it_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "OneDrive - Havklyngen" / "a.klynge"
    path.parent.mkdir()
    assert opening.create(path).place == Place("synced", "OneDrive")
    organisations.add("Acme AS")
    opening.close()
    assert [one.name for one in path.parent.iterdir() if not one.name.startswith(".")] == ["a.klynge"]


def test_another_computer_that_has_it_open_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.klynge"
    opening.create(path)
    assert surroundings.open_elsewhere(path) == ""
    opening.close()
    note = path.with_name(".a.klynge.owner")
    note.write_text('{"user": "kari", "computer": "KONTOR-PC", "process": 7}', encoding="utf-8")
    told = opening.open_register(path).elsewhere
    assert "kari" in told and "KONTOR-PC" in told
    opening.close()
    assert opening.open_register(path).elsewhere == "", "one that was closed here is open nowhere"
    opening.close()


def test_a_clock_that_stands_behind_is_told_and_harms_nothing(register: Path) -> None:
    assert surroundings.clock_behind() == ""
    first = organisations.add("Acme AS")
    now = datetime.now(UTC)
    assert surroundings.clock_behind(now - timedelta(hours=20)) == ""
    assert f"{now - timedelta(days=400):%d.%m.%Y}" in surroundings.clock_behind(now - timedelta(days=400))
    assert organisations.add("Nord AS") > first
