"""Which sheet of a workbook: each with its size and its first rows; one click takes it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from crm.exchange.header import Look
from crm.i18n import _, ngettext
from crm.rules import numbers
from ui.dialogs import import_sample
from ui.dialogs.options import Options
from ui.kit import text
from ui.kit.dialog import Dialog


def ask(parent: QWidget, *, looks: Sequence[Look], present: str) -> Dialog:
    """Let somebody choose a sheet; `saved(name)` gives it. `present` is the one that is read now."""
    dialog = Dialog(parent, _("Which sheet holds the list?"), save=_("Read"), width=720)
    dialog.save_button.hide()
    dialog.body.addWidget(text.label(_("One sheet is brought in at a time."), "muted", wrap=True))
    options = Options()
    taken: list[str] = []
    dialog.on_save(taken.pop)

    def take(name: str) -> None:
        taken.append(name)
        dialog.save_now()

    for number, look in enumerate(looks, start=1):
        key = str(number) if number < 10 else ""
        icon = "check" if look.sheet == present else "file"
        sample = import_sample.lines(look.first)
        option = options.add(key, icon, _title(look, present), partial(take, look.sheet), sample=sample)
        option.setEnabled(look.rows > 0)
    dialog.body.addWidget(options)
    dialog.open()
    place = next((place for place, look in enumerate(looks) if look.sheet == present), 0)
    options.options[place].setFocus()
    return dialog


def _title(look: Look, present: str) -> str:
    rows = ngettext("{count} row", "{count} rows", look.rows).format(count=numbers.show_int(look.rows))
    parts = [look.sheet, rows if look.rows else _("empty")]
    if look.hidden:
        parts.append(_("hidden"))
    if look.sheet == present:
        parts.append(_("shown now"))
    return " · ".join(parts)
