"""Locked workbooks are opened with their password, which nobody else gets to see."""

import json
import subprocess
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.errors import CrmError
from crm.exchange import isolation, plan
from crm.exchange.readers import passwords, refusals
from tests import examples
from tests.crm.exchange import files
from tests.crm.exchange.locked import PASSWORD, locked
from tests.crm.exchange.readers.test_formats import ROWS, WORKBOOKS

LIST = files.workbook(["Navn", "E-post"], ["Kåre Ødegård", "kare@nordlys.example"])
LOCKED = locked(LIST)


def test_a_locked_workbook_is_read_with_its_password():
    source = isolation.read_data(LOCKED, "liste.xlsx", password=PASSWORD)
    assert source.format == "xlsx"
    assert source.sheets[0].rows == [["Navn", "E-post"], ["Kåre Ødegård", "kare@nordlys.example"]]


def test_the_file_is_known_again_by_the_bytes_as_they_were_sent():
    import hashlib

    assert isolation.read_data(LOCKED, "x.xlsx", password=PASSWORD).sha256 == hashlib.sha256(LOCKED).hexdigest()


def test_a_locked_xls_is_read_with_its_password():
    assert isolation.read(WORKBOOKS / "laast.xls", password=PASSWORD).sheets[0].rows[3:] == ROWS


@pytest.mark.parametrize("data", [LOCKED, (WORKBOOKS / "laast.xls").read_bytes()], ids=["xlsx", "xls"])
def test_without_a_password_it_is_asked_for_and_a_wrong_one_is_told(data):
    with pytest.raises(refusals.PasswordNeeded, match="“liste” is locked with a password") as asked:
        isolation.read_data(data, "liste")
    assert not isinstance(asked.value, refusals.WrongPassword)
    for wrong in ("hemmelig æøå 1", "x" * 200, " "):
        with pytest.raises(refusals.WrongPassword, match="does not open “liste”"):
            isolation.read_data(data, "liste", password=wrong)


def test_what_excel_locks_by_itself_is_read_without_a_password():
    assert isolation.read_data(locked(LIST, passwords.EVERYBODYS), "x.xlsx").sheets[0].rows[1][0] == "Kåre Ødegård"


def test_a_password_for_a_file_without_a_lock_does_no_harm():
    assert isolation.read_data(LIST, "x.xlsx", password=PASSWORD).sheets[0].rows[0] == ["Navn", "E-post"]


@pytest.mark.parametrize(
    "length", [600, 2000, len(LOCKED) // 2, len(LOCKED) - 700], ids=["600", "2000", "half", "nearly all"]
)
def test_a_locked_workbook_that_is_cut_off_is_told(length):
    with pytest.raises(CrmError) as told:
        isolation.read_data(LOCKED[:length], "x.xlsx", password=PASSWORD)
    assert str(told.value).endswith(".")


@settings(max_examples=examples.of(12), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_scratched_lock_is_opened_or_refused_in_words(data):
    start = data.draw(st.sampled_from([LOCKED, (WORKBOOKS / "laast.xls").read_bytes()]))
    at = data.draw(st.integers(0, len(start)) | st.integers(LOCKED.find(b"<encryption"), LOCKED.find(b"</encryption")))
    scratch = data.draw(st.binary(max_size=4))
    scratched = start[:at] + scratch + start[at + len(scratch) :]
    try:
        passwords.opened(scratched, "x", PASSWORD)
    except CrmError as error:
        assert str(error).endswith(".")


def test_a_locked_workbook_goes_through_the_same_walls():
    bomb = files.altered(LIST, lambda name, data: data, {"xl/media/logo.png": bytes(310 << 20)})
    with pytest.raises(CrmError, match="too large"):
        isolation.read_data(locked(bomb), "x.xlsx", password=PASSWORD)


def test_a_list_is_planned_with_its_password(register):
    assert plan.make(LOCKED, "x.xlsx", today=date(2026, 11, 23), password=PASSWORD).counts.new == 1


def test_the_password_goes_over_the_pipe_alone(monkeypatch):
    started: list[tuple[list[str], dict[str, str]]] = []
    popen = subprocess.Popen

    def watched(command, **how):
        started.append((command, how["env"]))
        return popen(command, **how)

    monkeypatch.setattr(subprocess, "Popen", watched)
    isolation.read_data(LOCKED, "x.xlsx", password=PASSWORD)
    assert len(started) == 1
    assert PASSWORD not in json.dumps(started, ensure_ascii=False)
