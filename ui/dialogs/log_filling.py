"""The fields of the log dialog, filled as its line is read.

A field that follows the line is tinted. Once somebody sets it by hand it is hers: what the line said of it leaves the
line, and is read no more.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

from PySide6.QtCore import QObject

from crm.errors import Invalid
from crm.queries.log_templates import LogTemplateRow
from crm.rules import log_line
from crm.rules.log_line import LogLine, Part
from ui.dialogs import choices, log_offers
from ui.dialogs.follow_ups_field import FollowUpsField, Promise
from ui.dialogs.log_offers import Meant
from ui.dialogs.understood import Understood
from ui.kit import text
from ui.kit.forms import Form
from ui.kit.people_field import PeopleField, Suggestion
from ui.kit.quick_line import QuickLine

FIELDS = {"day": "held_on", "minutes": "minutes", "start_time": "start_time", "type": "type"}
SIGNED = {"focus": "focus_area", "project": "project"}
LISTS = {"who": "participants", "tag": "tags"}


class Filling(QObject):
    """Reads the line of a form at each change and puts into the fields what it says."""

    def __init__(self, form: Form, line: QuickLine, understood: Understood, follow_ups: FollowUpsField) -> None:
        super().__init__(form)
        self._form, self._line, self._understood, self._follow_ups = form, line, understood, follow_ups
        self.said = LogLine("", ())
        self._known: dict[str, Meant] = {}
        self._left: set[tuple[str, str]] = set()
        self._by_hand: set[str] = set()
        self._put: dict[str, Any] = {}  # what the line has put into a field, and what stood there before
        self._before: dict[str, Any] = {}
        self._listed: dict[str, list[Any]] = {name: [] for name in LISTS.values()}
        self._busy = False
        line.textChanged.connect(self.read)
        line.picked.connect(self._picked)
        line.given_back.connect(self._give_back)
        line.left.connect(self.settle)
        understood.given_back.connect(self._give_back)
        follow_ups.taken_over.connect(self._promise_taken)
        form.edited.connect(self._edited)

    def day(self) -> date | None:
        """The day of the meeting, None where what stands there is none."""
        try:
            found: date | None = self._form.fields["held_on"].get()
        except Invalid:
            return None
        return found

    @contextmanager
    def resting(self) -> Iterator[None]:
        """Fields are filled by the program meanwhile: nobody's hand, and nothing is read."""
        busy, self._busy = self._busy, True
        try:
            yield
        finally:
            self._busy = busy

    def read(self) -> None:
        """Read the line and fill what it says; what it says no more gets back what stood there before."""
        if self._busy:
            return
        with self.resting():
            values = self._values()
            for name in (*FIELDS.values(), *SIGNED.values()):
                self._single(name, values.get(name))
            for name in LISTS.values():
                self._list(name, values.get(name, []))
            self._follow_ups.set_from_line([Promise(*one) for one in self.said.values("follow_up")])
        self._show()

    def known(self) -> Collection[str]:
        """The texts of the line that stand for somebody or something, each with its sign."""
        return self._known

    def named(self) -> bool:
        """Whether the line names somebody who took part."""
        return bool(self._listed["participants"])

    def subject(self) -> str:
        """The words of the line that are the subject."""
        return self.said.subject

    def settle(self) -> None:
        """Find who or what is meant by signs for which nothing was chosen, where only one can be.

        Not in a subject that came from outside: whoever wrote it knew no signs.
        """
        if "subject" in self._by_hand:
            return
        for start, sign, words in reversed(log_line.unknown(self._line.text(), self._known)):
            found = log_offers.resolved(sign, words, self.day())
            if found is not None:
                length, meant = found
                self._name(meant, start, start + 1 + length)

    def unknown(self) -> str:
        """A name with @ that nobody was found for, "" where there is none."""
        if "subject" in self._by_hand:
            return ""
        return next((words for _at, sign, words in log_line.unknown(self._line.text(), self._known) if sign == "@"), "")

    def set_by_hand(self, *names: str) -> None:
        """Let these fields be: the line is not read for them."""
        self._by_hand |= set(names)
        self.read()

    def apply(self, template: LogTemplateRow) -> None:
        """Fill what a template brings, where nobody wrote and the line says nothing; propose what follows."""
        if template.subject and not self.said.subject:
            self._line.put_in(0, 0, template.subject + " ")
        brought = {
            "type": template.type,
            "minutes": template.minutes,
            "place": template.place,
            "focus_area": template.focus_area_id,
            "notes": template.notes,
        }
        with self.resting():
            for name, value in brought.items():
                untouched = name not in self._by_hand and name not in self._put
                if value not in ("", None) and untouched:
                    self._form.fields[name].put(value)
            self._follow_ups.set_held_on(self.day())
            self._follow_ups.set_from_template([Promise(one.title, None, one.after_days) for one in template.tasks])
        self._form.edited.emit("subject")

    def state(self) -> dict[str, Any]:
        """What a draft keeps beside the fields, as JSON holds it."""
        return {
            "text": self._line.text(),
            "known": {words: [meant.kind, meant.text, meant.value] for words, meant in self._known.items()},
            "left": sorted(self._left),
            "by_hand": sorted(self._by_hand),
            "before": {name: _plain(value) for name, value in self._before.items()},
        }

    def restore(self, kept: Mapping[str, Any]) -> None:
        """Go on where a draft was left; its fields stand there already."""
        if "text" in kept:
            with self.resting():
                self._line.setText(kept["text"])
        self._known = {
            words: Meant(kind, name, Suggestion(*value) if isinstance(value, list) else value)
            for words, (kind, name, value) in kept.get("known", {}).items()
        }
        self._left = {(kind, words) for kind, words in kept.get("left", ())}
        self._by_hand = set(kept.get("by_hand", ()))
        values = self._values()
        self._listed = {name: values.get(name, []) for name in LISTS.values()}
        self._put = {name: value for name, value in values.items() if name not in self._listed}
        before = kept.get("before", {})
        self._before = {name: _value(before.get(name)) for name in self._put}
        self._show()

    def _values(self) -> dict[str, Any]:
        known = {words for words, meant in self._known.items() if SIGNED.get(meant.kind) not in self._by_hand}
        without = {kind for kind, name in FIELDS.items() if name in self._by_hand}
        if "follow_ups" in self._by_hand:
            without.add("follow_up")
        self.said = log_line.read(self._line.text(), choices.today(), known=known, left=self._left, without=without)
        values: dict[str, Any] = {}
        for part in self.said.parts:
            if part.kind in FIELDS:
                values.setdefault(FIELDS[part.kind], part.value)
            elif part.kind in log_line.SIGNS.values():
                meant = self._known[part.value]
                if meant.kind in SIGNED:
                    values.setdefault(SIGNED[meant.kind], meant.value)
                elif meant.value not in values.setdefault(LISTS[meant.kind], []):
                    values[LISTS[meant.kind]].append(meant.value)
        return values

    def _single(self, name: str, value: Any) -> None:
        field = self._form.fields[name]
        if value is None:
            if name in self._put:
                del self._put[name]
                field.put(self._before.pop(name))
        elif self._put.get(name) != value:
            if name not in self._put:
                self._before[name] = _held(field)
            self._put[name] = value
            field.put(value)

    def _list(self, name: str, values: list[Any]) -> None:
        before = self._listed[name]
        if before == values:
            return
        self._listed[name] = list(values)
        field = self._form.widget(name)
        assert isinstance(field, PeopleField)
        chosen = [_listed(name, one) for one in field.chosen()]
        kept = [one for one in chosen if one not in before or one in values]
        self._form.fields[name].put(kept + [one for one in values if one not in kept])
        # A list field is told of no change by put(), and whoever looks at who takes part waits for one.
        field.changed.emit()

    def _show(self) -> None:
        marks = [(part.start, part.end, part.kind not in log_line.SIGNS.values()) for part in self.said.parts]
        self._line.set_marks(marks)
        self._understood.show_parts(self.said.parts)
        for name in (*FIELDS.values(), *SIGNED.values()):
            text.restyle(self._form.widget(name), "filled", name in self._put)

    def _edited(self, name: str) -> None:
        if self._busy:
            return
        if name in self._listed:
            field = self._form.widget(name)
            assert isinstance(field, PeopleField)
            chosen = [_listed(name, one) for one in field.chosen()]
            gone = [one for one in self._listed[name] if one not in chosen]
            self._cut([part for part in self.said.parts if self._value(part) in gone])
        elif name in (*FIELDS.values(), *SIGNED.values()) and name not in self._by_hand:
            kinds = [kind for kind, field_name in (FIELDS | SIGNED).items() if field_name == name]
            mine = name in self._put
            self._put.pop(name, None)
            self._before.pop(name, None)
            parts = [part for part in self.said.parts if self._kind(part) in kinds and not part.stays] if mine else []
            self._by_hand.add(name)
            with self.resting():
                self._cut(parts)
            self.read()
        elif name in ("place", "notes"):
            self._by_hand.add(name)

    def _kind(self, part: Part) -> str:
        return self._known[part.value].kind if part.kind in log_line.SIGNS.values() else part.kind

    def _value(self, part: Part) -> Any:
        return self._known[part.value].value if part.kind in log_line.SIGNS.values() else None

    def _cut(self, parts: list[Part]) -> None:
        """Take parts out of the line, with the blank behind each."""
        for part in sorted(parts, key=lambda part: -part.start):
            end = part.end + (self._line.text()[part.end : part.end + 1] == " ")
            self._line.put_in(part.start, end, "")

    def _promise_taken(self, place: int) -> None:
        promises = [part for part in self.said.parts if part.kind == "follow_up"]
        self._cut(promises[place : place + 1])

    def _picked(self, meant: Meant, start: int, end: int) -> None:
        if meant.kind == "template":
            self._line.put_in(start, end, "")
            self.apply(meant.value)
        else:
            self._name(meant, start, end, blank=True)

    def _name(self, meant: Meant, start: int, end: int, *, blank: bool = False) -> None:
        line = self._line.text()
        words = line[start] + meant.text
        other = self._known.get(words)
        if other is not None and other.value != meant.value and meant.kind == "who":
            # Two of one name: the second is told apart by where she works.
            words = f"{words} ({meant.value.subtitle or meant.value.id})"
        self._known[words] = meant
        self._line.put_in(start, end, words + " " * (blank and line[end : end + 1] != " "))

    def _give_back(self, start: int) -> None:
        for part in self.said.parts:
            if part.start == start:
                words = self._line.text()[part.start : part.end]
                self._left.add((part.kind, words.strip() if part.kind == "follow_up" else words))
        self.read()
        self._line.setFocus()


def _held(field: Any) -> Any:
    try:
        return field.get()
    except Invalid:
        return None


def _listed(name: str, one: Suggestion) -> Any:
    return one.title if name == "tags" else one


def _plain(value: Any) -> Any:
    return {"day": value.isoformat()} if isinstance(value, date) else value


def _value(value: Any) -> Any:
    if isinstance(value, dict):
        return date.fromisoformat(value["day"])
    return Suggestion(*value) if isinstance(value, list) else value
