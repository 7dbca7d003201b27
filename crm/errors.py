"""The errors that a person is meant to read.

Everything else that rises is ours: the window shows it in one dialog with a copy button.
"""

from collections.abc import Mapping


class CrmError(Exception):
    """Something the user or the environment did: a sentence that says what is wrong and what to do."""


class Invalid(CrmError):
    """Values that a record refuses; `fields` maps each field's name to its sentence."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__(" ".join(fields.values()))
        self.fields = dict(fields)


class Conflict(CrmError):
    """Somebody else wrote the record since it was read.

    `fields` maps each field's name to (before, mine, theirs); the record still holds *theirs*.
    """

    def __init__(self, message: str, fields: Mapping[str, tuple[object, object, object]]) -> None:
        super().__init__(message)
        self.fields = dict(fields)


class Cancelled(CrmError):
    """The user stopped a long job; nothing of it remains."""
