"""Add or edit a goal."""

from typing import Any

from PySide6.QtWidgets import QWidget

from crm.commands import goals
from crm.i18n import _, language
from crm.queries import goals as queries
from crm.rules import goals as rules
from ui.dialogs import choices, editing, note_field, own_form
from ui.kit import fields
from ui.kit.dialog import Dialog
from ui.kit.forms import Form

NAMES = ("level", "parent", "text_nb", "text_en", "focus_area", "from_year", "to_year", "notes")


def ask(
    parent: QWidget | None, *, goal: int | None = None, below: int | None = None, beside: int | None = None
) -> Dialog:
    """A new goal, `below` one or `beside` one, or what an existing one says."""
    rows = queries.tree(language(), archived=True)
    form = Form(
        [
            choices.code("level", _("Level"), "goal_level", required=True),
            choices.focus_area("focus_area", _("Focus area")),
            fields.choice("parent", _("Stands below"), choices=[(None, "–")], wide=True),
            fields.lines("text_nb", _("The goal in Norwegian"), required=True, rows=2),
            fields.lines("text_en", _("The goal in English"), rows=2),
            choices.year("from_year", _("From year"), required=False),
            choices.year("to_year", _("Until year"), required=False),
            own_form.tag_field("goal", goal),
            note_field.note(rows=3),
        ],
        columns=2,
    )

    def offer(level: str, keep: int | None) -> None:
        """Only goals of a higher level, each as deep as it stands."""
        fit = [row for row in rows if row.id != goal and rules.may_stand_below(level, row.level)]
        listed: list[tuple[Any, str]] = [(row.id, "    " * row.depth + _cut(row.text)) for row in fit]
        form.set_choices("parent", [(None, "–"), *listed])
        form.fields["parent"].put(keep if keep in [row.id for row in fit] else None)

    form.edited.connect(
        lambda name: (
            offer(form.value("level"), form.value("parent")) if name == "level" and form.value("level") else None
        )
    )
    if goal is None:
        level, above = _place(below, beside)
        form.set_values({"level": level})
        offer(level, above)
        form.settle()
        dialog = Dialog(parent, _("New goal"), save=_("Add"), form=form, width=620)
        dialog.on_save(lambda: goals.add(**form.values()))
    else:
        known = queries.detail(goal)
        own = {"parent": known.parent_id, "focus_area": known.focus_area_id}
        form.set_values({"level": known.level})
        offer(known.level, known.parent_id)
        form.set_values({name: own[name] if name in own else getattr(known, name) for name in NAMES})
        dialog = Dialog(parent, _("Edit goal"), form=form, width=620)
        editing.save_changes(
            dialog,
            form,
            "goal",
            version=lambda: queries.detail(goal).version,
            save=lambda changed, seen: goals.edit(goal, seen=seen, **changed),
        )
    dialog.ask_before_losing()
    dialog.open()
    form.widget("text_nb").setFocus()
    return dialog


def _place(below: int | None, beside: int | None) -> tuple[str, int | None]:
    """The level and the parent that a new goal is proposed with."""
    if below is not None:
        level = queries.detail(below).level
        return rules.LEVELS[min(rules.LEVELS.index(level) + 1, len(rules.LEVELS) - 1)], below
    if beside is not None:
        one = queries.detail(beside)
        return ("main", one.id) if one.level == "vision" else (one.level, one.parent_id)
    return "vision", None


def _cut(words: str, most: int = 80) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
