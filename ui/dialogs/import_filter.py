"""Which rows of a plan are shown: chips with their counts, one of them on."""

from bisect import bisect_left
from collections.abc import Sequence

from crm.exchange.plan import Plan
from crm.i18n import N_, _
from crm.rules import numbers
from ui.kit.chips import Chip

ALL, EDITED, REFUSED = "all", "edited", "refused"
ACTIONS = {
    "new": N_("New"),
    "changed": N_("Changed"),
    "same": N_("Unchanged"),
    "rejected": N_("Rejected"),
    "question": N_("Questions"),
    EDITED: N_("Written by you"),
    REFUSED: N_("Not taken over"),
}
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
    for key, words in ACTIONS.items():
        if counts[key]:
            made.append(Chip(key, f"{_(words)} {numbers.show_int(counts[key])}", on == key))
    return made


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
