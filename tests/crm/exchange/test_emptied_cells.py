"""Empty cells of a ticked column retire addresses and numbers and empty notes, shown and taken back like all else."""

from dataclasses import replace

import pytest

from crm.commands import contact_points, history, people
from crm.exchange import plan, shown_cells
from crm.exchange.carry_out import carry_out
from crm.exchange.choices import Choices, Refused
from crm.exchange.pad import Change
from crm.store import soundness
from crm.store.database import rows
from tests.crm.conftest import Cluster
from tests.crm.exchange.bringing import actions, brought, dump, only, planned

HEADER = ["Fornavn", "Etternavn", "E-post", "Mobil", "Telefon", "Merknad"]
ALL = frozenset(HEADER[2:])


@pytest.fixture
def kari(cluster: Cluster) -> int:
    """Somebody with an address, two numbers and notes."""
    made = people.add(first_name="Kari", last_name="Vik", notes="Møtt på messe")
    for kind, value, label in (
        ("email", "kari@vik.example", "work"),
        ("phone", "912 00 111", "mobile"),
        ("phone", "77 60 00 09", "work"),
    ):
        contact_points.add(kind=kind, value=value, person=made, label=label)
    return made


def in_use(person: int) -> list[str]:
    found = rows("SELECT value FROM contact_point WHERE person_id = ? AND retired_on IS NULL ORDER BY id", (person,))
    return [value for (value,) in found]


def test_an_empty_cell_retires_nothing_unless_its_column_is_ticked(kari: int) -> None:
    assert actions(planned(["Kari", "Vik", "", "", "", ""], header=HEADER)) == ["same"]


def test_ticked_empty_cells_retire_and_are_shown_and_undone(kari: int) -> None:
    before = dump()
    made = planned(["Kari", "Vik", "", "", "", ""], header=HEADER, erases=ALL)
    assert only(made).changes == (
        Change("contact_point", "email", "kari@vik.example", ""),
        Change("contact_point", "phone", "912 00 111", ""),
        Change("contact_point", "phone", "77 60 00 09", ""),
        Change("person", "notes", "Møtt på messe", ""),
    )
    cells = shown_cells.row(made, 0)
    assert {cells[header].state for header in ALL} == {"erased"}
    outcome = carry_out(made)
    assert in_use(kari) == []
    assert rows("SELECT count(*) FROM contact_point WHERE person_id = ? AND is_primary = 0", (kari,)) == [(3,)]
    assert rows("SELECT notes FROM person WHERE id = ?", (kari,)) == [("",)]
    assert soundness.problems() == []
    assert outcome.counts.changed == 1 and outcome.step is not None
    history.undo()
    assert dump() == before


def test_an_import_that_retired_is_taken_back_later(kari: int) -> None:
    outcome = brought(["Kari", "Vik", "", "", "", ""], header=HEADER, erases=ALL)
    people.add(first_name="Ny", last_name="Person")
    assert outcome.step is not None
    history.take_back(outcome.step)
    assert in_use(kari) == ["kari@vik.example", "912 00 111", "77 60 00 09"]
    assert rows("SELECT is_primary FROM contact_point WHERE person_id = ? ORDER BY id", (kari,)) == [(1,), (1,), (0,)]
    assert rows("SELECT notes FROM person WHERE id = ?", (kari,)) == [("Møtt på messe",)]


def test_a_column_empties_only_its_own_kind_of_number(kari: int) -> None:
    mobile = planned(
        ["Kari", "Vik", "kari@vik.example", "", "77 60 00 09", ""], header=HEADER, erases=frozenset({"Mobil"})
    )
    assert only(mobile).changes == (Change("contact_point", "phone", "912 00 111", ""),)
    assert [shown_cells.row(mobile, 0)[header].state for header in ("Mobil", "Telefon")] == ["erased", "same"]
    only_one = ["Fornavn", "Etternavn", "E-post", "Telefon"]
    both = planned(["Kari", "Vik", "kari@vik.example", ""], header=only_one, erases=frozenset({"Telefon"}))
    assert [change.before for change in only(both).changes] == ["912 00 111", "77 60 00 09"]


