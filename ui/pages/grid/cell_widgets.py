"""What a cell is edited with: a list to choose from, a line with the names that fit, or a plain line."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QWidget

from crm.i18n import _, language
from crm.queries import activities, focus_areas, named_once, organisations, people, projects, staff
from crm.queries.lists import values
from crm.queries.lists.field import Field
from ui.kit import fields as form_fields


def make(field: Field, value: Any, text: str | None) -> QWidget:
    """The editor of a cell in which `value` stands, None for nothing; `text` is typed already, in its place."""
    known = _choices(field, value)
    if known is not None:
        return _combo(field, known, value, text)
    line = QLineEdit(values.words(field, value) if text is None else text)
    if text is None:
        line.selectAll()
    if field.kind == "record":
        _offer_names(line, _SUGGESTED[field.opens])
    return line


def is_choosing(made: QWidget | None) -> bool:
    """Whether what drops down from it is open, and has the keys and the focus."""
    if isinstance(made, QComboBox):
        return made.view().isVisible()
    completer = made.completer() if isinstance(made, QLineEdit) else None
    popup = completer.popup() if completer is not None else None
    return popup is not None and popup.isVisible()


def _choices(field: Field, value: Any) -> list[tuple[Any, str]] | None:
    if field.kind == "yes_no":
        return [(True, _("Yes")), (False, _("No"))]
    if field.kind == "choice":
        return [(one.key, one.words) for one in field.choices()]
    if field.kind == "record" and field.opens in named_once.CHOSEN:
        rows = staff.all() if field.opens == "staff" else focus_areas.all(language())
        names = [row.name for row in rows]
        stands = values.words(field, value)
        return [(name, name) for name in (*names, *([stands] if stands and stands not in names else ()))]
    return None


def _combo(field: Field, known: Sequence[tuple[Any, str]], value: Any, text: str | None) -> QComboBox:
    made = QComboBox()
    form_fields.set_choices(made, [(None if field.kind == "yes_no" else "", "–"), *known])
    stands = values.words(field, value) if field.kind == "record" else value
    made.setCurrentIndex(max(0, made.findData(stands)))
    if text:
        made.setCurrentIndex(max(0, made.findText(text, Qt.MatchFlag.MatchStartsWith)))
    return made


_SUGGESTED: Mapping[str, Callable[[str], Sequence[str]]] = {
    "organisation": lambda words: [row.name for row in organisations.suggest(words)],
    "person": lambda words: [row.name for row in people.suggest(words)],
    "project": lambda words: [row.title for row in projects.suggest(words)],
    "activity": lambda words: activities.suggest(words),
}


def _offer_names(line: QLineEdit, suggested: Callable[[str], Sequence[str]]) -> None:
    names = QStringListModel(line)
    completer = QCompleter(names, line)
    completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)  # they fit by more than letters
    line.setCompleter(completer)
    line.textEdited.connect(lambda words: names.setStringList(list(suggested(words)) if words.strip() else []))
