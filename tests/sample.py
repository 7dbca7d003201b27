"""The sample cluster for a test: written once in a process and language, and copied, which takes a hundredth."""

import tempfile
from functools import cache
from pathlib import Path

from crm import demo, i18n
from crm.store import opening


def write(path: Path) -> None:
    """Make a register with the sample cluster at `path`, as `crm.demo.write` does, and leave none open."""
    opening.close()
    path.touch(0o600)
    path.write_bytes(_made(i18n.language()))


@cache
def _made(_language: str) -> bytes:  # the language is the cache's key
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.klynge"
        demo.write(path)
        return path.read_bytes()
