"""What pages do with mail lists: from contacts, from members, from who came to an activity."""

from collections.abc import Callable, Sequence

from crm.queries import mailing as queries
from ui.kit.grid_table import GridTable
from ui.kit.record_view import RecordView
from ui.pages import going_out
from ui.pages.desk import Desk

Verbs = dict[str, Callable[[], object]]


def of_people(desk: Desk, shown: Callable[[], RecordView], title: str) -> Verbs:
    """To the chosen ones where several are, else to all in the list; `shown` gives the view, list or wide table."""
    return {"mailing": lambda: _ask(desk, _chosen(shown()), (), title)}


def of_members(desk: Desk, shown: Callable[[], RecordView], title: str) -> Verbs:
    """To the people of the chosen organisations, of the one that one is on, and to these organisations themselves."""

    def ask() -> None:
        view = shown()
        current = view.current_id()
        chosen = [id for id in view.selected_ids() or [current or 0] if id > 0]
        _ask(desk, queries.at(chosen, desk.today()), chosen, title)

    return {"mailing": ask}


def of_activity(desk: Desk, activity: int, title: str) -> Verbs:
    """To everybody who came or is registered."""
    return {"mailing": lambda: _ask(desk, queries.attendees(activity), (), title)}


def _chosen(view: RecordView) -> list[int]:
    chosen, table = [id for id in view.selected_ids() if id > 0], view.table()
    if len(chosen) > 1:
        return chosen
    # Those of shut groups are in the list too.
    return list(table.records() if isinstance(table, GridTable) else table.ids())


def _ask(desk: Desk, people: Sequence[int], organisations: Sequence[int], title: str) -> None:
    from ui.dialogs import mailing as dialog

    made = dialog.ask(desk.window(), people=people, organisations=organisations, title=title, today=desk.today())

    def done(count: int) -> None:
        purpose, into = made.chosen()
        going_out.note(desk, title, count, into, purpose)
        desk.say(dialog.told(count))

    made.saved.connect(done)
