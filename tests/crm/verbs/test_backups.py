"""python main.py backups: listed, made, looked into, put in the register's place."""

import pytest

from crm.commands import people
from crm.store import opening


@pytest.fixture
def file(tmp_path):
    """A register with one person, and a backup of it before a second one came."""
    from tests import new_register

    path = tmp_path / "cluster.klynge"
    new_register.create(path)
    people.add(first_name="Eva", last_name="Kern")
    opening.close()
    return path


def test_made_listed_looked_into_and_restored(line, file):
    assert "no backup" in line("backups", file, "--lang", "en").out
    made = line("backups", file, "--make", "--json").data
    assert made["second"] == ""
    opening.open_register(file)
    people.add(first_name="Åse", last_name="Aas")
    opening.close()
    (listed,) = line("backups", file, "--json").data["backups"]
    assert (listed["number"], listed["reason"]) == (1, "asked") and listed["file"].endswith(made["made"])
    assert "Made by hand" in line("backups", file, "--lang", "en").out
    looked = line("backups", file, "--look", 1, "--json").data
    assert looked["counts"]["person"] == 1 and looked["newest"] and len(looked["steps"]) == 1
    assert "Contacts: 1" in line("backups", file, "--look", 1, "--lang", "en").out
    done = line("backups", file, "--restore", 1, "--json").data
    assert done["restored"] == 1 and (file.parent / done["kept"]).exists()
    assert line("check", file).code == 0
    assert line("search", file, "Aas", "--json").data["hits"] == []


def test_what_cannot_be_done_is_said_in_a_sentence(line, file, tmp_path):
    assert "no backup number 7" in line("backups", file, "--restore", 7, "--lang", "en").err
    assert line("backups", tmp_path / "nothing.klynge").code == 1
    assert line("backups", file, "--make", "--restore", 1).code == 2
