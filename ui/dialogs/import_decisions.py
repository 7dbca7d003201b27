"""What somebody decides while looking at a plan: gathered for a moment, then worked into a new plan in the worker."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer

from crm.exchange import plan as plans
from crm.exchange.choices import Choices
from crm.exchange.plan import Plan
from crm.progress import Progress

Decision = Callable[[Plan], Choices]
"""The choices that follow from those of a plan; called in the worker, for it may go through a hundred thousand rows."""

Work = Callable[[Callable[[Progress], Any], Callable[[Any], object]], object]
"""Does something in the worker and hands over what came of it."""

Run = Callable[[Callable[[Progress], Plan]], object]
GATHER_MS = 250
LONG = 10_000
"""A list of more rows than this takes so long to plan that nobody is interrupted for it while writing in a cell."""


class Decisions(QObject):
    """Takes decisions at any time, also while an earlier one is being worked in; the plan follows.

    `run(work)` does the work in the worker; its owner calls `planned` with what comes of it, or `dropped`. With a long
    list it waits for as long as `writing()` says that somebody is writing in a cell.
    """

    def __init__(self, run: Run, writing: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._run, self._writing = run, writing
        self._plan: Plan | None = None
        self._waiting: list[Decision] = []
        self._running = False
        self._moving = False
        self._undo: list[Choices] = []
        self._redo: list[Choices] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(GATHER_MS)
        self._timer.timeout.connect(self._start)

    def begin(self, made: Plan) -> None:
        """Begin with a plan that follows from nothing decided here."""
        self._plan, self._running = made, False
        for kept in (self._undo, self._redo, self._waiting):
            kept.clear()
        self._timer.stop()

    def take(self, decision: Decision) -> None:
        """Work a decision in, together with those of the same moment."""
        self._waiting.append(decision)
        if not self._running:
            self._timer.start()

    def planned(self, made: Plan) -> None:
        """Go on from the plan that came of it."""
        before, self._plan, self._running = self._plan, made, False
        if before is not None and not self._moving and before.choices != made.choices:
            self._undo.append(before.choices)
            self._redo.clear()
        self._moving = False
        if self._waiting:
            self._timer.start()

    def dropped(self) -> None:
        """Forget what was being worked in, and what waited: it was stopped, or could not be done."""
        self._running = self._moving = False
        self._waiting.clear()

    def busy(self) -> bool:
        """Whether something decided is not yet in the plan."""
        return self._running or bool(self._waiting)

    def undo(self) -> None:
        """Decide again as it was before the last decision."""
        self._back(self._undo, self._redo)

    def redo(self) -> None:
        """Decide again what was undone."""
        self._back(self._redo, self._undo)

    def _back(self, there: list[Choices], here: list[Choices]) -> None:
        if there and self._plan is not None and not self.busy():
            wanted = there.pop()
            here.append(self._plan.choices)
            self._moving = True
            self._waiting.append(lambda _plan: wanted)
            self._start()

    def _start(self) -> None:
        made, waiting = self._plan, self._waiting
        if made is None or self._running or not waiting:
            return
        if len(made.rows) > LONG and self._writing():
            self._timer.start()
            return
        self._waiting, self._running = [], True

        def work(progress: Progress) -> Plan:
            decided = made
            for decision in waiting:
                decided = replace(decided, choices=decision(decided))
            return plans.again(
                made, decided.choices, progress
            )  # not `decided`: its cells were read for the choices before

        self._run(work)
