"""What the filter builder calls the things it offers: fields and relations, comparisons, groups."""

from collections.abc import Sequence

from crm.i18n import _
from crm.queries.lists import fields, relations
from crm.queries.lists.fields import Field

PERIOD = "period"
"""Stands for this, last and next: one choice with the names of the stretches."""


def groups() -> list[tuple[str, str]]:
    """How the conditions of a group work together."""
    return [("all", _("All of these")), ("any", _("At least one of these")), ("none", _("None of these"))]


def hows() -> list[tuple[str, str]]:
    """How many there are to be of what belongs to a record."""
    return [("none", _("has none")), ("at_least", _("has at least")), ("at_most", _("has at most"))]


def subjects(about: str) -> list[tuple[str, str]]:
    """What can be asked about: the fields under their headings, then what belongs to a record; a heading has no key."""
    found: list[tuple[str, str]] = []
    heading = ""
    for field in fields.of(about):
        if field.group != heading:
            heading = field.group
            found.append(("", heading))
        found.append((f"field:{field.key}", field.name))
    as_such = fields.itself(about)
    if as_such is not None:
        found.append((f"field:{as_such.key}", as_such.name))
    related = relations.of(about)
    if related:
        found.append(("", _("What belongs to them")))
    found += [(f"related:{one.key}", one.name[:1].upper() + one.name[1:]) for one in related]
    return found


def ops(field: Field) -> Sequence[tuple[str, str]]:
    """The comparisons of a field that are offered, the likeliest first."""
    blank = [("filled", _("is filled in")), ("empty", _("is not filled in"))]
    if field.kind in ("text", "link"):
        return [
            ("contains", _("contains")),
            ("contains_not", _("does not contain")),
            ("is", _("is")),
            ("is_not", _("is not")),
            ("begins", _("begins with")),
            *blank,
        ]
    if field.kind == "date":
        return [*_days(), *blank]
    if field.kind == "yes_no":
        return [("is", _("is")), *blank]
    if field.kind in ("choice", "many", "record"):
        named = [("contains", _("has in its name"))] if field.kind == "record" else []
        chosen = [] if field.opens == "interaction" else [("any_of", _("is")), ("none_of", _("is not"))]
        return [*chosen, *named, *blank]
    return [
        ("at_least", _("is at least")),
        ("at_most", _("is at most")),
        ("is", _("is")),
        ("is_not", _("is not")),
        ("more", _("is more than")),
        ("less", _("is less than")),
        ("between", _("is from … to")),
        *blank,
    ]


def _days() -> list[tuple[str, str]]:
    return [
        ("last_days", _("in the last … days")),
        ("not_for", _("not for … days")),
        ("ago", _("… days ago or longer")),
        ("next_days", _("in the next … days")),
        (PERIOD, _("in a week, month or year")),
        ("in_year", _("in the year")),
        ("is", _("on the day")),
        ("before", _("before")),
        ("after", _("after")),
        ("from", _("from that day on")),
        ("until", _("until that day")),
        ("between", _("is from … to")),
    ]