def test_what_another_row_states_is_kept(kari: int) -> None:
    lines = (["Kari", "Vik", "", "", "", ""], ["Kari", "Vik", "kari@vik.example", "", "77600009", "Ny"])
    made = planned(*lines, header=HEADER, erases=ALL)
    assert [change.before for change in made.rows[0].changes] == ["912 00 111"]
    carry_out(made)
    assert in_use(kari) == ["kari@vik.example", "77 60 00 09"]
    assert rows("SELECT notes FROM person WHERE id = ?", (kari,)) == [("Møtt på messe\nNy",)]


def test_a_new_address_in_place_of_a_retired_one_becomes_the_primary(kari: int) -> None:
    lines = (["Kari", "Vik", "", "912 00 111", "", ""], ["Kari", "Vik", "ny@vik.example", "912 00 111", "", ""])
    carry_out(planned(*lines, header=HEADER, erases=frozenset({"E-post"}), answers={3: kari}))
    assert rows("SELECT value, is_primary FROM contact_point WHERE person_id = ? AND kind = 'email'", (kari,)) == [
        ("kari@vik.example", 0),
        ("ny@vik.example", 1),
    ]


def test_fill_and_create_erase_nothing_and_one_erasing_can_be_refused(kari: int) -> None:
    line = ["Kari", "Vik", "", "", "", ""]
    for strategy in ("fill", "create"):
        assert actions(planned(line, header=HEADER, erases=ALL, strategy=strategy)) == ["same"]
    made = planned(line, header=HEADER, erases=ALL)
    refused = frozenset({Refused(2, "contact_point", "phone", "912 00 111")})
    kept = plan.again(made, replace(made.choices, refused=refused))
    assert [change.before for change in only(kept).changes if change.field == "phone"] == ["77 60 00 09"]


def test_an_organisations_addresses_are_retired_as_well(cluster: Cluster) -> None:
    contact_points.add(kind="email", value="post@nordlys.example", organisation=cluster.nordlys)
    header = ["Bedrift", "E-post bedrift", "Poststed"]
    made = planned(
        ["Nordlys Havbruk AS", "", "Tromsø"],
        header=header,
        mapping={"E-post bedrift": "organisation.email"},
        erases=frozenset({"E-post bedrift"}),
    )
    assert Change("contact_point", "email", "post@nordlys.example", "") in only(made).changes
    carry_out(made)
    assert rows(
        "SELECT count(*) FROM contact_point WHERE organisation_id = ? AND kind = 'email' AND retired_on IS NULL",
        (cluster.nordlys,),
    ) == [(0,)]


def test_one_number_of_a_row_is_refused_and_wanted_again_by_itself(cluster: Cluster) -> None:
    header = ["Fornavn", "Etternavn", "E-post", "Mobil", "Telefon"]
    made = planned(["Ny", "Person", "ny@vik.example", "912 00 222", "77 60 00 08"], header=header)
    refused = shown_cells.with_refusals(made, [(0, "Mobil")], refuse=True)
    assert refused == {Refused(2, "contact_point", "phone", "912 00 222")}
    less = plan.again(made, replace(made.choices, refused=refused))
    cells = shown_cells.row(less, 0)
    assert (cells["Mobil"].state, cells["Telefon"].state) == ("refused", "new")
    assert [point.value for point in less.writes.points[0].points] == ["ny@vik.example", "77 60 00 08"]
    assert shown_cells.with_refusals(less, [(0, "Mobil")], refuse=False) == frozenset()
    assert Choices.from_json(Choices(refused=refused).to_json()).refused == refused


def test_one_number_is_wanted_again_where_all_of_the_column_were_refused(cluster: Cluster) -> None:
    header = ["Fornavn", "Etternavn", "Mobil", "Telefon"]
    lines = (["Ny", "Person", "912 00 222", "77 60 00 08"], ["To", "Person", "912 00 333", ""])
    made = planned(*lines, header=header, refused=frozenset({Refused(None, "contact_point", "phone")}))
    assert made.writes.points == []
    assert shown_cells.with_refusals(made, [(0, "Mobil")], refuse=False) == {
        Refused(2, "contact_point", "phone", "77 60 00 08"),
        Refused(3, "contact_point", "phone", "912 00 333"),
    }
