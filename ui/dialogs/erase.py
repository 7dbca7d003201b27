"""Erasing a person for good: what goes, what stays, which texts lose the name, and no way back."""

from typing import NamedTuple

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from crm.commands import erasing
from crm.exchange import attachment_copies
from crm.i18n import _, ngettext
from crm.progress import Progress
from crm.queries import erasing as queries
from crm.queries import named
from crm.queries.erasing import Mention, Outlook
from crm.rules import numbers
from ui.dialogs import wording
from ui.dialogs.listing import Listing
from ui.dialogs.working import WorkDialog
from ui.kit import fields, text
from ui.kit.forms import Form
from ui.kit.table import Column


class Row(NamedTuple):
    """A text that names the person: the kind of record, what it is called, the field."""

    kind: str
    name: str
    field: str


def ask(parent: QWidget | None, *, person: int) -> "EraseDialog":
    """Show what erasing a person would do, and do it in the worker once the box is ticked; `saved` tells Erased."""
    dialog = EraseDialog(parent, person)
    dialog.open()
    dialog.look()
    return dialog


class EraseDialog(WorkDialog):
    """Says what will happen, asks for a tick where undo cannot help, and stays to tell what became of it."""

    def __init__(self, parent: QWidget | None, person: int) -> None:
        self._name = named.names("person", [person]).get(person, "")
        self.person, self.over = person, False
        self._looked_for: list[str] = []
        form = Form(
            [
                fields.text(
                    "also",
                    _("More words that stand for this person alone"),
                    hint=_("A rare surname or a nickname, with commas between them. They go from every text."),
                    wide=True,
                ),
                fields.check("keep", _("Leave the backups as they are: the person still stands in them")),
                fields.check("sure", _("I know that nobody can bring {name} back").format(name=self._name)),
            ]
        )
        title = _("Erase {name} for good").format(name=self._name)
        super().__init__(parent, title, save=_("Erase for good"), form=form, danger=True, width=720)
        why = _(
            "For somebody who asks to be forgotten. A contact without a name stays, so that meetings and figures go on"
            " counting. Not found are a first name alone in a note and what files attached to other records say: look"
            " through those yourself."
        )
        self._told = text.Points()
        self._told.set([_("Looking where {name} stands …").format(name=self._name)])
        words = _("Texts of other records that name the person")
        self._heading = text.label(words, "strong")
        self.listing = Listing(
            words,
            [
                Column("kind", _("Kind"), 140, sortable=False),
                Column("name", _("Record"), 320, sortable=False, tip=lambda row: row.name),
                Column("field", _("Field"), 160, sortable=False),
            ],
            tall=6,
            least=2,
        )
        for place, widget in enumerate((text.label(why, "muted", wrap=True), self._told, self._heading, self.listing)):
            self.body.insertWidget(place, widget)
        self._heading.hide()
        self.listing.hide()
        self.save_button.setEnabled(False)
        self.outlook: Outlook | None = None
        also, keep, sure = (form.widget(name) for name in ("also", "keep", "sure"))
        assert isinstance(also, QLineEdit) and isinstance(keep, QCheckBox) and isinstance(sure, QCheckBox)
        also.editingFinished.connect(self._other_words)
        keep.toggled.connect(self._say_what)
        sure.toggled.connect(self._allow)

    def look(self) -> None:
        """Find out what would go and what would stay; nothing is written."""
        person, also = self.person, self._also()
        self._looked_for = also
        self.run(lambda _progress: queries.outlook(person, also), self._show, _("Looking what names the person"))

    def told(self) -> str:
        """What is said about it."""
        return "\n".join(self._told.lines())

    def save_now(self) -> None:
        """Erase in the worker, once the box is ticked; afterwards the same button closes."""
        if self.over:
            self.accept()
        elif self.save_button.isEnabled() and self._also() != self._looked_for:
            self.look()  # what is shown is what will be done
        elif self.save_button.isEnabled():
            self._erase()

    def _erase(self) -> None:
        assert self.form is not None
        person, also, keep = self.person, self._also(), bool(self.form.value("keep"))

        def work(progress: Progress) -> erasing.Erased:
            done = erasing.erase(person, also=also, keep_backups=keep, progress=progress)
            attachment_copies.forget()
            return done

        self.form.setEnabled(False)
        self.run(work, self._erased, _("Erasing"), cancellable=False)

    def work_failed(self, problem: BaseException) -> None:
        assert self.form is not None
        self.form.setEnabled(True)
        super().work_failed(problem)
        self._allow()

    def work_stopped(self) -> None:
        super().work_stopped()
        self._allow()

    def _also(self) -> list[str]:
        assert self.form is not None
        return [word.strip() for word in str(self.form.value("also")).split(",") if word.strip()]

    def _other_words(self) -> None:
        if not self.working() and not self.over and self._also() != self._looked_for:
            self.look()

    def _allow(self) -> None:
        assert self.form is not None
        sure = self.outlook is not None and not self.working() and bool(self.form.value("sure"))
        self.save_button.setEnabled(self.over or sure)

    def _show(self, found: Outlook) -> None:
        self.outlook = found
        self._say_what()
        self._list(found.mentions)
        self._allow()

    def _say_what(self) -> None:
        if self.outlook is None or self.form is None:
            return
        found, keep = self.outlook, bool(self.form.value("keep"))
        lines = [
            _("These stand for the person: {words}").format(words=" · ".join(_once(found.words))),
            _("Goes: the name, notes and job titles, every trace in history, imported lists and drafts.")
            + (" " + _("Further: {what}.").format(what=_counted(found.goes)) if found.goes else ""),
            _("Stays without a name, so that nothing counted changes: {what}.").format(what=_counted(found.stays))
            if found.stays
            else _("No meeting and no figure counts this person."),
        ]
        if not found.backups:
            words = _("No backup holds the person yet.")
        elif keep:
            words = ngettext(
                "{count} backup stays, with the person in it, until you delete it.",
                "{count} backups stay, with the person in them, until you delete them.",
                found.backups,
            )
        else:
            words = ngettext(
                "{count} backup is replaced by a new one without the person.",
                "{count} backups are replaced by a new one without the person.",
                found.backups,
            )
        lines.append(words.format(count=found.backups))
        lines.append(_("Undo begins anew: what was done before can no longer be undone."))
        self._told.set(lines)

    def _list(self, mentions: list[Mention]) -> None:
        self._heading.setVisible(bool(mentions))
        self.listing.setVisible(bool(mentions))
        self.listing.show_rows(
            [Row(wording.kind(one.table), one.name, wording.field(one.table, one.column)) for one in mentions]
        )

    def _erased(self, what: erasing.Erased) -> None:
        self.over = True
        texts, gone = len(what.mentions), len(what.removed)
        lines = [
            _("The person is erased and cannot be brought back."),
            ngettext("{count} text lost the name.", "{count} texts lost the name.", texts).format(count=texts),
        ]
        if gone:
            lines.append(
                ngettext(
                    "{count} backup was replaced by a new one.", "{count} backups were replaced by a new one.", gone
                ).format(count=gone)
            )
        if what.left:
            words = _("These backups stay as they were and may still hold the person:")
            lines.append("\n".join([words, *map(str, what.left)]))
        self._told.set(lines)
        assert self.form is not None
        for widget in (self.form, self._heading, self.listing, self.cancel_button):
            widget.hide()
        self.save_button.setText(_("Close"))
        self.save_button.setEnabled(True)
        self.save_button.setFocus()
        self.saved.emit(what)


def _once(words: list[str]) -> list[str]:
    """The words a person is looked for by, a number that is written in several ways only as it is written first."""
    shown: dict[str, str] = {}
    for word in words:
        digits = "".join(filter(str.isdigit, word))
        shown.setdefault(digits[-8:] if len(digits) >= 8 and "@" not in word else word, word)
    return list(shown.values())


def _counted(counts: dict[str, int]) -> str:
    return " · ".join(f"{wording.kind(table)}: {numbers.show_int(count)}" for table, count in sorted(counts.items()))
