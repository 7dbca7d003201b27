"""What P1 starts: processes that read nothing but what they need, so that nothing of the benchmark counts."""

from pathlib import Path
from typing import Any

from benchmarks import windows


def ours(path: str) -> dict[str, float]:
    """The program as it starts."""

    def start() -> Any:
        from ui import app

        windows.alone()
        program = app.Program(app.application())
        program.start(Path(path))
        return program

    return windows.until_first_paint(start)


def empty(path: str) -> dict[str, float]:
    """The floor."""
    return windows.until_first_paint(lambda: windows.empty(path))


def contacts(path: str) -> dict[str, float]:
    """The program with its list of contacts open."""
    program = windows.opened(path)
    program.window.go("contacts")
    windows.settle(program.window)
    program.end()
    return {"cpu": 0.0}
