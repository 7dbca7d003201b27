"""What is asked of positions and memberships: no lists of their own, but filters lead to them."""

from crm.i18n import _
from crm.queries.lists.columns import derived, own, record
from crm.queries.lists.field import Field


def position() -> tuple[Field, ...]:
    """The fields of a position: who works or worked where, and as what."""
    runs = "(({r}.from_on IS NULL OR {r}.from_on <= :day) AND ({r}.to_on IS NULL OR {r}.to_on >= :day))"
    return (
        record("organisation", _("Organisation"), "organisation"),
        record("person", _("Person"), "person"),
        own("text", "title", _("Title")),
        own("choice", "role", _("Role"), code_list="position_role"),
        derived("yes_no", "runs", _("Now"), runs),
        own("yes_no", "is_primary", _("The main one")),
        own("date", "from_on", _("From")),
        own("date", "to_on", _("To")),
    )


def membership() -> tuple[Field, ...]:
    """The fields of a period of membership."""
    runs = "({r}.joined_on <= :day AND ({r}.left_on IS NULL OR {r}.left_on >= :day))"
    return (
        record("organisation", _("Organisation"), "organisation"),
        own("choice", "network", _("Network"), code_list="network"),
        own("choice", "category", _("Category"), code_list="membership_category"),
        derived("yes_no", "runs", _("Now"), runs),
        own("date", "joined_on", _("Joined")),
        own("date", "left_on", _("Last day of membership")),
        own("choice", "leave_reason", _("Why it left"), code_list="leave_reason"),
        own("date", "agreement_signed_on", _("Agreement signed")),
        own("date", "agreed_to", _("Agreed until")),
        own("date", "notice_by", _("Notice by")),
        own("money", "pledged_cash", _("Pledged money")),
        own("hours", "pledged_minutes", _("Pledged hours")),
        own("text", "notes", _("Notes")),
    )
