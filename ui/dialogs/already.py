"""While a new contact or organisation is written down: there seems to be one already, and a button opens it."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from crm.i18n import _, ngettext
from crm.queries import already
from crm.queries.already import Already
from crm.rules import numbers
from ui.kit.bar import Bar
from ui.kit.dialog import Dialog
from ui.kit.forms import Form

_PAUSE = 250
"""Milliseconds after the last letter: whoever goes on writing is not asked about half a name."""
_FIELDS = {
    "person": ("first_name", "last_name", "email", "phone"),
    "organisation": ("name", "org_number"),
}
_PAGES = {"person": "contacts", "organisation": "members"}


def hint(dialog: Dialog, form: Form, kind: str) -> Bar:
    """Tell on top of the form when the one that is being written down (person, organisation) seems to be there.

    It never stops anybody: saving keeps a new one.
    """
    bar = Bar(closable=False)
    dialog.body.insertWidget(0, bar)
    pause = QTimer(dialog)
    pause.setSingleShot(True)
    pause.setInterval(_PAUSE)

    def look() -> None:
        found = _found(kind, form)
        if not found:
            bar.clear()
            return
        go = _way(dialog.parentWidget())
        first = found[0]
        bar.say(_words(found), "info", _("Open it") if go else "", lambda: _open(dialog, go, kind, first.id))

    pause.timeout.connect(look)
    form.edited.connect(lambda name: pause.start() if name in _FIELDS[kind] else None)
    return bar


def _found(kind: str, form: Form) -> list[Already]:
    said = {name: str(form.value(name) or "") for name in _FIELDS[kind]}
    return already.people(**said) if kind == "person" else already.organisations(**said)


def _words(found: Sequence[Already]) -> str:
    first = found[0]
    told = _("There is already {name}: {about}.") if first.about else _("There is already {name}.")
    words = [told.format(name=first.name, about=first.about), first.why]
    others = len(found) - 1
    if others:
        more = ngettext("{count} more looks like it.", "{count} more look like it.", others)
        words.append(more.format(count=numbers.show_int(others)))
    return " ".join(words)


def _way(widget: QWidget | None) -> Callable[..., Any] | None:
    """What leads to a record, of the nearest window that has pages."""
    while widget is not None:
        go = getattr(getattr(widget, "desk", None), "go", None)
        if callable(go):
            found: Callable[..., Any] = go
            return found
        widget = widget.parentWidget()
    return None


def _open(dialog: Dialog, go: Callable[..., Any] | None, kind: str, id: int) -> None:
    dialog.ask_before_losing(False)
    dialog.reject()
    if go is not None:
        go(_PAGES[kind], id)
