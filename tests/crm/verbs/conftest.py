"""The sample cluster and the command line."""

from pathlib import Path

import pytest

from tests import sample as sample_cluster
from tests.crm.verbs.typed import Line


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of the sample cluster."""
    path = tmp_path_factory.mktemp("sample") / "sample.klynge"
    sample_cluster.write(path)
    return path.read_bytes()


@pytest.fixture
def file(sample: bytes, tmp_path: Path) -> Path:
    """A register with the sample cluster that belongs to this test."""
    path = tmp_path / "cluster.klynge"
    path.write_bytes(sample)
    return path


@pytest.fixture
def line(capsys: pytest.CaptureFixture[str]) -> Line:
    """Types a command line."""
    return Line(capsys)
