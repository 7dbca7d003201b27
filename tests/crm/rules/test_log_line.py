"""What a quick line says, and that nothing typed is lost."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from crm.rules import log_line

WEDNESDAY = date(2026, 11, 4)
KNOWN = {"@Ada Berg", "@Ada", "@Bo Dahl", "@Eva Kern, Acme AS", "@Nordlys AS", "#Innovasjon", "#2.1", "/Pilot havvind"}


def read(line: str, **how: object) -> log_line.LogLine:
    return log_line.read(line, WEDNESDAY, known=KNOWN, **how)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "subject", "said"),
    [
        ("Pilot i går 45 min", "Pilot", {"day": date(2026, 11, 3), "minutes": 45}),
        ("Pilot 45 min i går", "Pilot", {"day": date(2026, 11, 3), "minutes": 45}),
        ("Pilot mandag > ring mandag", "Pilot", {"day": date(2026, 11, 2), "follow_up": ("ring", date(2026, 11, 9))}),
        ("Pilot onsdag", "Pilot", {"day": date(2026, 11, 4)}),
        ("Pilot på mandag", "Pilot", {"day": date(2026, 11, 9)}),
        ("Pilot fredag @Ada Berg", "Pilot", {"day": date(2026, 11, 6), "who": "@Ada Berg"}),
        ("Pilot @Ada Berg 3.11 kl 10", "Pilot", {"who": "@Ada Berg", "day": date(2026, 11, 3), "start_time": "10:00"}),
        ("Pilot 3.11 kl 10 45 min", "Pilot", {"day": date(2026, 11, 3), "start_time": "10:00", "minutes": 45}),
        ("Oppsummering uke 45", "Oppsummering", {"day": date(2026, 11, 2)}),
        ("Pilot -1d", "Pilot", {"day": date(2026, 11, 3)}),
        ("Pilot neste fredag 1t 30min", "Pilot", {"day": date(2026, 11, 13), "minutes": 90}),
        ("Review on friday 1,5 h", "Review", {"day": date(2026, 11, 6), "minutes": 90}),
        ("3.11 Styremøte", "Styremøte", {"day": date(2026, 11, 3)}),
        ("I går: pilot", "pilot", {"day": date(2026, 11, 3)}),
        ("Telefon om pilot", "Telefon om pilot", {"type": "phone"}),
        ("Statusmøte Teams", "Statusmøte Teams", {"type": "meeting_video"}),
        ("Lunsj med @Ada Berg @Bo Dahl", "Lunsj med Ada Berg, Bo Dahl", {"who": "@Ada Berg"}),
        ("Kaffe med @Eva Kern, Acme AS om pilot", "Kaffe med Eva Kern om pilot", {"who": "@Eva Kern, Acme AS"}),
        ("@Nordlys AS pilot /Pilot havvind", "pilot", {"who": "@Nordlys AS", "project": "/Pilot havvind"}),
        ("Pilot #2.1", "Pilot", {"about": "#2.1"}),
        ("Pilot > sende tilbud fredag", "Pilot", {"follow_up": ("sende tilbud", date(2026, 11, 6))}),
        ("Pilot > send it by friday", "Pilot", {"follow_up": ("send it", date(2026, 11, 6))}),
        ("Pilot > +2u ring", "Pilot", {"follow_up": ("ring", date(2026, 11, 18))}),
        ("Pilot > ring Ada", "Pilot", {"follow_up": ("ring Ada", None)}),
        ("Pilot > lage plan for fredag", "Pilot", {"follow_up": ("lage plan for fredag", None)}),
    ],
)
def test_what_is_written_is_understood(line: str, subject: str, said: dict[str, object]) -> None:
    found = read(line)
    assert found.subject == subject
    assert {kind: found.values(kind)[0] for kind in said} == said


@pytest.mark.parametrize(
    "line",
    [
        "Versjon 3.11",
        "Innsatsområde 2.1",
        "Plan for fredag",
        "Budsjett for uke 45",
        "Fredag med forskning",
        "Uke 45 med kurs",
        "fredag",
        "On man so",
        "Svar fra post@nordlys.example",
        "og/eller",
        "A / B",
        "Sak #12",
        "pH > 7 i prøven",
        "Pilot >",
        "@Ukjent",
        "@Adam",
        "Ny telefon",
        "Langt møte 45 m",
        "Møte 31.2",
        "Til nå",
    ],
)
def test_no_word_of_the_subject_goes_by_mistake(line: str) -> None:
    found = read(line)
    assert found.subject == line
    assert [part for part in found.parts if not part.stays] == []


def test_several_follow_ups_are_each_their_own() -> None:
    found = read("Pilot > ring > sende tilbud fredag")
    assert found.values("follow_up") == [("ring", None), ("sende tilbud", date(2026, 11, 6))]


def test_what_was_given_back_is_a_word_again() -> None:
    left = {("day", "neste fredag"), ("follow_up", "> ring"), ("type", "Telefon")}
    assert read("Telefon neste fredag > ring", left=left) == ("Telefon neste fredag > ring", ())


def test_a_kind_that_is_set_by_hand_is_not_read() -> None:
    assert read("Pilot i går 45 min", without={"day"}).subject == "Pilot i går"
    assert read("Pilot i går @Ada Berg > ring", without={"day", "who", "follow_up"}).parts == ()


def test_the_sign_at_the_cursor_is_told_until_it_is_known() -> None:
    assert log_line.typed_sign("Pilot @", 7) == (6, "@", "")
    assert log_line.typed_sign("Pilot @Eva Kern, Ac", 19) == (6, "@", "Eva Kern, Ac")
    assert log_line.typed_sign("Pilot @Ada Berg om", 18, KNOWN) is None
    assert log_line.typed_sign("Pilot !før", 10) == (6, "!", "før")
    assert log_line.typed_sign("Pilot > ring @ada", 17) is None
    assert log_line.typed_sign("A / B", 5) is None


WORDS = st.sampled_from(
    [
        *(
            "Pilot",
            "møte",
            "om",
            "med",
            "fredag",
            "i går",
            "3.11",
            "45 min",
            "uke 45",
            "kl 10",
            "Teams",
            "og",
            ">",
            "> a",
        ),
        *("@Ada Berg", "@ukjent", "#Innovasjon", "/Pilot havvind", "@", "#1", "a@b", ",", "-", "-1d", "neste", "2"),
    ]
)
LINES = st.one_of(st.lists(WORDS, max_size=9).map(" ".join), st.text(max_size=60))


def words(text: str) -> list[str]:
    found = (word.strip(" ,;:–->@#/") for word in text.split())
    return [word for word in found if word]


@given(LINES)
@example("Pilot med @Ada Berg @Ada i går 45 min > ring fredag")
def test_nothing_typed_is_lost(line: str) -> None:
    found = read(line)
    end = 0
    rest = []
    for part in found.parts:
        assert end <= part.start < part.end <= len(line)
        rest.append(line[end : part.start])
        if part.stays:
            rest.append(line[part.start : part.end].partition(",")[0])
        if part.kind == "follow_up":
            title, due = part.value
            typed = words(line[part.start : part.end])
            assert (
                words(title) == typed
                if due is None
                else len(words(title)) < len(typed) and set(words(title)) <= set(typed)
            )
        end = part.end
    rest.append(line[end:])
    assert words(found.subject) == words(" ".join(rest))


@given(LINES)
def test_what_is_given_back_comes_back_word_by_word(line: str) -> None:
    found = read(line)
    left = {(part.kind, line[part.start : part.end]) for part in found.parts}
    again = read(line, left=left, without={"who", "about", "project"})
    for kind, text in left - {(part.kind, line[part.start : part.end]) for part in again.parts}:
        if kind in ("day", "minutes", "start_time"):
            assert set(words(text)) <= set(words(again.subject)) | {
                word for title, _due in again.values("follow_up") for word in words(title)
            }


@given(LINES, st.integers(0, 60))
def test_any_line_with_any_cursor_has_an_answer(line: str, cursor: int) -> None:
    found = log_line.typed_sign(line, min(cursor, len(line)), KNOWN)
    assert found is None or line[found[0]] == found[1]
    for start, sign, _words in log_line.unknown(line, KNOWN):
        assert line[start] == sign
