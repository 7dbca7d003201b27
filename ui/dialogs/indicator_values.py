"""The values of an indicator by year: what is kept by hand, and what takes the place of the report's figure."""

from datetime import date
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from crm.commands import goals
from crm.commands.goals import Kept
from crm.i18n import _
from crm.queries import goals as queries
from ui.dialogs import choices
from ui.kit import fields, text
from ui.kit.dialog import Dialog
from ui.kit.fields import Field
from ui.kit.forms import Form

LEAST, MOST = 4, 10
"""So many years are offered, at least and at most, this one first."""


def ask(parent: QWidget | None, *, indicator: int, today: date) -> Dialog:
    """Put down what an indicator was in each year."""
    one = queries.indicator(indicator)
    years = _years(one, today)
    listed: list[Field] = []
    for year in years:
        listed += [
            choices.signed_hundredths(f"value_{year}", str(year)),
            fields.text(f"note_{year}", _("Remark {year}").format(year=year)),
        ]
    form = Form(listed, columns=2)
    shown: dict[str, Any] = {}
    for year in years:
        kept = one.kept.get(year)
        shown |= {f"value_{year}": kept.value if kept else None, f"note_{year}": kept.note if kept else ""}
        edit = form.widget(f"value_{year}")
        if one.figure_key and isinstance(edit, QLineEdit):
            edit.setPlaceholderText(_("from the report"))
    form.set_values(shown)
    dialog = Dialog(parent, one.name, form=form, width=640)
    if one.figure_key:
        words = _("It follows {key} of the annual report. A number here takes the place of that year's figure.")
        dialog.body.insertWidget(0, text.label(words.format(key=one.figure_key), "muted", wrap=True))
    dialog.on_save(lambda: _save(indicator, form, years, shown))
    dialog.ask_before_losing()
    dialog.open()
    form.widget(f"value_{years[0]}").setFocus()
    return dialog


def _years(one: queries.IndicatorRow, today: date) -> list[int]:
    first = min([one.baseline_year or today.year, today.year - LEAST + 1, *one.kept])
    return list(range(max(today.year, *one.kept, today.year), max(first, today.year - MOST + 1) - 1, -1))


def _save(indicator: int, form: Form, years: list[int], shown: dict[str, Any]) -> None:
    values = form.values()
    changed = [
        year for year in years if any(values[f"{what}_{year}"] != shown[f"{what}_{year}"] for what in ("value", "note"))
    ]
    if changed:
        goals.put_values(indicator, {year: Kept(values[f"value_{year}"], values[f"note_{year}"]) for year in changed})
