"""Sheets that LibreOffice locked are opened with their password, in both of its ways, or refused in words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.errors import CrmError
from crm.exchange import isolation
from crm.exchange.readers import locked_ods, refusals
from tests import examples
from tests.crm.exchange import files, locked
from tests.crm.exchange.locked import PASSWORD
from tests.crm.exchange.readers.test_formats import HEADER, ROWS, WORKBOOKS

LIST = (WORKBOOKS / "liste.ods").read_bytes()
BY_PARTS, WHOLLY = locked.locked_ods(LIST), locked.wholly_locked_ods(LIST)
both = pytest.mark.parametrize("data", [BY_PARTS, WHOLLY], ids=["by parts", "wholly"])


@both
def test_a_locked_ods_is_read_with_its_password(data):
    source = isolation.read_data(data, "liste.ods", password=PASSWORD)
    assert source.format == "ods"
    assert source.sheets[0].rows[2:] == [HEADER, *ROWS]


@both
def test_without_a_password_it_is_asked_for_and_a_wrong_one_is_told(data):
    with pytest.raises(refusals.PasswordNeeded, match=r"“liste\.ods” is locked with a password") as asked:
        isolation.read_data(data, "liste.ods")
    assert not isinstance(asked.value, refusals.WrongPassword)
    for wrong in ("hemmelig", "x" * 200, " "):
        with pytest.raises(refusals.WrongPassword, match=r"does not open “liste\.ods”"):
            isolation.read_data(data, "liste.ods", password=wrong)


@both
def test_another_lock_is_refused_in_words(data):
    other = files.altered(data, lambda _part, content: content.replace(b"sha256", b"sha1").replace(b"aes256", b"rot13"))
    with pytest.raises(CrmError, match="remove the password and save it under a new name"):
        isolation.read_data(other, "liste.ods", password=PASSWORD)


@pytest.mark.parametrize(
    "data",
    [locked.locked_ods(LIST, turns="4000000000"), locked.wholly_locked_ods(LIST, memory=1 << 30)],
    ids=["turns", "memory"],
)
def test_a_lock_that_asks_for_hours_or_for_all_memory_is_refused(data):
    with pytest.raises(CrmError, match="is protected with a password"):
        isolation.read_data(data, "liste.ods", password=PASSWORD, seconds=20)


def test_a_bomb_behind_a_lock_meets_the_same_walls():
    bomb = locked.wholly_locked_ods(files.altered(LIST, lambda _part, data: data, {"Pictures/a.png": bytes(310 << 20)}))
    with pytest.raises(CrmError, match="too large"):
        isolation.read_data(bomb, "liste.ods", password=PASSWORD)


@settings(max_examples=examples.of(40), deadline=None)
@given(st.data())
def test_a_scratched_lock_is_opened_or_refused_in_words(data):
    start = data.draw(st.sampled_from([BY_PARTS, WHOLLY]))
    at, scratch = data.draw(st.integers(0, len(start))), data.draw(st.binary(max_size=4))
    try:
        locked_ods.opened(start[:at] + scratch + start[at + len(scratch) :], "x", PASSWORD)
    except CrmError as error:
        assert str(error).endswith(".")
