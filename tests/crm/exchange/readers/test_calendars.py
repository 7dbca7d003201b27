"""Calendars: right or refused in words, never half."""

from datetime import date, timedelta

import pytest

from crm.errors import CrmError
from crm.exchange import letters, mailbag
from crm.exchange.readers import post
from tests.crm.exchange.readers.made_calendars import MADE, OUTLOOK, TODAY, calendar, event, said, series


@pytest.mark.parametrize("made", MADE, ids=lambda made: made.name)
def test_a_calendar_is_right_or_refused_in_words(made):
    if made.refused:
        with pytest.raises(CrmError) as refused:
            post.read(made.data, made.name, TODAY)
        assert made.refused in str(refused.value)
        return
    found = post.read(made.data, made.name, TODAY)
    assert len(found.letters) == len(made.right)
    for letter, right in zip(found.letters, made.right, strict=True):
        assert {name: said(letter, name) for name in right} == dict(right)
    assert made.noted in " ".join(found.notes)
    assert bool(found.notes) == bool(made.noted)


def test_a_calendar_is_read_in_a_process_of_its_own(tmp_path):
    file = tmp_path / "møte.ics"
    file.write_bytes(OUTLOOK)
    assert mailbag.read(file, today=TODAY) == post.read(OUTLOOK, file.name, TODAY)


def test_what_is_refused_there_is_refused_here_in_the_same_words(tmp_path):
    file = tmp_path / "møte.ics"
    file.write_bytes(OUTLOOK[:800])
    with pytest.raises(CrmError, match="cut off"):
        mailbag.read(file, today=TODAY)
    with pytest.raises(CrmError, match="could not be opened"):
        mailbag.read(tmp_path / "nothing.ics", today=TODAY)


def test_a_file_that_takes_too_long_is_refused_in_the_words_of_mails(tmp_path):
    file = tmp_path / "a.ics"
    file.write_bytes(OUTLOOK)
    with pytest.raises(CrmError, match="Copy its text"):
        mailbag.read(file, today=TODAY, seconds=0)


def test_the_identifier_of_outlook_is_the_same_for_each_one_of_a_series():
    one = "040000008200E00074C5B7101A82E00807EA0B0340F2" + "00" * 20
    whole = one.replace("07EA0B03", "00000000").lower()
    found = [post.read(calendar(event(uid=uid)), "a.ics", TODAY).letters[0].uid for uid in (one, whole)]
    assert found[0] == found[1]


def test_an_endless_series_is_offered_around_today():
    found = post.read(calendar(series(rule="RRULE:FREQ=DAILY")), "a.ics", date(2031, 5, 1)).letters
    days = [letter.day for letter in found if letter.day is not None]
    assert len(found) <= letters.MOST_LETTERS
    assert min(days) <= date(2031, 5, 1) - timedelta(days=390) and max(days) >= date(2031, 5, 1) + timedelta(days=190)


def test_a_series_that_ended_long_ago_is_offered_at_its_end():
    found = post.read(calendar(series()), "a.ics", date(2040, 1, 1)).letters
    assert [letter.day for letter in found] == [date(2026, 11, 3)]


def test_a_whole_exported_calendar_offers_what_is_near_and_says_what_it_left_out():
    events = [
        event(uid=str(number), start=f"DTSTART:{day:%Y%m%d}T080000Z", end=f"DTEND:{day:%Y%m%d}T090000Z")
        for number in range(1_200)
        for day in [TODAY - timedelta(days=number)]
    ]
    found = post.read(calendar(*events), "alt.ics", TODAY)
    assert len(found.letters) == letters.MOST_LETTERS
    assert found.letters[-1].day == TODAY
    assert found.notes == ("200 appointments further away from today are not offered.",)


def test_a_meeting_with_more_people_than_fit_says_how_many_were_left_out():
    many = [f"ATTENDEE;CN=P{number}:mailto:p{number}@x.example" for number in range(letters.MOST_PEOPLE + 7)]
    (letter,) = post.read(calendar(event(*many)), "a.ics", TODAY).letters
    assert len(letter.people) == letters.MOST_PEOPLE
    assert letter.problems == ("There are more people than fit: 7 were left out.",)


def test_reading_the_same_twice_gives_the_same():
    assert post.read(OUTLOOK, "a.ics", TODAY) == post.read(OUTLOOK, "b.ics", TODAY)
