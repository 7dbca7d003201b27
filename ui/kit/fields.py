"""Fields of a form: each is a widget, a name, and two functions that read and write its value."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtCore import QSize, Qt, SignalInstance
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from crm.errors import Invalid
from crm.i18n import _
from ui.kit import text as texts
from ui.kit.combo import Combo, place
from ui.kit.combo import dress as dress
from ui.kit.combo import set_choices as set_choices
from ui.kit.combo import still as still
from ui.kit.date_field import DateField
from ui.kit.note_edit import FromHtml, NextItem, NoteEdit
from ui.kit.people_field import Create, PeopleField, Suggest, Suggestion
from ui.kit.tag_field import TagField


@dataclass(frozen=True)
class Field:
    """A widget bound to a name. `get()` raises `Invalid({"": sentence})` where what stands there is no value."""

    name: str
    label: str
    widget: QWidget
    get: Callable[[], Any]
    put: Callable[[Any], None]
    changed: SignalInstance
    hint: str = ""
    required: bool = False
    wide: bool = False
    """Takes the whole width of a form of several columns."""
    span: int = 1
    """How many columns it takes else."""
    below: QWidget | None = None
    """What stands right below the widget."""


def text(
    name: str, label: str, *, hint: str = "", required: bool = False, placeholder: str = "", wide: bool = False
) -> Field:
    """One line; its value is a str without blanks around it."""
    edit = QLineEdit()
    edit.setPlaceholderText(placeholder)
    return Field(name, label, edit, lambda: edit.text().strip(), _line(edit), edit.textChanged, hint, required, wide)


def _line(edit: QLineEdit) -> Callable[[Any], None]:
    def put(value: Any) -> None:
        edit.setText("" if value is None else str(value))
        edit.setCursorPosition(0)

    return put


def lines(
    name: str, label: str, *, hint: str = "", required: bool = False, placeholder: str = "", rows: int = 4
) -> Field:
    """Several lines; its value is a str. Tab leaves the field."""
    edit = _Lines(rows)
    edit.setPlaceholderText(placeholder)
    edit.setTabChangesFocus(True)

    def put(value: Any) -> None:
        edit.setPlainText(value or "")

    return Field(name, label, edit, lambda: edit.toPlainText().strip(), put, edit.textChanged, hint, required, True)


def note(
    name: str,
    label: str,
    *,
    next_item: NextItem,
    from_html: FromHtml,
    hint: str = "",
    required: bool = False,
    placeholder: str = "",
    rows: int = 4,
) -> Field:
    """A note in Markdown; its value is a str, to the letter. Tab leaves the field."""
    edit = NoteEdit(rows, next_item, from_html)
    edit.setPlaceholderText(placeholder)
    return Field(
        name, label, edit, edit.note, lambda value: edit.set_note(value or ""), edit.textChanged, hint, required, True
    )


class _Lines(QPlainTextEdit):
    """As high as so many lines, and higher where there is room."""

    def __init__(self, rows: int) -> None:
        super().__init__()
        self._rows = rows
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(240, texts.lines_high(self, self._rows) + 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())


def choice(
    name: str,
    label: str,
    *,
    choices: Sequence[tuple[Any, str]],
    hint: str = "",
    required: bool = False,
    wide: bool = False,
) -> Field:
    """One of (code, label) pairs; its value is the code, None where nothing is chosen.

    A code that is no more is shown as it is.
    """
    combo = Combo()
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(10)
    dress(combo)
    set_choices(combo, choices)

    def put(value: Any) -> None:
        row = place(combo, value)
        if row < 0 and value is not None:
            combo.addItem(str(value), value)
            row = combo.count() - 1
        combo.setCurrentIndex(row)

    return Field(name, label, combo, combo.currentData, put, combo.currentIndexChanged, hint, required, wide)


def day(
    name: str,
    label: str,
    *,
    parse: Callable[[str], date | None],
    show: Callable[[date], str],
    hint: str = "",
    required: bool = False,
) -> Field:
    """A day; its value is a date or None."""
    edit = DateField(parse, show)
    return Field(name, label, edit, edit.day, edit.set_day, edit.textChanged, hint, required)


def number(
    name: str,
    label: str,
    *,
    hint: str = "",
    required: bool = False,
    least: int = 0,
    most: int = 10**12,
    decimals: int = 0,
    suffix: str = "",
) -> Field:
    """A number as Norwegians write it (1 234,5); its value is an int (a Decimal with `decimals`) or None."""
    edit = QLineEdit()
    edit.setAlignment(Qt.AlignmentFlag.AlignRight)

    def get() -> int | Decimal | None:
        words = "".join(edit.text().split()).replace(",", ".").removesuffix(suffix)
        if not words:
            return None
        try:
            value = Decimal(words)
        except InvalidOperation as error:
            raise Invalid({"": _("“{text}” is no number.").format(text=edit.text().strip())}) from error
        if not value.is_finite():
            raise Invalid({"": _("“{text}” is no number.").format(text=edit.text().strip())})
        # Before it is rounded: a number of thirty figures cannot be
        if least <= value <= most and value != round(value, decimals):
            raise Invalid({"": _("Write a number with at most {count} decimals.").format(count=decimals)})
        if not least <= value <= most:
            raise Invalid({"": _("Write a number from {least} to {most}.").format(least=least, most=most)})
        return round(value, decimals) if decimals else int(value)

    def put(value: Any) -> None:
        edit.setText("" if value is None else f"{value:,}".replace(",", " ").replace(".", ","))

    shown = f"{label} ({suffix})" if suffix else label
    return Field(name, shown, edit, get, put, edit.textChanged, hint, required)


def check(name: str, label: str, *, hint: str = "", required: bool = False) -> Field:
    """Yes or no; its value is a bool."""
    box = QCheckBox(label)
    return Field(name, "", box, box.isChecked, lambda value: box.setChecked(bool(value)), box.toggled, hint, required)


def tags(
    name: str,
    label: str,
    *,
    known: Sequence[str] = (),
    closed: bool = False,
    hint: str = "",
    required: bool = False,
    placeholder: str = "",
) -> Field:
    """Short texts; its value is a list of str."""
    field = TagField(known, placeholder, closed=closed)
    return Field(
        name,
        label,
        field,
        _settled(field, field.tags),
        lambda value: field.set_tags(value or ()),
        field.changed,
        hint,
        required,
        True,
    )


def people(
    name: str,
    label: str,
    *,
    suggest: Suggest,
    create: Create | None = None,
    hint: str = "",
    required: bool = False,
    placeholder: str = "",
    chip: Callable[[Suggestion], str] | None = None,
    avatars: bool = True,
) -> Field:
    """People; its value is a list of `Suggestion`. `chip` says what stands on the chip of one."""
    field = PeopleField(suggest, create, placeholder, avatars=avatars, chip=chip)
    return Field(
        name,
        label,
        field,
        _settled(field, field.chosen),
        lambda value: field.set_chosen(value or ()),
        field.changed,
        hint,
        required,
        True,
    )


def _settled(field: PeopleField, get: Callable[[], Any]) -> Callable[[], Any]:
    """Letters that were typed and not taken are not lost silently."""

    def read() -> Any:
        if field.pending():
            raise Invalid({"": _("“{text}” is not chosen yet: press Enter, or clear it.").format(text=field.pending())})
        return get()

    return read


def custom(
    name: str,
    label: str,
    *,
    widget: QWidget,
    get: Callable[[], Any],
    put: Callable[[Any], None],
    changed: SignalInstance,
    hint: str = "",
    required: bool = False,
    wide: bool = False,
) -> Field:
    """Any other widget."""
    return Field(name, label, widget, get, put, changed, hint, required, wide)
