"""A figure of the cluster's own, built by clicks: whose records, which of them, and what of them is counted."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from crm.commands import own_figures as commands
from crm.i18n import _
from crm.queries.lists import conditions, different, reading
from crm.queries.lists import fields as listed
from crm.queries.lists.conditions import EVERYTHING, Condition
from crm.queries.own_figures import OwnFigureRow
from crm.rules import code_lists
from ui.dialogs import filter_builder
from ui.kit import fields, text, tokens
from ui.kit.buttons import button
from ui.kit.dialog import Dialog
from ui.kit.forms import Form

LISTS = ("interaction", "activity", "organisation", "person", "task", "project", "contribution", "membership_fee")
"""In the order in which they are most often counted."""


def ask(parent: QWidget | None, *, figure: OwnFigureRow | None = None) -> "OwnFigureDialog":
    """A new figure, or an existing one; `saved` tells the id of a new one, None for the other."""
    dialog = OwnFigureDialog(parent, figure)
    dialog.open()
    dialog.form_.widget("name_nb").setFocus()
    return dialog


class OwnFigureDialog(Dialog):
    """Its rule stands in words below, as the report will say it."""

    def __init__(self, parent: QWidget | None, figure: OwnFigureRow | None) -> None:
        self.form_ = Form(
            [
                fields.text("name_nb", _("Name in Norwegian"), required=True),
                fields.text("name_en", _("Name in English")),
                fields.choice("about", _("What is counted"), choices=[(one, reading.subject(one)) for one in LISTS]),
                fields.choice("measure", _("Measure"), choices=measures(LISTS[0])),
                fields.choice("field", _("Adds up"), choices=[]),
            ],
            columns=2,
        )
        title = _("New figure of your own") if figure is None else _("Figure of your own")
        super().__init__(parent, title, form=self.form_, width=620)
        self._figure = figure
        self.condition: Condition = EVERYTHING
        self.told = text.label("", "muted", wrap=True)
        line = QHBoxLayout()
        line.setSpacing(tokens.M)
        line.addWidget(button(_("Which of them…"), self.build, icon="filter"))
        line.addWidget(self.told, 1)
        self.body.addLayout(line)
        self.body.addWidget(text.label(_("In the report each counts in its year. Archived ones do not count."), "hint"))
        values: dict[str, Any] = {"about": LISTS[0], "measure": "count"}
        if figure is not None:
            values = {name: getattr(figure, name) for name in ("name_nb", "name_en", "about", "measure", "field")}
            if figure.conditions:
                self.condition = conditions.from_json(figure.about, figure.conditions)
        self._offer(values["about"])
        self.form_.set_values(values)
        self.form_.edited.connect(self._edited)
        self._tell()
        self.ask_before_losing()
        self.on_save(self._keep)

    def build(self) -> None:
        """Choose which of the records count."""
        filter_builder.ask(self, self._about(), self.condition, done=self._take)

    def _take(self, condition: Condition) -> None:
        self.condition = condition
        self._tell()

    def _about(self) -> str:
        return str(self.form_.value("about"))

    def _edited(self, name: str) -> None:
        if name == "about":
            self.condition = EVERYTHING  # it was of other records
            self._offer(self._about())
        self._tell()

    def _offer(self, about: str) -> None:
        self.form_.set_choices("measure", measures(about))
        self.form_.set_choices("field", [(one.key, one.name) for one in listed.of(about) if one.sums])

    def _tell(self) -> None:
        self.form_.set_visible("field", self.form_.value("measure") == "sum")
        self.told.setText(reading.say(self._about(), self.condition) or _("All of them count."))

    def _keep(self) -> int | None:
        values = self.form_.values()
        values["field"] = values["field"] or "" if values["measure"] == "sum" else ""
        stored = "" if conditions.is_empty(self.condition) else conditions.to_json(self.condition)
        if self._figure is None:
            return commands.add(values.pop("name_nb"), conditions=stored, **values)
        commands.edit(self._figure.id, seen=self._figure.version, conditions=stored, **values)
        return None


def measures(about: str) -> list[tuple[Any, str]]:
    """What can be counted of records of a kind, as choices."""
    sums = any(one.sums for one in listed.of(about))
    return [
        (key, code_lists.label("figure_measure", key))
        for key in code_lists.keys("figure_measure")
        if (key == "sum" and sums) or about in different.MEASURES.get(key, () if key == "sum" else (about,))
    ]


def archive(figure: OwnFigureRow) -> None:
    """Leave it out of the reports to come, or let it join them again."""
    (commands.restore if figure.archived else commands.archive)(figure.id)
