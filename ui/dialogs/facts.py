"""One dialog for all that is told of a year: figures, finance, results and the rest (ui.dialogs.fact_forms)."""

from typing import Any

from PySide6.QtWidgets import QWidget

from crm.i18n import _
from crm.queries import hanging
from ui.dialogs import editing, own_form
from ui.dialogs.fact_form import FactForm
from ui.dialogs.fact_forms import FORMS
from ui.kit.dialog import Dialog
from ui.kit.forms import Form

TAGGED = ("result", "media_item", "governance_body", "external_relation")
"""The kinds that carry tags; those are asked for before the note."""


def ask(parent: QWidget | None, table: str, *, id: int | None = None, year: int = 0, **values: Any) -> Dialog:
    """A new record of a table, of a `year` and with these values to begin with, or what is known of one."""
    kind = FORMS[table]
    asked = kind.fields()
    if table in TAGGED:
        asked.insert(len(asked) - 1, own_form.tag_field(table, id))
    form = Form(asked, columns=kind.columns)
    if kind.listen is not None:
        kind.listen(form, id)
    if id is None:
        form.set_values({name: value for name, value in {**kind.begin(year), **values}.items() if name in form.fields})
        dialog = Dialog(parent, _(kind.new), save=_("Add"), form=form, width=kind.width)
        dialog.on_save(lambda: kind.add(form.values()))
    else:
        known = kind.row(id)
        form.set_values({name: _shown(kind, known, name) for name in form.fields if name != "tags"})
        dialog = Dialog(parent, _(kind.edit), form=form, width=kind.width)
        editing.save_changes(
            dialog,
            form,
            table,
            version=lambda: int(kind.row(id).version),
            save=lambda changed, seen: kind.write(id, seen=seen, **changed),
        )
        editing.offer_removal(dialog, lambda: kind.remove(id), of=(table, id) if hangs(table, id) else None)
    dialog.ask_before_losing()
    dialog.open()
    form.widget(kind.focus).setFocus()
    return dialog


def hangs(table: str, id: int) -> bool:
    """Whether something hangs on a record that should be told before it goes."""
    # In which organisations a result came about is a part of it, not something that hangs there.
    return any(one.table != "result_organisation" for one in hanging.on(table, id))


def remove(table: str, id: int) -> None:
    """Delete a record on which nothing hangs."""
    FORMS[table].remove(id)


def _shown(kind: FactForm, row: Any, name: str) -> Any:
    """What a field shows of a row: what the form says, the id of what it refers to, or the column of its name."""
    if name in kind.shown:
        return kind.shown[name](row)
    return getattr(row, f"{name}_id") if hasattr(row, f"{name}_id") else getattr(row, name)
