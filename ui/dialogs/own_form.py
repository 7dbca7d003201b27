"""The fields of the cluster's own in the form of a record: at its end, each with the editor of its kind.

They are called own_12 there (crm.rules.own_values.name); `kept` gives a command what it takes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QComboBox

from crm.commands.own_values import Edit
from crm.i18n import _
from crm.queries import own_fields, tags
from crm.queries.own_fields import OwnField
from crm.rules import own_values
from crm.rules.own_values import Value
from ui.dialogs import choices
from ui.dialogs.folded import Section
from ui.kit import fields, text
from ui.kit.fields import Field

HEADING = "own_fields"
"""What the heading is called among the fields; it has no value."""


def tag_field(owner: str, row: int | None = None, *, span: int = 0) -> Field:
    """The tags of a record of the table `owner`, as they are now; as wide as the form, or as so many columns."""
    made = choices.tag_list("tags", _("Tags"))
    if row is not None:
        made.put(tags.of(owner, row))
    return replace(made, wide=not span, span=span or 1)


def part(about: str, row: int | None = None, *, span: int = 1) -> list[Field]:
    """The heading and the fields of a kind of record, with what stands in them; nothing where there are none."""
    found = own(about, row, span=span)
    return [_heading(), *found] if found else []


def sections(about: str, row: int | None = None, *, span: int = 1) -> list[Section]:
    """The same as a section that can be folded away."""
    found = own(about, row, span=span)
    return [Section(HEADING, _("Fields of your own"), found)] if found else []


def own(about: str, row: int | None = None, *, span: int = 1) -> list[Field]:
    """The fields of a kind of record that are in use, with what stands in them."""
    known = own_fields.values(about, row) if row is not None else {}
    return [replace(_field(one, known.get(one.id)), span=span) for one in own_fields.of(about)]


def values(about: str, row: int | None) -> dict[str, Any]:
    """What stands in the fields of a record, for `Form.set_values`; of no record nothing."""
    known = own_fields.values(about, row) if row is not None else {}
    return {one.key: _shown(one, known.get(one.id)) for one in own_fields.of(about)}


def kept(given: Mapping[str, Any], seen: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The values of a form as commands take them: those of one's own together under `own`.

    With `seen`, what the form showed at first, a value says so too, so that nothing somebody else wrote is lost.
    """
    rest = {name: value for name, value in given.items() if own_values.number(name) is None and name != HEADING}
    found = {number: value for name, value in given.items() if (number := own_values.number(name)) is not None}
    if not found:
        return rest
    if seen is None:
        return rest | {"own": found}
    return rest | {"own": {id: Edit(value, seen.get(own_values.name(id))) for id, value in found.items()}}


def _heading() -> Field:
    made = text.label(_("Fields of your own"), "section")
    return fields.custom(
        HEADING, "", widget=made, get=lambda: None, put=lambda _value: None, changed=made.linkActivated, wide=True
    )


def _field(one: OwnField, value: Value) -> Field:
    made = _made(one, value)
    made.put(_shown(one, value))
    return made


def _made(one: OwnField, value: Value) -> Field:
    key, label, hint = one.key, one.name, one.help
    if one.kind == "number":
        return choices.signed_hundredths(key, label, hint=hint)
    if one.kind == "date":
        return choices.day(key, label, hint=hint)
    if one.kind == "yes_no":
        return fields.choice(key, label, choices=[(None, "–"), (True, _("Yes")), (False, _("No"))], hint=hint)
    if one.kind == "choice":
        return _choice(one)
    if one.kind == "link":
        return fields.text(key, label, hint=hint, placeholder="https://")
    # One line would lose the others of a text that came with a list
    return (
        fields.lines(key, label, hint=hint, rows=2) if "\n" in str(value or "") else fields.text(key, label, hint=hint)
    )


def _choice(one: OwnField) -> Field:
    """What is offered no more can be chosen only where a record carries it already."""
    offered: Sequence[tuple[Any, str]] = [(None, "–"), *one.offered.items()]
    made = fields.choice(one.key, one.name, choices=offered, hint=one.help)
    combo = made.widget
    assert isinstance(combo, QComboBox)
    choose = made.put

    def put(value: Any) -> None:
        if value is not None and combo.findData(value) < 0:
            combo.addItem(one.words.get(value, str(value)), value)
        choose(value)

    return replace(made, put=put)


def _shown(one: OwnField, value: Value) -> Any:
    """A value as its field shows it and gives it back; a text is never None."""
    return (value or "") if one.kind in ("text", "link") else value
