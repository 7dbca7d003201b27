"""What P1 starts: processes that read nothing but what they need, so that nothing of the benchmark counts."""

from benchmarks import windows


def ours(path: str) -> dict[str, float]:
    """The program as it starts, until its window has painted; the register and the page come after that."""
    return windows.until_first_paint(lambda: _start(path))


def page(path: str) -> dict[str, float]:
    """The program as it starts, until the page one sees first has everything it asked for."""
    return windows.until_first_paint(lambda: _start(path), _page_is_there)


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


def _start(path: str) -> None:
    import main

    windows.alone()
    main.main([path])


def _page_is_there() -> bool:
    from PySide6.QtWidgets import QApplication

    for window in QApplication.topLevelWidgets():
        if window.objectName() == "klynge":
            return bool(window.current) and not window.desk.questions.waiting()  # type: ignore[attr-defined]
    return False
