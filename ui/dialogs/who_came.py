"""Tick who came to an activity: all of it by keyboard, several at once, and one step when it is saved."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from crm.commands import attendance
from crm.commands.attendance import Joined, Mark
from crm.commands.interactions import Participant
from crm.i18n import _
from crm.queries import activities, people
from crm.queries.activities import ActivityDetail
from crm.rules import code_lists, folding, numbers
from ui.dialogs import activity_form, choices, suggested
from ui.dialogs.who_came_list import Row, Ticked
from ui.kit import fields, text, tokens
from ui.kit.buttons import button
from ui.kit.dialog import Dialog
from ui.kit.flow import FlowLayout
from ui.kit.forms import Form
from ui.kit.people_field import PeopleField, Suggestion

COUNTS = ("headcount_extra", "women_count", "men_count", "speakers_women", "speakers_men")
_LETTERS_LAST = 1200
"""Milliseconds after which typed letters begin a new word."""


def ask(parent: QWidget | None, *, activity: int, held: bool = False) -> "WhoCame":
    """Open it for an activity; with `held` it also says that it took place."""
    dialog = WhoCame(parent, activities.detail(activity), held)
    dialog.open()
    (dialog.list if dialog.rows else dialog.other.edit).setFocus()
    return dialog


class WhoCame(Dialog):
    """The list with its keys, who came besides, and those who are counted without a name."""

    def __init__(self, parent: QWidget | None, one: ActivityDetail, held: bool) -> None:
        super().__init__(parent, _("Who came to {name}?").format(name=one.name), width=880)
        self._activity, self._on, self._planned = one.id, one.start_on, one.status == "planned"
        self.rows = [
            Row(who.id, who.version, who.person_id, who.person, who.organisation, who.status, who.role)
            for who in one.attendees
        ]
        self._before = [(row.status, row.role) for row in self.rows]
        field = suggested.participants("other", _("Came besides"), lambda: self._on)
        assert isinstance(field.widget, PeopleField)
        self.other = field.widget
        self.other.setAccessibleName(_("Somebody who came besides"))
        self.other.changed.connect(self._add)
        self.list = Ticked(_("Who is noted"))
        self.list.turned.connect(self.turn)
        self.list.typed.connect(self._key)
        self._typed = ""
        self._letters = QTimer(self, singleShot=True, interval=_LETTERS_LAST)
        self._letters.timeout.connect(self._forget)
        self._told = text.label("", "muted", wrap=True)
        self.form = self._counts(one, held)
        self._lay_out()
        self.list.show_rows(self.rows)
        self._show()
        self.form.left.connect(self._warn)
        self.on_save(self._save)
        self.ask_before_losing()

    def turn(self) -> None:
        """Those who are selected came; where all of them did already they are registered again."""
        chosen = self._chosen()
        all_came = bool(chosen) and all(row.status == "attended" for row in chosen)
        self.mark(status="registered" if all_came else "attended")

    def mark(self, *, status: str = "", role: str = "") -> None:
        """Give those who are selected a status or a role."""
        for row in self._chosen():
            row.status, row.role = status or row.status, role or row.role
        self._show()

    def all_came(self) -> None:
        """All who are registered came."""
        self._mark_rest("attended")

    def rest_away(self) -> None:
        """All who are registered and not ticked did not come, but an organisation of which somebody came was there."""
        there = {row.organisation for row in self.rows if row.person and row.status == "attended"}
        for row in self.rows:
            if not row.person and row.status == "registered" and row.organisation in there:
                row.status = "attended"
        self._mark_rest("no_show")

    def unsaved(self) -> bool:
        """Whether anything was said that is not saved."""
        return self._before != [(row.status, row.role) for row in self.rows] or super().unsaved()

    def _chosen(self) -> list[Row]:
        return [self.rows[place] for place in self.list.selected_ids()]

    def _mark_rest(self, status: str) -> None:
        for row in self.rows:
            if row.status == "registered":
                row.status = status
        self._show()

    # Keys

    def _key(self, letters: str) -> None:
        keys = [*code_lists.keys("participation_status"), *code_lists.keys("participation_role")]
        statuses = len(code_lists.keys("participation_status"))
        if letters.isdecimal() and letters.isascii():
            place = int(letters[0]) - 1
            if 0 <= place < len(keys):
                self.mark(**{"status" if place < statuses else "role": keys[place]})
            return
        self._typed += folding.fold(letters)
        self._letters.start()
        for place, row in enumerate(self.rows):
            words = folding.fold(f"{row.person} {row.organisation}").split()
            if any(word.startswith(self._typed) for word in words):
                self.list.go_to(place)
                return

    def _forget(self) -> None:
        self._typed = ""

    # Who came besides

    def _add(self) -> None:
        chosen = self.other.chosen()
        if not chosen:
            return
        for one in chosen:
            self._take(one)
        self.other.set_chosen([])
        self.list.show_rows(self.rows)
        self.list.go_to(len(self.rows) - 1)
        self._show()

    def _take(self, one: Suggestion) -> None:
        person = one.id if one.id is not None and one.id > 0 else None
        organisation = one.title if one.id is not None and one.id < 0 else ""
        known = next(
            (
                row
                for row in self.rows
                if (person is not None and row.person_id == person)
                or (organisation and not row.person and row.organisation == organisation)
            ),
            None,
        )
        if known is not None:
            known.status = "attended"
            return
        if one.id is None:
            who, name, place = Participant(name=one.title, organisation_name=one.subtitle), one.title, one.subtitle
        elif person is not None:
            at = people.employers(person, self._on)
            who, name, place = Participant(person=person), one.title, at[0].name if at else ""
        else:
            who, name, place = Participant(organisation=-one.id), "", one.title
        self.rows.append(Row(None, None, person, name, place, "attended", "participant", who))

    # Showing and saving

    def _show(self) -> None:
        self.list.table().refresh()
        self.list.viewport().update()
        told = []
        for key in code_lists.keys("participation_status"):
            count = sum(row.status == key for row in self.rows)
            if count:
                told.append(f"{code_lists.label('participation_status', key)}: {numbers.show_int(count)}")
        for one in self._of_many:  # where nobody is noted there is nobody to mark
            one.setVisible(bool(self.rows))
        self._told.setText(" · ".join(told) or _("Nobody is noted yet: add who came, or count them below."))
        self._warn()

    def _warn(self, _name: str = "") -> None:
        """Tell where the numbers do not go together; it keeps nobody from saving."""
        assert self.form is not None
        came = sum(row.status == "attended" and bool(row.person) for row in self.rows)
        self.form.set_warnings(activity_form.warnings(activity_form.readable(self.form), came))

    def _save(self) -> int:
        assert self.form is not None
        counts: dict[str, Any] = self.form.values()
        counts["headcount_extra"] = counts["headcount_extra"] or 0
        if self._planned and counts.pop("held"):
            counts["status"] = "held"
        counts.pop("held", None)
        marks = [
            Mark(row.id, row.status, row.role, row.version)
            for row, before in zip(self.rows, self._before, strict=False)
            if row.id is not None and (row.status, row.role) != before
        ]
        joined = [Joined(row.new, row.status, row.role) for row in self.rows if row.new is not None]
        return attendance.fill(self._activity, marks, joined=joined, **counts)

    def _counts(self, one: ActivityDetail, held: bool) -> Form:
        form = Form(
            [
                fields.number("headcount_extra", _("Came without a name"), most=100_000),
                fields.number("women_count", _("Women"), most=100_000),
                fields.number("men_count", _("Men"), most=100_000),
                fields.number("speakers_women", _("Speakers, women"), most=10_000),
                fields.number("speakers_men", _("Speakers, men"), most=10_000),
                fields.check("held", _("It has been held")),
            ],
            columns=6,
        )
        values: dict[str, Any] = {name: getattr(one, name) or None for name in COUNTS}
        form.set_values(values | {"held": held or one.start_on <= choices.today()})
        form.set_visible("held", self._planned)
        return form

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(tokens.S)
        line.addWidget(self._told, 1)
        everybody = button(_("All registered came"), self.all_came, icon="check", quiet=True)
        rest = button(_("The rest did not come"), self.rest_away, quiet=True)
        line.addWidget(everybody)
        line.addWidget(rest)
        keys = FlowLayout(gap=tokens.S)
        place = 0
        for name, code_list in (("status", "participation_status"), ("role", "participation_role")):
            for key in code_lists.keys(code_list):
                place += 1
                words = f"{place}  {code_lists.label(code_list, key)}"
                keys.addWidget(button(words, partial(self._mark_by, name, key)))
        self._marks = QWidget()
        below = QVBoxLayout(self._marks)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(tokens.S)
        self._of_many = (everybody, rest, self._marks)
        hint = _("Space ticks those who are selected, Shift and Ctrl select several, letters lead to a name.")
        below.addWidget(text.label(hint, "hint", wrap=True))
        below.addLayout(keys)
        other = QVBoxLayout()
        other.setSpacing(tokens.XS)
        title = text.label(_("Came besides"), "strong")
        title.setBuddy(self.other)
        other.addWidget(title)
        other.addWidget(self.other)
        self.body.addLayout(line)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._marks)
        self.body.addLayout(other)
        assert self.form is not None
        self.body.addWidget(self.form)

    def _mark_by(self, name: str, key: str) -> None:
        self.mark(**{name: key})
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
