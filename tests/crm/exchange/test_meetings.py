"""All people of a list took part in something: a meeting in the same step, for the employers of that day."""

import json
from pathlib import Path

import pytest

from crm.commands import history, interactions, people
from crm.commands.interactions import Participant
from crm.errors import CrmError
from crm.exchange import how_read, meetings, plan, plan_json, rejects
from crm.exchange.carry_out import carry_out
from crm.exchange.choices import Choices, Meeting
from crm.queries import imports
from crm.rules import attendance
from crm.store import soundness
from crm.store.database import rows, value
from tests.crm.conftest import Cluster
from tests.crm.exchange import files
from tests.crm.exchange.bringing import TODAY, actions, brought, dump, planned

DAY = Meeting("Havbruksdagen", "2026-11-03")
HEADER = ["Fornavn", "Etternavn", "E-post", "Bedrift", "Status"]
KARI = ["Kari", "Berg", "kari@nord.example", "Nord AS"]
OLA = ["Ola", "Lund", "ola@nord.example", "Nord AS"]
ANNE = ["Anne-Lise", "Sæther", "al@fjordforsk.example", "Fjordforsk"]


def present(subject: str = "Havbruksdagen") -> list[tuple[str, str | None]]:
    return rows(
        "SELECT last_name, organisation.name FROM interaction_participant AS part"
        " JOIN interaction ON interaction.id = part.interaction_id JOIN person ON person.id = part.person_id"
        " LEFT JOIN organisation ON organisation.id = part.organisation_id WHERE subject = ? ORDER BY part.id",
        (subject,),
    )


def told(made: plan.Plan) -> list[str]:
    return meetings.sentences(made.attendance)


def test_everybody_who_comes_in_took_part_for_the_organisation_of_the_row(register: Path) -> None:
    before = dump()
    made = planned([*KARI, ""], [*OLA, ""], [*KARI, ""], header=HEADER, meeting=DAY)
    assert told(made) == ["2 of 2 people are noted as having taken part."]
    carry_out(made)
    assert rows("SELECT subject, held_on, type, status, minutes, year FROM interaction") == [
        ("Havbruksdagen", "2026-11-03", "meeting_in_person", "done", None, 2026)
    ]
    assert present() == [("Berg", "Nord AS"), ("Lund", "Nord AS")]
    assert soundness.problems() == []
    history.undo()
    assert dump() == before


def test_it_is_taken_back_with_the_list_exactly(cluster: Cluster) -> None:
    before = dump()
    outcome = brought([*ANNE, ""], [*KARI, ""], header=HEADER, meeting=DAY)
    assert len(present()) == 2 and outcome.step is not None
    history.take_back(outcome.step)
    assert dump() == before


def test_somebody_known_counts_for_the_employer_of_that_day_as_in_a_meeting_logged_by_hand(cluster: Cluster) -> None:
    """Kåre worked at Nordlys until August 2025 and works at Ødegård since."""
    kare = rows("SELECT first_name, last_name FROM person WHERE id = ?", (cluster.kare,))[0]
    for day in ("2025-05-10", "2026-11-03"):
        brought(kare, header=HEADER[:2], meeting=Meeting("Etter listen", day))
        interactions.log("For hånd", held_on=TODAY.fromisoformat(day), participants=[Participant(person=cluster.kare)])
    assert present("Etter listen") == present("For hånd")
    assert len({at for _name, at in present("For hånd")}) == 2


def test_somebody_known_who_worked_nowhere_counts_for_the_organisation_of_the_row(cluster: Cluster) -> None:
    eva = rows("SELECT first_name, last_name FROM person WHERE id = ?", (cluster.eva,))[0]
    brought([*eva, "", "Nord AS", ""], header=HEADER, meeting=DAY, answers={2: cluster.eva})
    assert [at for _name, at in present()] == ["Nord AS"]


