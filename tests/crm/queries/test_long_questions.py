"""Whoever pastes a whole page where a word was meant gets an empty list, in every list there is."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest

import crm.queries
from tests.crm.conftest import Cluster


def _with_text() -> Iterator[type[Any]]:
    for found in pkgutil.iter_modules(crm.queries.__path__):
        module = importlib.import_module(f"crm.queries.{found.name}")
        for name, query in vars(module).items():
            own = inspect.isclass(query) and query.__module__ == module.__name__
            if own and name.endswith("Query") and "text" in inspect.signature(query).parameters:
                yield query


@pytest.mark.parametrize("query", list(_with_text()), ids=lambda query: query.__name__)
@pytest.mark.parametrize("text", ["qxz " * 3_000, "q x1 " * 1_500, "7 " * 3_000, "q" * 100_000, "qx.zz " * 1_500])
def test_a_page_of_words_finds_nothing_and_breaks_nothing(cluster: Cluster, query: type[Any], text: str) -> None:
    whose = {"organisation": cluster.nordlys} if query.__name__ == "TimelineQuery" else {}
    assert query(text=text, **whose).ids() == []
