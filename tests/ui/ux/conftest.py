"""The program with its window on the small register, as the tests of the pages have it."""

from tests.ui.pages.conftest import home, known, program, window, written

__all__ = ["home", "known", "program", "window", "written"]