def test_whoever_is_known_and_the_same_is_noted_though_nothing_else_is_written(cluster: Cluster) -> None:
    brought([*ANNE, ""], header=HEADER)
    made = planned([*ANNE, ""], header=HEADER, meeting=DAY)
    assert actions(made) == ["same"]
    outcome = carry_out(made)
    assert outcome.step is not None
    assert present() == [("Sæther", "Fjordforsk")]
    history.undo()
    assert present() == []


@pytest.mark.parametrize(
    ("words", "counted"),
    [
        (["Attended", "No show", "Ikke møtt"], [0]),
        (["avmeldt", "", "Påmeldt"], [1, 2]),
        (["x", "", "x"], [0, 2]),  # a mark for who came says that the others stayed away
        (["Checked in", "Registered", "Cancelled"], [0]),
        (["Ja", "Nei", "kanskje"], [0]),
        (["møtt", "MØTT", "deltok ikke"], [0, 1]),
    ],
)
def test_a_column_says_who_came(register: Path, words: list[str], counted: list[int]) -> None:
    people_ = [KARI, OLA, ["Siv", "Moe", "siv@nord.example", "Nord AS"]]
    lines = [[*person, word] for person, word in zip(people_, words, strict=True)]
    made = planned(*lines, header=[*HEADER[:4], "Oppmøte"], mapping={"Oppmøte": "attendance"}, meeting=DAY)
    assert told(made)[0].startswith(f"{len(counted)} of 3 people")
    carry_out(made)
    assert [name for name, _at in present()] == [people_[at][1] for at in counted]
    assert value("SELECT count(*) FROM person") == 3


def test_a_word_that_nobody_understands_is_told_and_does_not_count(register: Path) -> None:
    lines = [[*KARI, "møtt"], [*OLA, "vet ikke"]]
    made = planned(*lines, header=HEADER, mapping={"Status": "attendance"}, meeting=DAY)
    assert told(made)[1] == "Nobody knows whether “vet ikke” means that somebody came; those people are not counted."


def test_whoever_stands_twice_came_if_one_of_the_rows_says_so(register: Path) -> None:
    made = planned([*KARI, "avmeldt"], [*KARI, "møtt"], [*OLA, "avmeldt"], header=HEADER, meeting=DAY)
    assert made.mapping["Status"] == "attendance"
    carry_out(made)
    assert present() == [("Berg", "Nord AS")]


def test_rows_that_stay_out_are_not_counted(cluster: Cluster) -> None:
    people.add(first_name="Anne-Lise", last_name="Sæther")
    asked, wrong, skipped = ["Anne-Lise", "Sæther", "", "", ""], ["Siv", "Moe", "siv(at)x", "", ""], [*OLA, ""]
    made = planned([*KARI, ""], asked, wrong, skipped, header=HEADER, meeting=DAY, strategies={5: "skip"})
    assert actions(made) == ["new", "question", "rejected", "rejected"]
    carry_out(made)
    assert present() == [("Berg", "Nord AS")]


def test_where_nobody_came_nothing_is_logged(register: Path) -> None:
    made = planned([*KARI, "avmeldt"], header=HEADER, meeting=DAY)
    assert told(made) == ["Nobody of this list is noted as having taken part."]
    assert not made.writes.meetings and not made.writes.participants


def test_a_day_to_come_is_a_planned_meeting(register: Path) -> None:
    made = planned([*KARI, ""], header=HEADER, meeting=Meeting("Årsmøtet", "2026-12-24"))
    assert told(made) == ["1 of 1 person is noted for the planned meeting."]
    carry_out(made)
    assert value("SELECT status FROM interaction") == "planned"


def test_a_report_of_teams_was_a_video_meeting_unless_somebody_says_otherwise(register: Path) -> None:
    file = files.SAMPLES / "teams_attendance_utf16.csv"
    made = plan.make(file, today=TODAY, choices=Choices(meeting=DAY))
    assert [new.type for new in made.writes.meetings] == ["meeting_video"]
    said = plan.again(made, Choices(meeting=Meeting(DAY.subject, DAY.held_on, "site_visit")))
    assert [new.type for new in said.writes.meetings] == ["site_visit"]


