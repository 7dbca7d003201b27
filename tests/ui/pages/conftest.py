"""A program with its window on a small register."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from crm import i18n, settings
from tests.ui import register
from tests.ui.register import TODAY, Known, settle
from ui import app
from ui.window import MainWindow


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The settings of this test alone."""
    made = tmp_path / "home"
    monkeypatch.setenv("KLYNGE_HOME", str(made))
    return made


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Known:
    """The register as every test finds it, written once."""
    return register.write(tmp_path_factory.mktemp("register") / "test.klynge")


@pytest.fixture
def known(written: Known, tmp_path: Path) -> Known:
    """A register of the test's own, closed."""
    path = tmp_path / "test.klynge"
    shutil.copy(written.path, path)
    return replace(written, path=path)


@pytest.fixture
def program(qapp: QApplication, home: Path) -> Iterator[app.Program]:
    """The program without a register, in English and light, as of a fixed day; it makes only the pages asked for."""
    settings.save(settings.Settings(theme="light"))
    made = app.Program(qapp, "en", today=lambda: TODAY, ahead=False)
    made.window.resize(1240, 800)
    yield made
    made.window.close()
    made.window.release()
    made.end()
    made.window.deleteLater()
    i18n.use("en")
    settle()


@pytest.fixture
def window(request: pytest.FixtureRequest, program: app.Program, known: Known) -> MainWindow:
    """The window with the register open, on the first page or on that of `begins_on`, so that no other is made."""
    page = request.node.get_closest_marker("begins_on")
    if page is not None:
        program.keep(replace(program.settings, last_page=page.args[0]))
    program.start(known.path)
    settle(lambda: not program.window.desk.questions.waiting())
    return program.window
