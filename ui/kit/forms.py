"""A form: fields bound by name, with what is wrong told beside the field it concerns."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QGridLayout, QVBoxLayout, QWidget

from crm.errors import Invalid
from crm.i18n import _
from ui.kit import fields as make
from ui.kit import text, tokens
from ui.kit.date_field import DateField
from ui.kit.fields import Field


class Form(QWidget):
    """Knows widgets and names, not records.

    `edited(name)` at every change, `left(name)` when a changed field is left.
    """

    edited = Signal(str)
    left = Signal(str)

    def __init__(
        self,
        fields: Sequence[Field],
        labels: Literal["above", "left"] = "above",
        columns: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.fields = {field.name: field for field in fields}
        self._cells = {field.name: _Cell(field, labels, self) for field in fields}
        self._kept: dict[str, Any] = {}
        self._touched: set[str] = set()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(tokens.L if columns > 1 else tokens.M)
        self._grid.setVerticalSpacing(tokens.M if labels == "above" else tokens.S)
        self._place(labels, columns)
        for field in fields:
            field.changed.connect(self._listener(field.name))
            if isinstance(field.widget, DateField):
                field.widget.problem_changed.connect(self._cells[field.name].tell)
                field.widget.understood.connect(self._cells[field.name].explain)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        self.settle()

    def values(self) -> dict[str, Any]:
        """Every value by name; raises `Invalid({field: sentence})` naming all fields whose text is no value."""
        values: dict[str, Any] = {}
        problems: dict[str, str] = {}
        for name, field in self.fields.items():
            try:
                values[name] = field.get()
            except Invalid as error:
                problems[name] = str(error)
                continue
            if field.required and values[name] in ("", None, []):
                problems[name] = _("This is needed.")
        if problems:
            raise Invalid(problems)
        return values

    def value(self, name: str) -> Any:
        """The value of one field; raises `Invalid({name: sentence})`."""
        try:
            return self.fields[name].get()
        except Invalid as error:
            raise Invalid({name: str(error)}) from error

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show these values; fields that are not named keep theirs. What is shown now counts as unchanged."""
        # In the form's order: a field may propose something to those below it.
        for name in self.fields:
            if name in values:
                self.fields[name].put(values[name])
                self._cells[name].tell("")
        self.settle(values.keys())

    def show_problems(self, problems: Mapping[str, str]) -> dict[str, str]:
        """Tell what is wrong beside each field and go to the first; returns those this form has no field for."""
        self.clear_problems()
        first: QWidget | None = None
        for name, field in self.fields.items():
            if name in problems:
                self._cells[name].tell(problems[name])
                first = first or field.widget
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        return {name: words for name, words in problems.items() if name not in self.fields}

    def set_warnings(self, warnings: Mapping[str, str]) -> None:
        """Tell what is doubtful, quietly: a warning never keeps anybody from saving."""
        for name, cell in self._cells.items():
            cell.warn(warnings.get(name, ""))

    def clear_problems(self) -> None:
        """Take all problems away."""
        for cell in self._cells.values():
            cell.tell("")

    def problems(self) -> dict[str, str]:
        """What is told as wrong now, by field."""
        return {name: cell.problem for name, cell in self._cells.items() if cell.problem}

    def changed(self) -> bool:
        """Whether any value differs from what was set (or settled) last."""
        return any(_now(field) != self._kept.get(name) for name, field in self.fields.items())

    def settle(self, names: Any = None) -> None:
        """What stands in these fields (all, without names) counts as unchanged from now on."""
        for name, field in self.fields.items():
            if names is None or name in names:
                self._kept[name] = _now(field)
                self._touched.discard(name)

    def widget(self, name: str) -> QWidget:
        """The widget of a field."""
        return self.fields[name].widget

    def set_choices(self, name: str, choices: Sequence[tuple[Any, str]]) -> None:
        """Offer other (code, label) pairs in a field of `fields.choice`."""
        combo = self.fields[name].widget
        assert isinstance(combo, QComboBox)
        make.set_choices(combo, choices)

    def set_visible(self, name: str, on: bool) -> None:
        """Show or hide a field with its label."""
        self._cells[name].set_visible(on)
        self.updateGeometry()  # else whoever measured the form before it was shown keeps room for what is hidden

    def _place(self, labels: str, columns: int) -> None:
        if labels == "above":
            for place in range(columns):
                self._grid.setColumnStretch(place, 1)  # also one that nothing stands in: a lone field keeps its width
        rows: dict[int, list[_Cell]] = {}
        row = column = 0
        for cell in self._cells.values():
            span = columns if cell.field.wide else cell.field.span
            if column + span > columns:
                row, column = row + 1, 0
            if labels == "left":
                self._grid.addWidget(cell.label, row, column * 2, Qt.AlignmentFlag.AlignTop)
                self._grid.addWidget(cell, row, column * 2 + 1, 1, span * 2 - 1)
                self._grid.setColumnStretch(column * 2 + 1, 1)
            else:
                self._grid.addWidget(cell, row, column, 1, span)
                rows.setdefault(row, []).append(cell)
            column += span
        growing = {at for at, beside in rows.items() if any(_grows(cell.field.widget) for cell in beside)}
        for at in growing or {row + 1}:
            self._grid.setRowStretch(at, 1)  # room that is left goes to a note or below all, not between the fields
        for beside in rows.values():
            if any(cell.field.label for cell in beside):
                for cell in beside:
                    cell.stand_below_labels()

    def _listener(self, name: str) -> Callable[..., None]:
        def listen(*_what: object) -> None:
            self._touched.add(name)
            if not isinstance(self.fields[name].widget, DateField):
                self._cells[name].tell("")
            self.edited.emit(name)

        return listen

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        """Tell which field was left; a popup of the field (calendar, list) still belongs to it."""
        if not self._touched or old is None or (new is None and QApplication.activePopupWidget() is not None):
            return
        for name in tuple(self._touched):
            widget = self.fields[name].widget
            if _belongs(old, widget) and not _belongs(new, widget):
                self._touched.discard(name)
                self.left.emit(name)