def test_the_same_list_again_adds_no_second_meeting_and_nobody_twice(register: Path) -> None:
    brought([*KARI, ""], header=HEADER, meeting=DAY)
    again = planned([*KARI, ""], header=HEADER, meeting=Meeting("havbruksdagen ", "2026-11-03"))
    assert again.writes.total == 0
    assert told(again)[0] == "1 of 1 person is noted as having taken part. 1 of them was before."
    assert carry_out(again).step is None
    brought([*KARI, ""], [*OLA, ""], header=HEADER, meeting=DAY)
    assert present() == [("Berg", "Nord AS"), ("Lund", "Nord AS")]
    brought([*KARI, ""], header=HEADER, meeting=Meeting("Havbruksdagen", "2025-11-03"))
    assert value("SELECT count(*) FROM interaction") == 2


def test_without_a_meeting_the_column_does_nothing(register: Path) -> None:
    made = planned([*KARI, "avmeldt"], [*OLA, "møtt"], header=HEADER)
    assert told(made) == [] and actions(made) == ["new", "new"]
    carry_out(made)
    assert value("SELECT count(*) FROM interaction") == 0


def test_a_status_of_something_else_is_left_alone(register: Path) -> None:
    made = planned([*KARI, "aktiv"], [*OLA, "passiv"], header=HEADER)
    assert made.mapping["Status"] is None
    assert made.guesses["Status"].warning == ""


def test_a_ticket_list_says_who_comes(register: Path) -> None:
    made = plan.make(files.SAMPLES / "eventbrite_attendees.csv", today=TODAY, choices=Choices(meeting=DAY))
    assert made.mapping["Attendee Status"] == "attendance"
    assert [entry.attendance for entry in made.entries] == [attendance.AWAY, attendance.CAME]
    assert told(made) == ["1 of 2 people are noted as having taken part."]


def test_a_meeting_logged_by_somebody_else_meanwhile_is_seen_before_anything_is_written(register: Path) -> None:
    made = planned([*KARI, ""], header=HEADER, meeting=DAY)
    interactions.log("Havbruksdagen", held_on=TODAY.fromisoformat("2026-11-03"), participants=[Participant(name="Siv")])
    with pytest.raises(CrmError):
        carry_out(made)
    carry_out(plan.again(made, made.choices))
    assert [name for name, _at in present()] == ["Siv", "Berg"]


def test_mended_rows_took_part_in_the_meeting_of_their_list(register: Path, tmp_path: Path) -> None:
    outcome = brought([*KARI, ""], ["Siv", "Moe", "siv(at)x", "", ""], header=HEADER, meeting=DAY)
    rejects.save(outcome.batch, tmp_path / "ut.xlsx")
    made = plan.make(tmp_path / "ut.xlsx", today=TODAY, choices=Choices(edits={2: {"E-post": "siv@nord.example"}}))
    assert made.choices.meeting == DAY
    carry_out(made)
    assert [name for name, _at in present()] == ["Berg", "Moe"]


def test_the_history_of_imports_tells_the_meeting(register: Path) -> None:
    outcome = brought([*KARI, ""], header=HEADER, meeting=DAY)
    row = imports.ImportsQuery().rows([outcome.batch])[outcome.batch]
    assert ("All of these took part in", "Havbruksdagen, 03.11.2026") in how_read.told(row, imports.how(outcome.batch))


def test_programs_are_told_too(register: Path) -> None:
    made = planned([*KARI, "avmeldt"], [*OLA, "møtt"], header=HEADER, meeting=DAY)
    assert json.loads(json.dumps(plan_json.of(made, None)))["meeting"] == {
        "subject": "Havbruksdagen",
        "held_on": "2026-11-03",
        "type": "meeting_in_person",
        "people": 2,
        "counted": 1,
        "added": 1,
    }
