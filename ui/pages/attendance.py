"""Who is noted at an activity, each with a tick for having come."""

from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from crm.commands import activities as commands
from crm.i18n import _
from crm.queries import people
from crm.queries.activities import ActivityDetail, AttendeeRow
from crm.rules import code_lists
from ui.kit import text, tokens
from ui.kit.buttons import icon_button
from ui.pages import doing
from ui.pages.desk import Desk


class Attendance(QWidget):
    """A line each. Lines are used again: a hundred new ones would be felt at every row of the list."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._lines: list[_Line] = []
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        self._none = text.label(_("Nobody is noted yet."), "muted", wrap=True)
        self._body.addWidget(self._none)

    def show_attendees(self, one: ActivityDetail) -> None:
        """Show who is noted."""
        while len(self._lines) < len(one.attendees):
            line = _Line(self._desk)
            line.box.installEventFilter(self)
            self._lines.append(line)
            self._body.addWidget(line)
        for place, line in enumerate(self._lines):
            line.show_attendee(one.attendees[place] if place < len(one.attendees) else None)
        self._none.setVisible(not one.attendees)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows lead from tick to tick."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
            boxes = self.boxes()
            if by and watched in boxes:
                place = boxes.index(watched) + by
                if 0 <= place < len(boxes):
                    boxes[place].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)

    def boxes(self) -> list[QCheckBox]:
        """The boxes of those who are shown, in order."""
        return [line.box for line in self._lines if not line.isHidden()]


class _Line(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._who: AttendeeRow | None = None
        self.box = QCheckBox()
        self.box.clicked.connect(self._tick)
        self._about = text.Elided("", tone="muted")
        self._state = text.label("", "small", tone="muted")
        self._more = icon_button("more", _("More"), self._menu)
        body = QHBoxLayout(self)
        body.setContentsMargins(0, 1, 0, 1)
        body.setSpacing(tokens.S)
        body.addWidget(self.box)
        body.addWidget(self._about, 1)
        body.addWidget(self._state)
        body.addWidget(self._more)

    def show_attendee(self, who: AttendeeRow | None) -> None:
        """Say another one, or nobody."""
        self.setVisible(who is not None)
        self._who = who
        if who is None:
            return
        self.box.setText((who.person or who.organisation).replace("&", "&&"))
        self.box.setChecked(who.status == "attended")
        self.box.setEnabled(self._desk.writable())
        self._about.setText(who.organisation if who.person else "")
        state = code_lists.label("participation_status", who.status) if who.status != "attended" else ""
        role = code_lists.label("participation_role", who.role) if who.role != "participant" else ""
        self._state.setText(" · ".join(filter(None, (role, state))))

    def _tick(self, came: bool) -> None:
        if self._who is not None:
            commands.set_status([self._who.id], "attended" if came else "registered")

    def _menu(self) -> None:
        who = self._who
        if who is None:
            return
        menu = QMenu(self)
        if who.person_id is not None:
            words = _("Go to {name}").format(name=who.person).replace("&", "&&")
            menu.addAction(words, partial(self._desk.go, "contacts", who.person_id))
        if who.organisation_id is not None:
            go = partial(self._desk.go, "members", who.organisation_id)
            menu.addAction(_("Go to {name}").format(name=who.organisation).replace("&", "&&"), go)
        if self._desk.writable():
            menu.addSeparator()
            for key in code_lists.keys("participation_status"):
                entry = menu.addAction(code_lists.label("participation_status", key), partial(self._set, "status", key))
                entry.setCheckable(True)
                entry.setChecked(who.status == key)
            menu.addSeparator()
            for key in code_lists.keys("participation_role"):
                entry = menu.addAction(code_lists.label("participation_role", key), partial(self._set, "role", key))
                entry.setCheckable(True)
                entry.setChecked(who.role == key)
            menu.addSeparator()
            if who.person_id is not None:
                self._offer_employers(menu, who, who.person_id)
            menu.addAction(_("Remove"), self._remove)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def _offer_employers(self, menu: QMenu, who: AttendeeRow, person: int) -> None:
        """For whom somebody took part: where they work or worked, or for nobody."""
        below = menu.addMenu(_("Counts for"))
        listed: dict[int | None, str] = {one.organisation_id: one.organisation for one in people.positions(person)}
        if who.organisation_id is not None:
            listed.setdefault(who.organisation_id, who.organisation)
        for id, name in [*listed.items(), (None, _("No organisation"))]:
            entry = below.addAction(name.replace("&", "&&"), partial(self._set, "organisation", id))
            entry.setCheckable(True)
            entry.setChecked(who.organisation_id == id)

    def _set(self, name: str, value: object) -> None:
        if self._who is not None:
            values: dict[str, Any] = {name: value}
            commands.edit_participation(self._who.id, **values)

    def _remove(self) -> None:
        if self._who is not None:
            commands.remove(self._who.id)
            doing.told(self._desk, _("Removed."))
