"""What there is to see of what goes out of a list: paper, mail lists, the round trip through Excel."""

from collections.abc import Callable, Iterable

from ui.app import Program
from ui.dialogs.print_list import PrintDialog
from ui.pages.members import MembersPage

Shot = tuple[str, Callable[[Program], object]]


def shots() -> Iterable[Shot]:
    """All of them."""
    yield "print-list", _print_list


def _print_list(program: Program) -> None:
    from tests.ui.register import settle

    window = program.window
    window.go("members")
    page = window.page()
    assert isinstance(page, MembersPage)
    settle(lambda: not window.desk.questions.waiting())
    page.verbs()["print"]()
    dialog = next(one for one in window.findChildren(PrintDialog) if one.isVisible())
    settle(lambda: dialog.sheet is not None and not dialog.working())
