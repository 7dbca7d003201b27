"""Saving an edit: only what was changed, and never over what somebody else wrote meanwhile."""

from collections.abc import Callable, Mapping
from typing import Any

from crm.errors import Conflict, CrmError, Invalid
from crm.i18n import _
from crm.queries import hanging
from ui.dialogs import conflict, own_form
from ui.kit.dialog import Dialog
from ui.kit.forms import Form

Save = Callable[[dict[str, Any], int], Any]
"""Writes the changed fields of a record that was seen at a version."""


def save_changes(dialog: Dialog, form: Form, table: str, *, version: Callable[[], int], save: Save) -> None:
    """Have `dialog` save what was changed in `form` since now, by `save(changed, seen)`.

    Fields nobody touched are not written, so what somebody else has written there stays. Where both changed the same
    field it is asked which of the two holds, field by field, and saved again. `table` tells what the fields are called.
    """
    shown = _values(form)
    seen = version()

    def work() -> Any:
        values = form.values()
        changed = own_form.kept({name: value for name, value in values.items() if value != shown.get(name)}, shown)
        # Read before the attempt: whatever is written in between is found by the next one.
        present = version()
        try:
            return save(changed, seen)
        except Conflict as problem:
            both = problem.fields

            def settled(chosen: Mapping[str, Any]) -> None:
                nonlocal seen
                seen = present
                for name, (_before, _mine, theirs) in both.items():
                    shown[name] = theirs
                    if name in form.fields:
                        form.fields[name].put(chosen[name])
                dialog.save_now()

            conflict.ask(dialog, table=table, fields=both, settled=settled)
            raise

    dialog.on_save(work)


def offer_removal(dialog: Dialog, remove: Callable[[], object], *, of: tuple[str, int] | None = None) -> None:
    """A button that removes the record; no question, because one key brings it back.

    Where the record is told (`of`: its table and id), what hangs on it is shown first, with what can be done about it.
    """

    def gone() -> None:
        dialog.saved.emit(None)
        dialog.ask_before_losing(False)
        dialog.accept()

    def run() -> None:
        if of is not None and hanging.on(*of):
            from ui.dialogs import hanging as question

            question.delete(dialog, table=of[0], id=of[1], done=lambda _words: gone())
            return
        try:
            remove()
        except CrmError as problem:
            dialog.say(str(problem))
            return
        gone()

    dialog.add_button(_("Remove"), run, icon="trash")


def _values(form: Form) -> dict[str, Any]:
    """What the fields hold, as far as they hold a value."""
    found = {}
    for name, field in form.fields.items():
        try:
            found[name] = field.get()
        except Invalid:
            continue
    return found
