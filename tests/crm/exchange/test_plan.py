from pathlib import Path

import pytest

from crm.errors import Cancelled, CrmError
from crm.exchange import plan, plan_json
from tests.crm.exchange.bringing import TODAY, actions, nothing_written, planned, source
from tests.crm.exchange.files import SAMPLES, workbook

KEYS = {
    *("batch", "format", "encoding", "sheet", "header_row", "mapping", "rows", "new", "changed", "same", "rejected"),
    *(
        "questions",
        "people_created",
        "people_updated",
        "organisations_created",
        "organisations_updated",
        "rejections",
        "memberships_created",
    ),
}


def test_the_json_has_exactly_the_promised_keys(register: Path) -> None:
    made = planned(["Kari", "Berg", "kari@x.example", "", "", "Nordlys AS"], ["", "", "kari(at)x", "", "", ""])
    told = plan_json.of(made, None)
    assert set(told) == KEYS
    assert told["batch"] is None and told["sheet"] == "Ark1" and told["header_row"] == 1
    assert told["mapping"]["E-post"] == "person.email"
    assert (told["rows"], told["new"], told["rejected"]) == (2, 1, 1)
    assert [one["row"] for one in told["rejections"]] == [3]
    assert "kari(at)x" in told["rejections"][0]["reason"]


def test_a_given_mapping_goes_before_the_guess(register: Path) -> None:
    line = ["Kari", "Berg", "kari@x.example", "", "Leder", "Nordlys AS"]
    made = planned(line, mapping={"Stilling": "notes", "Bedrift": ""})
    assert (made.mapping["Stilling"], made.mapping["Bedrift"]) == ("notes", "")
    assert (made.writes.people[0].notes, made.writes.organisations) == ("Leder", [])


@pytest.mark.parametrize("mapping", [{"Finnes ikke": "notes"}, {"Stilling": "person.shoe_size"}])
def test_a_mapping_of_unknown_columns_or_fields_is_refused_with_the_choices(
    register: Path, mapping: dict[str, str]
) -> None:
    with pytest.raises(CrmError, match=r"there are: .+"):
        planned(["Kari", "Berg", "", "", "", ""], mapping=mapping)


def test_a_list_that_names_nobody_is_refused_with_its_columns(register: Path) -> None:
    with pytest.raises(CrmError, match="“Vekt”"):
        planned([1, 2], [3, 4], header=["Vekt", "Lengde"])


def test_a_header_without_rows_is_refused(register: Path) -> None:
    with pytest.raises(CrmError, match="no rows"):
        planned()


@pytest.mark.parametrize(
    ("name", "data"),
    [("tom.xlsx", b""), ("tull.xlsx", b"\x00\x01\x02" * 50), ("kuttet.xlsx", workbook(["Navn"], ["Kari"])[:400])],
)
def test_a_file_that_is_no_list_is_refused_with_a_sentence_and_nothing_is_written(
    register: Path, name: str, data: bytes
) -> None:
    def deed() -> None:
        with pytest.raises(CrmError) as error:
            plan.make(data, name, today=TODAY)
        assert len(str(error.value)) > 20

    nothing_written(deed)


def test_making_a_plan_can_be_stopped(register: Path) -> None:
    def stop(done: int, total: int | None = None, text: str = "") -> None:
        if text == "Making the plan":
            raise Cancelled("")

    with pytest.raises(Cancelled):
        plan.of_source(source(["Kari", "Berg", "", "", "", ""]), "liste.xlsx", today=TODAY, progress=stop)


def test_the_sheet_can_be_chosen(register: Path) -> None:
    data = workbook(
        ["Navn", "E-post", "Bedrift"], ["Kari Berg", "kari@x.example", "Nordlys AS"],
        Deltakere=[["Navn", "E-post", "Bedrift"], ["Ola Lund", "ola@x.example", "Nordlys AS"]],
    )  # fmt: skip
    made = plan.make(data, "liste.xlsx", today=TODAY, sheet="Deltakere")
    assert (made.sheet, made.entries[0].name) == ("Deltakere", "Ola Lund")


def test_an_ended_register_step_is_remembered_as_seen(register: Path) -> None:
    assert planned(["Kari", "Berg", "", "", "", ""]).seen == 0


@pytest.mark.parametrize(
    ("file", "people", "organisations"),
    [
        ("norwegian_event_generic.csv", 2, 2),
        ("forms_nb.csv", 2, 2),
        ("forms_en.csv", 2, 2),
        ("linkedin_connections.csv", 2, 2),
        ("eventbrite_attendees.csv", 2, 2),
        ("mailchimp_subscribed.csv", 2, 2),
        ("outlook_nb_partly_verified.csv", 2, 2),
        ("outlook_web_en.csv", 2, 2),
        ("outlook_desktop_en.csv", 2, 2),
        ("google_contacts_new.csv", 2, 2),
        ("google_contacts_old.csv", 2, 2),
    ],
)
def test_the_layouts_that_staff_receive_come_in(register: Path, file: str, people: int, organisations: int) -> None:
    made = plan.make(SAMPLES / file, today=TODAY)
    counts = made.counts
    assert actions(made) == ["new"] * people, [row.reason for row in made.rows]
    assert (counts.people_created, counts.organisations_created) == (people, organisations)
    assert {entry.name for entry in made.entries} == {"Kåre Ødegård", "Åse Sæther"}
    assert {new.name for new in made.writes.organisations} == {"Blåbær Maritim AS", 'Nordlys "Energi" AS'}
