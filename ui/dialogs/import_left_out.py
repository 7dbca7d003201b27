"""The rows of a sheet that were taken for totals, notes or headings; each can be brought in after all."""

from collections.abc import Collection, Sequence

from PySide6.QtWidgets import QCheckBox, QWidget

from crm.exchange.data_rows import LeftOut
from crm.i18n import N_, _
from crm.rules import numbers
from ui.kit import text
from ui.kit.dialog import Dialog

REASONS = {
    "total": N_("a sum"),
    "note": N_("a note"),
    "heading": N_("a heading"),
    "header": N_("the headers again"),
    "table": N_("part of another table"),
    "": N_("brought in by you"),
}
MOST_SHOWN = 200
LETTERS = 90


def ask(parent: QWidget, *, left_out: Sequence[LeftOut], kept: Collection[int]) -> Dialog:
    """Show the rows; `saved(rows)` gives the numbers of those to bring in. `kept` are those that are in already."""
    dialog = Dialog(parent, _("Rows that are left out"), save=_("Continue"), width=680)
    dialog.body.addWidget(text.label(_("Tick a row to bring it in after all."), "muted", wrap=True))
    boxes: dict[int, QCheckBox] = {}
    for one in left_out[:MOST_SHOWN]:
        box = QCheckBox(_title(one).replace("&", "&&"))
        box.setChecked(one.row in kept)
        boxes[one.row] = box
        dialog.body.addWidget(box)
    if len(left_out) > MOST_SHOWN:
        more = _("… and {count} more").format(count=numbers.show_int(len(left_out) - MOST_SHOWN))
        dialog.body.addWidget(text.label(more, "muted"))
    dialog.on_save(lambda: frozenset(row for row, box in boxes.items() if box.isChecked()))
    dialog.open()
    next(iter(boxes.values())).setFocus()
    return dialog


def _title(one: LeftOut) -> str:
    words = one.text if len(one.text) <= LETTERS else one.text[: LETTERS - 1] + "…"
    return _("Row {row}, {reason}: {text}").format(row=one.row, reason=_(REASONS[one.reason]), text=words)
