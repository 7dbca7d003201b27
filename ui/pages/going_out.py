"""What pages do around a list that goes out: those who objected are left out, and that it went is noted."""

from collections.abc import Callable
from dataclasses import replace

from crm.queries import objections
from ui.pages.desk import Desk
from ui.pages.taken import Taken


def with_leave(desk: Desk, take: Taken, go: Callable[[Taken], object]) -> None:
    """Let people go out: at once where nobody among them has objected, else once somebody said what becomes of those.

    They are left out unless somebody wants them too (GDPR art. 21).
    """
    people = [id for id in take.ids if id > 0]
    objected = objections.among(people)
    if not objected:
        go(take)
        return
    from ui.dialogs import objected as dialog

    asked = dialog.ask(desk.window(), objected=len(objected), of=len(people), title=take.title)
    asked.saved.connect(lambda all: go(take if all else without(take, objected)))


def without(take: Taken, objected: set[int]) -> Taken:
    """The list without these people, and without headings that nobody stands below."""
    from ui.dialogs import objected as dialog

    ids: list[int] = []
    for id in take.ids:
        if id in objected:
            continue
        if id in take.headings and ids and ids[-1] in take.headings:
            ids.pop()
        ids.append(id)
    while ids and ids[-1] in take.headings:
        ids.pop()
    about = " · ".join(part for part in (take.about, dialog.told(len(objected))) if part)
    headings = {id: words for id, words in take.headings.items() if id in set(ids)}
    return replace(take, ids=ids, about=about, headings=headings)


def note(desk: Desk, what: str, count: int, how: str, purpose: str = "") -> None:
    """Write down that a list went out, where the register can be written to."""
    from crm.commands import went_out

    if desk.writable():
        went_out.note(what, count, how=how, purpose=purpose)
