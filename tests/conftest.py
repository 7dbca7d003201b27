"""What every test may rely on: no display, no network, nothing of this machine's settings."""

import gc
import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from crm import i18n
from crm.store import backup

# Before anything imports Qt.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

# Where the machine forbids compiled modules beside the source, each of the hundred processes that the tests start would
# compile the program anew. They may keep them in a folder of the tests' own.
if sys.dont_write_bytecode:
    sys.dont_write_bytecode = False
    sys.pycache_prefix = str(Path(__file__).resolve().parents[1] / "build" / "pycache")
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix
    del os.environ["PYTHONDONTWRITEBYTECODE"]

# Nothing of what is read to collect the tests is garbage; `pytest_collection_finish` lets the collector work again.
gc.disable()

# A deadline fails a slow machine, not a slow program: speed is measured in benchmarks/.
# A quarter of the usual number: the soak takes many more.
settings.register_profile("dev", deadline=None, max_examples=25)
settings.register_profile("ci", deadline=None, max_examples=25, derandomize=True, print_blob=True)
settings.register_profile("soak", deadline=None, max_examples=20_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest tests begin, so that no worker is left with one of them when the others are done."""
    items.sort(key=lambda item: item.path.parent.name != "walk")


def pytest_collection_finish() -> None:
    """What was collected stays to the end: no later round of the garbage collector looks through it again."""
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def _home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The settings of this machine stand in a folder of the session's own, also for child processes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KLYNGE_HOME", str(tmp_path_factory.mktemp("home")))
        # The ring of keys of whoever runs the tests is no business of theirs.
        patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
        yield


@pytest.fixture(autouse=True)
def _in_english() -> None:
    """Every test begins in English, whatever language the one before it spoke last."""
    i18n.use("en")


@pytest.fixture(autouse=True)
def _no_second_folder() -> Iterator[None]:
    """What a command line in this process was told of a second folder for backups ends with the test."""
    yield
    backup.elsewhere.folder, backup.elsewhere.trouble = None, ""


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    """The program asks no network (RELIABILITY.md section 7, promise 14): a test that does fails.

    The attempts are counted too, for a connect whose error somebody swallowed.
    """
    attempts: list[object] = []
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex", "sendto"):
            patch.setattr(socket.socket, name, _refusing(getattr(socket.socket, name), attempts))
        yield
    assert not attempts, f"the program asked the network: {attempts}"


def _refusing(real: Any, attempts: list[object]) -> Any:
    local = getattr(socket, "AF_UNIX", None)

    def refuse(self: socket.socket, *arguments: Any) -> Any:
        if self.family == local:
            return real(self, *arguments)
        attempts.append(arguments[-1])
        raise AssertionError(f"the program asked the network: {arguments[-1]}")

    return refuse
