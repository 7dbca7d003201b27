"""Add or edit an indicator of a goal: a figure of the annual report, or values kept by hand."""

from typing import Any

from PySide6.QtWidgets import QWidget

from crm.commands import goals
from crm.errors import Invalid
from crm.i18n import _, language
from crm.queries import goals as queries
from crm.reports import goals as reported
from ui.dialogs import choices, editing
from ui.kit import fields
from ui.kit.dialog import Dialog
from ui.kit.forms import Form

NAMES = (
    *("figure_key", "name_nb", "name_en", "unit", "direction"),
    *("baseline", "baseline_year", "target", "target_year"),
)


def ask(parent: QWidget | None, *, goal: int | None = None, indicator: int | None = None) -> Dialog:
    """A new indicator of a goal, or an existing one."""
    names = {spoken: dict(reported.figure_names(spoken)) for spoken in ("nb", "en")}
    form = _form()

    def edited(name: str) -> None:
        if name == "figure_key":
            _follow(form, names)
        if name in ("baseline", "target", "direction"):
            _warn(form)

    form.edited.connect(edited)
    if indicator is None:
        assert goal is not None
        form.set_values({"figure_key": "", "unit": "count", "direction": "up"})
        dialog = Dialog(parent, _("New indicator"), save=_("Add"), form=form, width=620)
        dialog.on_save(lambda: goals.add_indicator(goal, **form.values()))
    else:
        known = queries.indicator(indicator)
        form.set_values({name: getattr(known, name) for name in NAMES})
        dialog = Dialog(parent, _("Edit indicator"), form=form, width=620)
        editing.save_changes(
            dialog,
            form,
            "indicator",
            version=lambda: queries.indicator(indicator).version,
            save=lambda changed, seen: goals.edit_indicator(indicator, seen=seen, **changed),
        )
        editing.offer_removal(dialog, lambda: goals.delete_indicator(indicator))
        _warn(form)
    dialog.ask_before_losing()
    dialog.open()
    form.widget("figure_key").setFocus()
    return dialog


def _form() -> Form:
    listed: list[tuple[Any, str]] = [(key, f"{key}  {name}") for key, name in reported.figure_names(language())]
    return Form(
        [
            fields.choice(
                "figure_key",
                _("The number comes from"),
                choices=[("", _("Kept by hand")), *listed],
                hint=_("A figure of the annual report, counted by itself, or numbers that you enter."),
                wide=True,
            ),
            fields.text("name_nb", _("Name in Norwegian"), required=True),
            fields.text("name_en", _("Name in English")),
            choices.code("unit", _("Unit"), "indicator_unit"),
            choices.code("direction", _("Which way is good"), "indicator_direction"),
            choices.signed_hundredths("baseline", _("Baseline")),
            choices.year("baseline_year", _("Year of the baseline"), required=False),
            choices.signed_hundredths("target", _("Target")),
            choices.year("target_year", _("Year of the target"), required=False),
        ],
        columns=2,
    )


def _follow(form: Form, names: dict[str, dict[str, str]]) -> None:
    """A figure brings its names and its unit, where nobody has written others."""
    key = form.value("figure_key")
    for spoken, field in (("nb", "name_nb"), ("en", "name_en")):
        if key and form.value(field) in ("", *names[spoken].values()):
            form.fields[field].put(names[spoken].get(key, ""))
    if key:
        form.fields["unit"].put(reported.unit_of(key))
    form.widget("unit").setEnabled(not key)


def _warn(form: Form) -> None:
    """Say where the target lies on the wrong side of the baseline."""
    try:
        low, high, way = form.value("baseline"), form.value("target"), form.value("direction")
    except Invalid:
        return
    wrong = low is not None and high is not None and (high > low if way == "down" else high < low)
    form.set_warnings({"target": _("The target lies on the other side of the baseline.")} if wrong else {})
