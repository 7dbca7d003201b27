"""Writing cells anew, filling down, finding and replacing; and what a plan shows of each cell."""

from datetime import date
from pathlib import Path

from crm.exchange import cell_edits, plan, shown_cells
from crm.exchange.cell_edits import Wanted
from crm.exchange.choices import Choices, Refused
from crm.exchange.plan import Plan
from tests.crm.conftest import Cluster
from tests.crm.exchange.bringing import PEOPLE, actions, planned

COMPANY = ["Bedrift", "Poststed", "Ansatte"]
LINES = (["Nord AS", "Oslo", 12.0], ["Sør AS", "Tromso", 3], ["Vest AS", "", None])


def numbers(made: Plan) -> list[int]:
    return [row.row for row in made.rows]


def states(made: Plan, place: int) -> dict[str, str]:
    return {header: cell.state for header, cell in shown_cells.row(made, place).items()}


def test_a_cell_that_says_again_what_the_file_says_is_no_edit(register: Path) -> None:
    made = planned(*LINES, header=COMPANY)
    once = cell_edits.written(made.table, made.choices, [(3, "Poststed", "Tromsø"), (2, "Ansatte", "12")])
    assert once.edits == {3: {"Poststed": "Tromsø"}}
    assert cell_edits.written(made.table, once, [(3, "Poststed", "Tromso")]).edits == {}
    assert cell_edits.taken_back(once, [(3, "Poststed"), (4, "Poststed")]).edits == {}


def test_the_first_of_the_rows_is_filled_down_with_what_was_written_in_it(register: Path) -> None:
    made = planned(*LINES, header=COMPANY)
    choices = cell_edits.written(made.table, made.choices, [(2, "Poststed", "Bodø")])
    filled = cell_edits.filled_down(made.table, choices, [2, 3, 4], ["Poststed", "Ansatte"])
    assert filled.edits[4] == {"Poststed": "Bodø", "Ansatte": "12"}
    assert cell_edits.filled_down(made.table, choices, [2], ["Poststed"]) == choices


def test_what_is_found_is_replaced_and_counted(register: Path) -> None:
    made = planned(*LINES, header=COMPANY)
    choices, count = cell_edits.replaced(
        made.table, made.choices, Wanted("AS"), "ASA", numbers(made), ["Bedrift", "Poststed"]
    )
    assert (count, choices.edits[3]) == (3, {"Bedrift": "Sør ASA"})
    assert cell_edits.replaced(made.table, choices, Wanted("as", whole=True), "x", numbers(made), COMPANY)[1] == 0
    assert cell_edits.find(made.table, choices, Wanted("sør asa"), numbers(made), COMPANY) == (3, "Bedrift")
    assert cell_edits.find(made.table, choices, Wanted(""), numbers(made), COMPANY) == (4, "Poststed")
    assert cell_edits.find(made.table, choices, Wanted("Kiruna"), numbers(made), COMPANY) is None


def test_a_day_is_read_as_it_was_shown_when_it_is_filled_down(register: Path) -> None:
    header = ["Bedrift", "Innmeldt"]
    made = planned(["Nord AS", date(2026, 3, 2)], ["Sør AS", None], header=header)
    filled = plan.again(made, cell_edits.filled_down(made.table, made.choices, [2, 3], ["Innmeldt"]))
    assert [entry.organisation and entry.organisation.membership for entry in filled.entries][1] is not None
    assert shown_cells.row(filled, 1)["Innmeldt"].text == "02.03.2026"
    assert filled.writes.memberships[1].joined_on == "2026-03-02"


def test_each_cell_says_what_becomes_of_it(cluster: Cluster) -> None:
    lines = (
        ["Nordlys Havbruk AS", "Bodø", "mange"],
        ["Helt Ny AS", "Oslo", 4],
        ["", "Oslo", 4],
    )
    made = planned(*lines, header=COMPANY)
    assert states(made, 0) == {"Bedrift": "same", "Poststed": "changed", "Ansatte": "told"}
    assert states(made, 1) == {"Bedrift": "new", "Poststed": "new", "Ansatte": "new"}
    assert set(states(made, 2).values()) == {"out"}
    change = shown_cells.row(made, 0)["Poststed"].change
    assert change is not None and (change.before, change.after) == ("Tromsø", "Bodø")
    erased = planned(["Nordlys Havbruk AS", "", ""], header=COMPANY, erases=frozenset({"Poststed"}))
    assert states(erased, 0)["Poststed"] == "erased"
    assert states(planned(lines[0], header=COMPANY, strategy="ask"), 0)["Poststed"] == "asked"


def test_the_cell_for_which_a_row_is_rejected_is_pointed_at(register: Path) -> None:
    made = planned(["Nord AS", "Oslo", "123"], header=["Bedrift", "Poststed", "Org.nr"])
    assert states(made, 0) == {"Bedrift": "out", "Poststed": "out", "Org.nr": "wrong"}


def test_of_two_numbers_the_one_that_is_new_is_marked(cluster: Cluster) -> None:
    header = ["Fornavn", "Etternavn", "Bedrift", "Mobil", "Telefon"]
    made = planned(["Åse", "Aas", "Nordlys Havbruk AS", "912 00 000", ""], header=header)
    again = planned(["Ny", "Ny", "Nordlys Havbruk AS", "+47 913 00 000", "77 60 00 09"], header=header)
    assert states(made, 0)["Telefon"] == "same"
    assert {states(again, 0)[name] for name in ("Mobil", "Telefon")} == {"new"}


def test_a_cell_is_refused_and_wanted_again(cluster: Cluster) -> None:
    made = planned(["Nordlys Havbruk AS", "Bodø", 77], ["Helt Ny AS", "Bodø", 4], header=COMPANY)
    refused = shown_cells.with_refusals(made, [(0, "Poststed"), (1, "Bedrift")], refuse=True)
    assert refused == {Refused(2, "organisation", "city")}  # without its name nothing can be created
    less = plan.again(made, Choices(refused=refused))
    assert states(less, 0) == {"Bedrift": "same", "Poststed": "refused", "Ansatte": "new"}
    assert shown_cells.with_refusals(less, [(0, "Poststed")], refuse=False) == frozenset()


def test_of_a_refused_column_one_cell_may_be_wanted_after_all(cluster: Cluster) -> None:
    made = planned(["Nordlys Havbruk AS", "Bodø", 77], ["Helt Ny AS", "Bodø", 4], header=COMPANY)
    whole = plan.again(made, Choices(refused=shown_cells.with_column(made, "Poststed", refuse=True)))
    assert shown_cells.is_column_refused(whole, "Poststed")
    assert [states(whole, place)["Poststed"] for place in (0, 1)] == ["refused", "refused"]
    one = shown_cells.with_refusals(whole, [(0, "Poststed")], refuse=False)
    assert one == {Refused(3, "organisation", "city")}
    assert shown_cells.with_column(whole, "Poststed", refuse=False) == frozenset()


def test_only_columns_that_mean_something_are_shown(register: Path) -> None:
    made = planned(["Kari", "Berg", "k@x.example", "", "", "", "blå"], header=[*PEOPLE, "Favorittfarge"])
    assert shown_cells.columns(made) == list(PEOPLE)
    assert actions(made) == ["new"]
