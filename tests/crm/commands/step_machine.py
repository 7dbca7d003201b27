"""Chance deeds in a register, and beside them the model: what the machines of several subjects have in common."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from crm.commands import history
from crm.store import opening, soundness
from crm.store.database import value
from tests import examples, new_register
from tests.crm.commands.step_model import Model

QUICK = settings(max_examples=examples.of(15), stateful_step_count=30, suppress_health_check=list(HealthCheck))


class Machine(RuleBasedStateMachine):
    """A new register with its model: after every deed both hold the same. Each deed ends with `closed`."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.model = model
        self.base = 0
        new_register.create(self._path)

    @property
    def _path(self) -> Path:
        return self.folder / "register.klynge"

    def begun(self) -> None:
        """What is there from the beginning is there: the model knows nothing of it and undoes nothing of it."""
        self.base = value("SELECT max(id) FROM step")

    def closed(self) -> None:
        """A deed is done: what the model wrote since the last is the newest step."""
        self.model.close(value("SELECT max(id) FROM step"))

    def some(self, table: str, place: int) -> int:
        """One of the rows of a table."""
        found = self.model.where(table)
        return found[place % len(found)]

    def has(self, table: str) -> bool:
        """Whether the table has any."""
        return bool(self.model.where(table))

    @precondition(lambda self: self.model.done)
    @rule()
    def undo(self) -> None:
        history.undo()
        self.model.undo()

    @precondition(lambda self: self.model.undone)
    @rule()
    def redo(self) -> None:
        history.redo()
        self.model.redo()

    @precondition(lambda self: self.model.done)
    @rule(place=st.integers(0, 99))
    def take_back(self, place: int) -> None:
        step = self.model.done[place % len(self.model.done)][0]
        if self.model.is_taken_back(step):
            return
        history.take_back(step)
        self.model.take_back(step)
        if self.model.open:
            self.model.backs[value("SELECT max(id) FROM step")] = step
        self.closed()

    @rule()
    def close_and_open(self) -> None:
        opening.close()
        opening.open_register(self._path, check=False)

    @invariant()
    def the_register_is_as_the_model_says(self) -> None:
        self.model.compare(self.base)

    def teardown(self) -> None:
        try:
            assert soundness.problems() == []
        finally:
            opening.close()
            shutil.rmtree(self.folder)
