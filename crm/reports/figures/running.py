"""K34 and K36: who decides and who speaks, and what the staff spent their time on."""

from crm.reports.facts import Facts
from crm.reports.figures.definition import Ask, Groups, Value
from crm.reports.figures.values import hours, lacking, percent, share

_UNKNOWN = ("", "unknown")


def _balance(facts: Facts) -> Value:
    genders = {seat.person: seat.gender for seat in facts.seats if seat.person is not None}
    vacant = [seat.id for seat in facts.seats if seat.person is None]
    known = [person for person, gender in genders.items() if gender not in _UNKNOWN]
    women = [person for person in known if genders[person] == "female"]
    board = share(women, len(known), unknown=len(genders) - len(known) + len(vacant))
    held = facts.activities.held
    parts = {
        "board": board,
        "activities": _counted([(one.id, one.women, one.men) for one in held], sum(one.heads for one in held)),
        "speakers": _counted([(one.id, one.speakers_women, one.speakers_men) for one in held], None),
    }
    half = [one.id for one in held if one.heads and (one.women is None or one.men is None)]
    almost = (
        *lacking("person", "gender", genders.keys() - known),
        *lacking("governance_member", "person_id", vacant),
        *lacking("activity", "women_count", half),
    )
    return Value(board.value, board.counted, board.of, board.unknown, parts, almost)


def _counted(counts: list[tuple[int, int | None, int | None]], heads: int | None) -> Value:
    """The share of women where both women and men were counted; `heads` is how many there were in all."""
    told = [(id, women, men) for id, women, men in counts if women is not None and men is not None]
    women = sum(women for _id, women, _men in told)
    both = women + sum(men for _id, _women, men in told)
    unknown = max(0, heads - both) if heads is not None else 0
    return Value(
        percent(women, both), tuple(id for id, _women, _men in told), both, unknown, unit="%", record="activity"
    )


def _time(facts: Facts) -> Value:
    groups: Groups = {
        "focus_area": {
            "" if one.focus_area is None else str(one.focus_area): hours(one.minutes) for one in facts.staff_time
        }
    }
    unplaced = [id for one in facts.staff_time if one.focus_area is None for id in one.ids]
    return Value(
        hours(sum(one.minutes for one in facts.staff_time)),
        tuple(sorted(id for one in facts.staff_time for id in one.ids)),
        almost=lacking("staff_time", "focus_area_id", unplaced),
        groups=groups,
    )


ASKS: dict[str, Ask] = {"K34": _balance, "K36": _time}
