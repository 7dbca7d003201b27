"""What can be done with several contributions at once, and by what their list is narrowed."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from crm.commands import contributions
from crm.i18n import _, ngettext
from crm.queries.contributions import Line
from crm.rules import code_lists, numbers
from crm.rules.contributions import KINDS
from ui.pages import doing, filter_kinds
from ui.pages.desk import Desk
from ui.pages.filters import Choice, Kind


def approve(desk: Desk, chosen: Sequence[int]) -> None:
    """Let them count in the report, and offer the way back."""
    count = contributions.approve(chosen)
    _told(desk, ngettext("{count} contribution approved.", "{count} contributions approved.", count), count)


def withdraw(desk: Desk, chosen: Sequence[int]) -> None:
    """Let them count no more, and offer the way back."""
    count = contributions.disapprove(chosen)
    _told(desk, ngettext("{count} contribution counts no more.", "{count} contributions count no more.", count), count)


def remove(desk: Desk, chosen: Sequence[int]) -> None:
    """Delete them, and offer the way back."""
    count = contributions.remove_all(chosen)
    _told(desk, ngettext("{count} contribution removed.", "{count} contributions removed.", count), count)


def bring_in(desk: Desk, year: int) -> None:
    """Ask for a list of hours and show what is in it."""
    from ui.dialogs import hours_list

    def added(count: int) -> None:
        _told(desk, ngettext("{count} contribution added.", "{count} contributions added.", count), count)

    window = desk.window()
    dialog = hours_list.choose(window, year=year) if window is not None else None
    if dialog is not None:
        dialog.saved.connect(added)


def verbs(desk: Desk, line: Line) -> dict[str, Callable[[], object]]:
    """What the menus offer for one."""

    def history() -> None:
        from ui.dialogs import record_history

        record_history.ask(desk.window(), table="contribution", row=line.id)

    if not desk.writable():
        return {"history": history}
    name, act = ("restore", doing.restore) if line.archived else ("archive", doing.archive)
    return {
        "history": history,
        "edit_record": partial(edit, desk, line.id),
        name: partial(act, desk, "contribution", line.id),
    }


def edit(desk: Desk, id: int) -> None:
    """Change one."""
    from ui.dialogs import contribution

    contribution.ask(desk.window(), contribution=id)


def archived() -> Choice:
    """Those that are archived."""
    return Choice(True, _("Archived"))


def filters() -> list[Kind]:
    """By what the list is narrowed."""
    return [
        Kind(
            *("approved", _("Approved"), lambda: [Choice(True, _("Yes")), Choice(False, _("Not yet"))]),
            says=filter_kinds.same("approved"),
        ),
        Kind("kind", _("Kind"), choices=lambda: [_kind(key) for key in KINDS], says=filter_kinds.same("kind")),
        filter_kinds.organisation(filter_kinds.same("organisation")),
        filter_kinds.project(),
        Kind("archived", _("Shown"), choices=lambda: [archived()]),
    ]


def card(key: str) -> Mapping[str, Choice]:
    """The filters that show what a card counts: given, hours, cash or waiting."""
    if key == "waiting":
        return {"approved": Choice(False, _("Not yet"))}
    counted = {"approved": Choice(True, _("Yes"))}
    return counted if key == "given" else counted | {"kind": _kind(key)}


def _kind(key: str) -> Choice:
    return Choice(key, code_lists.label("contribution_kind", key))


def _told(desk: Desk, words: str, count: int) -> None:
    doing.told(desk, words.format(count=numbers.show_int(count)))
