"""K40: how much of what the report rests on is filled in."""

from crm.reports.facts import Facts
from crm.reports.figures.definition import Almost, Ask, Value
from crm.reports.figures.values import share
from crm.rules import orgnr, places


def _quality(facts: Facts) -> Value:
    members = sorted(facts.end)
    known = facts.organisations
    numbered = [o for o in members if orgnr.valid(known[o].org_number)]
    staffed = {row.organisation for row in facts.employed} & facts.end
    people = {row.person for row in facts.employed if row.organisation in facts.end}
    informed = {row.person for row in facts.employed if row.person in people and row.informed_on}
    whole = {
        "employees": [o for o in members if known[o].employees is not None],
        "municipality": [o for o in members if places.current(known[o].municipality_code) is not None],
        "contact_person": sorted(staffed),
    }
    field = {"employees": "employees", "municipality": "municipality_code", "contact_person": "person"}
    parts = {
        key: share(ids, len(members), almost=_missing(set(members) - set(ids), field[key]))
        for key, ids in whole.items()
    }
    uninformed = tuple(Almost("person", person, "informed_on") for person in sorted(people - informed))
    parts["informed"] = share(informed, len(people), almost=uninformed, record="person")
    return share(numbered, len(members), parts=parts, almost=_missing(facts.end - set(numbered), "org_number"))


def _missing(ids: set[int] | frozenset[int], field: str) -> tuple[Almost, ...]:
    return tuple(Almost("organisation", o, field) for o in sorted(ids))


ASKS: dict[str, Ask] = {"K40": _quality}
