"""A form that is kept on disk while it is filled, so that a killed program gives back what was typed."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QLineEdit

from crm.commands import drafts
from crm.errors import Invalid
from ui.dialogs.follow_ups_field import FollowUpsField
from ui.kit.dialog import Dialog
from ui.kit.forms import Form
from ui.kit.people_field import PeopleField, Suggestion

WRITE_MS = 700
"""After a change; UX.md promises that what was typed is on disk within 2 seconds."""


class Drafting(QObject):
    """Writes what stands in the form of a dialog until it is saved. Left without saving it stays: `kept(name)`.

    `besides` is asked for what is kept with it and shown in no field. `written` comes each time it is on the disk.
    """

    kept = Signal(str)
    written = Signal()

    def __init__(
        self, dialog: Dialog, form: Form, name: str = "", besides: Callable[[], Mapping[str, Any]] = dict
    ) -> None:
        super().__init__(dialog)
        self._form, self.name, self._besides, self._forgotten = form, name, besides, False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WRITE_MS)
        self._timer.timeout.connect(self._write)
        form.edited.connect(self._edited)
        dialog.saved.connect(self.forget)
        dialog.rejected.connect(self._left)

    def _edited(self) -> None:
        if self._forgotten:
            return
        # Not begun anew by each key: whoever types on and on is written down meanwhile.
        if not self._timer.isActive():
            self._timer.start()

    def _write(self) -> None:
        if self._form.changed():
            self.name = drafts.keep(self.name, typed(self._form) | dict(self._besides()))
            if self.name:
                self.written.emit()

    def forget(self) -> None:
        """Keep no draft: what stands here is saved, or is nothing that somebody wrote."""
        self._forgotten = True
        self._timer.stop()
        drafts.drop(self.name)

    def _left(self) -> None:
        self._timer.stop()
        if self._forgotten:
            return
        if self._form.changed():
            self._write()
            self.kept.emit(self.name)
        else:
            drafts.drop(self.name)


def typed(form: Form) -> dict[str, Any]:
    """What stands in a form as JSON can hold it, also where it is no value yet."""
    return {name: _plain(field.get, field.widget) for name, field in form.fields.items()}


def put(form: Form, values: Mapping[str, Any]) -> None:
    """Show again what `typed` gave; what the form knows nothing of is left out."""
    for name, field in form.fields.items():
        kept = values.get(name)
        if isinstance(kept, dict) and "text" in kept and isinstance(field.widget, QLineEdit):
            field.widget.setText(kept["text"])
        elif isinstance(kept, dict) and "day" in kept:
            field.put(date.fromisoformat(kept["day"]))
        elif isinstance(kept, dict) and "people" in kept and isinstance(field.widget, PeopleField):
            field.widget.set_chosen([Suggestion(*one) for one in kept["people"]])
            field.widget.edit.setText(kept["text"])
        elif isinstance(kept, dict) and "promises" in kept and isinstance(field.widget, FollowUpsField):
            field.widget.put_typed(kept["promises"])
        elif isinstance(kept, dict) and "chosen" in kept:
            field.put({int(key): value for key, value in kept["chosen"].items()})
        elif kept is not None and not isinstance(kept, dict):
            field.put(kept)


def _plain(get: Any, widget: object) -> Any:
    if isinstance(widget, PeopleField):
        return {"people": [list(one) for one in widget.chosen()], "text": widget.edit.text()}
    if isinstance(widget, FollowUpsField):
        return {"promises": widget.typed()}
    try:
        value = get()
    except Invalid:
        return {"text": widget.text()} if isinstance(widget, QLineEdit) else None
    if isinstance(value, dict):
        return {"chosen": value}
    return {"day": value.isoformat()} if isinstance(value, date) else value
