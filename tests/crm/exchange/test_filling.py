"""What the quick log shows for a mail or an appointment: who is who, what is known, what differs."""

from dataclasses import replace
from datetime import date

import pytest

from crm.commands import contact_points, interactions, people, privacy, staff
from crm.commands.interactions import Participant
from crm.exchange import filling
from crm.exchange.filling import fill
from crm.exchange.letters import Letter, Someone
from crm.queries import interactions as queries
from crm.queries.contact_points import contact_points as points_of

TODAY = date(2026, 11, 10)
DAY = date(2026, 11, 3)
MEETING = Letter(
    "calendar",
    method="REQUEST",
    uid="a@x",
    sequence=1,
    subject="Status",
    day=DAY,
    time="09:00",
    minutes=60,
    place="Rom 2",
)
MAIL = Letter("mail", message_id="<a@x>", subject="Takk", day=DAY, time="09:05")


def who(letter: Letter, *there: Someone):
    return fill(replace(letter, people=there), TODAY)


def titles(found) -> list[tuple[str, str]]:
    return [(one.title, one.subtitle) for one in found.participants]


def log(cluster, letter: Letter = MEETING, **more) -> int:
    assert letter.day is not None
    return interactions.log(
        letter.subject,
        held_on=letter.day,
        start_time=letter.time,
        minutes=letter.minutes,
        place=letter.place,
        participants=[Participant(person=cluster.kare)],
        calendar_uid=letter.uid,
        calendar_sequence=letter.sequence,
        message_id=letter.message_id,
        **more,
    )


def test_people_are_known_by_their_address_with_the_employer_of_the_day(cluster):
    there = Someone("K. Ødegård", "kare@odegard.example")
    found = who(MEETING, there)
    assert [one.person for one in found.participants] == [cluster.kare]
    assert titles(found) == [("Kåre Ødegård", "Daglig leder · Ødegård Analyse AS")]
    earlier = who(replace(MEETING, day=date(2025, 5, 1)), there)
    assert titles(earlier) == [("Kåre Ødegård", "Driftsleder · Nordlys Havbruk AS")]


def test_an_address_that_somebody_no_longer_has_still_tells_who_it_is(cluster):
    contact_points.retire(contact_points.add(person=cluster.eva, kind="email", value="eva@gammel.example"), DAY)
    assert [one.person for one in who(MAIL, Someone("E. K.", "eva@gammel.example", "from")).participants] == [
        cluster.eva
    ]


def test_our_own_staff_take_part_on_our_side_and_are_not_listed(cluster):
    staff.edit(cluster.staff, email="Ingrid@Polarhav.example")
    ours = Someone("Berg, Ingrid", "ingrid@polarhav.example", "organiser")
    found = who(MEETING, ours, Someone("Kåre", "kare@odegard.example"))
    assert [one.person for one in found.participants] == [cluster.kare] and found.responsible == cluster.staff
    assert who(MEETING, Someone("Ingrid Berg")).participants == ()
    assert titles(who(MEETING, Someone("Ingrid Berg", "ingrid@annet.example"))) == [("Ingrid Berg", "")]


def test_somebody_unknown_is_proposed_with_the_organisation_of_the_domain(cluster):
    found = who(MEETING, Someone("Vik, Ola", "ola@odegard.example"), Someone("", "nora.lie@fjordforsk.example"))
    assert titles(found) == [("Ola Vik", "Ødegård Analyse AS"), ("Nora Lie", "Fjordforsk")]
    assert [(one.person, one.address) for one in found.participants] == [
        (None, "ola@odegard.example"),
        (None, "nora.lie@fjordforsk.example"),
    ]


def test_a_private_address_says_nothing_about_an_employer(cluster):
    contact_points.add(person=cluster.aase, kind="email", value="aase@gmail.com")
    assert titles(who(MEETING, Someone("Ola Vik", "ola@gmail.com"))) == [("Ola Vik", "")]


def test_a_name_without_an_address_is_looked_up(cluster):
    assert [
        one.person for one in who(MEETING, Someone("Aas, Åse", organisation="Nordlys Havbruk AS")).participants
    ] == [cluster.aase]
    assert [one.person for one in who(MEETING, Someone("Åse Aas")).participants] == [cluster.aase]
    people.add(first_name="Åse", last_name="Aas")
    found = who(MEETING, Someone("Åse Aas"))
    assert found.participants[0].person is None
    assert found.words == ("There are several people called “Åse Aas”: choose which.",)


def test_the_address_of_a_desk_stands_for_the_organisation(cluster):
    contact_points.add(organisation=cluster.nordlys, kind="email", value="firmapost@nordlys.example")
    found = who(
        MAIL,
        Someone("Nordlys", "firmapost@nordlys.example", "from"),
        Someone("", "post@odegard.example", "to"),
        Someone("", "info@ukjent.example", "to"),
    )
    assert [one.organisation for one in found.participants] == [cluster.nordlys, cluster.odegard]
    assert found.words == ("info@ukjent.example belongs to nobody in the register and is left out.",)


def test_two_people_with_one_address_are_told_apart_by_name(cluster):
    for person in (cluster.aase, cluster.eva):
        contact_points.add(person=person, kind="email", value="felles@x.example")
    assert [one.person for one in who(MEETING, Someone("Eva Kern", "felles@x.example")).participants] == [cluster.eva]


def test_the_same_person_under_two_addresses_is_one(cluster):
    contact_points.add(person=cluster.kare, kind="email", value="kare@privat.example")
    found = who(MEETING, Someone("Kåre", "kare@odegard.example"), Someone("Kåre Ø", "kare@privat.example"))
    assert [one.person for one in found.participants] == [cluster.kare]


def test_who_declined_is_named_and_left_out(cluster):
    found = who(
        MEETING, Someone("Kåre", "kare@odegard.example"), Someone("Lie, Nora", "n@x.example", "required", "declined")
    )
    assert [one.person for one in found.participants] == [cluster.kare]
    assert found.words == ("Declined, and left out: Nora Lie",)


def test_who_was_erased_does_not_come_back_by_mail(cluster):
    privacy.remember_erased(cluster.kare)
    assert who(MEETING, Someone("Kåre Ødegård", "kare@odegard.example")).participants != ()
    for point in points_of(person=cluster.kare):
        contact_points.remove(point.id)
    found = who(MEETING, Someone("Kåre Ødegård", "kare@odegard.example"))
    assert found.participants == ()
    assert found.words == ("Kåre Ødegård was erased from the register and is left out.",)


def test_what_is_new_is_a_meeting_a_call_on_a_screen_or_a_mail(cluster):
    assert fill(MEETING, TODAY).news == filling.NEW and fill(MEETING, TODAY).type == "meeting_in_person"
    assert fill(replace(MEETING, online=True), TODAY).type == "meeting_video"
    assert fill(MAIL, TODAY).type == "email"
    assert fill(replace(MAIL, day=None), TODAY).words == ("The day is today's until you set it.",)


def test_the_same_invitation_again_says_that_it_is_there(cluster):
    known = log(cluster)
    found = who(MEETING, Someone("Kåre", "kare@odegard.example"))
    assert found.news == filling.SAME and found.known is not None and found.known.id == known


def test_a_later_edition_proposes_what_it_has_otherwise(cluster):
    known = log(cluster)
    later = replace(MEETING, sequence=2, day=date(2026, 11, 4), time="10:00")
    found = who(later, Someone("Kåre", "kare@odegard.example"), Someone("Åse Aas"))
    assert found.news == filling.CHANGED and found.known is not None and found.known.id == known
    assert [(change.field, change.after) for change in found.changes] == [
        ("held_on", date(2026, 11, 4)),
        ("start_time", "10:00"),
    ]
    assert [one.person for one in found.participants] == [cluster.kare, cluster.aase]
    assert found.words[1:4] == (
        "Day: 03.11.2026 → 04.11.2026",
        "Time: 09:00 → 10:00",
        "New among those invited: Åse Aas",
    )


def test_an_older_edition_changes_nothing(cluster):
    log(cluster, replace(MEETING, sequence=3))
    found = fill(replace(MEETING, sequence=2, time="12:00"), TODAY)
    assert found.news == filling.OLDER and found.changes == ()


def test_a_cancelled_meeting_is_told_and_proposed_as_cancelled(cluster):
    known = log(cluster)
    found = fill(replace(MEETING, method="CANCEL", cancelled=True, sequence=2), TODAY)
    assert found.news == filling.CANCELLED and found.known is not None and found.known.id == known
    assert [(change.field, change.after) for change in found.changes] == [("status", "cancelled")]
    interactions.edit(known, status="cancelled")
    assert fill(replace(MEETING, cancelled=True), TODAY).news == filling.SAME
    again = fill(replace(MEETING, sequence=3), TODAY)
    assert again.news == filling.CHANGED and again.changes[-1].after == "done"


def test_a_cancelled_meeting_that_is_not_in_the_register_is_told_and_nothing_more(cluster):
    found = fill(replace(MEETING, cancelled=True), TODAY)
    assert found.news == filling.NOTHING and "nothing to log" in found.words[0]


def test_a_series_that_is_cancelled_as_a_whole_reaches_what_is_planned_of_it(cluster):
    log(cluster, replace(MEETING, uid="a@x/20261103T080000Z"))
    planned = log(cluster, replace(MEETING, uid="a@x/20261210T080000Z", day=date(2026, 12, 10)), status="planned")
    found = fill(replace(MEETING, cancelled=True), TODAY)
    assert found.news == filling.CANCELLED and found.known is not None and found.known.id == planned
    assert found.words[1].startswith("1 more meeting of the series")


@pytest.mark.parametrize("letter", [MEETING, MAIL])
def test_what_was_archived_is_told_as_such(cluster, letter):
    known = log(cluster, letter)
    interactions.archive(known)
    found = fill(letter, TODAY)
    assert found.news == filling.ARCHIVED and found.known is not None and found.known.id == known


def test_a_mail_that_is_logged_is_not_offered_again(cluster):
    log(cluster, MAIL, type="email")
    assert fill(MAIL, TODAY).news == filling.SAME
    copied = replace(MAIL, message_id="")
    assert "Is it the same one?" in fill(copied, TODAY).words[0]


def test_the_letter_nearest_to_today_is_the_last_that_has_been():
    days = [date(2026, 10, 1), DAY, date(2026, 12, 1)]
    assert filling.nearest([replace(MEETING, day=day) for day in days], TODAY) == 1
    assert filling.nearest([replace(MEETING, day=date(2026, 12, 1))], TODAY) == 0


def test_nothing_is_written_by_looking(cluster):
    before = queries.InteractionsQuery().ids()
    who(MEETING, Someone("Ny Person", "ny@ny.example"))
    assert queries.InteractionsQuery().ids() == before
