"""Whom a mailing may go to, and who is left out and why (DOMAIN.md section 5, mfl. § 15).

A newsletter and an invitation need the consent of a named recipient, also at a work address; an address of a desk
(post@) needs none. Mail about meetings and the membership is a purpose of its own. Who objected gets nothing.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from crm.queries import plain
from crm.queries.on_a_day import PRESENT, WORKS
from crm.rules import emails, phones
from crm.store.database import rows

SERVICE, NEWSLETTER, INVITATION = "service", "newsletter", "invitation"
PURPOSES = (SERVICE, NEWSLETTER, INVITATION)
CONSENTS = {NEWSLETTER: "newsletter", INVITATION: "event_marketing"}
"""The consent that each purpose needs, keys of the code list consent_purpose; mail about the membership needs none."""
ERASED, OBJECTED, ARCHIVED, GONE, REFUSED, NO_CONSENT, NO_MAIL, TWICE = REASONS = (
    *("erased", "objected", "archived", "left", "refused", "no_consent", "no_mail", "twice"),
)


class Recipient(NamedTuple):
    """Somebody a mailing may go to, or the desk of an organisation: then `person` is None and the name is empty."""

    person: int | None
    organisation_id: int | None
    first_name: str
    last_name: str
    email: str
    title: str
    organisation: str
    street: str
    postal_code: str
    city: str
    phone: str
    language: str

    @property
    def name(self) -> str:
        """The name in a list of recipients: that of the person, else of the organisation."""
        return f"{self.first_name} {self.last_name}".strip() or self.organisation


class Left(NamedTuple):
    """Somebody who is left out, and why: one of REASONS."""

    name: str
    organisation: str
    reason: str


class Mailing(NamedTuple):
    """Who gets it, and who does not."""

    taken: tuple[Recipient, ...]
    left: tuple[Left, ...]


def mailing(
    people: Sequence[int],
    purpose: str,
    today: date,
    *,
    organisations: Sequence[int] = (),
    by_post: bool = False,
) -> Mailing:
    """Of these people, and the addresses of these organisations, those a mailing for the purpose may go to.

    `by_post` asks for no e-mail: for labels it is enough that somebody works somewhere.
    """
    consents = _consents(CONSENTS[purpose]) if purpose in CONSENTS else {}
    taken: list[Recipient] = []
    left: list[Left] = []
    known: set[str] = set()
    for one, marks in [*_people(people, today), *_desks(organisations)]:
        mail = emails.normalised(one.email)
        reason = _reason(one, marks, mail, purpose, consents, by_post=by_post)
        if not reason and mail and mail in known and not by_post:
            reason = TWICE
        if reason:
            left.append(Left(one.name, one.organisation, reason))
        else:
            known.add(mail)
            taken.append(one)
    return Mailing(tuple(taken), tuple(left))


def at(organisations: Sequence[int], today: date) -> list[int]:
    """The people who work at these organisations on a day, by name."""
    sql = (
        f"SELECT DISTINCT person.id FROM person JOIN position AS p ON p.person_id = person.id AND {WORKS}"
        " WHERE p.organisation_id IN (SELECT value FROM json_each(?)) AND person.archived = 0"
        " ORDER BY person.sort_key, person.id"
    ).replace(":day", f"'{today.isoformat()}'")
    return plain.ids(sql, (plain.array(organisations),))


def attendees(activity: int) -> list[int]:
    """The people who came to an activity or are registered for it, by name; not those who cancelled."""
    return plain.ids(
        "SELECT DISTINCT person.id FROM person JOIN activity_participation AS ap ON ap.person_id = person.id"
        " WHERE ap.activity_id = ? AND ap.status <> 'cancelled' ORDER BY person.sort_key, person.id",
        (activity,),
    )


class _Marks(NamedTuple):
    objected: bool = False
    archived: bool = False
    status: str = "active"


def _reason(one: Recipient, marks: _Marks, mail: str, purpose: str, consents: dict[int, str], *, by_post: bool) -> str:
    if marks.status == "anonymised":
        return ERASED
    if marks.objected:
        return OBJECTED
    if marks.archived:
        return ARCHIVED
    if marks.status == "left":
        return GONE
    if by_post:
        return "" if one.street or one.postal_code or one.city else NO_MAIL
    if not mail or emails.problem(mail):
        return NO_MAIL
    if purpose in CONSENTS:
        said = consents.get(one.person or 0, "")
        if said == "withdrawn":
            return REFUSED
        if said != "given" and not emails.is_generic(mail):
            return NO_CONSENT
    return ""


def _consents(purpose: str) -> dict[int, str]:
    """What each person said last of the purpose by e-mail."""
    return dict(
        rows(
            "SELECT person_id, status FROM consent_record WHERE purpose = ? AND channel = 'email'"
            " ORDER BY recorded_on, id",
            (purpose,),
        )
    )


def _people(people: Sequence[int], today: date) -> list[tuple[Recipient, _Marks]]:
    point = (
        "coalesce((SELECT {what} FROM contact_point AS c WHERE c.person_id = person.id AND c.kind = '{kind}'"
        " AND c.retired_on IS NULL ORDER BY c.is_primary DESC, c.id LIMIT 1), '')"
    )
    mail, phone = point.format(what="c.value", kind="email"), point.format(what="c.normalised", kind="phone")
    found = {
        line[0]: line
        for line in plain.by_ids(
            f"""
            SELECT person.id, o.id, first_name, last_name, {mail}, coalesce(po.title, ''), coalesce(o.name, ''),
                coalesce(o.street, ''), coalesce(o.postal_code, ''), coalesce(o.city, ''), {phone}, language,
                objected_on IS NOT NULL, person.archived, status
            FROM person
            LEFT JOIN position AS po ON po.id = {PRESENT.format(person="person.id")}
            LEFT JOIN organisation AS o ON o.id = po.organisation_id
            WHERE person.id IN (SELECT value FROM json_each(?))""".replace(":day", f"'{today.isoformat()}'"),
            list(people),
        )
    }
    return [_row(found[id]) for id in dict.fromkeys(people) if id in found]


def _desks(organisations: Sequence[int]) -> list[tuple[Recipient, _Marks]]:
    """Organisations with their own e-mail; those without one are not asked for."""
    found = plain.by_ids(
        "SELECT NULL, o.id, '', '', c.value, '', o.name, o.street, o.postal_code, o.city, '', '', 0, o.archived,"
        " 'active'"
        " FROM organisation AS o JOIN contact_point AS c ON c.id = (SELECT id FROM contact_point WHERE kind = 'email'"
        " AND organisation_id = o.id AND retired_on IS NULL ORDER BY is_primary DESC, id LIMIT 1)"
        " WHERE o.id IN (SELECT value FROM json_each(?)) ORDER BY o.sort_key, o.id",
        list(organisations),
    )
    return [_row(line) for line in found]


def _row(line: Sequence[object]) -> tuple[Recipient, _Marks]:
    values = list(line)
    values[4] = emails.clean(str(values[4]))
    values[10] = phones.show(str(values[10]))
    return Recipient(*values[:12]), _Marks(bool(values[12]), bool(values[13]), str(values[14]))  # type: ignore[arg-type]
