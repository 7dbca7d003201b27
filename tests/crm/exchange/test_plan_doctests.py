"""The examples in the docstrings of the planning half hold: pytest looks for doctests in crm/rules only."""

import doctest
import importlib

import pytest


@pytest.mark.parametrize(
    "module",
    [
        "exchange.addresses",
        "exchange.cells",
        "exchange.days",
        "exchange.evidence",
        "exchange.pad",
        "commands.import_writes",
        "records.tag",
    ],
)
def test_the_examples_hold(module: str) -> None:
    result = doctest.testmod(importlib.import_module(f"crm.{module}"))
    assert result.attempted > 0 and result.failed == 0
