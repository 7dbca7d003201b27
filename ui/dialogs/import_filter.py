"""Which rows of a plan are shown: chips with their counts, one of them on."""

from bisect import bisect_left
from collections.abc import Sequence

from crm.exchange.plan import Plan
from crm.i18n import _, ngettext
from crm.rules import numbers
from ui.kit.chips import Chip

ALL, EDITED, REFUSED = "all", "edited", "refused"
PROBLEMS = ("rejected", "question")


def chips(plan: Plan, wanted: str) -> list[Chip]:
    """A chip for each kind of row that there is; `wanted` is on, or all where there is none of it."""
    counts = {
        "new": plan.counts.new,
        "changed": plan.counts.changed,
        "same": plan.counts.same,
        "rejected": plan.counts.rejected,
        "question": plan.counts.questions,
        EDITED: len(places(plan, EDITED)),
        REFUSED: len(places(plan, REFUSED)),
    }
    on = wanted if counts.get(wanted) else ALL
    made = [Chip(ALL, _("All {count}").format(count=numbers.show_int(plan.counts.rows)), on == ALL)]
    for key, count in counts.items():
        if count:
            made.append(Chip(key, _called(key, count), on == key))
    return made


def _called(key: str, count: int) -> str:
    words = {
        "new": ngettext("New {count}", "New {count}", count),
        "changed": ngettext("Changed {count}", "Changed {count}", count),
        "same": ngettext("Unchanged {count}", "Unchanged {count}", count),
        "rejected": ngettext("Rejected {count}", "Rejected {count}", count),
        "question": ngettext("Questions {count}", "Questions {count}", count),
        EDITED: _("Written by you {count}"),
        REFUSED: _("Not taken over {count}"),
    }
    return words[key].format(count=numbers.show_int(count))


def places(plan: Plan, key: str) -> Sequence[int]:
    """The places in the plan of the rows of this kind."""
    if key == ALL:
        return range(len(plan.rows))
    if key == EDITED:
        edits = plan.choices.edits
        return [at for at, row in enumerate(plan.rows) if row.row in edits] if edits else []
    if key == REFUSED:
        return [at for at, row in enumerate(plan.rows) if row.refusals] if plan.choices.refused else []
    return [at for at, row in enumerate(plan.rows) if row.action == key]


def nearest(shown: Sequence[int], place: int) -> int:
    """Where among the places shown this one stands, or the next one after it."""
    return min(bisect_left(shown, place), len(shown) - 1)
