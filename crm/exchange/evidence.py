"""What speaks for and against a row and a person being one: names, addresses, numbers."""

from collections.abc import Iterable

from crm.commands.import_writes import Point
from crm.exchange.drafts import PersonDraft
from crm.exchange.entries import Entry
from crm.queries.import_lookup import KnownPoint
from crm.rules import emails, likeness, phones

_SURE_WAYS = ("same", "fuller", "initials")


def is_same_name(one: str, other: str) -> bool:
    """Whether two keys are one name by all appearances; whole first names that differ are two.

    >>> is_same_name("k odegard", "kare odegard"), is_same_name("kari hansen", "kari hnasen")
    (True, True)
    >>> is_same_name("kari hansen", "karin hansen"), is_same_name("bob berg", "robert berg")
    (False, False)
    """
    found = likeness.of_keys(one, other)
    if found.way in _SURE_WAYS:
        return True
    return found.way == "spelling" and one.split()[:-1] == other.split()[:-1]


def may_be_named(one: str, other: str) -> bool:
    """Whether somebody with the mobile of the other can be the other: alike, or one whole name in common.

    Surnames change; two of a family have one in common too, and then it is asked.

    >>> may_be_named("kari berg", "kari nilsen"), may_be_named("kari berg", "ola lund")
    (True, False)
    """
    return not {*one.split()}.isdisjoint(other.split()) or bool(likeness.of_keys(one, other).score)


def contradicts(entry: Entry, person: PersonDraft) -> bool:
    """Whether addresses or mobiles say that two of one name are two: none in common where both have some."""
    mobiles = {point.normalised for point in entry.points if _is_mobile(point.kind, point.normalised)}
    shared = {point.normalised for point in person.points}
    if any(point.normalised in shared for point in entry.points if not _is_desk(point.normalised)):
        return False
    return other_addresses(entry, person) or bool(mobiles and mobiles_of(person))


def tells_apart(entry: Entry, key: str, person: PersonDraft) -> bool:
    """Whether two like names in one organisation are two: Kari and Kåre, each with an address of the company; Inga and
    Ingeborg, each with a mobile too."""
    if not other_addresses(entry, person):
        return False
    spelled = likeness.of_keys(key, person.key).way == "spelling" and key.split()[0] != person.key.split()[0]
    return spelled or other_mobile(entry, person)


def is_reached(points: Iterable[Point | KnownPoint]) -> bool:
    """Whether somebody has both an address and a mobile of his or her own: two such with neither in common are two,
    however alike their names are."""
    address = mobile = False
    for point in points:
        kind = point.kind
        if kind == "email":
            address = address or not _is_desk(point.normalised)
        elif kind == "phone" and not mobile:
            mobile = phones.is_mobile(point.normalised)
        if address and mobile:
            return True
    return False


def other_addresses(entry: Entry, person: PersonDraft) -> bool:
    """Whether the row and the person have different addresses at one and the same company."""
    mine = {point.normalised for point in entry.points if point.kind == "email" and not _is_desk(point.normalised)}
    if not mine:
        return False
    theirs = {point.normalised for point in person.points if point.kind == "email" and not _is_desk(point.normalised)}
    if mine & theirs:
        return False
    domains = {emails.domain(address) for address in mine if not emails.is_shared_domain(address)}
    return any(emails.domain(address) in domains for address in theirs)


def other_mobile(entry: Entry, person: PersonDraft) -> bool:
    """Whether both have a mobile and none in common: people keep theirs when they change employers."""
    theirs = mobiles_of(person)
    if not theirs:
        return False
    mine = {point.normalised for point in entry.points if _is_mobile(point.kind, point.normalised)}
    return bool(mine) and not mine & theirs


def mobiles_of(person: PersonDraft) -> set[str]:
    """The mobiles that somebody has; one that is out of use says nothing against another."""
    return {
        point.normalised
        for point in person.points
        if _is_mobile(point.kind, point.normalised) and not (isinstance(point, KnownPoint) and point.retired)
    }


def _is_mobile(kind: str, number: str) -> bool:
    return kind == "phone" and phones.is_mobile(number)


def _is_desk(address: str) -> bool:
    return address.partition("@")[0] in emails.DESKS
