"""Changing several records at once: their number and the first ten are named, the ids are fixed beforehand."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from crm.commands import removal, several
from crm.commands.several import Several
from crm.i18n import _, ngettext
from crm.queries import named, tags
from crm.queries.lists import fields as listed
from crm.queries.lists.field import Field as ListField
from crm.rules import numbers
from ui.dialogs import choices
from ui.kit import fields, text
from ui.kit.dialog import Dialog
from ui.kit.fields import Field
from ui.kit.forms import Form
from ui.kit.tag_field import TagField

FIRST = 10
"""So many of the records are named."""
FIELD, PUT, TAKE, ARCHIVE, RESTORE = "field", "put", "take", "archive", "restore"
# Each has rules of its own, which its own dialog knows: what names a record, numbers that stand once, stages, privacy.
_NEVER = frozenset(
    (
        *("name", "short_name", "title", "subject", "first_name", "last_name", "org_number", "status", "stage"),
        *("held_on", "year", "lawful_basis", "informed_on", "objected_on", "done_on", "start_time", "kind"),
    )
)
_MONEY = {"money": choices.money, "hours": choices.hours}


def ask(parent: QWidget | None, *, about: str, ids: Sequence[int], key: str = "") -> "SeveralDialog":
    """Ask what becomes of these records of the table `about`; `key` is the field that is offered first."""
    dialog = SeveralDialog(parent, about, tuple(ids), key)
    dialog.open()
    dialog.form_.widget("what" if not key else "key").setFocus()
    return dialog


class SeveralDialog(Dialog):
    """`saved` tells a sentence: what was done, and who stayed as it was."""

    def __init__(self, parent: QWidget | None, about: str, ids: tuple[int, ...], key: str) -> None:
        self.about, self.ids = about, ids
        self.fields = {one.key: one for one in listed.of(about) if offered(one)}
        whats = [(FIELD, _("Set a field"))]
        if several.carries_tags(about):
            whats += [(PUT, _("Add tags")), (TAKE, _("Take tags away"))]
        if removal.can_archive(about):
            whats += [(ARCHIVE, _("Archive")), (RESTORE, _("Restore"))]
        self._tags = {row.name: row.id for row in tags.all()}
        self.form_ = Form(
            [
                fields.choice("what", _("What"), choices=whats, wide=True),
                fields.choice("key", _("Field"), choices=[(one.key, one.name) for one in self.fields.values()]),
            ]
        )
        count = len(ids)
        title = ngettext("Change {count} record", "Change {count} records", count).format(count=count)
        save = ngettext("Change {count}", "Change {count}", count).format(count=numbers.show_int(count))
        super().__init__(parent, title, save=save, form=self.form_, width=520)
        self.value: Field | None = None
        self._value_form: Form | None = None
        self.body.insertWidget(0, text.label(_first(about, ids), "muted", wrap=True))
        self.form_.edited.connect(self._changed)
        self.form_.set_values({"what": FIELD, "key": key if key in self.fields else self._usual()})
        self._changed("what")
        self.on_save(self._do)

    def _usual(self) -> str:
        """What is most often the same for several: something that is chosen."""
        chosen = (one.key for one in self.fields.values() if one.kind in ("choice", "record"))
        return next(chosen, next(iter(self.fields), ""))

    def what(self) -> str:
        """What is to be done with them."""
        return str(self.form_.value("what"))

    def _changed(self, name: str) -> None:
        if name not in ("what", "key"):
            return
        what = self.what()
        self.form_.set_visible("key", what == FIELD)
        if self._value_form is not None:
            self.body.removeWidget(self._value_form)
            self._value_form.deleteLater()
            self._value_form = self.value = None
        self.value = self._editor(what)
        if self.value is not None:
            self._value_form = Form([self.value])
            self.body.addWidget(self._value_form)

    def _editor(self, what: str) -> Field | None:
        """What is asked besides, None for nothing."""
        if what == FIELD:
            field = self.fields.get(str(self.form_.value("key")))
            return editor(field) if field is not None else None
        if what in (PUT, TAKE):
            widget = TagField(sorted(self._tags), closed=what == TAKE)
            return Field("value", _("Tags"), widget, widget.tags, widget.set_tags, widget.changed)
        return None

    def _said(self) -> Any:
        """What was written; raises Invalid."""
        assert self._value_form is not None
        return self._value_form.values()["value"]

    def _do(self) -> str:
        deeds: dict[str, Callable[[], Several | int]] = {
            FIELD: self._put_field,
            PUT: lambda: several.tag(self.about, self.ids, put=self._said()),
            TAKE: lambda: several.tag(self.about, self.ids, take=[self._tags[one] for one in self._said()]),
            ARCHIVE: partial(several.archive, self.about, self.ids),
            RESTORE: partial(several.restore, self.about, self.ids),
        }
        return told(self.about, deeds[self.what()]())

    def _put_field(self) -> Several:
        field = self.fields[str(self.form_.value("key"))]
        return several.put(self.about, self.ids, field, self._said())


def offered(field: ListField) -> bool:
    """Whether a field can say the same of several records."""
    return (
        bool(field.column or field.own) and field.key not in _NEVER and (field.kind != "record" or bool(_listed(field)))
    )


def editor(field: ListField) -> Field:
    """A field of a form for a value of a list's field, called "value"."""
    if field.kind in ("choice", "record"):
        blank = None if field.kind == "record" else ""
        made = fields.choice("value", field.name, choices=[(blank, "–"), *_listed(field)])
        made.put(blank)
        return made
    if field.kind == "yes_no":
        none = [(None, "–")] if field.own else []
        return fields.choice("value", field.name, choices=[*none, (True, _("Yes")), (False, _("No"))])
    if field.kind == "date":
        return choices.day("value", field.name)
    if field.kind in _MONEY:
        return _MONEY[field.kind]("value", field.name)
    if field.kind == "number":
        return choices.hundredths("value", field.name)
    if field.kind in ("count", "year"):
        return fields.number("value", field.name, most=100_000_000)
    return fields.text("value", field.name)


def told(about: str, done: Several | int) -> str:
    """What a person reads afterwards: how many changed, and who refused and why."""
    changed, refused = (done, {}) if isinstance(done, int) else done
    words = ngettext("{count} record changed.", "{count} records changed.", changed).format(count=changed)
    if refused:
        names = named.names(about, list(refused)[:3])
        why = ngettext("{count} stayed as it was: {names}.", "{count} stayed as they were: {names}.", len(refused))
        listed_ = "; ".join(f"{names.get(row, '')} ({why_})" for row, why_ in list(refused.items())[:3])
        words += " " + why.format(count=len(refused), names=listed_)
    return words


def _listed(field: ListField) -> list[tuple[Any, str]]:
    as_id = field.kind == "record"
    return [(int(one.key) if as_id else one.key, one.words) for one in field.choices()]


def _first(about: str, ids: Sequence[int]) -> str:
    names = named.names(about, ids[:FIRST])
    shown = ", ".join(filter(None, (names.get(row, "") for row in ids[:FIRST])))
    rest = len(ids) - FIRST
    if rest <= 0:
        return shown
    return ngettext("{names} and {count} more", "{names} and {count} more", rest).format(names=shown, count=rest)
