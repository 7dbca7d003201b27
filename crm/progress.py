"""How long work tells how far it has come, and learns that it should stop."""

from typing import Protocol


class Progress(Protocol):
    """Called every now and then by long work; raises `crm.errors.Cancelled` when the user has stopped it."""

    def __call__(self, done: int, total: int | None = None, text: str = "") -> None:
        """`done` of `total` (None where the end is unknown); `text` names the present stage, translated."""


def silent(done: int, total: int | None = None, text: str = "") -> None:
    """Progress that nobody watches and nobody can cancel."""
