"""A form of which the part one nearly always fills stands open, and the rest is folded away under headings."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from crm.errors import Invalid
from crm.i18n import _, ngettext
from ui.kit import fields as make
from ui.kit import icons, text, tokens
from ui.kit.fields import Field
from ui.kit.forms import Form


class Section(NamedTuple):
    """What stands under one heading; `name` names it among the fields."""

    name: str
    title: str
    fields: Sequence[Field]


class FoldedForm(Form):
    """Headings are no values: `values()` leaves them out. A section with something wrong in it opens by itself."""

    def __init__(self, first: Sequence[Field], sections: Sequence[Section], *, columns: int) -> None:
        self._sections = {section.name: section for section in sections}
        self._headings: dict[str, _Heading] = {}
        shown = list(first)
        for section in sections:
            shown += [self._heading(section), *section.fields]
        super().__init__(shown, columns=columns)
        for name, heading in self._headings.items():
            heading.turned.connect(lambda _open, name=name: self._fold(name))
            self._fold(name)
        self.edited.connect(self._tell_filled)

    def unfold(self, *names: str) -> None:
        """Open sections."""
        for name in names:
            self._headings[name].turn(True)

    def is_open(self, name: str) -> bool:
        """Whether a section stands open."""
        return self._headings[name].is_open()

    def unfold_filled(self) -> None:
        """Open the sections in which something stands."""
        self.unfold(*(name for name in self._sections if self._filled(name)))

    def values(self) -> dict[str, Any]:
        """Every value by name, the headings left out; raises Invalid as the plain form does."""
        return {name: value for name, value in super().values().items() if name not in self._sections}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show these values."""
        super().set_values(values)
        self._tell_filled()

    def show_problems(self, problems: Mapping[str, str]) -> dict[str, str]:
        """Tell what is wrong beside each field, which has to be seen for that."""
        self.unfold(
            *(name for name, section in self._sections.items() if {f.name for f in section.fields} & {*problems})
        )
        return super().show_problems(problems)

    def _heading(self, section: Section) -> Field:
        made = self._headings[section.name] = _Heading(section.title, [f.label or _words(f) for f in section.fields])
        return make.custom(
            section.name, "", widget=made, get=lambda: None, put=lambda _value: None, changed=made.turned, wide=True
        )

    def _fold(self, name: str) -> None:
        for field in self._sections[name].fields:
            self.set_visible(field.name, self._headings[name].is_open())

    def _filled(self, name: str) -> int:
        count = 0
        for field in self._sections[name].fields:
            try:
                count += field.get() not in (None, "", False, 0, [])
            except Invalid:
                count += 1
        return count

    def _tell_filled(self, _name: str = "") -> None:
        for name, heading in self._headings.items():
            heading.tell(self._filled(name))


def _words(field: Field) -> str:
    return str(field.widget.property("text") or "")


class _Heading(QWidget):
    """A heading that opens and closes what stands below it, and says what that is while it is closed."""

    turned = Signal(bool)

    def __init__(self, title: str, inside: Sequence[str]) -> None:
        super().__init__()
        self._title, self._inside, self._open = title, inside, False
        self._told = ""
        self.button = QPushButton(title.replace("&", "&&"))
        self.button.setProperty("kind", "quiet")
        self.button.setStyleSheet("text-align: left; padding-left: 2px;")  # at the edge of the fields
        self.button.setAutoDefault(False)
        self.button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.button.clicked.connect(lambda: self.turn(not self._open))
        self._about = text.Elided("", tone="muted")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.S)
        line.addWidget(self.button)
        line.addWidget(self._about, 1)
        self.setFocusProxy(self.button)
        self.tell(0)
        self._draw()

    def is_open(self) -> bool:
        """Whether what stands below is shown."""
        return self._open

    def turn(self, on: bool) -> None:
        """Open or close."""
        if on != self._open:
            self._open = on
            self._draw()
            self.turned.emit(on)

    def tell(self, filled: int) -> None:
        """Say how much stands inside."""
        words = ngettext("{count} filled in", "{count} filled in", filled).format(count=filled)
        self._told = words if filled else " · ".join(self._inside)
        self._draw()

    def _draw(self) -> None:
        icons.put(self.button, "chevron-down" if self._open else "chevron-right", "link", gap=2)
        self._about.setText("" if self._open else self._told)
        state = _("open") if self._open else _("folded")
        self.button.setAccessibleName(f"{self._title}, {state}")