def _belongs(inner: QWidget | None, outer: QWidget) -> bool:
    while inner is not None:
        if inner is outer:
            return True
        inner = inner.parentWidget()
    return False


def _grows(widget: QWidget) -> bool:
    return bool(widget.sizePolicy().expandingDirections() & Qt.Orientation.Vertical)


def _now(field: Field) -> Any:
    """The value, or the text itself where it is none: enough to see whether it changed."""
    try:
        return field.get()
    except Invalid as error:
        return str(error)


class _Cell(QWidget):
    """Label, widget, hint and what is wrong."""

    def __init__(self, field: Field, labels: str, form: Form) -> None:
        super().__init__(form)  # from the start: Qt styles all that is in a widget anew when it gets another parent
        self.field, self.problem, self._warning, self._told = field, "", "", ""
        words = field.label + (" *" if field.required and field.label else "")
        self.label = text.label(words, "strong" if labels == "above" else "muted", wrap=labels == "left")
        self.label.setBuddy(field.widget)
        if labels == "left":
            self.label.setContentsMargins(0, 7, tokens.S, 0)
            self.label.setMaximumWidth(180)
        if field.label:
            field.widget.setAccessibleName(field.label)
        elif isinstance(field.widget, QCheckBox):
            field.widget.setAccessibleName(field.widget.text())
        self._below = text.label(wrap=True)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(tokens.XS)
        if labels == "above" and field.label:
            body.addWidget(self.label)
        body.addWidget(field.widget)
        if field.below is not None:
            body.addWidget(field.below)
        body.addWidget(self._below)
        if not field.wide:
            body.addStretch(1)
        self._say()

    def stand_below_labels(self) -> None:
        """Leave the room of a label where there is none: a box to tick stands on the line of the fields beside it."""
        body = self.layout()
        if not self.field.label and isinstance(body, QVBoxLayout):
            body.insertSpacing(0, self.label.sizeHint().height() + tokens.XS)

    def tell(self, problem: str) -> None:
        """Say what is wrong, or nothing."""
        self.problem = problem
        text.restyle(self.field.widget, "bad", bool(problem))
        self._say()

    def warn(self, warning: str) -> None:
        """Say what is doubtful, or nothing."""
        self._warning = warning
        self._say()

    def explain(self, words: str) -> None:
        """Say how a shorthand is understood."""
        self._told = words
        self._say()

    def set_visible(self, on: bool) -> None:
        """Show or hide with the label, which stands outside where labels are at the left."""
        self.setVisible(on)
        # A label without words stands in no layout: it would come up as a window of its own.
        self.label.setVisible(on and bool(self.field.label))

    def _say(self) -> None:
        words = self.problem or self._told or self._warning or self.field.hint
        tone = "danger" if self.problem else "accent" if self._told else "warning" if self._warning else "muted"
        self._below.setText(words)
        text.restyle(self._below, "role", "hint")
        text.set_tone(self._below, tone)
        self._below.setVisible(bool(words))
        self.field.widget.setAccessibleDescription(words)
