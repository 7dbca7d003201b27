"""Import a list in calm steps on one window: the file, its columns, what will happen, done.

Nothing is written before "Import N contacts" is pressed; reading, planning and writing run in the worker.
"""

from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from crm.errors import CrmError
from crm.exchange import memory, plan
from crm.exchange.carry_out import Outcome
from crm.exchange.choices import Choices
from crm.exchange.plan import Plan
from crm.exchange.readers.refusals import PasswordNeeded
from crm.exchange.round_trip import came_back
from crm.i18n import _, ngettext, quoted
from crm.progress import Progress
from crm.queries.informing import Clock
from ui.dialogs import import_dropped, import_given, import_work
from ui.dialogs.import_after import After
from ui.dialogs.import_columns import ColumnsStep, Found
from ui.dialogs.import_decisions import Decision, Decisions
from ui.dialogs.import_file import FileStep
from ui.dialogs.import_given import Given
from ui.dialogs.import_plan import PlanStep
from ui.dialogs.import_reading import Reading
from ui.dialogs.steps import Stack, Steps
from ui.dialogs.working import WorkDialog
from ui.kit import theme
from ui.kit.busy import PANEL_MS

FILE, COLUMNS, PLAN, DONE = range(4)
SIZE = (1180, 800)


def ask(parent: QWidget, *, path: Path | None = None, given: Given | None = None) -> "ImportDialog":
    """Open the import, with a file to begin with where one was dropped or chosen already, or with what was `given`."""
    dialog = ImportDialog(parent)
    dialog.open()
    dialog.go(FILE)
    if path is not None:
        dialog.read(path)
    elif given is not None:
        dialog.reading.read(given)
    return dialog


