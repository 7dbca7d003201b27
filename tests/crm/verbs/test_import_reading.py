"""python main.py import: locked workbooks, and texts that look wrong."""

import pytest

from tests.crm.exchange import files
from tests.crm.exchange.locked import PASSWORD, locked
from tests.crm.verbs.typed import contents

LIST = files.workbook(["Fornavn", "Etternavn", "E-post"], ["Kåre", "Ødegård", "kare@nordlys.example"])


@pytest.fixture
def secret(tmp_path):
    path = tmp_path / "liste.xlsx"
    path.write_bytes(locked(LIST))
    return path


def written(tmp_path, text, name="passord.txt", encoding="utf-8"):
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("text", [PASSWORD, PASSWORD + "\n", PASSWORD + "\r\nannen linje\r\n", "\ufeff" + PASSWORD])
def test_a_locked_workbook_is_opened_with_the_first_line_of_a_file(line, file, secret, tmp_path, text):
    done = line("import", file, secret, "--json", "--password-file", written(tmp_path, text))
    assert (done.code, done.err) == (0, "")
    assert (done.data["format"], done.data["new"]) == ("xlsx", 1)
    assert PASSWORD not in done.out


def test_without_it_the_register_is_not_touched(line, file, secret):
    before = contents(file)
    done = line("import", file, secret, "--lang", "en")
    assert done.code == 1 and "is locked with a password" in done.err
    assert contents(file) == before


def test_a_wrong_password_is_said_plainly_and_not_repeated(line, file, secret, tmp_path):
    done = line("import", file, secret, "--lang", "en", "--password-file", written(tmp_path, "hemmelig æøå 1"))
    assert done.code == 1 and "The password does not open “liste.xlsx”" in done.err
    assert "hemmelig" not in done.err + done.out


@pytest.mark.parametrize(
    ("text", "encoding", "word"),
    [("", "utf-8", "is empty"), ("\nx", "utf-8", "is empty"), ("passé", "cp1252", "UTF-8")],
)
def test_a_file_that_holds_no_password_is_told(line, file, secret, tmp_path, text, encoding, word):
    path = written(tmp_path, text, encoding=encoding)
    done = line("import", file, secret, "--lang", "en", "--password-file", path)
    assert done.code == 1 and word in done.err


def test_a_missing_password_file_is_told(line, file, secret, tmp_path):
    done = line("import", file, secret, "--lang", "en", "--password-file", tmp_path / "borte.txt")
    assert done.code == 1 and "“borte.txt” could not be opened" in done.err


def test_encoding_and_delimiter_go_before_what_is_found(line, file, tmp_path):
    path = written(tmp_path, "Fornavn|Etternavn\nKåre|Ødegård; Vik\n", "liste.csv", "mac_roman")
    how = ("--encoding", "mac_roman", "--delimiter", "|")
    done = line("import", file, path, "--dry-run", "--json", *how)
    assert done.data["encoding"] == "mac_roman"
    assert list(done.data["mapping"]) == ["Fornavn", "Etternavn"]


def test_a_tab_is_said_by_its_name(line, file, tmp_path):
    path = written(tmp_path, "Fornavn\tEtternavn\nKåre\tØdegård\n", "liste.csv")
    assert line("import", file, path, "--dry-run", "--json", "--delimiter", "tab").data["new"] == 1


def test_more_than_one_sign_is_no_delimiter(line, file, tmp_path):
    path = written(tmp_path, "Fornavn;Etternavn\nKåre;Ødegård\n", "liste.csv")
    done = line("import", file, path, "--lang", "en", "--dry-run", "--delimiter", "semikolon")
    assert done.code == 1 and "it takes one sign" in done.err
