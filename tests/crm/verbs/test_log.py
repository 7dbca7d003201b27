"""python main.py log: who is meant, what is created, what is refused."""

import json
from datetime import date, timedelta

import pytest

from crm.commands import log_templates, organisations, people
from crm.queries import interactions, tasks
from crm.store import opening
from tests.crm.verbs.typed import contents

A_MEETING = ("--subject", "Testmøte", "--date", "5.11.2026")


@pytest.fixture
def crowd(file):
    """The register with two people of one name at two companies, and a company that has one name with another."""
    opening.open_register(file)
    for place, mail in (("Første AS", "kari@forste.example"), ("Andre AS", "kari@andre.example")):
        where = organisations.add(place)
        people.add(first_name="Kari", last_name="Navnesøster", organisation=where, email=mail)
    organisations.add("Tvillingen AS", city="Tromsø")
    organisations.add("Tvillingen A/S", city="Alta")
    opening.close()
    return file


def logged(file, number):
    opening.open_register(file, write=False)
    try:
        return interactions.detail(number)
    finally:
        opening.close()


def test_three_people_from_two_organisations_with_a_follow_up(line, file):
    done = line(
        *("log", file, "--subject", "Pilot", "--date", "2026-11-05", "--minutes", 45, "--type", "meeting_video"),
        *("--with", "Ny En, Ishavsenzym AS", "--with", "Ny To, Ishavsenzym AS", "--with", "Ny Tre, Splitter Nytt AS"),
        *("--notes", "Avtalt\nneste steg", "--follow-up", "Send avtale", "--due", "2026-11-12", "--json"),
    )
    assert (done.code, done.err) == (0, "")
    assert (done.data["people"], done.data["organisations"]) == (3, 2)
    assert [(one["kind"], one["name"]) for one in done.data["created"]] == [
        ("person", "Ny En"),
        ("person", "Ny To"),
        ("person", "Ny Tre"),
        ("organisation", "Splitter Nytt AS"),
    ]
    kept = logged(file, done.data["interaction"])
    assert (kept.subject, kept.held_on, kept.minutes, kept.type) == ("Pilot", date(2026, 11, 5), 45, "meeting_video")
    assert kept.notes == "Avtalt\nneste steg"
    assert [(one.title, one.due_on) for one in kept.follow_ups] == [("Send avtale", date(2026, 11, 12))]
    assert line("check", file).code == 0


def test_several_may_stand_behind_one_with(line, file):
    done = line("log", file, *A_MEETING, "--with", "Ishavsenzym AS", "Nordhavsinstituttet", "--json")
    assert done.data["organisations"] == 2
    assert done.data["created"] == []


def test_somebody_known_counts_for_the_employer_of_that_day(line, file):
    opening.open_register(file, write=False)
    known = next(iter(people_of("Fjordgenom AS")))
    opening.close()
    done = line("log", file, *A_MEETING, "--with", known, "--json")
    assert done.data["created"] == []
    assert [one.organisation for one in logged(file, done.data["interaction"]).participants] == ["Fjordgenom AS"]


def people_of(organisation):
    from crm.queries.people import PeopleQuery
    from crm.store.database import rows

    everybody = PeopleQuery().ids()
    names = [name for (name,) in rows("SELECT first_name || ' ' || last_name FROM person")]
    return [
        row.name
        for row in PeopleQuery().rows(everybody).values()
        if row.organisation == organisation and names.count(row.name) == 1
    ]


def test_an_ambiguous_name_is_told_with_its_candidates(line, crowd):
    before = contents(crowd)
    done = line("log", crowd, *A_MEETING, "--with", "Kari Navnesøster", "--lang", "en")
    assert (done.code, done.out) == (1, "")
    for candidate in ("Kari Navnesøster, Første AS", "Kari Navnesøster, Andre AS", "kari@andre.example"):
        assert candidate in done.err
    assert contents(crowd) == before


@pytest.mark.parametrize(
    ("who", "where"),
    [
        ("Kari Navnesøster, Andre AS", "Andre AS"),
        ("kari navnesoester, andre", "Andre AS"),
        ("Kari@Forste.example", "Første AS"),
    ],
)
def test_the_organisation_or_the_address_tells_them_apart(line, crowd, who, where):
    done = line("log", crowd, *A_MEETING, "--with", who, "--json")
    assert done.data["created"] == []
    assert [one.organisation for one in logged(crowd, done.data["interaction"]).participants] == [where]


def test_an_ambiguous_organisation_is_told_too(line, crowd):
    done = line("log", crowd, *A_MEETING, "--with", "Ny, Tvillingen", "--lang", "en")
    assert done.code == 1
    assert "Tvillingen AS, Tromsø" in done.err and "Tvillingen A/S, Alta" in done.err


def test_an_address_that_nobody_has_is_told(line, file):
    done = line("log", file, *A_MEETING, "--with", "nobody@nowhere.example", "--lang", "en")
    assert (done.code, done.out) == (1, "")
    assert "nobody@nowhere.example" in done.err


def test_somebody_unknown_without_an_organisation_is_created(line, file):
    done = line("log", file, *A_MEETING, "--with", "Ukjent Gjest", "--json")
    assert [one["name"] for one in done.data["created"]] == ["Ukjent Gjest"]
    assert done.data["organisations"] == 0


