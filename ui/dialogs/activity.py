"""Add or edit an activity: from nothing, from a template, or as the next of one that was held before."""

from PySide6.QtWidgets import QWidget

from crm.commands import activities
from crm.i18n import _, ngettext
from crm.queries import activities as queries
from crm.queries.activities import ActivityDetail
from ui.dialogs import activity_form, activity_starts, choices, editing
from ui.dialogs.folded import FoldedForm
from ui.kit import fields
from ui.kit.dialog import Dialog

WIDTH = 760


def ask(parent: QWidget | None, *, activity: int | None = None, again: int | None = None) -> Dialog:
    """A new activity, an existing one's facts, or a new one like the one with the id `again`, a year later."""
    dialog = _edit(parent, queries.detail(activity)) if activity is not None else _new(parent, again)
    dialog.ask_before_losing()
    dialog.open()
    assert dialog.form is not None
    dialog.form.widget("name").setFocus()
    return dialog


def _new(parent: QWidget | None, again: int | None) -> Dialog:
    form = activity_form.form(None)
    form.set_values(dict(activity_form.START))
    proposals = activity_form.Proposals(form, choices.today())
    invite = _Invited(form)
    dialog = Dialog(parent, _("New activity"), save=_("Add"), form=form, width=WIDTH)
    activity_starts.put(dialog, proposals, invite.of)
    dialog.body.insertWidget(0, invite.field.widget)
    _warn(form, None)
    dialog.on_save(lambda: activities.add(invite=invite.chosen(), **activity_form.kept(form.values())))
    if again is not None:
        proposals.fill(activity_form.again(queries.detail(again), choices.today()))
        invite.of(again)
        form.settle()  # nobody has written anything yet
    return dialog


def _edit(parent: QWidget | None, known: ActivityDetail) -> Dialog:
    form = activity_form.form(known)
    values = activity_form.shown(known)
    form.set_values({name: values[name] for name in form.fields if name in values})
    form.unfold_filled()
    dialog = Dialog(parent, _("Edit activity"), form=form, width=WIDTH)
    _warn(form, known.came - known.headcount_extra)
    form.edited.connect(lambda name: _open_when_held(form) if name == "status" else None)
    editing.save_changes(
        dialog,
        form,
        "activity",
        version=lambda: queries.detail(known.id).version,
        save=lambda changed, seen: activities.edit(known.id, seen=seen, **activity_form.kept(changed)),
    )
    return dialog


def _open_when_held(form: FoldedForm) -> None:
    if form.fields["status"].get() == "held":
        form.unfold(activity_form.CAME, activity_form.RESULT)


def _warn(form: FoldedForm, came: int | None) -> None:
    """Tell what is doubtful as soon as a field is left."""

    def look(_name: str = "") -> None:
        form.set_warnings(activity_form.warnings(activity_form.readable(form), came))

    form.left.connect(look)
    look()


class _Invited:
    """The box that lets the organisations of an earlier activity be registered at the new one."""

    def __init__(self, form: FoldedForm) -> None:
        self.field = fields.check("invite", "")
        self.field.widget.hide()
        self._asked: list[int] = []

    def of(self, activity: int | None) -> None:
        """Offer those of this activity; nobody for None."""
        self._asked = [id for id, _name in queries.organisations_at(activity)] if activity is not None else []
        words = ngettext(
            "Register the {count} organisation that came then",
            "Register the {count} organisations that came then",
            len(self._asked),
        ).format(count=len(self._asked))
        self.field.widget.setProperty("text", words)
        self.field.widget.setAccessibleName(words)
        self.field.widget.setVisible(bool(self._asked))

    def chosen(self) -> list[int]:
        """The organisations to register."""
        return self._asked if self.field.get() else []
