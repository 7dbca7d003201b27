"""The registers that are measured, made once and kept in build/bench until the program that makes them changes."""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import runs

KEPT = runs.ROOT / "build" / "bench"
_MADE_BY = ("crm/demo", "crm/migrations", "crm/records", "crm/rules", "crm/store", "resources/demo")


def sample(scale: int, interactions: int) -> Path:
    """A register with the sample cluster; nobody may write to it (see `copy`)."""
    path = KEPT / f"sample-{scale}-{interactions}-{_stamp()}.klynge"
    if not path.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        for old in KEPT.glob(f"sample-{scale}-{interactions}-*"):
            old.unlink()
        runs.child("registers", "make", path=str(path), scale=scale, interactions=interactions)
    return path


def make(path: str, scale: int, interactions: int) -> dict[str, str]:
    """Make it, whole or not at all."""
    from crm import demo

    part = Path(path).with_suffix(".part")
    part.unlink(missing_ok=True)
    demo.write(part, scale=scale, interactions=interactions)
    part.replace(path)
    return {}


@contextmanager
def copy(path: Path) -> Iterator[Path]:
    """A copy to write to, gone afterwards."""
    made = KEPT / f"copy-{path.name}"
    _remove(made)  # a benchmark that was killed left its own: an old -wal beside a new copy is a damaged register
    shutil.copyfile(path, made)
    try:
        yield made
    finally:
        _remove(made)


def _remove(made: Path) -> None:
    """Remove a copy with all that stands beside it and bears its name."""
    for left in KEPT.glob(f"*{made.name}*"):
        left.unlink()


def _stamp() -> str:
    """A few signs that change with the program that makes a register."""
    seen = hashlib.sha256()
    for folder in _MADE_BY:
        for file in sorted((runs.ROOT / folder).rglob("*")):
            if file.suffix in (".py", ".toml", ".csv"):
                seen.update(file.read_bytes())
    return seen.hexdigest()[:12]
