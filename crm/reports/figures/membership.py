"""K01-K09: how many members there are, who they are and where."""

from collections import defaultdict

from crm.reports.facts import Facts, Ids
from crm.reports.figures.definition import Almost, Ask, Groups, Value
from crm.reports.figures.values import by, count, share
from crm.rules import code_lists, places

_SMALL = ("micro", "small", "medium")


def _groups(facts: Facts, ids: Ids) -> Groups:
    of = [facts.organisations[o] for o in sorted(ids)]
    return {
        "helix_sector": by(of, lambda one: one.helix_sector),
        "size_class": by(of, lambda one: one.size_class),
        "municipality": by(of, lambda one: one.municipality_code),
        "membership_category": by((facts.period[o] for o in sorted(ids)), lambda one: one.category),
    }


def _sme(facts: Facts) -> Value:
    sizes = {o: facts.organisations[o].size_class for o in facts.companies}
    unknown = sorted(o for o, size in sizes.items() if size not in (*_SMALL, "large"))
    return share(
        [o for o, size in sizes.items() if size in _SMALL],
        len(sizes) - len(unknown),
        unknown=len(unknown),
        almost=tuple(Almost("organisation", o, "employees") for o in unknown),
    )


def _sectors(facts: Facts) -> Value:
    groups: dict[str, list[int]] = defaultdict(list)
    for o in facts.end:
        groups[facts.organisations[o].helix_sector].append(o)
    order = {key: place for place, key in enumerate(code_lists.keys("helix_sector"))}
    parts = {key: count(groups[key]) for key in sorted(groups, key=lambda key: order.get(key, len(order)))}
    return Value(len(groups), tuple(sorted(facts.end)), parts=parts)


def committed(facts: Facts) -> Value:
    """K08: members that signed by the last day of the year and pay, or have pledged, something."""
    counted, almost = [], []
    for o in sorted(facts.end):
        period = facts.period[o]
        gives = facts.fees.get(o, 0) > 0 or (period.pledged_cash or 0) > 0 or (period.pledged_minutes or 0) > 0
        signed = period.agreement_signed_on
        if gives and signed is not None and signed <= facts.last:
            counted.append(o)
        if signed is None:
            almost.append(Almost("organisation", o, "agreement_signed_on"))
        if not gives:
            almost.append(Almost("organisation", o, "fee"))
    return count(counted, almost=tuple(almost))


def _concentration(facts: Facts) -> Value:
    """Numbers of municipalities that no longer exist are followed to today's (DOMAIN.md 3.4)."""
    known = {o: code for o in facts.end if (code := facts.organisations[o].municipality_code)}
    missing = sorted(facts.end - known.keys())
    office = facts.settings.get("hq_municipality_code", "").strip()
    counties = {code.strip() for code in facts.settings.get("county_codes", "").replace(";", ",").split(",")} - {""}
    unknown = len(missing)
    in_town = [o for o, code in known.items() if office in (code, places.current(code))]
    in_county = [o for o, code in known.items() if {code[:2], places.county_code(code)} & counties]
    parts = {
        "a": share(in_town, len(known) if office else 0, unknown=unknown),
        "b": share(in_county, len(known) if counties else 0, unknown=unknown),
    }
    almost = tuple(Almost("organisation", o, "municipality_code") for o in missing)
    first = parts["a"]
    return Value(first.value, first.counted, first.of, unknown, parts, almost)


ASKS: dict[str, Ask] = {
    "K01": lambda facts: count(facts.end, groups=_groups(facts, facts.end)),
    "K02": lambda facts: count(facts.joined, groups=_groups(facts, facts.joined)),
    "K03": lambda facts: count(facts.lost, groups=_groups(facts, facts.lost)),
    "K04": lambda facts: share(facts.start & facts.end, len(facts.start)),
    "K05": lambda facts: share(facts.companies, len(facts.end)),
    "K06": _sme,
    "K07": _sectors,
    "K08": committed,
    "K09": _concentration,
}
