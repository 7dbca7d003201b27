"""Every sample of the programs that lists come from is recognised and comes in with the right counts.

What each file holds is counted by hand; all names in them are invented.
"""

from typing import NamedTuple

import pytest

from crm.exchange import plan
from crm.exchange.carry_out import carry_out
from crm.store.database import rows
from tests.crm.exchange.bringing import TODAY
from tests.crm.exchange.files import SAMPLES

KARE, AASE = "Kåre Ødegård", "Åse Sæther"
BLABAR, NORDLYS = "Blåbær Maritim AS", 'Nordlys "Energi" AS'


class Holds(NamedTuple):
    """What a file holds: rows, e-mail addresses, phone numbers, organisations, people."""

    rows: int
    emails: int
    phones: int
    organisations: tuple[str, ...] = (BLABAR, NORDLYS)
    people: tuple[str, ...] = (KARE, AASE)


EXPECTED = {
    "eventbrite_attendees.csv": Holds(2, 2, 0),
    "forms_en.csv": Holds(2, 2, 0),
    "forms_nb.csv": Holds(2, 2, 0),
    "google_contacts_new.csv": Holds(2, 3, 2),
    "google_contacts_old.csv": Holds(2, 2, 2),
    "linkedin_connections.csv": Holds(2, 1, 0),
    "mailchimp_subscribed.csv": Holds(2, 2, 0),
    "norwegian_event_generic.csv": Holds(2, 2, 2),
    "outlook_desktop_en.csv": Holds(2, 2, 2),
    "outlook_nb_partly_verified.csv": Holds(2, 2, 2),
    "outlook_web_en.csv": Holds(2, 2, 2),
    # Joined and left are two rows a person, and no organisation is named
    "teams_attendance_old_utf16.csv": Holds(4, 0, 0, ()),
    "teams_attendance_utf16.csv": Holds(2, 2, 0, ()),
    "vcard21_outlook.vcf": Holds(1, 1, 1, (BLABAR,), (KARE,)),
    "vcard3.vcf": Holds(2, 2, 2),
    "vcard4.vcf": Holds(2, 2, 2),
}


def test_no_sample_is_forgotten() -> None:
    assert {path.name for path in SAMPLES.iterdir()} == EXPECTED.keys()


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_comes_in_with_the_right_counts(register: object, name: str) -> None:
    holds = EXPECTED[name]
    done = carry_out(plan.make(SAMPLES / name, today=TODAY))
    counts = done.counts
    assert (counts.rows, counts.rejected, counts.questions) == (holds.rows, 0, 0), [
        row.reason for row in done.plan.rows
    ]
    assert (counts.people_created, counts.organisations_created) == (len(holds.people), len(holds.organisations))
    assert {f"{first} {last}" for first, last in rows("SELECT first_name, last_name FROM person")} == {*holds.people}
    assert {title for (title,) in rows("SELECT name FROM organisation")} == {*holds.organisations}
    kinds = dict(rows("SELECT kind, count(*) FROM contact_point WHERE kind <> 'link' GROUP BY kind"))
    assert (kinds.get("email", 0), kinds.get("phone", 0)) == (holds.emails, holds.phones)
    again = plan.make(SAMPLES / name, today=TODAY)
    assert {row.action for row in again.rows} == {"same"}
