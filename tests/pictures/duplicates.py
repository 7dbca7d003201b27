"""Two that are one, one that is to be forgotten, and the recycle bin; what is made for the picture is undone."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any

from crm.commands import history, memberships, organisations, people, removal, tasks
from crm.queries import people as people_queries
from ui.app import Program

Shot = tuple[str, Callable[[Program], Any]]


def shots() -> Iterator[Shot]:
    """The dialogs about duplicates and what was thrown away."""
    yield "duplicates", partial(_shown, kind="person")
    yield "merge", _merge
    yield "merge-organisations", _organisations
    yield "merge-with", _merge_with
    yield "erase", _erase
    yield "recycle-bin", _recycle_bin
    yield "person-already", _already


def _twin() -> tuple[int, int]:
    """Somebody, and the same person as another list has it; four steps."""
    one = people_queries.PeopleQuery().ids()[3]
    known = people_queries.detail(one)
    at = people_queries.positions(one)[0].organisation_id
    twin = people.add(
        first_name=known.first_name[:1] + ".", last_name=known.last_name, organisation=at, title="Rådgiver FoU",
        phone="912 34 568", notes="Møtt på messen i Bodø.",
    )  # fmt: skip
    people.edit(one, notes="Vil ha invitasjoner i god tid.")
    tasks.add("Sende program", due_on=date(2026, 12, 1), person=twin)
    tasks.add("Ringe om lokalet", due_on=date(2026, 12, 3), person=twin)
    return one, twin


def _undone(steps: int) -> None:
    for _step in range(steps):
        history.undo()


def _shown(program: Program, kind: str) -> None:
    from tests.ui.register import settle
    from ui.dialogs import duplicates

    _twin()
    dialog = duplicates.ask(program.window, kind=kind)
    settle(lambda: not dialog.working())
    _undone(4)


def _merge(program: Program) -> None:
    from tests.ui.register import settle
    from ui.dialogs import merge

    one, twin = _twin()
    dialog = merge.ask(program.window, kind="person", one=one, other=twin)
    settle(lambda: not dialog.working())
    _undone(4)


def _organisations(program: Program) -> None:
    from tests.ui.register import settle
    from ui.dialogs import merge

    made = [organisations.add(name, city="Tromsø") for name in ("Kvalsund Tareprodukter AS", "Kvalsund Tare")]
    memberships.join(made[0], joined_on=date(2023, 1, 1), left_on=date(2025, 12, 31))
    memberships.join(made[1], joined_on=date(2025, 6, 1), category="associate")
    dialog = merge.ask(program.window, kind="organisation", one=made[0], other=made[1])
    settle(lambda: not dialog.working())
    _undone(4)


def _recycle_bin(program: Program) -> None:
    from tests.ui.register import settle
    from ui.dialogs import recycle_bin

    one, twin = _twin()
    removal.delete("person", twin)
    people.archive(one)
    dialog = recycle_bin.ask(program.window)
    settle(lambda: not dialog.working())
    _undone(6)


def _already(program: Program) -> None:
    """Somebody new, who is there already."""
    from tests.ui.register import settle
    from ui.dialogs import person
    from ui.kit.bar import Bar

    known = people_queries.detail(people_queries.PeopleQuery().ids()[3])
    dialog = person.ask(program.window)
    assert dialog.form is not None
    dialog.form.set_values({"first_name": known.first_name, "last_name": known.last_name})
    settle(lambda: any(bar.words() for bar in dialog.findChildren(Bar)))


def _erase(program: Program) -> None:
    from tests.ui.register import settle
    from ui.dialogs import erase

    one = people_queries.PeopleQuery().ids()[3]
    known = people_queries.detail(one)
    tasks.add(f"Ringe {known.first_name} {known.last_name}", due_on=date(2026, 12, 1), person=one)
    dialog = erase.ask(program.window, person=one)
    settle(lambda: not dialog.working())
    _undone(1)


def _merge_with(program: Program) -> None:
    from ui.dialogs import merge_with

    merge_with.ask(program.window, kind="person", one=people_queries.PeopleQuery().ids()[3], done=print)
