"""A list that the program wrote and reads again changes nothing, whatever language it was written in."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from crm import i18n
from crm.exchange import plan
from crm.exchange.carry_out import carry_out
from crm.exchange.export import export
from crm.store import opening
from tests import new_register
from tests import sample as sample_cluster
from tests.crm.exchange.bringing import TODAY


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.klynge"
    sample_cluster.write(path)
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


NOT_IN_THE_LIST = {
    "members": ("Fee {year}", "People", "Last contact"),
    "contacts": ("Last contact", "Source"),
}
"""What a list cannot bring: what follows from other records, the fees, and the file that somebody came from."""


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_an_empty_register_holds_the_same_once_it_was_brought_in(sample: Path, language: str, tmp_path: Path):
    for what, but in NOT_IN_THE_LIST.items():
        i18n.use(language)
        opening.open_register(sample, write=False, check=False)
        there, back = tmp_path / f"{what}.xlsx", tmp_path / f"{what}-back.xlsx"
        export(what, there, today=TODAY)
        opening.close()
        new_register.create(tmp_path / f"{what}.klynge")
        carry_out(plan.make(there.read_bytes(), there.name, today=TODAY))
        assert export(what, back, today=TODAY) > 30
        opening.close()
        assert cells(back, but) == cells(there, but)


def cells(path: Path, but: tuple[str, ...]) -> list[tuple[object, ...]]:
    """The cells of a list, headers too, without these columns."""
    sheet: Any = load_workbook(path).active
    headers, *rows = sheet.iter_rows(values_only=True)
    out = {i18n._(name).format(year=TODAY.year) for name in but}
    places = [at for at, header in enumerate(headers) if header not in out]
    assert len(places) == len(headers) - len(but)
    return [tuple(row[at] for at in places) for row in (headers, *rows)]
