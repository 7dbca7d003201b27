"""Everything that somebody decides about one import; the plan is made of the list, the register and these choices.

They say nothing about rows that nobody decided anything about, so they stay small however long the list is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from crm.errors import CrmError
from crm.exchange import choices_json, questions
from crm.exchange.questions import CHANGE, Answer, Answers

CREATE, FILL, UPDATE, SKIP, ASK = "create", "fill", "update", "skip", "ask"
STRATEGIES = (UPDATE, FILL, CREATE, ASK, SKIP)
"""What is done with a row: bring all up to date; write only where nothing stands; only add what is new and leave
what is known as it is; ask before anything known is changed; leave the row out. Labels: the code list
import_strategy."""

DAY_FIRST, MONTH_FIRST = "day_first", "month_first"


class Refused(NamedTuple):
    """A change that somebody does not want: of one row, or with `row` None of every row (a whole column).

    `record` and `field` are those of crm.exchange.pad.Change. `value` is the only one of several (contact points, tags)
    that is not wanted; "" where none is.
    """

    row: int | None
    record: str
    field: str
    value: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """What crm.exchange.pad.Said looks for: (record, field), or with the value behind them."""
        return (self.record, self.field, self.value) if self.value else (self.record, self.field)


@dataclass(frozen=True)
class Door:
    """Where the list is from and on which lawful basis (a key of that code list) its new people are kept.

    "" where it was not asked; `informed_on` is the day, in ISO format, on which they were told.
    """

    origin: str = ""
    basis: str = ""
    informed_on: str = ""


@dataclass(frozen=True)
class Meeting:
    """What all people of the list took part in: the subject, the day in ISO format, both or neither.

    `type` is a key of the code list interaction_type; "" where it follows from the list (crm.exchange.meetings).
    """

    subject: str = ""
    held_on: str = ""
    type: str = ""

    @property
    def is_said(self) -> bool:
        """Whether there is one."""
        return bool(self.subject and self.held_on)


@dataclass(frozen=True)
class Choices:
    """What somebody decided; rows are the numbers that they have in the file, headers those of the table.

    How the table is found (asks for `plan.of_source` again):

    * `header_row` counts from 1; 0 says that there is no header, None that it is to be found.
    * `kept_rows` come in although they look like totals or notes.
    * `mapping` {header: field of crm.exchange.fields, "" to leave the column out} goes before what is guessed.

    How its cells are read:

    * `constants` {field: text} hold for every row whose own cells say nothing.
    * `edits` {row: {header: text}} stand in place of the cells of the file.
    * `erases` are the headers whose empty cells erase what is known.
    * `days` {header: day_first or month_first} where a column can be read both ways.
    * `words` {code list: {word of the list: key, "" to leave it out}}.

    What becomes of its rows:

    * `strategy` of the list, `strategies` {row: strategy} of single rows.
    * `refused` changes.
    * `answers` to questions (crm.exchange.questions).
    * `ends` {position or membership: {id: last day, ISO}} of those who are missing (crm.exchange.missing).
    * `door` is stamped on new people and kept with the list.
    * `meeting` is logged with those who come in as its participants.
    """

    header_row: int | None = None
    kept_rows: frozenset[int] = frozenset()
    mapping: Mapping[str, str | None] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    edits: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    erases: frozenset[str] = frozenset()
    days: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    strategy: str = UPDATE
    strategies: Mapping[int, str] = field(default_factory=dict)
    refused: frozenset[Refused] = frozenset()
    answers: Answers = field(default_factory=dict)
    ends: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    door: Door = Door()
    meeting: Meeting = Meeting()

    @property
    def finding(self) -> tuple[object, ...]:
        """What the table follows from."""
        return self.header_row, self.kept_rows, self.mapping

    @property
    def reading(self) -> tuple[object, ...]:
        """What the entries follow from, once there is a table."""
        return self.constants, self.edits, self.erases, self.days, self.words

    def strategy_of(self, row: int) -> str:
        """The row's own strategy, or that of the list."""
        return self.strategies.get(row, self.strategy)

    @property
    def leaves_some_out(self) -> bool:
        """Whether any row can be left out at all: a long list asks this once and not of each of its rows."""
        return bool(self.answers or self.strategies) or self.strategy == SKIP

    def leaves_out(self, row: int) -> bool:
        """Whether the row is left out by its strategy or by an answer."""
        if self.strategy_of(row) == SKIP:
            return True
        given = self.answers.get(row)
        return "skip" in (given.values() if isinstance(given, Mapping) else (given,))

    def answered(self, row: int, kind: str, given: Answer | None) -> "Choices":
        """The choices with an answer to the row's question of this kind; None asks all of its questions again.

        The question whether to change what is known (kind "change") is answered with a strategy.
        """
        if given is None:
            kept = {at: one for at, one in self.answers.items() if at != row}
            return replace(self.with_strategy([row], None), answers=kept)
        if kind == CHANGE:
            return self.with_strategy([row], str(given))
        return replace(self, answers=questions.with_answer(self.answers, row, kind, given))

    def with_strategy(self, rows: Iterable[int], strategy: str | None) -> "Choices":
        """The choices with a strategy of their own for these rows; None leaves them to that of the list."""
        others = dict(self.strategies)
        for row in rows:
            if strategy is None:
                others.pop(row, None)
            else:
                others[row] = strategy
        return replace(self, strategies=others)

    def to_json(self) -> str:
        """What was chosen, as text; nothing that stands as it does of itself."""
        return choices_json.text(self, Choices())

    @staticmethod
    def from_json(text: str) -> "Choices":
        """The choices that `to_json` or somebody by hand wrote down; CrmError says what in it cannot be used."""
        found = choices_json.values(text)
        if "door" in found:
            found["door"] = Door(**found["door"])
        if "meeting" in found:
            found["meeting"] = Meeting(**found["meeting"])
        if "refused" in found:
            found["refused"] = frozenset(Refused(*one) for one in found["refused"])
        made = Choices(**found)
        for strategy in (made.strategy, *made.strategies.values()):
            if strategy not in STRATEGIES:
                raise CrmError(choices_json.no_choice(strategy, STRATEGIES))
        return made
