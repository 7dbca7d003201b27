"""Sentences are compared in English, whatever was spoken before."""

from collections.abc import Iterator

import pytest

from crm import i18n


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    before = i18n.language()
    i18n.use("en")
    yield
    i18n.use(before)
