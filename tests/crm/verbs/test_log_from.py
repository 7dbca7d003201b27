"""python main.py log FILE --from LETTER: the same as in the window, by command line."""

from pathlib import Path

import pytest

from crm.queries import attachments, interactions
from crm.store import opening
from crm.store.database import rows
from tests.crm.exchange.readers.made_calendars import calendar, event, series
from tests.crm.exchange.readers.made_mails import MAILS, PDF
from tests.crm.verbs.typed import contents

INVITATION = calendar(event("SUMMARY:Blåbær", "SEQUENCE:1", "ATTENDEE;CN=Ola Ny:mailto:ola@ny.example"))


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "a.ics"
    path.write_bytes(INVITATION)
    return path


def test_an_invitation_is_logged_with_all_it_says(line, file, letter):
    done = line("log", file, "--from", letter, "--follow-up", "Ring", "--due", "1.12.2026", "--json")
    assert (done.code, done.err) == (0, "")
    assert done.data["news"] == "new" and done.data["people"] == 1
    assert [one["name"] for one in done.data["created"]] == ["Ola Ny"]
    opening.open_register(file, write=False)
    kept = interactions.detail(done.data["interaction"])
    assert (kept.subject, str(kept.held_on), kept.start_time, kept.minutes) == ("Blåbær", "2026-11-03", "09:00", 60)
    assert [one.title for one in kept.follow_ups] == ["Ring"]
    assert rows("SELECT calendar_uid, calendar_sequence FROM interaction WHERE id = ?", (kept.id,)) == [
        ("one@example.example", 1)
    ]
    opening.close()
    assert line("check", file).code == 0


def test_the_same_again_writes_nothing_and_says_so(line, file, letter):
    first = line("log", file, "--from", letter, "--json").data["interaction"]
    before = contents(file)
    again = line("log", file, "--from", letter, "--json")
    assert (again.data["interaction"], again.data["news"]) == (first, "same")
    assert contents(file) == before


def test_a_later_edition_changes_the_same_one(line, file, letter):
    first = line("log", file, "--from", letter, "--json").data["interaction"]
    letter.write_bytes(INVITATION.replace(b"SEQUENCE:1", b"SEQUENCE:2").replace(b"T08", b"T11").replace(b"T09", b"T12"))
    done = line("log", file, "--from", letter, "--json").data
    assert (done["interaction"], done["news"]) == (first, "changed")
    assert done["changes"] == [{"field": "start_time", "before": "09:00", "after": "12:00"}]
    letter.write_bytes(calendar(event("SEQUENCE:3"), head="VERSION:2.0\nMETHOD:CANCEL"))
    assert line("log", file, "--from", letter, "--json").data["news"] == "cancelled"
    opening.open_register(file, write=False)
    assert interactions.detail(first).status == "cancelled" and interactions.detail(first).start_time == "12:00"
    opening.close()


def test_a_dry_run_only_tells(line, file, letter):
    before = contents(file)
    done = line("log", file, "--from", letter, "--dry-run")
    assert done.code == 0 and "Blåbær · 03.11.2026 09:00" in done.out and "Ola Ny" in done.out
    assert contents(file) == before


def test_a_mail_comes_with_its_files(line, file, tmp_path):
    mail = next(made for made in MAILS if made.name == "with-file.eml")
    path = tmp_path / mail.name
    path.write_bytes(mail.data)
    number = line("log", file, "--from", path, "--json").data["interaction"]
    opening.open_register(file, write=False)
    assert [(one.name, one.size) for one in attachments.of("interaction", number)] == [("Tilbud.pdf", len(PDF))]
    opening.close()


def test_one_of_several_is_picked_by_its_number(line, file, letter):
    letter.write_bytes(calendar(series("SUMMARY:Ukentlig", "ATTENDEE;CN=Ola Ny:mailto:ola@ny.example")))
    asked = line("log", file, "--from", letter)
    assert asked.code == 1 and "2: 27.10.2026 09:00 Ukentlig" in asked.err
    assert line("log", file, "--from", letter, "--pick", 9).code == 2
    assert line("log", file, "--from", letter, "--pick", 2, "--json").data["news"] == "new"


@pytest.mark.parametrize("words", [("--date", "3.11.2026"), ("--with", "Ola")])
def test_what_the_letter_says_is_not_said_twice(line, file, letter, words):
    assert line("log", file, "--from", letter, *words).code == 2


def test_without_a_letter_the_line_says_it_all(line, file):
    assert line("log", file, "--subject", "X", "--with", "Ola").code == 2
    assert line("log", file, "--subject", "X", "--date", "3.11.2026").code == 2
    assert line("log", file, "--subject", "X", "--date", "3.11.2026", "--with", "Ola", "--dry-run").code == 2


def test_what_cannot_be_read_is_told(line, file, tmp_path):
    path = tmp_path / "a.eml"
    path.write_bytes(b"tull")
    assert line("log", file, "--from", path).code == 1
    missing = line("log", file, "--from", tmp_path / "b.ics")
    assert missing.code == 1 and "b.ics" in missing.err
