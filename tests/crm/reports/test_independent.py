"""The figures against a calculation in plain Python over the same records (tests/crm/reports/independent.py)."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from crm.reports import run
from crm.store import opening
from tests import sample as sample_cluster
from tests.crm.reports.independent import calculated, exported, told

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    path = tmp_path_factory.mktemp("sample") / "demo.klynge"
    sample_cluster.write(path)
    opening.open_register(path, write=False)
    yield path
    opening.close()


@pytest.mark.parametrize("year", range(2022, 2028))
def test_every_figure_equals_the_plain_calculation(sample, year):
    figures = run.make(year, today=TODAY).figures
    assert dict(told(figures)) == calculated(exported(), year)


def test_the_sample_has_36_members_of_whom_22_are_companies(sample):
    figures = run.make(2026, today=TODAY).figures
    assert (figures["K01"].value, len(figures["K05"].counted), figures["K05"].value) == (36, 22, 61.1)
