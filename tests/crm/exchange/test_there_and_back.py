"""A list that the program wrote and reads again changes nothing, whatever language it was written in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crm import demo, i18n
from crm.exchange import plan
from crm.exchange.export import export
from crm.store import opening
from tests.crm.exchange.bringing import TODAY


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.klynge"
    demo.write(path)
    opening.close()
    return path


@pytest.fixture
def register(sample: Path) -> Iterator[None]:
    opening.open_register(sample, write=False, check=False)
    yield
    opening.close()


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("what", ["members", "contacts"])
def test_what_was_exported_comes_back_unchanged(what: str, language: str, tmp_path: Path):
    i18n.use(language)
    path = tmp_path / "list.xlsx"
    written = export(what, path, today=TODAY)
    made = plan.make(path.read_bytes(), path.name, today=TODAY)
    assert (made.counts.rows, made.counts.same) == (written, written)


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_days_of_a_membership_are_known_again(language: str, tmp_path: Path):
    i18n.use(language)
    export("members", tmp_path / "members.csv", today=TODAY)
    made = plan.make((tmp_path / "members.csv").read_bytes(), "members.csv", today=TODAY)
    assert {"membership.category", "membership.joined_on", "membership.left_on"} <= set(made.mapping.values())
