import pytest

from crm.rules import truth


@pytest.mark.parametrize("value", ["ja", "J", "x", "X", 1, 1.0, "1", "true", "Yes ", True])
def test_yes(value):
    assert truth.parse(value) is True


@pytest.mark.parametrize("value", ["nei", "N", 0, "0", "false", "no", False])
def test_no(value):
    assert truth.parse(value) is False


@pytest.mark.parametrize("value", ["", None, "kanskje", 2, "ja takk"])
def test_neither_yes_nor_no(value):
    assert truth.parse(value) is None
