"""What the list of organisations and members can show."""

from crm.i18n import _
from crm.queries import in_touch
from crm.queries.lists import contact_fields
from crm.queries.lists.columns import kept, own, tags, told
from crm.queries.lists.contact_fields import number
from crm.queries.lists.field import Choice, Field
from crm.queries.lists.sources import member_ids

FEE_STATES = ("overdue", "invoiced", "proposed", "paid")
"""What the source `fee` numbers from 0; "none" where there is no fee."""


def fields() -> tuple[Field, ...]:
    """The fields of an organisation, its membership and what happens with it."""
    return (
        *_own(),
        *_membership(),
        *contact_fields.of("organisation_id", int(in_touch.standard()), f"{{r}}.id IN ({member_ids()})"),
        *_work(),
    )


def _own() -> tuple[Field, ...]:
    where = _("Address")
    numbers = _("Figures")
    return (
        own("text", "name", _("Name"), order="nullif({r}.sort_key, '')", shown=True),
        own("text", "short_name", _("Short name")),
        own("text", "org_number", _("Org. number"), shown=True),
        own("choice", "helix_sector", _("Actor type"), code_list="helix_sector", shown=True),
        own("choice", "segment", _("Segment"), code_list="segment", phrase=_("in {segment}")),
        own("text", "legal_form", _("Legal form")),
        own("text", "nace_code", _("NACE")),
        own("text", "street", _("Street"), group=where),
        own("text", "postal_code", _("Postcode"), group=where),
        own("text", "city", _("Town"), group=where, shown=True, phrase=_("in {value}")),
        own("text", "municipality_code", _("Municipality no."), group=where),
        own("text", "country_code", _("Country"), group=where),
        told("text", "email", _("E-mail"), "email", "coalesce({s}.value, '')", group=where),
        told("text", "phone", _("Phone"), "phone", "coalesce({s}.dialled, '')", group=where),
        told("link", "website", _("Website"), "link", "coalesce({s}.value, '')", group=where),
        own("count", "employees", _("Employees"), group=numbers, sums=True),
        kept("choice", "size_class", _("Size"), code_list="size_class", group=numbers),
        own("money", "turnover", _("Turnover"), group=numbers, sums=True),
        own("money", "balance", _("Balance sheet total"), group=numbers, sums=True),
        own("year", "accounts_year", _("Accounting year"), group=numbers),
        own("yes_no", "in_group", _("Part of a group"), group=numbers),
        own("date", "founded_on", _("Founded"), group=numbers),
        own("choice", "register_status", _("Status in the register"), code_list="register_status", group=numbers),
        own("text", "notes", _("Notes")),
        tags("organisation", _("Tags"), ""),
    )


def _membership() -> tuple[Field, ...]:
    named = _("Membership")
    states = tuple(Choice(key, words) for key, words in fee_words().items())
    fee = " ".join(f"WHEN {place} THEN '{key}'" for place, key in enumerate(FEE_STATES))
    return (
        told(
            "yes_no",
            "is_member",
            _("Member"),
            "membership",
            "coalesce({s}.runs AND {s}.category <> 'observer', 0)",
            group=named,
        ),
        told(
            "choice",
            "category",
            _("Category"),
            "membership",
            "coalesce({s}.category, '')",
            code_list="membership_category",
            group=named,
            shown=True,
        ),
        told("date", "joined_on", _("Joined"), "membership", "{s}.joined_on", group=named, shown=True),
        told("date", "left_on", _("Last day of membership"), "membership", "{s}.left_on", group=named),
        told("date", "agreed_to", _("Agreed until"), "membership", "{s}.agreed_to", group=named),
        told("date", "notice_by", _("Notice by"), "membership", "{s}.notice_by", group=named),
        told("money", "pledged_cash", _("Pledged money"), "membership", "{s}.pledged_cash", group=named, sums=True),
        told(
            "hours", "pledged_minutes", _("Pledged hours"), "membership", "{s}.pledged_minutes", group=named, sums=True
        ),
        told("money", "fee", _("Fee this year"), "fee", "{s}.amount", group=named, sums=True),
        told(
            "choice",
            "fee_state",
            _("State of the fee this year"),
            "fee",
            f"CASE {{s}}.state {fee} ELSE 'none' END",
            options=states,
            group=named,
        ),
    )


def fee_words() -> dict[str, str]:
    """What the states of a fee are called, in the order they are sorted."""
    return {
        "none": _("No fee"),
        "proposed": _("Proposed"),
        "invoiced": _("Invoiced"),
        "overdue": _("Overdue"),
        "paid": _("Paid"),
    }


def _work() -> tuple[Field, ...]:
    named = _("What is done with them")
    return (
        told("count", "open_tasks", _("Open follow-ups"), "tasks", number("open"), group=named, shown=True, sums=True),
        told("count", "late_tasks", _("Overdue follow-ups"), "tasks", number("late"), group=named, sums=True),
        told("count", "people", _("People now"), "people", number(), group=named, sums=True),
        told("count", "activities", _("Activities they came to"), "activities", number(), group=named, sums=True),
        told(
            *("count", "activities_year", _("Activities this year"), "activities", number("year")),
            group=named,
            sums=True,
        ),
        told("count", "projects", _("Projects"), "projects", number(), group=named, sums=True),
    )
