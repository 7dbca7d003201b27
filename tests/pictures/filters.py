"""What there is to see of the filters that are built: the builder, and a list that is filtered so."""

from collections.abc import Callable, Iterable

from crm.queries.lists.conditions import All, Any, Compare, Related
from ui.app import Program

Shot = tuple[str, Callable[[Program], object]]
QUIET = All(
    (
        Compare("is_member", "is", True),
        Compare("segment", "any_of", ("aquaculture", "biotech")),
        Related("meetings", "none", where=Compare("held_on", "last_days", 90)),
        Any((Compare("open_tasks", "is", 0), Compare("employees", "between", (1, 20)))),
    )
)


def shots() -> Iterable[Shot]:
    """All of them."""
    yield "build-filter", _builder
    yield "build-filter-empty", _empty


def _builder(program: Program) -> object:
    from ui.dialogs import filter_builder

    return filter_builder.ask(program.window, "organisation", QUIET, done=print, today=program.window.desk.today())


def _empty(program: Program) -> object:
    from ui.dialogs import filter_builder

    return filter_builder.ask(program.window, "person", done=print, today=program.window.desk.today())
