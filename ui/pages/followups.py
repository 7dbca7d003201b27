"""Follow-ups: every promise with its date, by when it is due and who keeps it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer

from crm.changes import Changes
from crm.i18n import _, ngettext
from crm.queries import looks, staff
from crm.queries.lists.conditions import EVERYTHING, Compare, Condition
from crm.queries.looks import Look
from crm.queries.tasks import TasksQuery
from crm.rules import code_lists, numbers
from ui.kit.chips import Chip, FilterChips
from ui.kit.empty import Empty, WithEmpty
from ui.pages import doing, export, halves, own_facts, record_verbs
from ui.pages.built_filter import BuiltFilter
from ui.pages.desk import Desk, Status
from ui.pages.followup_detail import FollowUpDetail
from ui.pages.grid.page import WidePage
from ui.pages.grouped import Group
from ui.pages.task_groups import groups
from ui.pages.task_list import TaskList

TABLES = ("task", "staff", "person", "organisation", "interaction", "project", *own_facts.TABLES)
BY_PERSON, ARCHIVED = "by_person", "archived"


class FollowUpsPage(WidePage):
    """The list at the left in groups, one promise at the right."""

    KEY, ABOUT = "followups", "task"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._text = ""
        self._wanted: int | None = None
        self._scroll: int | None = None
        self._shown = TasksQuery()
        self._total = 0
        self.head(_("Search follow-ups"), _("New follow-up"))
        self.chips = FilterChips()
        self.built = BuiltFilter("task", desk, self._asked)
        self.tasks = TaskList(desk, lambda ids: self._shown.rows(ids))
        self._empty = Empty("success", "")
        self._list = WithEmpty(self.tasks, self._empty)
        self.detail = FollowUpDetail(desk, self._done, partial(record_verbs.snooze, self.desk))
        left, right = halves.list_card(self._list), halves.detail_card(self.detail)
        self.body.addWidget(self.header)
        self.body.addWidget(halves.stacked(self.chips, self.built, self.built.button()))
        self.body.addWidget(halves.split(desk, "followups", left, right, (58, 42)), 1)
        self.chips.toggled.connect(self._toggle)
        self.built.changed.connect(self.refresh)
        self.tasks.done_asked.connect(self._done)
        self.tasks.snooze_asked.connect(partial(record_verbs.snooze, self.desk))
        self.tasks.opened.connect(lambda _id: self.desk.action("edit_record"))
        self.tasks.opened_apart.connect(partial(desk.open_apart, "task"))
        self.tasks.menu_asked.connect(desk.record_menu)
        self.tasks.current_changed.connect(self._choose)
        self.tasks.selection_changed.connect(lambda _count: self.told.emit())
        self.told.connect(lambda: halves.hide_without(right, len(self.tasks.ids()), self.detail.task))
        self._set_chips(())
        self.offer_table()
        self.refresh()

    @property
    def title(self) -> str:
        """What the page is called."""
        return _("Follow-ups")

    def react(self, changes: Changes) -> None:
        """Ask again what these changes touch."""
        if changes.touches("staff"):
            self._set_chips(self.chips.checked())
        if changes.touches(*TABLES):
            self.refresh()

    def refresh(self) -> None:
        """Ask everything again."""
        query, today = self._query(), self.desk.today()
        by_person = BY_PERSON in self.chips.checked()

        def work() -> tuple[list[Group], int]:
            return groups(query, today, by_person=by_person), len(TasksQuery().ids())

        self.desk.questions.ask("followups.ids", work, lambda answer: self._show(query, *answer))
        self.ask_table()

    def show_record(self, id: int) -> None:
        """Lead to a follow-up."""
        if self.in_table(id):
            return
        if self.tasks.go_to(id):
            self.tasks.setFocus()
            return
        self._wanted = id
        self._set_chips(("all",))
        self.built.set(EVERYTHING)
        self.search("")
        self.refresh()

    def primary_action(self) -> None:
        """Ask for a new follow-up."""
        from ui.dialogs import task

        task.ask(self.window())

    def subject(self) -> dict[str, int]:
        """Whom the follow-up one is on is about."""
        row = self.detail.task
        if row is None:
            return {}
        if row.person_id is not None:
            return {"person": row.person_id}
        return {"organisation": row.organisation_id} if row.organisation_id is not None else {}

    def status(self) -> Status:
        """How many of how many."""
        shown = len(self.tasks.ids())
        words = ngettext("{count} follow-up", "{count} follow-ups", shown).format(count=numbers.show_int(shown))
        if "done" not in self.chips.checked() and "all" not in self.chips.checked():
            words = ngettext("{shown} of {total} open follow-up", "{shown} of {total} open follow-ups", self._total)
            words = words.format(shown=numbers.show_int(shown), total=numbers.show_int(self._total))
        return Status(words, self.tasks.selected_count())

    def verbs(self) -> Mapping[str, Callable[[], object]]:
        """What can be done with the follow-up one is on."""
        row = self.detail.task
        if row is None:
            return {}
        found = (
            record_verbs.task(self.desk, row) | export.verbs(self.desk, self.taken, "task") | {"export": self._export}
        )
        return found | ({"follow_up": self.primary_action} if self.desk.writable() else {})

    def state(self) -> dict[str, Any]:
        """Filters and place."""
        here = self.tasks.verticalScrollBar().value()
        return {
            **self.built.state(),
            "text": self._text,
            "chips": self.chips.checked(),
            "id": self.tasks.current_id(),
            "scroll": here,
            **self.table_state(),
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go back there."""
        self._set_chips(state.get("chips", ()))
        self.built.restore(state)
        self._wanted, self._scroll = state.get("id"), state.get("scroll")
        self.search(state.get("text", ""))
        self.refresh()
        self.restore_table(state)

    def look(self, id: int | None) -> None:
        """Show a follow-up."""
        self.detail.show_task(id)

    def standard_look(self) -> Look:
        """What is open."""
        return looks.asking(super().standard_look(), Compare("status", "is", "open"))

    def said(self) -> Mapping[str, Condition]:
        """What is open or done, and whose it is."""
        chosen, found = self.chips.checked(), dict[str, Condition]()
        if "all" not in chosen:
            found["all"] = Compare("status", "is", "done" if "done" in chosen else "open")
        for key in chosen:
            if key.isdigit():
                found[key] = Compare("responsible", "is", int(key))
        return found

    def unsay(self, gone: Collection[str]) -> None:
        """Show open and done ones where neither is asked for, and those of everybody."""
        if gone:
            left = [key for key in self.chips.checked() if key not in gone]
            self._set_chips(["all", *(key for key in left if key != "done")] if "all" in gone else left)

    def shows_archived(self) -> bool:
        """Whether it shows the archived follow-ups."""
        return ARCHIVED in self.chips.checked()

    def show_archived(self, on: bool) -> None:
        """Show the archived follow-ups instead of the others, or no longer."""
        if on != self.shows_archived():
            left = [key for key in self.chips.checked() if key != ARCHIVED]
            self._set_chips([*left, ARCHIVED] if on else left)

    def ask_list(self) -> None:
        self.refresh()

    def follow_list(self) -> None:
        self._choose(self.tasks.current_id())

    def list_selected(self) -> list[int]:
        return [id for id in self.tasks.selected_ids() if id > 0]

    def _query(self) -> TasksQuery:
        asked: TasksQuery = self.built.narrowed(self._asked())
        return asked

    def _asked(self) -> TasksQuery:
        chosen = self.chips.checked()
        who = next((int(key) for key in chosen if key.isdigit()), None)
        status = "done" if "done" in chosen else "all" if "all" in chosen else "open"
        descending = status == "done"
        return TasksQuery(self._text, "due_on", descending, status, responsible=who, archived=ARCHIVED in chosen)

    def _show(self, query: TasksQuery, found: Sequence[Group], total: int) -> None:
        self._shown, self._total = query, total
        self.tasks.set_groups(found)
        none = not any(group.ids for group in found)
        if none:
            self._say_nothing(query)
        self._list.show_empty(none)
        wanted, self._wanted = self._wanted, None
        if wanted is not None and not self.tasks.go_to(wanted):
            self._choose(wanted)
            return
        if self._scroll is not None:
            # The rows have their place once Qt has laid them out.
            scroll, self._scroll = self._scroll, None
            QTimer.singleShot(0, self.tasks, lambda: self.tasks.verticalScrollBar().setValue(scroll))
        self._choose(self.tasks.current_id())

    def _say_nothing(self, query: TasksQuery) -> None:
        if query != TasksQuery():
            why = _("No follow-up fits the search and the filters.")
            self._empty.set("search", _("Nothing found"), why, _("Show all open"), self._show_all)
            return
        why = _("Nobody is waiting for you. Promise something when you log a meeting, or write one down here.")
        self._empty.set("success", _("Nothing is waiting"), why, _("New follow-up"), self.primary_action)

    def _show_all(self) -> None:
        self._set_chips(())
        self.built.set(EVERYTHING)
        self.search("")
        self.refresh()

    def search_list(self, words: str) -> None:
        if words != self._text:
            self._text = words
            self.refresh()

    def _set_chips(self, checked: Any) -> None:
        self.chips.set_chips(
            [
                *(
                    Chip(
                        str(row.id),
                        row.name,
                        str(row.id) in checked,
                        tip=_("Only what {name} does").format(name=row.name),
                    )
                    for row in staff.all()
                ),
                Chip("done", _("Done"), "done" in checked, tip=_("What is done, the latest first")),
                Chip("all", _("Open and done"), "all" in checked),
                # The table leads to them; the chip takes them away again.
                *([Chip(ARCHIVED, _("Archived"), True)] if ARCHIVED in checked else ()),
                Chip(BY_PERSON, _("By person"), BY_PERSON in checked, tip=_("In groups by who is responsible")),
            ]
        )

    def _toggle(self, key: str, on: bool) -> None:
        """One person at a time; done or all, not both."""
        checked = self.chips.checked()
        if on and key.isdigit():
            self.chips.set_checked([one for one in checked if not one.isdigit() or one == key])
        elif on and key not in (BY_PERSON, ARCHIVED):
            self.chips.set_checked([one for one in checked if one.isdigit() or one in (key, BY_PERSON, ARCHIVED)])
        self.refresh()

    def _choose(self, id: int | None) -> None:
        if self.table_shown():
            return  # there another follow-up is looked at
        self.detail.show_task(id if id is not None and id > 0 else None)
        self.told.emit()

    def _done(self, task: int) -> None:
        doing.complete(self.desk, task, self.desk.today())

    def taken(self) -> export.Taken:
        """The list as it is on screen, with its headings."""
        outs = (
            export.Out(_("Due"), lambda row: row.due_on, "day"),
            export.Out(_("Follow-up"), lambda row: row.title),
            export.Out(_("About"), lambda row: row.about),
            export.Out(_("Responsible"), lambda row: row.responsible),
            export.Out(_("Status"), lambda row: code_lists.label("task_status", row.status)),
            export.Out(_("Done"), lambda row: row.done_on, "day"),
            export.Out(_("Notes"), lambda row: row.notes),
        )
        return export.of_view(self.title, outs, self.tasks, self._shown, self.status().text)

    def _export(self) -> None:
        """To a calendar or a list; the calendar takes the chosen ones where several are, else all in the list."""
        from ui.pages import calendar_export

        chosen, take = self.tasks.selected_ids(), self.taken()
        calendar_export.ask(
            self.desk, chosen if len(chosen) > 1 else self.tasks.ids(), lambda path: export.write(self.desk, path, take)
        )
