"""Every list of report data that was written to a file is read in again, in both languages, without a difference."""

from datetime import date
from pathlib import Path

import pytest

from crm import demo, i18n
from crm.exchange import plan
from crm.exchange.export import export_rows
from crm.exchange.fact_lists import reading
from crm.exchange.writers.columns import Column
from crm.store import journal, opening
from ui.pages import fact_kinds
from ui.pages.fact_kind import FactKind

TODAY = date(2026, 11, 30)
TABLES = tuple(kind.table for kind in fact_kinds.all())


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    path = tmp_path_factory.mktemp("facts") / "sample.klynge"
    demo.write(path)
    opening.open_register(path, check=False)
    yield
    opening.close()
    journal.author.staff = None


def written(kind: FactKind, file: Path) -> int:
    outs = [col.out() for col in kind.columns]
    query = kind.query()
    ids = query.ids()
    found = query.rows(ids)
    rows = ([out.value(found[id]) for out in outs] for id in ids)
    return export_rows([Column(out.title, out.kind) for out in outs], rows, file).rows


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("table", TABLES)
def test_what_was_written_comes_back_as_known(sample, table: str, language: str, tmp_path: Path) -> None:
    with i18n.meanwhile(language):
        kind = next(kind for kind in fact_kinds.all() if kind.table == table)
        file = tmp_path / "liste.xlsx"
        count = written(kind, file)
        assert count > 0
        if table == "organisation_year":
            made = plan.make(file, today=TODAY)
            assert [row.action for row in made.rows] == ["same"] * count and not made.writes.years
            return
        found = reading.read(file, table, year=2026, today=TODAY)
    assert [(line.number, line.problem, line.texts) for line in found.lines if line.problem or not line.there] == []
    assert len(found.lines) == count
