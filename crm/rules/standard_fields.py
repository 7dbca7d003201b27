"""What the fields of each kind of record are called by the program itself: a field of one's own is called otherwise."""

from collections.abc import Mapping

from crm import i18n
from crm.i18n import N_
from crm.rules import own_values

_ALL = (N_("Name"), N_("Note"), N_("Notes"), N_("Tags"), N_("Archived"), N_("Responsible"))
_OF: Mapping[str, tuple[str, ...]] = {
    "person": (
        *(N_("First name"), N_("Middle name"), N_("Last name"), N_("Full name"), N_("Title"), N_("Position")),
        *(N_("Role"), N_("Organisation"), N_("Org. number"), N_("Organisation number"), N_("Works at")),
        *(N_("E-mail"), N_("Phone"), N_("Mobile"), N_("Link"), N_("Website"), N_("Street"), N_("Postcode")),
        *(N_("Postal code"), N_("Town"), N_("City"), N_("Municipality"), N_("Gender"), N_("Language")),
        *(N_("Lawful basis"), N_("Informed on"), N_("Objected on"), N_("Speak at least every"), N_("Status")),
        *(N_("Where from"), N_("Source"), N_("Last contact"), N_("Newsletter"), N_("Took part"), N_("Actor type")),
        N_("Segment"),
    ),
    "organisation": (
        *(N_("Organisation"), N_("Short name"), N_("Org. number"), N_("Organisation number"), N_("Legal form")),
        *(N_("Actor type"), N_("Sphere"), N_("Segment"), N_("Employees"), N_("Turnover"), N_("Balance sheet total")),
        *(N_("Accounts of the year"), N_("Part of a group"), N_("Street"), N_("Postcode"), N_("Postal code")),
        *(N_("Town"), N_("City"), N_("Address"), N_("Municipality"), N_("Industry code"), N_("Founded"), N_("Size")),
        *(N_("E-mail"), N_("Phone"), N_("Link"), N_("Website"), N_("Membership category"), N_("Category")),
        *(N_("Joined on"), N_("Last day of membership"), N_("Agreement signed"), N_("Last contact"), N_("People")),
        *(N_("Speak at least every"), N_("Open follow-ups"), N_("Organisation: e-mail"), N_("Organisation: phone")),
    ),
    "interaction": (
        *(N_("Subject"), N_("Day"), N_("Date"), N_("Time"), N_("Minutes"), N_("Duration"), N_("Kind"), N_("Type")),
        *(N_("Status"), N_("Place"), N_("Who took part"), N_("People"), N_("Organisations"), N_("Project")),
        *(N_("Focus area"), N_("Follow-up"), N_("Files")),
    ),
    "task": (
        *(N_("What is to be done?"), N_("Follow-up"), N_("Title"), N_("By"), N_("Done on"), N_("Status")),
        *(N_("Comes again"), N_("Contact"), N_("Organisation"), N_("Project"), N_("Meeting")),
    ),
    "project": (
        *(N_("Title"), N_("Project"), N_("Lead partner"), N_("Partners"), N_("Stage"), N_("Type"), N_("From")),
        *(N_("Until"), N_("The cluster is"), N_("Focus area"), N_("Across industries"), N_("International")),
        *(N_("Sustainability goals"), N_("Applied on"), N_("Decided on"), N_("Funder"), N_("Programme")),
        *(N_("The funder's number"), N_("Budget"), N_("External funding"), N_("Public summary")),
        N_("At this stage since"),
    ),
    "activity": (
        *(N_("Activity"), N_("Type"), N_("Service"), N_("Status"), N_("Day"), N_("Until"), N_("Time"), N_("Place")),
        *(N_("How long"), N_("Municipality"), N_("Online"), N_("Focus area"), N_("For whom"), N_("Project")),
        *(N_("Together with"), N_("International"), N_("Women"), N_("Men"), N_("Speakers, women")),
        *(N_("Speakers, men"), N_("Came without a name"), N_("Satisfaction"), N_("Answers"), N_("Income"), N_("Cost")),
    ),
    "contribution": (
        *(N_("Organisation"), N_("Kind"), N_("Year"), N_("Day"), N_("How many"), N_("Hours"), N_("Rate an hour")),
        *(N_("Amount"), N_("Project"), N_("Activity"), N_("Focus area"), N_("Document"), N_("Voucher"), N_("Approved")),
    ),
    "membership_fee": (
        *(N_("Organisation"), N_("Member"), N_("Year"), N_("Amount"), N_("Invoice number"), N_("Invoiced on")),
        *(N_("To be paid by"), N_("Paid on"), N_("Status"), N_("Category")),
    ),
}


def taken(about: str) -> frozenset[str]:
    """The names, in both languages and as they are compared, that a field of one's own of a kind may not have.

    >>> "fornavn" in taken("person"), "first name" in taken("person"), "fornavn" in taken("project")
    (True, True, False)
    """
    words = (*_ALL, *_OF[about])
    return frozenset(own_values.folded(say(word)) for say in map(i18n.speaking, i18n.LANGUAGES) for word in words)
