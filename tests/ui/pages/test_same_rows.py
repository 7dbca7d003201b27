"""A list and its wide table show the same records: whatever chip is chosen, there and back."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import crm.demo
from crm.commands import activities, contributions, organisations, people, projects, tags, tasks
from crm.queries import looks
from crm.queries.lists.conditions import All, Compare
from crm.store.database import rows
from tests.ui.pages.test_table import rest
from ui.kit.chips import FilterChips
from ui.pages.filters import Choice, Filters
from ui.window import MainWindow

PAGES = ("members", "contacts", "interactions", "followups", "activities", "projects", "contributions", "fees")


@pytest.fixture
def sampled(program: Any, window: MainWindow, tmp_path: Path) -> MainWindow:
    """The window on the sample cluster, with something archived in each list."""
    path = tmp_path / "sample.klynge"
    crm.demo.write(path)
    program.registers.open(path)
    rest(window)
    for archive, table in (
        *((organisations.archive, "organisation"), (people.archive, "person"), (tasks.archive, "task")),
        *((activities.archive, "activity"), (projects.archive, "project"), (contributions.archive, "contribution")),
    ):
        archive(rows(f"SELECT max(id) FROM {table}")[0][0])
    tags.put("interaction", rows("SELECT max(id) FROM interaction")[0][0], ["Viktig"])
    rest(window)
    return window


def _listed(page: Any) -> list[int]:
    """The records of the page's own list, asked as the page asks."""
    if page.KEY == "followups":
        return sorted(page._query().ids())
    return sorted(page.built.narrowed(page._query("", page.listing.order)).ids())


def _tabled(page: Any) -> list[int]:
    """The records of the table that the page would show in its place."""
    look = page.look_of_list(page.standard_look())
    return sorted(looks.query(page.ABOUT, look, today=page.desk.today()).ids())


def _choices(filters: Filters) -> Iterator[tuple[str, Choice]]:
    for kind in filters._kinds.values():
        found = list(kind.choices()) if kind.choices is not None else []
        for letter in "ae" if kind.find is not None else "":
            assert kind.find is not None
            found += kind.find(letter)[:3]
        yield from ((kind.key, choice) for choice in found)


def _states(page: Any) -> Iterator[Mapping[str, Any]]:
    """Every chip of a page by itself, as the page restores it."""
    yield {}
    if isinstance(getattr(page, "filters", None), Filters):
        for key, choice in _choices(page.filters):
            yield {"filters": {key: choice}}
    chips = getattr(page, "chips", None)
    if isinstance(chips, FilterChips):
        for key in list(chips._buttons):
            yield {"chips": (key,)}
    if page.KEY == "members":
        yield {"day": date(2024, 6, 30)}
        yield {"chips": ("quiet", "all")}
    if page.KEY == "contacts":
        for row, name in rows("SELECT id, name FROM organisation LIMIT 3"):
            yield {"organisation": (row, name), "chips": ("quiet",)}
    if page.KEY == "fees":
        for state in ("proposed", "invoiced", "open", "overdue", "paid"):
            yield {"state": state, "year": 2025}
            yield {"state": state, "year": None}
    if page.KEY == "contributions":
        yield {"year": None}
        yield {"year": 2024}


def test_each_chip_of_each_list_asks_for_the_same_records_in_the_table(sampled: MainWindow):
    tried = told = 0
    for name in PAGES:
        sampled.go(name)
        rest(sampled)
        page: Any = sampled.page()
        for state in _states(page):
            page.restore(dict(state))
            listed = _listed(page)
            assert listed == _tabled(page), (name, state)
            tried += 1
            told += bool(listed)
    assert tried > 120 and told > 70


def test_there_and_back_shows_the_same_and_what_the_table_asks_for_besides_comes_along(sampled: MainWindow):
    for name, state, more, gone in (
        ("members", {"chips": ("company", "quiet")}, Compare("city", "is", "Tromsø"), "company"),
        ("contacts", {"chips": ("members",)}, Compare("last_name", "begins", "b"), "members"),
        ("followups", {"chips": ("done",)}, Compare("title", "contains", "e"), "all"),
        ("activities", {"filters": {"status": Choice("held", "Held")}}, Compare("name", "contains", "e"), "status"),
        ("fees", {"year": 2025}, Compare("amount", "more", 0), "year"),
        ("contributions", {"year": 2025, "tab": 1}, Compare("kind", "is", "hours"), "year"),
    ):
        sampled.go(name)
        page: Any = sampled.page()
        page.restore(dict(state))
        rest(sampled)
        said, listed = dict(page.said()), _listed(page)
        page.show_table(True)
        rest(sampled)
        assert sorted(id for id in page.grid.list.table.ids() if id > 0) == listed, name
        page.show_table(False)
        rest(sampled)
        assert (page.said(), _listed(page)) == (said, listed), name
        page.show_table(True)
        asked = [one for one in page.grid.look.conditions.conditions if one != said[gone]]
        page.grid.take(replace(page.grid.look, conditions=All((*asked, more))))
        rest(sampled)
        tabled = sorted(id for id in page.grid.list.table.ids() if id > 0)
        page.show_table(False)
        rest(sampled)
        assert _listed(page) == tabled and gone not in page.said(), name
        page.show_table(True)
        rest(sampled)
        assert sorted(id for id in page.grid.list.table.ids() if id > 0) == tabled, name
        page.show_table(False)
