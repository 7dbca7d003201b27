"""Opening, filling and looking at dialogs in tests."""

from typing import Any, TypeVar

from pytestqt.qtbot import QtBot

from ui.kit.dialog import Dialog
from ui.kit.forms import Form

Kind = TypeVar("Kind", bound=Dialog)


def active(qtbot: QtBot, dialog: Kind) -> Kind:
    """The dialog once it has the keyboard."""
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def form_of(dialog: Dialog) -> Form:
    """Its form."""
    assert dialog.form is not None
    return dialog.form


def fill(dialog: Dialog, **values: Any) -> None:
    """Put values into fields as if somebody had written them: they count as changed."""
    for name, value in values.items():
        form_of(dialog).fields[name].put(value)


def saved(qtbot: QtBot, dialog: Dialog) -> Any:
    """Press the button; what the command returned."""
    with qtbot.waitSignal(dialog.saved) as heard:
        dialog.save_now()
    return heard.args[0] if heard.args else None
