"""The figures of clusters at random against plain Python over their records, and the lists behind them."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.reports import run
from crm.reports.report import Reported
from crm.store import journal, opening
from tests import examples
from tests.crm.reports import random_cluster
from tests.crm.reports.independent import Records, calculated, exported, told

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("random") / "random.klynge"
    opening.create(path)
    yield path
    opening.close()


class TakeBackError(Exception):
    """Ends a step so that nothing of it stays."""


def agrees(seed: int) -> None:
    """What the report says of a random cluster is what its records say; the list is as long as the figure."""
    with suppress(TakeBackError), journal.step("random"):
        random_cluster.write(seed)
        found = exported()
        for year in random_cluster.YEARS:
            figures = run.make(year, today=TODAY).figures
            assert dict(told(figures)) == calculated(found, year), (seed, year)
            for figure in figures.values():
                behind(figure, found)
        raise TakeBackError


COUNTED_RECORDS = (
    "members",
    "contacts",
    "activities",
    "projects",
    "applications",
    "relations",
    "media",
    "organisations",
)


def behind(figure: Reported, found: Records) -> None:
    """The records behind a figure are there, each once, as many as it says; its groups add up to it."""
    for value in (figure.now, *figure.now.parts.values()):
        unit, record = value.unit or figure.unit, value.record or figure.record
        assert list(value.counted) == sorted(set(value.counted)), figure.key
        assert set(value.counted) <= {row.id for row in found[record]}, figure.key
        if unit in COUNTED_RECORDS:
            assert value.value == len(value.counted), figure.key
    for dimension, numbers in figure.now.groups.items():
        if figure.unit != "%":
            total = sum(number or 0 for number in numbers.values())
            # Hours are rounded in each group.
            assert total == pytest.approx(figure.value or 0, abs=0.01 * len(numbers)), (figure.key, dimension)
    for one in figure.now.almost:
        assert one.id in {row.id for row in found[one.record]}, (figure.key, one)


@settings(max_examples=examples.of(6))
@given(st.integers(0, 10**6))
def test_the_figures_of_a_random_cluster_are_those_of_its_records(empty, seed):
    agrees(seed)


@pytest.mark.soak
def test_the_figures_of_many_random_clusters_are_those_of_their_records(empty):
    for seed in range(250):
        agrees(seed)
