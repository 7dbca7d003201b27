"""The third step of an import: what will happen, cell by cell, with the questions that only a person can answer."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from crm.exchange import column_notes, missing, tags
from crm.exchange.choices import STRATEGIES, Choices
from crm.exchange.entries import Entry
from crm.exchange.plan import Plan
from crm.i18n import _, ngettext
from crm.rules import code_lists, numbers
from ui.dialogs import import_answers, import_filter, import_grid_menus, import_missing, wording
from ui.dialogs.import_decisions import Decision, Work
from ui.dialogs.import_door import DoorCard
from ui.dialogs.import_filter import ALL
from ui.dialogs.import_grid import Grid
from ui.dialogs.import_meeting import MeetingLine
from ui.dialogs.import_missing import Ends
from ui.dialogs.import_replace import ReplaceBar
from ui.dialogs.import_row import RowPanel, Whole
from ui.kit import fields, text, tokens
from ui.kit.bar import Bar
from ui.kit.buttons import button, explain
from ui.kit.cards import Card
from ui.kit.chips import FilterChips
from ui.kit.combo import Combo, place


class PlanStep(QWidget):
    """Shows a plan; `decide` is called with all that somebody decides, `work(what, done)` for what takes longer."""

    import_asked = Signal(int)

    def __init__(self, decide: Callable[[Decision], object], work: Work) -> None:
        super().__init__()
        self._decide = decide
        self._plan: Plan | None = None
        self._places: Sequence[int] = ()
        self._about = text.label(wrap=True)
        self._notes, self._missing = Bar(closable=False), Bar(closable=False)
        self.door = DoorCard(decide)
        self.strategy = Combo()
        fields.dress(self.strategy)
        self.strategy.setAccessibleName(_("What is done with what is known already"))
        self.strategy.activated.connect(lambda _place: self._choose_strategy())
        self.tag = QLineEdit()
        self.tag.setAccessibleName(_("Tag for every row"))
        self.tag.setPlaceholderText(_("your own word"))
        self.tag.setToolTip(self.tag.placeholderText())
        self.tag.editingFinished.connect(self._choose_tag)
        self.meeting = MeetingLine(decide)
        self._chips = FilterChips()
        self._chips.toggled.connect(lambda key, on: self.choose(key if on else ALL))
        self.grid = Grid(decide, work)
        self.grid.moved.connect(self._show_row)
        self.grid.menu_asked.connect(lambda where: import_grid_menus.of_cells(self.grid).popup(where))
        self.grid.column_menu_asked.connect(
            lambda header, where: import_grid_menus.of_column(self.grid, header).popup(where)
        )
        self.replace_bar = ReplaceBar(self.grid, decide, work)
        self.row = RowPanel()
        top = QHBoxLayout()
        top.setSpacing(tokens.M)
        top.addWidget(text.label(_("Those known already:")))
        top.addWidget(self.strategy)
        top.addWidget(text.label(_("Tag for every row:")))
        top.addWidget(self.tag, 1)
        search = button(_("Find and replace"), self.replace_bar.begin, icon="search")
        explain(search, "", "Ctrl+H")
        top.addWidget(search)
        rows = Card(padding=1)
        rows.body.addWidget(self.grid, 1)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(tokens.S)
        body.addWidget(self._about)
        body.addWidget(self._notes)
        body.addWidget(self._missing)
        body.addLayout(top)
        body.addWidget(self.meeting)
        body.addWidget(self._chips)
        body.addWidget(self.replace_bar)
        body.addWidget(rows, 1)
        body.addWidget(self.row)
        body.addWidget(self.door)
        self.setFocusProxy(self.grid)
        # Not the button's own shortcut: that takes a moment, in which letters would go into a cell
        QShortcut(QKeySequence("Ctrl+H"), self, self.replace_bar.begin)
        QShortcut(QKeySequence("F8"), self, lambda: self.step(1))
        QShortcut(QKeySequence("Shift+F8"), self, lambda: self.step(-1))

    def show_plan(self, plan: Plan) -> None:
        """Show what will happen; the questions first where there are any."""
        first = self._plan is None or self._plan.table is not plan.table
        self._plan = plan
        self._about.setText(_about(plan))
        made_by = column_notes.made_by(plan.table)  # said with the columns already, and nothing to be warned of
        if notes := [note for note in plan.notes if note != made_by]:
            action = _("Open that import") if plan.same_file is not None else ""
            self._notes.say("\n".join(notes), "warning", action, self._open_import)
        else:
            self._notes.clear()
        if not self.tag.hasFocus():
            self.tag.setText(plan.choices.constants.get(tags.FIELD, ""))
        self.meeting.show_plan(plan, fresh=first)
        self._tell_missing(plan)
        self.door.show_plan(plan)
        self.row.make_room(plan.counts.questions > 0)
        strategies: list[tuple[Any, str]] = [(one, code_lists.label("import_strategy", one)) for one in STRATEGIES]
        fields.set_choices(self.strategy, strategies)
        self.strategy.setCurrentIndex(place(self.strategy, plan.choices.strategy))
        wanted = ("question" if plan.counts.questions else ALL) if first else self.chosen()
        self._chips.set_chips(import_filter.chips(plan, wanted))
        if self.grid.writing():
            self.grid.show_plan(plan, self._places)  # no row goes away under somebody who writes
        else:
            self._show(self.chosen())
        self.replace_bar.planned()

    def chosen(self) -> str:
        """Which rows are shown, a key of crm.ui.dialogs.import_filter."""
        return next(iter(self._chips.checked()), ALL)

    def choose(self, key: str) -> None:
        """Show only these rows."""
        self._chips.set_checked([key])
        self._show(key)

    def step(self, turn: int) -> None:
        """Go to the next problem (or with -1 to the one before), round the end; all rows are shown if need be."""
        assert self._plan is not None
        rows = self._plan.rows
        if not any(rows[place].action in import_filter.PROBLEMS for place in self._places):
            self.choose(ALL)
        count, here = len(self._places), max(0, self.grid.currentIndex().row())
        for away in range(1, count + 1):
            at = (here + turn * away) % count
            if rows[self._places[at]].action in import_filter.PROBLEMS:
                self.grid.go_to(at, self._wrong(at))
                return

    def _wrong(self, row: int) -> int:
        """The first column that is pointed at, else the one that one is in."""
        model = self.grid.model_
        marked = ("wrong", "asked")
        return next((at for at in range(len(model.headers)) if model.cell(row, at).state in marked), -1)

    def _show(self, key: str) -> None:
        assert self._plan is not None
        here = self.grid.place() or 0
        self._places = import_filter.places(self._plan, key)
        self.grid.show_plan(self._plan, self._places)
        if self._places and (self.grid.place() != here or not self.grid.currentIndex().isValid()):
            self.grid.go_to(import_filter.nearest(self._places, here))
        self._show_row()

    def _show_row(self) -> None:
        at, here = self.grid.currentIndex(), self.grid.place()
        if self._plan is None or here is None:
            self.row.show_row(None)
            return
        row, entry = self._plan.rows[here], self._plan.entries[here]
        # A question needs the room for its answers
        about = self.grid.model_.header(at.column()) and row.question is None
        cell = self.grid.model_.told(at.row(), at.column()) if about else ""
        self.row.show_row(
            Whole(
                _title(entry),
                row.action,
                row.reason,
                cell,
                import_answers.of(self._plan.choices, row, self._decide),
                import_answers.candidates(row),
            )
        )

    def _tell_missing(self, plan: Plan) -> None:
        last_time = plan.last_time
        if last_time is None or not last_time.missing:
            self._missing.clear()
            return
        count, ended = len(last_time.missing), sum(1 for one in last_time.missing if one.ends_on)
        words = ngettext(
            "{count} of {file} ({day}) is missing in this list.",
            "{count} of {file} ({day}) are missing in this list.",
            count,
        )
        day = wording.moment(last_time.batch.at).split(" ")[0]
        told = words.format(count=numbers.show_int(count), file=last_time.batch.file_name, day=day)
        if ended:
            told += " " + ngettext("{count} ends.", "{count} end.", ended).format(count=numbers.show_int(ended))
        self._missing.say(told, "info", _("Who is missing…"), self._ask_missing)

    def _ask_missing(self) -> None:
        plan = self._plan
        assert plan is not None and plan.last_time is not None

        def take(ends: Ends) -> None:
            def decide(made: Plan) -> Choices:
                chosen = replace(made.choices, ends=missing.with_ends(made.choices, ends.kept, None))
                return replace(chosen, ends=missing.with_ends(chosen, ends.ended, ends.day))

            self._decide(decide)

        import_missing.ask(self, last_time=plan.last_time, today=plan.today).saved.connect(take)

    def _open_import(self) -> None:
        assert self._plan is not None and self._plan.same_file is not None
        self.import_asked.emit(self._plan.same_file.id)

    # What somebody decides

    def _choose_strategy(self) -> None:
        chosen = str(self.strategy.currentData())
        self._decide(lambda made: replace(made.choices, strategy=chosen))

    def _choose_tag(self) -> None:
        assert self._plan is not None
        tag = self.tag.text().strip()
        if tag != self._plan.choices.constants.get(tags.FIELD, ""):
            self._decide(lambda made: replace(made.choices, constants={**made.choices.constants, tags.FIELD: tag}))


def _title(entry: Entry) -> str:
    at = entry.organisation.name if entry.organisation is not None else ""
    who = " · ".join(filter(None, (entry.name, at)))
    row = _("Row {row}").format(row=entry.row)
    return f"{row}: {who}" if who else row


def _about(plan: Plan) -> str:
    counts = plan.counts
    made = [
        (counts.people_created, ngettext("{count} new contact", "{count} new contacts", counts.people_created)),
        (counts.people_updated, ngettext("{count} contact changed", "{count} contacts changed", counts.people_updated)),
        (
            counts.organisations_created,
            ngettext("{count} new organisation", "{count} new organisations", counts.organisations_created),
        ),
        (
            counts.organisations_updated,
            ngettext("{count} organisation changed", "{count} organisations changed", counts.organisations_updated),
        ),
        (
            counts.memberships_created,
            ngettext("{count} new membership", "{count} new memberships", counts.memberships_created),
        ),
    ]
    told = ", ".join(words.format(count=numbers.show_int(count)) for count, words in made if count)
    return _("This will happen: {what}.").format(what=told) if told else _("Nothing of this list is new.")
