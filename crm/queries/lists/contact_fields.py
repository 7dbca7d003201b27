"""Fields about the contact with an organisation or a person: when it was, when it comes, whether it is due."""

from crm.i18n import _
from crm.queries.lists.columns import days_since, own, told
from crm.queries.lists.field import Field
from crm.queries.lists.sources import owners


def of(owner: str, standard: int = 0, only: str = "") -> tuple[Field, ...]:
    """The fields of who is named by the column `owner` of what happened ("person_id").

    Where a record has no interval of its own, `standard` is how many days may pass without contact (0 for any number),
    for those of which the SQL `only` holds.
    """
    named = _("Contact with them")
    every = f"coalesce({{r}}.contact_every_days, {standard})"
    whose = f" AND ({{r}}.contact_every_days > 0 OR {only})" if only else ""
    quiet = (
        f"CASE WHEN {{r}}.archived = 0 AND {every} > 0{whose}"
        f" THEN coalesce({{s}}.day <= date(:day, '-' || {every} || ' days'), 1) ELSE 0 END"
    )
    last, met = owners(owner, "contact"), owners(owner, "met")
    return (
        told("date", "last_contact", _("Last contact"), "contact", "{s}.day", group=named, shown=True, newest=last),
        days_since("days_since", _("Days since last contact"), "contact", group=named),
        told("date", "last_met", _("Last meeting or call"), "met", "{s}.day", group=named, newest=met),
        told("date", "next_meeting", _("Next meeting"), "coming", "{s}.day", group=named),
        told("count", "contacts_year", _("Contacts this year"), "contacts_year", number(), group=named, sums=True),
        own("count", "contact_every_days", _("Speak at least every (days)"), group=named),
        told("yes_no", "quiet", _("Quiet for too long"), "watched", quiet, group=named),
    )


def number(column: str = "number") -> str:
    """SQL of a count that another table tells, 0 where it tells nothing."""
    return f"coalesce({{s}}.{column}, 0)"