class ImportDialog(WorkDialog):
    """Holds the file as read and the plan made of it, which keeps what was chosen.

    `waiting` are files that were dropped on it together with another one, or while it worked: whoever opened it reads
    them once it is closed. `import_asked(batch)` comes when somebody would rather look at an earlier import; the dialog
    is closed then.
    """

    import_asked = Signal(int)
    came_back = Signal(object, str)
    """A list that went out to be edited: what was read, and the name of the file; the dialog is closed then."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Import a list"), save=_("Next"), width=SIZE[0])
        self.setAcceptDrops(True)
        self.hide_title()  # the rows need the room
        self.finished.connect(lambda _result: self._let_go())
        self.found: Found | None = None
        self.plan: Plan | None = None
        self.steps = Steps([_("File"), _("Columns"), _("Check"), _("Finish")])
        self.reading = Reading(self, self._read)
        self.file_step = FileStep(self.read, self.reading.paste)
        self.columns = ColumnsStep(self.reading.choose_sheet, self.reading.other_table)
        self.decisions = Decisions(self._plan_again, lambda: self.plan_step.grid.writing(), self)
        self._began, self._focused = 0.0, self.focusWidget()
        self._passed: list[str] = []
        self._given: dict[str, str] = {}
        self.waiting: tuple[Path, ...] = ()
        self.plan_step = PlanStep(self._decide, self._look)
        self.plan_step.import_asked.connect(self._open_import)
        for keys, on in (
            (QKeySequence.StandardKey.Undo, self.decisions.undo),
            (QKeySequence.StandardKey.Redo, self.decisions.redo),
        ):
            QShortcut(keys, self.plan_step, on, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.after = After(self)
        self._stack = Stack()
        for step in (self.file_step, self.columns, self.plan_step, self.after.step):
            self._stack.addWidget(step)
        self.body.addWidget(self.steps)
        self.body.addWidget(self._stack, 1)
        self.back_button = self.add_button(_("Back"), self._back, icon="chevron-left")
        self.wrong_button = self.add_button(_("Looks wrong?"), self.reading.choose_look, icon="eye")
        room = self.screen().availableGeometry()
        self.resize(min(theme.px(SIZE[0]), room.width() - 40), min(theme.px(SIZE[1]), room.height() - 80))

    # Steps

    def go(self, step: int) -> None:
        """Show a step."""
        self._stack.setCurrentIndex(step)
        self.steps.set_current(step)
        self.back_button.setVisible(step in (COLUMNS, PLAN))
        self.wrong_button.setVisible(step == COLUMNS and self.reading.can_look_otherwise())
        self.cancel_button.setVisible(step != DONE)
        self.save_button.setVisible(step != FILE)
        self.save_button.setEnabled(True)
        self.save_button.setText({COLUMNS: _("Next"), DONE: _("Close")}.get(step, _("Import")))
        if step == PLAN:
            self._name_import()
        begin = (self.file_step, self.save_button, self.plan_step, self.save_button)[step]
        begin.setFocus()
        if step == COLUMNS:
            QTimer.singleShot(0, begin, begin.setFocus)  # the button was hidden, and takes it only once it is shown

    def _go_if(self, still: bool, step: int) -> None:
        """Show a step later than it was asked for, unless another list came meanwhile."""
        if still:
            self.go(step)

    def step(self) -> int:
        """The step that is shown."""
        return self._stack.currentIndex()

    def save_now(self) -> None:
        if not self.save_button.isEnabled() or self.save_button.isHidden():
            return
        {COLUMNS: self._next, PLAN: self._carry_out, DONE: self.accept}[self.step()]()

    # What runs in the worker

    def read(self, path: Path) -> None:
        """Read a file and find its table."""
        self.reading.read(import_given.of_file(path))

    def _read(self, found: Found) -> None:
        if came_back.is_ours(found.source):
            self._hand_over(found)
            return
        if self.found is None or self.found.source is not found.source:
            self.columns.constants.clear()  # another list
            self._given = {}
        self.found, self.plan, self._passed = found, None, []
        self.columns.show_found(found)
        if self.step() == COLUMNS:
            self.go(COLUMNS)
        else:
            # The window is painted in between: to show a step takes as long as to fill it
            QTimer.singleShot(0, self, lambda: self._go_if(self.found is found, COLUMNS))
        import_dropped.tell(self, self.waiting)  # once it is read

    def _hand_over(self, found: Found) -> None:
        """It is no list to import: who opened this shows what was edited in it."""
        try:
            came_back.read(found.source)
        except CrmError as problem:
            self.say(str(problem), "warning")
            return
        self.reject()
        self.came_back.emit(found.source, found.name)

    def _next(self) -> None:
        """Make the plan, unless something in the columns must be said first; who presses again goes on without."""
        open_ = self.columns.unanswered()
        if problem := self.columns.constants.problem():
            self.say(problem, "warning")
        elif open_ and open_ != self._passed:
            self._passed = open_
            words = ngettext(
                "{columns} asks below what it means. Answer it, or press Next again: such cells are then left out.",
                "{columns} ask below what they mean. Answer them, or press Next again: such cells are then left out.",
                len(open_),
            )
            self.say(words.format(columns=", ".join(map(quoted, open_))), "warning")
            self.columns.go_to(open_[0])
        else:
            self._make_plan()

    def _make_plan(self) -> None:
        found = self.found
        assert found is not None
        before = self.plan.choices if self.plan is not None else Choices()
        # What is said elsewhere of all rows (a tag) stays; what was said here goes with its line
        others = {field: text for field, text in before.constants.items() if field not in self._given}
        self._given = self.columns.constants.values()
        said = self.columns.chosen() | {"constants": others | self._given}
        self.run(import_work.planned(found, self.plan, said), self._planned, _("Comparing with the register"))

    def _planned(self, made: Plan) -> None:
        self.decisions.begin(made)
        self._show_plan(made)
        QTimer.singleShot(0, self, lambda: self._go_if(self.plan is made, PLAN))

    def _open_import(self, batch: int) -> None:
        if not self.working():
            self.reject()
            self.import_asked.emit(batch)

    def _show_plan(self, made: Plan) -> None:
        self.plan = made
        self.plan_step.show_plan(made)
        self._name_import()

    def _decide(self, decision: Decision) -> None:
        """Somebody decided something about the plan; nothing is imported before the plan follows from it."""
        self.decisions.take(decision)
        self.save_button.setEnabled(False)

    def _plan_again(self, work: Callable[[Progress], Plan]) -> None:
        self._began, self._focused = monotonic(), self.focusWidget()
        self.run(work, self._decided, _("Comparing with the register"))

    def _decided(self, made: Plan) -> None:
        self.decisions.planned(made)
        self._show_plan(made)
        # The panel with Cancel had taken it. What was focused may have gone with the row that it asked about
        focused = self._focused if self._focused is not None and isValid(self._focused) else None
        if monotonic() - self._began > PANEL_MS / 1000 and focused is not None and focused.isVisible():
            focused.setFocus()

    def _look(self, work: Callable[[Progress], Any], done: Callable[[Any], object]) -> None:
        """Look for something in the plan, unless something runs; Import can be pressed again afterwards."""

        def found(what: Any) -> None:
            self._name_import()
            done(what)

        if not self.working():
            self.run(work, found, _("Looking through the list"))

    def work_stopped(self) -> None:
        super().work_stopped()
        self._forget_decisions()

    def _forget_decisions(self) -> None:
        """What was being worked into the plan is not in it: show the plan as it is."""
        self.decisions.dropped()
        if self.step() == PLAN and self.plan is not None:
            self._show_plan(self.plan)

    def _carry_out(self) -> None:
        made = self.plan
        assert made is not None
        title = _("Importing {file}").format(file=made.file_name)
        self.run(import_work.carried_out(made), self._carried_out, title, writes=True)

    def _carried_out(self, brought: tuple[Outcome, Clock]) -> None:
        outcome, clock = brought
        self.after.outcome = outcome
        self.after.step.show_outcome(outcome, clock)
        self.go(DONE)
        if self.stopped_too_late():
            self.say(_("It was too late to stop: the list is written. “Undo the import” takes it back."), "warning")
        self.saved.emit(outcome.batch)

    def work_failed(self, problem: BaseException) -> None:
        """Tell it; where the register has moved on under the plan, make the plan again."""
        if isinstance(problem, PasswordNeeded):
            self.work_stopped()
            self.reading.ask_password(problem)
            return
        self._forget_decisions()
        super().work_failed(problem)
        made = self.plan
        if isinstance(problem, CrmError) and self.step() == PLAN and made is not None and import_work.moved_on(made):
            words = str(problem)
            self._plan_again(lambda progress: plan.again(made, made.choices, progress))
            self.say(words, "warning")

    def _let_go(self) -> None:
        """Nobody looks at the list any more."""
        made = self.after.outcome.plan if self.after.outcome is not None else None
        memory.let_go(self.plan, made, self.found)

    def _back(self) -> None:
        if not self.working():
            self.say("")
            self.go(self.step() - 1)

    def _name_import(self) -> None:
        assert self.plan is not None
        told, ready = import_work.called(self.plan)
        self.save_button.setText(told)
        self.save_button.setEnabled(ready and not self.decisions.busy())

    # Dropping a file anywhere on the dialog

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.step() != DONE and import_dropped.files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.waiting += import_dropped.take(event, self, self.read)
