"""What pages do with mail lists: from contacts, from members, from who came to an activity."""

from collections.abc import Callable, Sequence

from crm.queries import mailing as queries
from ui.kit.record_view import RecordView
from ui.pages.desk import Desk

Verbs = dict[str, Callable[[], object]]


def of_people(desk: Desk, view: RecordView, title: str) -> Verbs:
    """To the chosen ones where several are, else to all in the list."""
    return {"mailing": lambda: _ask(desk, _chosen(view), (), title)}


def of_members(desk: Desk, view: RecordView, title: str) -> Verbs:
    """To the people of the chosen organisations, of the one that one is on, and to these organisations themselves."""

    def ask() -> None:
        current = view.current_id()
        chosen = view.selected_ids() or ([current] if current is not None else [])
        _ask(desk, queries.at(chosen, desk.today()), chosen, title)

    return {"mailing": ask}


def of_activity(desk: Desk, activity: int, title: str) -> Verbs:
    """To everybody who came or is registered."""
    return {"mailing": lambda: _ask(desk, queries.attendees(activity), (), title)}


def _chosen(view: RecordView) -> list[int]:
    chosen = view.selected_ids()
    return [id for id in (chosen if len(chosen) > 1 else view.table().ids()) if id > 0]


def _ask(desk: Desk, people: Sequence[int], organisations: Sequence[int], title: str) -> None:
    from ui.dialogs import mailing as dialog

    made = dialog.ask(desk.window(), people=people, organisations=organisations, title=title, today=desk.today())
    made.saved.connect(lambda count: desk.say(dialog.told(count)))
