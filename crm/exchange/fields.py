"""The fields that a column of a list can fill (DOMAIN.md 3.6)."""

from crm.i18n import N_

FIELDS = {
    "organisation.name": N_("Organisation"),
    "organisation.short_name": N_("Short name"),
    "organisation.org_number": N_("Org. number"),
    "organisation.email": N_("Organisation: e-mail"),
    "organisation.phone": N_("Organisation: phone"),
    "organisation.website": N_("Website"),
    "organisation.street": N_("Street"),
    "organisation.street_2": N_("Street, second line"),
    "organisation.postal_code": N_("Postcode"),
    "organisation.postal_place": N_("Postcode and town"),
    "organisation.city": N_("Town"),
    "organisation.municipality": N_("Municipality"),
    "organisation.helix_sector": N_("Actor type"),
    "organisation.segment": N_("Segment"),
    "organisation.employees": N_("Employees"),
    "organisation.employees_on": N_("Employees as of"),
    "organisation.legal_form": N_("Legal form"),
    "organisation.nace_code": N_("NACE"),
    "organisation.year": N_("Year of the figures"),
    "organisation.year_employees": N_("Employees of the year"),
    "organisation.year_turnover": N_("Turnover of the year"),
    "organisation.year_balance": N_("Balance sheet total of the year"),
    "organisation.year_value_creation": N_("Value creation of the year"),
    "membership.category": N_("Membership category"),
    "membership.joined_on": N_("Joined on"),
    "membership.left_on": N_("Last day of membership"),
    "membership.agreement_signed_on": N_("Agreement signed"),
    "person.full_name": N_("Full name"),
    "person.first_name": N_("First name"),
    "person.middle_name": N_("Middle name"),
    "person.last_name": N_("Last name"),
    "person.email": N_("E-mail"),
    "person.mobile": N_("Mobile"),
    "person.phone": N_("Phone"),
    "person.language": N_("Language"),
    "position.title": N_("Position"),
    "position.role": N_("Role"),
    "position.from_on": N_("In the position since"),
    "consent.newsletter": N_("Newsletter"),
    "consent.unsubscribed": N_("Said no to the newsletter"),
    "attendance": N_("Took part"),
    "tags": N_("Tags"),
    "organisation.tags": N_("Organisation: tags"),
    "notes": N_("Notes"),
}
"""Every field with its English name, in the order in which they are offered; translate the name when it is shown."""

SEVERAL = frozenset(
    (
        "organisation.email",
        "organisation.phone",
        "organisation.website",
        "person.email",
        "person.mobile",
        "person.phone",
        "notes",
        "tags",
        "organisation.tags",
    )
)
"""Fields that more than one column may fill; of the others the best column is taken."""
