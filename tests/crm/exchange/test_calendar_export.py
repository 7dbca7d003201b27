"""Follow-ups and planned meetings as a calendar file: what Outlook needs, and nothing lost on the way."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from crm.commands import interactions, tasks
from crm.commands.interactions import Participant
from crm.errors import CrmError
from crm.exchange import calendar_export
from crm.exchange.writers.calendar_file import Entry, write
from crm.rules import names
from tests.crm.conftest import TODAY

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def read(path):
    return Calendar.from_ical(path.read_bytes())


def events(path):
    return {str(event["summary"]): event for event in read(path).walk("VEVENT")}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "Oppfølging.ics"


def test_open_follow_ups_are_whole_days_that_stay_free_and_remind_the_morning_before(cluster, path):
    assert calendar_export.export(path, now=NOW) == 4
    found = events(path)
    assert set(found) == {
        "Send avtalen · Nordlys Havbruk AS",
        "Ring Kåre · Kåre Ødegård",
        "Les søknaden · Telefon om søknad",
        "Planlegging",
    }
    event = found["Ring Kåre · Kåre Ødegård"]
    assert (event["dtstart"].dt, event["dtend"].dt) == (TODAY, TODAY + timedelta(days=1))
    assert (event["transp"], event["x-microsoft-cdo-busystatus"]) == ("TRANSPARENT", "FREE")
    (alarm,) = event.walk("VALARM")
    assert alarm["trigger"].dt == timedelta(hours=-15)
    assert "Frist hos Forskningsrådet" in str(found["Les søknaden · Telefon om søknad"]["description"])


def test_the_file_is_what_outlook_asks_for(cluster, path):
    tasks.add("Æ" * 300, due_on=TODAY, notes="linje, med; tegn\nog \\ skråstrek")
    calendar_export.export(path, now=NOW)
    content = path.read_bytes()
    assert content.startswith(b"BEGIN:VCALENDAR\r\n") and content.endswith(b"END:VCALENDAR\r\n")
    assert content.count(b"\n") == content.count(b"\r\n") and max(map(len, content.split(b"\r\n"))) <= 75
    content.decode("utf-8")
    assert read(path)["method"] == "PUBLISH" and read(path)["version"] == "2.0"
    for event in read(path).walk("VEVENT"):
        assert event["uid"] and event["dtstamp"].dt == NOW
    assert b"VTODO" not in content and b"VTIMEZONE" not in content
    assert "Æ" * 300 in events(path)
    assert str(events(path)["Æ" * 300]["description"]).endswith("linje, med; tegn\nog \\ skråstrek")


def test_an_entry_keeps_its_uid_and_counts_up_when_it_changes(cluster, path):
    calendar_export.export(path, now=NOW)
    before = events(path)["Ring Kåre · Kåre Ødegård"]
    tasks.snooze(cluster.due, TODAY + timedelta(days=3))
    calendar_export.export(path, now=NOW)
    after = events(path)["Ring Kåre · Kåre Ødegård"]
    assert before["uid"] == after["uid"] and after["sequence"] > before["sequence"]
    uids = [str(event["uid"]) for event in read(path).walk("VEVENT")]
    assert len(set(uids)) == len(uids)


def test_a_planned_meeting_stands_at_its_time_in_utc(cluster, path):
    interactions.log(
        "Styremøte",
        held_on=date(2027, 6, 1),
        start_time="10:30",
        minutes=90,
        status="planned",
        place="Tromsø",
        participants=[Participant(cluster.kare)],
    )
    calendar_export.export(path, now=NOW)
    event = events(path)["Styremøte"]
    here = datetime(2027, 6, 1, 10, 30).astimezone(UTC)
    assert (event["dtstart"].dt, event["dtend"].dt) == (here, here + timedelta(minutes=90))
    assert event.walk("VALARM")[0]["trigger"].dt == timedelta(minutes=-15)
    assert "Kåre Ødegård" in str(event["description"]) and event["location"] == "Tromsø"


def test_only_what_was_chosen_and_is_still_open(cluster, path):
    assert calendar_export.export(path, now=NOW, ids=[cluster.done, cluster.later], meetings=False) == 1
    assert set(events(path)) == {"Les søknaden · Telefon om søknad"}


def test_nothing_open_makes_a_calendar_without_entries(register, path):
    assert calendar_export.export(path, now=NOW) == 0
    assert read(path).walk("VEVENT") == []


def test_a_folder_that_is_not_there_is_told(cluster, tmp_path):
    with pytest.raises(CrmError, match="no folder"):
        calendar_export.export(tmp_path / "nowhere" / "x.ics", now=NOW)


@given(st.text(max_size=200), st.text(max_size=300))
def test_any_text_comes_back_as_it_was_cleaned(tmp_path_factory, title, text):
    path = tmp_path_factory.mktemp("ics") / "x.ics"
    write(path, [Entry("u", 1, TODAY, title, text=text)], title="Klynge", calendar="c", now=NOW)
    (event,) = read(path).walk("VEVENT")
    assert str(event["summary"]) == names.clean(title)
    assert str(event.get("description", "")) == names.clean(text, lines=True)