def test_an_organisation_alone_takes_part_as_such(line, file):
    done = line("log", file, *A_MEETING, "--with", ", Ishavsenzym AS", "--lang", "en")
    assert "1 organisation." in done.out


@pytest.mark.parametrize(
    ("typed", "day"),
    [("i går", -1), ("yesterday", -1), ("-1d", -1), ("i dag", 0)],
)
def test_days_may_be_typed_as_in_the_windows(line, file, typed, day):
    number = line("log", file, "--subject", "x", f"--date={typed}", "--with", "X", "--json").data["interaction"]
    assert logged(file, number).held_on == date.today() + timedelta(day)


@pytest.mark.parametrize(("typed", "kept"), [("Telefonsamtale", "phone"), ("phone", "phone"), ("E-post", "email")])
def test_types_are_known_by_key_and_by_word(line, file, typed, kept):
    number = line("log", file, *A_MEETING, "--with", "X", "--type", typed, "--json").data["interaction"]
    detail = logged(file, number)
    assert detail.type == kept
    assert detail.minutes == (None if kept == "email" else 60)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--subject", "x", "--date", "31.2.2026", "--with", "X"), "31.2.2026"),
        (("--subject", "", "--date", "1.2.2026", "--with", "X"), "subject"),
        (("--subject", "x" * 301, "--date", "1.2.2026", "--with", "X"), "301"),
        ((*A_MEETING, "--with", " , "), "took part"),
        ((*A_MEETING, "--with", "X", "--type", "dance"), "meeting_in_person"),
        ((*A_MEETING, "--with", "X", "--follow-up", "y", "--due", "aldri"), "aldri"),
        ((*A_MEETING, "--with", "X", "--follow-up", " ", "--due", "i dag"), "title"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_nothing_is_written(line, file, words, told):
    before = contents(file)
    done = line("log", file, *words, "--json", "--lang", "en")
    assert (done.code, done.out) == (1, "")
    assert told in done.err and done.err.count("\n") == 1
    assert contents(file) == before


@pytest.mark.parametrize(
    "words",
    [
        ("--subject", "x", "--date", "1.2.2026"),
        (*A_MEETING, "--with", "X", "--follow-up", "y"),
        (*A_MEETING, "--with", "X", "--due", "i dag"),
        (*A_MEETING, "--with", "X", "--minutes", "en time"),
        (*A_MEETING, "--with", "X", "--minutes", "-5"),
        (*A_MEETING, "--with", "X", "--minutes", "20161"),
    ],
)
def test_half_a_line_is_usage(line, file, words):
    assert line("log", file, *words).code == 2


def test_each_follow_up_has_its_day(line, file):
    line("log", file, *A_MEETING, "--with", "X", *("--follow-up", "a", "--due", "1.12.2026"),
         *("--follow-up", "b", "--due", "2.12.2026"))  # fmt: skip
    opening.open_register(file, write=False)
    try:
        rows = tasks.TasksQuery(due_from=date(2026, 12, 1), due_until=date(2026, 12, 2))
        found = {(row.title, row.due_on) for row in rows.rows(rows.ids()).values()}
    finally:
        opening.close()
    assert {("a", date(2026, 12, 1)), ("b", date(2026, 12, 2))} <= found


def test_undoing_it_leaves_nothing_behind(line, file):
    before = json.loads(line("search", file, "Splitter", "--json").out)
    line("log", file, *A_MEETING, "--with", "Ny Tre, Splitter Nytt AS")
    assert line("search", file, "Splitter", "--json").data != before
    assert line("history", file, "--undo").code == 0
    assert line("search", file, "Splitter", "--json").data == before


def test_signs_nobody_can_see_do_not_come_in(line, file):
    done = line("log", file, "--subject", "A\u202eB\x00C\udce6", "--date", "i dag", "--with", "X\u200b Y", "--json")
    assert logged(file, done.data["interaction"]).subject == "ABC"
    assert done.data["created"][0]["name"] == "X Y"


def test_project_tags_and_template_are_given_by_name(line, file):
    opening.open_register(file)
    log_templates.add("Kaffeprat", type="site_visit", minutes=90, tasks=[log_templates.Follows("Send takk", 1)])
    opening.close()
    given = ("--with", "Ishavsenzym AS", "--project", "Splitter ny pilot", "--tag", "Havvind", "--tag", "Styret")
    done = line("log", file, *A_MEETING, *given, "--template", "kaffe", "--json")
    assert (done.code, done.err) == (0, "")
    kept = logged(file, done.data["interaction"])
    assert (kept.project, list(kept.tags), kept.type, kept.minutes) == (
        *("Splitter ny pilot", ["Havvind", "Styret"], "site_visit", 90),
    )
    assert [(one.title, one.due_on) for one in kept.follow_ups] == [("Send takk", date(2026, 11, 6))]
    again = line("log", file, *A_MEETING, "--with", "Ishavsenzym AS", "--project", "splitter NY pilot", "--json")
    assert logged(file, again.data["interaction"]).project_id == kept.project_id


def test_an_unknown_template_and_a_missing_subject_are_told(line, file):
    before = contents(file)
    assert "Nothing" in line("log", file, *A_MEETING, "--with", "Ishavsenzym AS", "--template", "Nothing").err
    assert "--subject" in line("log", file, "--date", "5.11.2026", "--with", "Ishavsenzym AS").err
    assert contents(file) == before
