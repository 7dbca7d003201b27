"""One record of the report data: what is known of it, what it leads to, its files, and what was changed last."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from crm.i18n import _
from crm.queries import attachments, history, named
from crm.queries.governance import SeatRow, SeatsQuery
from crm.queries.history import HistoryEntry
from crm.rules import code_lists
from ui.dialogs import facts, wording
from ui.kit import flow, text, tokens
from ui.kit.buttons import button
from ui.kit.empty import Empty
from ui.kit.name_button import NameButton
from ui.pages import doing, fact_kinds, halves, own_facts, places, reach
from ui.pages.desk import Desk
from ui.pages.fact_kind import FactKind, written
from ui.pages.files import Files
from ui.pages.note import Note
from ui.pages.sheet import Fact, Facts, Head, heading, section

CHANGES = 6
"""So many of the newest changes are shown; all of them stand in the dialog of the history."""
_LEADS = ("organisation", "person", "project", "activity", "governance_body")
# Where a column shows what another one of the row leads to.
_SHOWN_AS = {"name": "organisation", "body": "governance_body"}


class _Answer(NamedTuple):
    row: Any
    title: str
    beside: own_facts.Beside
    seats: list[SeatRow]
    changes: list[HistoryEntry]


class FactDetail(QWidget):
    """A record of one of the tables of ui.pages.places.FACTS, after `show_record(id)`."""

    def __init__(self, desk: Desk, table: str) -> None:
        super().__init__()
        self.desk = desk
        self.kind: FactKind = next(kind for kind in fact_kinds.all() if kind.table == table)
        self.row: Any = None
        self._head, self._facts, self._note = Head(), Facts(), Note(desk, table)
        self._edit = button(_("Edit"), lambda: desk.action("edit_record"), icon="edit")
        self._head.add(self._edit)
        self._parts, self._parts_title = _column(), section("")
        self._parts.setContentsMargins(-tokens.S, 0, 0, 0)  # the words of a quiet button stand a little inside it
        self._changes = _column()
        self.files = Files(desk, self) if table in attachments.OWNERS else None
        inner = QWidget()
        body = QVBoxLayout(inner)
        body.setContentsMargins(tokens.L + 4, tokens.L, tokens.L, tokens.L)
        body.setSpacing(tokens.M)
        body.addWidget(self._head)
        body.addWidget(self._facts)
        body.addWidget(self._note)
        body.addWidget(self._parts_title)
        body.addLayout(self._parts)
        if self.files is not None:
            body.addWidget(self.files)
        body.addWidget(section(_("History"), _("All changes"), lambda: desk.action("history"), icon="history"))
        body.addLayout(self._changes)
        body.addStretch(1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(halves.scrolling(inner))
        self._stack.addWidget(Empty(self.kind.icon, _("This record does not exist any more.")))

    def show_record(self, id: int) -> None:
        """Show a record, or that it is gone."""
        table, kind = self.kind.table, self.kind

        def work() -> _Answer:
            tagged = own_facts.read(table, id) if table in facts.TAGGED else own_facts.Beside([], [])
            row = kind.query().rows([id]).get(id)
            seats = _seats(id, row.archived) if table == "governance_body" and row is not None else []
            name = named.names(table, [id]).get(id, "")
            return _Answer(row, name, tagged, seats, history.of(table, id)[:CHANGES])

        self.desk.questions.ask(f"fact.{table}", work, self._show)

    def verbs(self) -> Mapping[str, Callable[[], object]]:
        """What can be done with it."""
        return verbs(self.desk, self.kind, self.row) if self.row is not None else {}

    def subject(self) -> dict[str, int]:
        """The organisation or person it is about."""
        found = {name: getattr(self.row, f"{name}_id", None) for name in ("person", "organisation")}
        return {name: id for name, id in found.items() if id is not None}

    def _show(self, answer: _Answer) -> None:
        self.row = row = answer.row
        self._stack.setCurrentIndex(0 if row is not None else 1)
        if row is None:
            return
        archived = [(_("Archived"), "archived")] if getattr(row, "archived", False) else []
        self._head.set(answer.title, self.kind.name, archived)
        self._edit.setEnabled(self.desk.writable())
        told = [fact for fact in self._told(row) if fact.text != answer.title]
        self._facts.set([*told, *own_facts.facts(self.desk, answer.beside)])
        self._note.show_note(row.id, row.notes, tick=False)
        self._show_parts(answer.seats)
        if self.files is not None:
            self.files.about(self.kind.table, row.id)
        flow.clear(self._changes)
        for words in dict.fromkeys(map(self._changed, answer.changes)):
            self._changes.addWidget(text.label(words, "muted", wrap=True, selectable=True))

    def _told(self, row: Any) -> list[Fact]:
        told = []
        for col in self.kind.columns:
            if col.key in ("notes", "organisations"):
                continue
            words = col.words(row)
            table = _SHOWN_AS.get(col.key, col.key)
            other = getattr(row, f"{'body' if table == 'governance_body' else table}_id", None)
            if table in _LEADS and other is not None:
                go = partial(self.desk.go, places.home(table), other, **places.part(table))
                does = _("Go to {name}").format(name=words)
                told.append(Fact(col.title, words, False, places.icon(table), does, go))
            elif col.key == "url" and words:
                go = partial(reach.go, self.desk, "link", words, {})
                told.append(Fact(col.title, words, True, "link", reach.does("link"), go))
            else:
                told.append(Fact(col.title, words))
        return told

    def _show_parts(self, seats: list[SeatRow]) -> None:
        """The organisations of a result, the seats of a group: each leads there."""
        flow.clear(self._parts)
        parts: list[tuple[str, str, int]] = [
            ("organisation", name, id) for id, name in getattr(self.row, "organisations", ())
        ]
        parts += [("governance_member", _seat(seat), seat.id) for seat in seats]
        title = _("Seats") if self.kind.table == "governance_body" else _("Organisations")
        heading(self._parts_title).setText(title)
        self._parts_title.setVisible(bool(parts))
        for table, words, id in parts:
            go = partial(self.desk.go, places.home(table), id, **places.part(table))
            if table == "governance_member":
                go = partial(self.desk.open_apart, table, id)
            self._parts.addWidget(NameButton(words, go, icon="person" if seats else "building", tip=words))

    def _changed(self, one: HistoryEntry) -> str:
        """ "03.11.2026 14:05 · Kari · Title: A → B"."""
        table = self.kind.table
        if not one.field:
            what = _("Created") if one.before is None else one.label
        else:
            before, after = (wording.value(table, one.field, value) for value in (one.before, one.after))
            what = f"{wording.field(table, one.field)}: {before} → {after}"
        return " · ".join(filter(None, (wording.moment(one.at), one.staff, what)))


def verbs(desk: Desk, kind: FactKind, row: Any) -> dict[str, Callable[[], object]]:
    """What can be done with a record of the report data, on its page and in a window of its own."""
    found: dict[str, Callable[[], object]] = {
        "history": partial(_history, desk, kind.table, row.id),
        "apart": partial(desk.open_apart, kind.table, row.id),
    }
    if not desk.writable():
        return found
    found["edit_record"] = partial(_edit, desk, kind.table, row.id)
    found["delete"] = partial(_delete, desk, kind.table, row.id)
    if kind.archive is not None and kind.restore is not None:
        if row.archived:
            found["restore"] = partial(_hide, desk, kind.restore, row.id, _("Restored."))
        else:
            found["archive"] = partial(_hide, desk, kind.archive, row.id, _("Archived."))
    return found


def _hide(desk: Desk, run: Callable[[int], None], id: int, words: str) -> None:
    run(id)
    doing.told(desk, words)


def _delete(desk: Desk, table: str, id: int) -> None:
    if facts.hangs(table, id):
        doing.delete(desk, table, id)
        return
    facts.remove(table, id)
    doing.told(desk, _("Deleted."))


def _edit(desk: Desk, table: str, id: int) -> None:
    facts.ask(desk.window(), table, id=id)


def _history(desk: Desk, table: str, id: int) -> None:
    from ui.dialogs import record_history

    record_history.ask(desk.window(), table=table, row=id)


def _column() -> QVBoxLayout:
    made = QVBoxLayout()
    made.setSpacing(tokens.XS)
    return made


def _seats(body: int, archived: bool) -> list[SeatRow]:
    query = SeatsQuery(body=body, archived=archived)
    ids = query.ids()
    found = query.rows(ids)
    return [found[id] for id in ids]


def _seat(one: SeatRow) -> str:
    days = [written(day, "day") for day in (one.from_on, one.to_on)]
    since = " – ".join(days).strip() if any(days) else ""
    role = code_lists.label("governance_role", one.role)
    return " · ".join(filter(None, (one.person or _("(nobody named)"), one.organisation, role, since)))
