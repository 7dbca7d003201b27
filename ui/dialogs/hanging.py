"""Before a record is archived or deleted that others hang on: what hangs there, and what to do about it."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QWidget

from crm.commands import goals, removal
from crm.i18n import _, ngettext
from crm.queries import hanging, named
from crm.queries.hanging import Hanging
from ui.dialogs import choices, suggested, wording
from ui.dialogs.listing import Listing
from ui.dialogs.options import Options
from ui.kit import fields, text
from ui.kit.dialog import Dialog
from ui.kit.forms import Form
from ui.kit.table import Column

MOVES = {"organisation", "person", "project", "activity", "focus_area", "staff", "tag", "goal"}
"""The kinds of which another one can take over what hangs on one; of meetings and memberships nobody would."""

Done = Callable[[str], object]
"""Is told what was done, in words, when it was."""


class _Line(NamedTuple):
    kind: str
    number: int
    names: str
    fate: str


def archive(parent: QWidget | None, *, table: str, id: int, done: Done) -> Dialog | None:
    """Archive a record: at once where nothing that is still to come hangs on it, else after asking."""
    living = hanging.living(table, id, choices.today().isoformat())
    if not living:
        removal.archive(table, id)
        done(_("Archived."))
        return None
    name = named.names(table, [id]).get(id, "")
    dialog = _dialog(parent, _("Archive “{name}”").format(name=name), _("This is still open or true today:"), living)
    options = Options()
    stays = _("It leaves the lists. What hangs on it stays as it is, and figures go on counting it.")

    def only() -> None:
        removal.archive(table, id)
        done(_("Archived."))

    options.add(_("A"), "archive", _("Archive only this"), _then(dialog, only), stays)
    along = sorted({one.table for one in living if removal.can_archive(one.table)})
    if along:
        told = ", ".join(_counted(one) for one in living if one.table in along)

        def with_them() -> None:
            removal.archive(table, id, along=along, today=choices.today())
            done(_("Archived."))

        options.add(_("T"), "archive", _("Archive these too"), _then(dialog, with_them), told)
    _offer_heir(dialog, options, table, id, name, done, archiving=True)
    return _open(dialog, options)


def delete(parent: QWidget | None, *, table: str, id: int, done: Done) -> Dialog | None:
    """Delete a record for good: at once where nothing hangs on it, else after asking. One undo brings all back."""
    found = hanging.on(table, id)
    if not found:
        removal.delete(table, id)
        done(_("Deleted."))
        return None
    name = named.names(table, [id]).get(id, "")
    dialog = _dialog(parent, _("Delete “{name}”").format(name=name), _("This hangs on it:"), found, deleting=True)
    options = Options()
    if removal.can_archive(table):
        stays = _("It leaves the lists. What hangs on it stays as it is, and figures go on counting it.")

        def instead() -> None:
            removal.archive(table, id)
            done(_("Archived."))

        options.add(_("A"), "archive", _("Archive it instead"), _then(dialog, instead), stays)
    _offer_heir(dialog, options, table, id, name, done, archiving=False)
    if table == "goal":
        _offer_of_goal(dialog, options, id, found, done)
        return _open(dialog, options)

    def everything() -> None:
        removal.delete(table, id)
        done(_("Deleted."))

    goes = hanging.going(table, id)
    loses = sum(one.number for one in found if one.fate == "loose")
    told = []
    if goes:
        told.append(
            ngettext("{count} record is deleted with it.", "{count} records are deleted with it.", goes).format(
                count=goes
            )
        )
    if loses:
        told.append(
            ngettext("{count} record only loses the link.", "{count} records only lose the link.", loses).format(
                count=loses
            )
        )
    told.append(_("Figures of earlier years may change."))
    options.add(_("D"), "trash", _("Delete it and what belongs to it"), _then(dialog, everything), " ".join(told))
    return _open(dialog, options)


def _offer_of_goal(dialog: Dialog, options: Options, id: int, found: Sequence[Hanging], done: Done) -> None:
    """A goal stands in a tree: what is below it moves up to where it stood, or goes as well."""

    def remove(*, lift: bool) -> None:
        goals.delete(id, lift=lift)
        done(_("Deleted."))

    own, below = _("Its indicators go with their values."), ""
    if any(one.table == "goal" for one in found):
        below = _("So do the goals below it, with theirs.")
        words = _("Delete only this; what stands below it moves up")
        options.add(_("U"), "chevron-up", words, _then(dialog, lambda: remove(lift=True)), own)
    words = _("Delete it and what belongs to it")
    everything = f"{own} {below}".strip()
    options.add(_("D"), "trash", words, _then(dialog, lambda: remove(lift=False)), everything)


def heir(parent: QWidget | None, *, table: str, id: int, archiving: bool, done: Done) -> Dialog:
    """Ask which record takes over what hangs on this one, which then is archived or deleted."""
    name = named.names(table, [id]).get(id, "")
    if table == "organisation":
        field = suggested.known_organisation("heir", _("Which one takes over"), required=True)
    elif table == "person":
        field = suggested.known_person("heir", _("Who takes over"), required=True)
    else:
        field = fields.choice("heir", _("Which one takes over"), choices=hanging.others(table, id), required=True)
    form = Form([field])
    verb = _("Move and archive") if archiving else _("Move and delete")
    title = _("Move what hangs on “{name}”").format(name=name)
    dialog = Dialog(parent, title, save=verb, form=form, width=460)
    told = _("Everything that points at it will point at the other one. What that one has already is not there twice.")
    dialog.body.insertWidget(0, text.label(told, "muted", wrap=True))

    def work() -> None:
        chosen = form.values()["heir"]
        if archiving and removal.can_archive(table):
            removal.hand_over(table, id, chosen, archive=True)
        else:
            removal.delete(table, id, heir=chosen)
        done(_("Moved."))

    dialog.on_save(work)
    dialog.open()
    form.widget("heir").setFocus()
    return dialog


def _dialog(
    parent: QWidget | None, title: str, words: str, found: Sequence[Hanging], *, deleting: bool = False
) -> Dialog:
    dialog = Dialog(parent, title, save=_("Close"), width=640)
    columns = [
        Column("kind", _("What"), 150, sortable=False),
        Column("number", _("Count"), 70, "right", sortable=False, show=lambda row: str(row.number)),
        *([Column("fate", _("When it is deleted"), 150, sortable=False)] if deleting else []),
        Column("names", _("The first of them"), 180, sortable=False, tip=lambda row: row.names),
    ]
    lines = _lines(found)
    listing = Listing(words.rstrip(":"), columns, tall=min(5, len(lines) + 1), least=2)
    dialog.body.addWidget(text.label(words))
    dialog.body.addWidget(listing)
    listing.show_rows(lines)
    dialog.save_button.hide()
    return dialog


def _open(dialog: Dialog, options: Options) -> Dialog:
    dialog.body.addWidget(options)
    dialog.open()
    options.options[0].setFocus()
    return dialog


def _offer_heir(
    dialog: Dialog, options: Options, table: str, id: int, name: str, done: Done, *, archiving: bool
) -> None:
    if table not in MOVES or not hanging.has_others(table, id):
        return
    about = (
        _("Another one takes over what hangs on it; then it is archived.")
        if archiving
        else _("Another one takes over what hangs on it; then it is deleted.")
    )
    parent = dialog.parentWidget()

    def ask() -> None:
        dialog.accept()
        heir(parent, table=table, id=id, archiving=archiving, done=done)

    options.add(_("M"), "merge", _("Move it to another…"), ask, about)


def _then(dialog: Dialog, work: Callable[[], object]) -> Callable[[], object]:
    """Do it and close; a reason why not is told on top."""

    def run() -> None:
        dialog.on_save(work)
        dialog.save_now()

    return run


def _lines(found: Sequence[Hanging]) -> list[_Line]:
    """One line for each kind, however many columns point."""
    lines: dict[tuple[str, str], _Line] = {}
    for one in found:
        fate = _("loses the link") if one.fate == "loose" and one.column != "goal_id" else _("goes along")
        if one.column == "parent_id" and one.table == "goal":
            fate = _("as you say below")
        key = (one.table, fate)
        before = lines.get(key)
        names = list(dict.fromkeys([*(before.names.split(", ") if before and before.names else []), *one.names]))
        number = one.number + (before.number if before else 0)
        lines[key] = _Line(wording.kind(one.table), number, ", ".join(names[: hanging.SHOWN]), fate)
    return [
        line._replace(names=line.names + (" …" if line.names and line.number > hanging.SHOWN else ""))
        for line in lines.values()
    ]


def _counted(one: Hanging) -> str:
    return f"{wording.kind(one.table)}: {one.number}"
