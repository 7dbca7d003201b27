"""A text file that looks wrong: every other way to read it, with how it would look; one click takes it."""

from functools import partial

from PySide6.QtWidgets import QWidget

from crm.exchange.source import Alternative, Source
from crm.i18n import N_, _
from ui.dialogs import import_sample
from ui.dialogs.options import Options
from ui.kit import text
from ui.kit.dialog import Dialog

ENCODINGS = {
    "utf-8": N_("Unicode (UTF-8)"),
    "utf-16": N_("Unicode (UTF-16)"),
    "utf-32": N_("Unicode (UTF-32)"),
    "cp1252": N_("Windows (Western European)"),
    "mac_roman": N_("Older Mac"),
}
DELIMITERS = {"\t": N_("tabs"), ";": N_("semicolons"), ",": N_("commas"), "|": N_("vertical bars")}


def ask(parent: QWidget, *, source: Source) -> Dialog:
    """Let somebody choose among the source's alternatives; `saved(alternative)` gives the one that was clicked."""
    dialog = Dialog(parent, _("Does the list look wrong?"), save=_("Read"), width=720)
    dialog.save_button.hide()
    now = _("It was read as {how}. Choose the one in which the names look right and the columns stand apart.")
    dialog.body.addWidget(
        text.label(now.format(how=_how(source.encoding or "", source.delimiter or "")), "muted", wrap=True)
    )
    options = Options()
    taken: list[Alternative] = []
    dialog.on_save(taken.pop)

    def take(alternative: Alternative) -> None:
        taken.append(alternative)
        dialog.save_now()

    for number, other in enumerate(source.alternatives, start=1):
        key = str(number) if number < 10 else ""
        sample = import_sample.lines([list(record) for record in other.sample])
        options.add(key, "file", _capital(_how(other.encoding, other.delimiter)), partial(take, other), sample=sample)
    dialog.body.addWidget(options)
    dialog.open()
    options.setFocus()
    return dialog


def _how(encoding: str, delimiter: str) -> str:
    signs = _(DELIMITERS[delimiter]) if delimiter in DELIMITERS else f"“{delimiter}”"
    encoding = _(ENCODINGS[encoding]) if encoding in ENCODINGS else encoding
    return _("{encoding}, columns parted by {signs}").format(encoding=encoding, signs=signs)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
