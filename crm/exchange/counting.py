"""The counts of a plan, and the words by which its questions tell people apart."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from crm.exchange.pad import Pad
from crm.exchange.row_plan import RowPlan
from crm.i18n import _
from crm.queries import import_lookup


class Counts(NamedTuple):
    """How many rows and records; rows = new + changed + same + rejected + questions."""

    rows: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    rejected: int = 0
    questions: int = 0
    people_created: int = 0
    people_updated: int = 0
    organisations_created: int = 0
    organisations_updated: int = 0
    memberships_created: int = 0


def counts(rows: Sequence[RowPlan], pad: Pad) -> Counts:
    """What the rows and the writes come to."""
    actions = Counter(row.action for row in rows)
    return Counts(
        len(rows),
        actions["new"],
        actions["changed"],
        actions["same"],
        actions["rejected"],
        actions["question"],
        len(pad.people),
        len(pad.known_people),
        len(pad.organisations),
        len(pad.known_organisations),
        len(pad.memberships),
    )


def labelled(rows: Sequence[RowPlan]) -> list[RowPlan]:
    """The rows, those who could be meant shown with their employers."""
    asked = [one.id for row in rows if row.question for one in row.question.candidates]
    if not asked:
        return list(rows)
    known = {id_ for id_ in asked if isinstance(id_, int)}
    employers, addresses = import_lookup.employers(known), import_lookup.addresses(known)
    return [_labelled(row, employers, addresses) for row in rows]


def _labelled(row: RowPlan, employers: dict[int, str], addresses: dict[int, str]) -> RowPlan:
    if row.question is None or row.question.kind != "person":
        return row
    candidates = []
    for one in row.question.candidates:
        if isinstance(one.id, int):
            where, has = employers.get(one.id, ""), addresses.get(one.id, "")
        else:
            where, has = _("row {row} of the list").format(row=one.id.removeprefix("row ")), ""
        candidates.append(one._replace(label=", ".join(filter(None, (one.label, where))), has=has))
    return row._replace(question=row.question._replace(candidates=tuple(candidates)))
