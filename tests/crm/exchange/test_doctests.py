"""The examples in the docstrings of the reading half hold: pytest looks for doctests in crm/rules only."""

import doctest
import importlib

import pytest

MODULES = (
    "cell_kinds",
    "header_parts",
    "header_rows",
    "header_words",
    "layouts",
    "two_addresses",
    "header",
    "laid_over",
    "tags",
    "consents",
    "cell_edits",
    "shown_cells",
    "remembered",
    "synonyms",
    "readers.cells",
    "readers.content",
    "readers.delimited",
    "readers.encodings",
    "readers.appointments",
    "readers.hypertext",
    "readers.mail_headers",
    "readers.mail_parts",
    "readers.post",
    "readers.tidy",
    "pasted",
    "pasted_people",
    "goal_lists.amounts",
)


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_hold(module):
    result = doctest.testmod(importlib.import_module(f"crm.exchange.{module}"))
    assert result.attempted > 0 and result.failed == 0
