"""A window with a worker over a real register: two organisations, three people, one follow-up."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import crm.demo
from crm.commands import cluster as clusters
from crm.commands import memberships, organisations, people, tasks
from crm.store import journal, opening, tables
from crm.store.database import database, rows
from tests import new_register
from tests.ui.dialogs.typist import Typist
from ui.kit.dialog import Dialog
from ui.kit.jobs import Jobs

Dump = dict[str, list[Any]]


class Cluster(NamedTuple):
    """The ids of what is in the register."""

    nordlys: int
    fjordtech: int
    ada: int
    bo: int
    eva: int
    membership: int
    task: int


@pytest.fixture
def cluster(tmp_path: Path, _written: tuple[bytes, Cluster, int | None]) -> Iterator[Cluster]:
    """A small cluster in a register of its own, open, closed afterwards."""
    content, ids, staff = _written
    path = tmp_path / "register.klynge"
    path.write_bytes(content)
    opening.open_register(path, check=False)
    journal.author.staff = staff
    yield ids
    opening.close()
    journal.author.staff = None


@pytest.fixture(scope="session")
def _written(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Cluster, int | None]:
    """The cluster as a file, and who wrote it: written once and copied for each test."""
    path = tmp_path_factory.mktemp("cluster") / "cluster.klynge"
    new_register.create(path)
    ids = _write()
    opening.close()
    staff, journal.author.staff = journal.author.staff, None
    return path.read_bytes(), ids, staff


def _write() -> Cluster:
    clusters.begin("Polarhav", staff_name="Kari Nordmann", language="en")
    nordlys = organisations.add("Nordlys AS", city="Tromsø")
    fjordtech = organisations.add("Fjordtech AS", city="Harstad")
    ada = people.add(
        first_name="Ada", last_name="Berg", organisation=nordlys, title="Daglig leder", email="ada@nordlys.example"
    )
    bo = people.add(first_name="Bo", last_name="Dahl", organisation=nordlys)
    eva = people.add(first_name="Eva", last_name="Kern", organisation=fjordtech)
    membership = memberships.join(nordlys, joined_on=date(2020, 1, 1))
    task = tasks.add("Send the partner list", due_on=date(2026, 3, 1), organisation=nordlys)
    return Cluster(nordlys, fjordtech, ada, bo, eva, membership, task)


@pytest.fixture(scope="session")
def three_thousand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample cluster seventeen times: some 3 000 people."""
    path = tmp_path_factory.mktemp("big") / "big.klynge"
    crm.demo.write(path, scale=17, interactions=50)
    return path


@pytest.fixture
def big(three_thousand: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of it, open."""
    path = tmp_path / "big.klynge"
    shutil.copy(three_thousand, path)
    opening.open_register(path)
    yield path
    opening.close()
    journal.author.staff = None


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[QWidget]:
    """A window whose desk has a worker, as the main window has."""
    made: Any = QWidget()
    jobs = Jobs(database.connection_context, parent=made)
    made.desk = SimpleNamespace(jobs=jobs)
    made.resize(1240, 800)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitActive(made)
    yield made
    for dialog in made.findChildren(Dialog):
        dialog.done(0)
    jobs.stop()


@pytest.fixture
def keys(qapp: QApplication) -> Typist:
    """Somebody at the keyboard."""
    return Typist(qapp)


@pytest.fixture
def dump() -> Callable[[], Dump]:
    """Everything that stands in the record tables, to compare before and after."""

    def all_rows() -> Dump:
        return {table: rows(f'SELECT * FROM "{table}" ORDER BY id') for table in tables.journalled()}

    return all_rows


ENTER, TAB, ESC = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape
