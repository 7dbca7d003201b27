"""What is known already of mails and appointments, and whom an address belongs to."""

from datetime import date

import pytest

from crm.commands import contact_points, interactions, organisations, people
from crm.commands.interactions import Participant
from crm.errors import Invalid
from crm.queries import came_before
from crm.queries import people as people_queries
from crm.queries.contact_points import contact_points as points_of

DAY = date(2026, 11, 3)


def test_a_meeting_is_known_again_by_its_calendar_id_and_a_mail_by_its_message_id(cluster):
    meeting = interactions.log(
        "Møte",
        held_on=DAY,
        participants=[Participant(person=cluster.kare)],
        calendar_uid="a/1",
        calendar_sequence=2,
        start_time="09:00",
    )
    mail = interactions.log(
        "Mail",
        held_on=DAY,
        participants=[Participant(person=cluster.kare)],
        type="email",
        minutes=None,
        message_id="<a@x>",
    )
    known = came_before.meetings(["a/1", "a", ""])
    assert set(known) == {"a/1"} and known["a/1"].id == meeting and known["a/1"].calendar_sequence == 2
    found = came_before.mail("<a@x>")
    assert found is not None and found.id == mail
    assert came_before.mail("") is None and came_before.mail("<b@x>") is None


def test_what_is_archived_is_known_as_such(cluster):
    meeting = interactions.log("Møte", held_on=DAY, participants=[Participant(person=cluster.kare)], calendar_uid="a")
    interactions.archive(meeting)
    assert came_before.meetings(["a"])["a"].archived


@pytest.mark.parametrize("ids", [{"calendar_uid": "a"}, {"message_id": "<a@x>"}])
def test_the_same_mail_or_appointment_is_never_logged_twice(cluster, ids):
    present = [Participant(person=cluster.kare)]
    first = interactions.log("Møte", held_on=DAY, participants=present, **ids)
    with pytest.raises(Invalid, match="in the register already"):
        interactions.log("Igjen", held_on=DAY, participants=present, **ids)
    interactions.archive(first)
    with pytest.raises(Invalid, match="archived"):
        interactions.log("Igjen", held_on=DAY, participants=present, **ids)


def test_several_appointments_of_one_mail_are_not_the_same(cluster):
    present = [Participant(person=cluster.kare)]
    for uid in ("a/1", "a/2"):
        interactions.log("Serie", held_on=DAY, participants=present, calendar_uid=uid, message_id="<a@x>")
    assert set(came_before.meetings(["a/1", "a/2"])) == {"a/1", "a/2"}


def test_an_address_that_somebody_had_still_tells_who_it_is(cluster):
    point = contact_points.add(person=cluster.eva, kind="email", value="Eva@Gammel.example")
    contact_points.retire(point, DAY)
    assert came_before.owners(["eva@gammel.example"]) == [("eva@gammel.example", cluster.eva, None, False)]


def test_the_organisation_of_a_domain_is_that_of_most_people_there_on_the_day(register):
    nord, sor = organisations.add("Nord AS"), organisations.add("Sør AS")
    for number, place in enumerate((nord, nord, sor)):
        people.add(last_name=f"P{number}", organisation=place, email=f"p{number}@felles.example")
    assert came_before.organisations_by_domain(["felles.example", "ukjent.example"], DAY) == {"felles.example": nord}
    people.add(last_name="P9", organisation=sor, email="p9@felles.example")
    assert came_before.organisations_by_domain(["felles.example"], DAY) == {}


def test_a_domain_is_told_from_those_that_begin_or_end_like_it(register):
    places = {
        domain: organisations.add(f"Sted {number}")
        for number, domain in enumerate(
            ("nordlysenergi.example", "nordlysenergi.example.no", "post.nordlysenergi.example", "blåbær-øya.example")
        )
    }
    for number, (domain, place) in enumerate(places.items()):
        people.add(last_name=f"P{number}", organisation=place, email=f"ola{number}@{domain}")
    contact_points.add(organisation=places["blåbær-øya.example"], kind="email", value="post@BLÅBÆR-ØYA.example")
    contact_points.add(
        organisation=places["blåbær-øya.example"],
        kind="link",
        value="https://nordlysenergi.example/@nordlysenergi.example",
    )
    assert came_before.organisations_by_domain(places, DAY) == places
    assert came_before.organisations_by_domain(["nordlysenerg", "a", ""], DAY) == {}


def test_somebody_new_is_kept_with_the_address_that_came(register):
    interactions.log(
        "Møte",
        held_on=DAY,
        participants=[Participant(name="Vik, Ola", organisation_name="Fisk AS", email="ola@fisk.example")],
    )
    (person,) = people_queries.find("Ola Vik")
    assert [point.value for point in points_of(person=person)] == ["ola@fisk.example"]
