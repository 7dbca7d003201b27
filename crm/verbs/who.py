"""Who is meant by "Name[, Organisation]" on the command line, where nobody can be shown to choose from."""

from crm.commands.interactions import Participant
from crm.errors import CrmError
from crm.i18n import _
from crm.queries import import_lookup, organisations, people
from crm.rules import emails, names


def participant(text: str) -> Participant:
    """The participant that a text names: an e-mail address, a person, a person at an organisation, an organisation.

    What is unknown is created when the meeting is logged. Raises CrmError, listing the candidates, where a name stands
    for several.
    """
    name, _comma, place = (part.strip() for part in names.clean(text).partition(","))
    if not name and not place:
        raise CrmError(_("Say who took part."))
    if "@" in name:
        return _by_email(name)
    organisation = _organisation(place) if place else None
    if not name:
        return Participant(organisation=organisation, organisation_name="" if organisation else place)
    known = people.find(name, place)
    if len(known) > 1:
        raise _several(name, known)
    if known:
        return Participant(person=known[0], organisation=organisation)
    if place:
        return Participant(name=name, organisation=organisation, organisation_name="" if organisation else place)
    if alone := _organisation(name):
        return Participant(organisation=alone)
    return Participant(name=name)


def _by_email(text: str) -> Participant:
    address = emails.normalised(text)
    known = sorted({person for _address, person in import_lookup.people_by_email([address])})
    if not known:
        raise CrmError(_("Nobody has the address {address}. Write the name instead.").format(address=text))
    if len(known) > 1:
        raise _several(text, known)
    return Participant(person=known[0])


def _organisation(name: str) -> int | None:
    known = organisations.find(name)
    if len(known) > 1:
        found = organisations.OrganisationsQuery().rows(known)
        listed = "; ".join(
            ", ".join(part for part in (found[one].name, found[one].org_number, found[one].city) if part)
            for one in known
        )
        raise CrmError(
            _("There are several organisations called «{name}»: {candidates}. Archive or rename one of them.").format(
                name=name, candidates=listed
            )
        )
    return known[0] if known else None


def _several(name: str, known: list[int]) -> CrmError:
    """The sentence that lists those who are meant, each as it can be written instead."""
    found = people.PeopleQuery().rows(known)
    listed = "; ".join(
        " · ".join(part for part in (f"{row.name}, {row.organisation}".rstrip(", "), row.email) if part)
        for row in (found[one] for one in known)
    )
    several = _("There are several people called «{name}»: {candidates}.").format(name=name, candidates=listed)
    write = _("Write the organisation after the name, or the e-mail address alone.")
    return CrmError(f"{several} {write}")
