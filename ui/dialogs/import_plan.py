"""The third step of an import: what will happen, row by row, with the questions that only a person can answer."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from crm.exchange import shown_changes
from crm.exchange.entries import Entry
from crm.exchange.plan import Plan
from crm.exchange.planning import RowPlan
from crm.i18n import _, ngettext
from crm.rules import numbers
from ui.dialogs import wording
from ui.dialogs.import_lines import Change, Choice, Line, Lines, Whole
from ui.kit import text, tokens
from ui.kit.bar import Bar

Give = Callable[[int, "str | int | None"], object]


class PlanStep(QWidget):
    """Shows a plan; `give(row, answer)` is called with an answer, None to ask again."""

    def __init__(self, give: Give) -> None:
        super().__init__()
        self._give = give
        self._plan: Plan | None = None
        self._about = text.label(wrap=True)
        self._notes = Bar(closable=False)
        self.lines = Lines(self._line, self._whole)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(tokens.M)
        body.addWidget(self._about)
        body.addWidget(self._notes)
        body.addWidget(self.lines, 1)
        self.setFocusProxy(self.lines)
        QShortcut(QKeySequence("F8"), self, lambda: self.lines.step(("rejected", "question")))

    def show_plan(self, plan: Plan) -> None:
        """Show what will happen; the questions first where there are any."""
        first = self._plan is None or self._plan.table is not plan.table
        self._plan = plan
        self._about.setText(_about(plan))
        if plan.notes:
            self._notes.say("\n".join(plan.notes), "warning")
        else:
            self._notes.clear()
        counts = {
            "new": plan.counts.new,
            "changed": plan.counts.changed,
            "same": plan.counts.same,
            "rejected": plan.counts.rejected,
            "question": plan.counts.questions,
        }
        actions = [row.action for row in plan.rows]
        self.lines.show_lines(actions, counts, ("question" if plan.counts.questions else "all") if first else "")

    def _line(self, place: int) -> Line:
        assert self._plan is not None
        row, entry = self._plan.rows[place], self._plan.entries[place]
        organisation = entry.organisation
        at = (organisation.name or organisation.number) if organisation is not None else ""
        return Line(row.row, entry.name, at, row.action, row.reason)

    def _whole(self, place: int) -> Whole:
        assert self._plan is not None
        row, entry = self._plan.rows[place], self._plan.entries[place]
        title = _title(entry)
        changes = [
            Change(
                wording.field(change.record, change.field),
                wording.value(change.record, change.field, change.before) if change.before else "",
                wording.value(change.record, change.field, change.after),
            )
            for change in shown_changes.changes(row, entry)
        ]
        return Whole(title, row.action, row.reason, changes, self._choices(row))

    def _choices(self, row: RowPlan) -> list[Choice]:
        assert self._plan is not None
        answer = partial(self._give, row.row)
        if row.question is None:
            again = Choice(_("Ask me again"), partial(answer, None), "undo")
            return [again] if row.row in self._plan.choices.answers else []
        person = row.question.kind == "person"
        known = [
            Choice(
                _("It is {name}").format(name=one.label), partial(answer, one.id), "person" if person else "building"
            )
            for one in row.question.candidates
        ]
        new = _("Somebody new") if person else _("A new organisation")
        skip = Choice(_("Leave the row out"), partial(answer, "skip"), "minus")
        return [*known, Choice(new, partial(answer, "new"), "plus"), skip]


def _title(entry: Entry) -> str:
    at = entry.organisation.name if entry.organisation is not None else ""
    return entry.name or at or _("Row {row}").format(row=entry.row)


def _about(plan: Plan) -> str:
    counts = plan.counts
    made = [
        (counts.people_created, ngettext("{count} new contact", "{count} new contacts", counts.people_created)),
        (counts.people_updated, ngettext("{count} contact changed", "{count} contacts changed", counts.people_updated)),
        (
            counts.organisations_created,
            ngettext("{count} new organisation", "{count} new organisations", counts.organisations_created),
        ),
        (
            counts.organisations_updated,
            ngettext("{count} organisation changed", "{count} organisations changed", counts.organisations_updated),
        ),
    ]
    told = ", ".join(words.format(count=numbers.show_int(count)) for count, words in made if count)
    return _("This will happen: {what}.").format(what=told) if told else _("Nothing of this list is new.")
