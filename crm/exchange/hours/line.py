"""One line of a list of hours, as it is read before anybody knows whose it is."""

from datetime import date
from typing import NamedTuple


class Line(NamedTuple):
    """What a member gave, and where in the file that stands: the sheet, and the row from 1.

    `member` and `number` are as written, "" where the list does not say. `day` is that of the list; of a month it is
    the last. Without any `day` is None and the `year` counts. `minutes` and `rate` (øre an hour) of hours, `amount`
    (øre) of money; `what` says what it was for, `document` where the proof is. `problem` is a sentence about what is
    not understood, "" for nothing: such a line is shown and never kept.
    """

    sheet: str
    row: int
    member: str
    number: str
    year: int
    day: date | None = None
    minutes: int | None = None
    rate: int | None = None
    amount: int | None = None
    what: str = ""
    document: str = ""
    problem: str = ""
