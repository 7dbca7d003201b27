"""A list goes out to Excel, is edited and comes back: only what was edited shows, and one undo takes it back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from crm import i18n
from crm.commands import contact_points, merging, organisations, own_fields, people
from crm.errors import CrmError
from crm.exchange import isolation, source
from crm.exchange.readers import spreadsheets
from crm.exchange.round_trip import book, came_back, cells, differences, editable, pasting, taking
from crm.exchange.round_trip.differences import CHANGED, CONFLICT, WRONG, Differences
from crm.queries.lists import fields
from crm.queries.lists.query import ListQuery
from crm.store import journal, opening, undo
from tests import new_register
from tests import sample as sample_cluster

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.klynge"
    sample_cluster.write(path)
    opening.close()
    return path


@pytest.fixture
def register(tmp_path: Path) -> Iterator[dict[str, int]]:
    """Two organisations, three people."""
    path = tmp_path / "register.klynge"
    new_register.create(path)
    nordlys = organisations.add("Nordlys AS", city="Tromsø", notes="Første linje\nAndre linje")
    fjord = organisations.add("Fjordtech AS", city="Harstad", org_number="923609016")
    contact_points.add(kind="phone", value="+47 40 61 23 45", organisation=nordlys)
    contact_points.add(kind="email", value="post@nordlys.example", organisation=nordlys)
    ada = people.add(
        first_name="Ada", last_name="Berg", organisation=nordlys, title="Leder", email="ada@nordlys.example"
    )
    bo = people.add(first_name="Bo", last_name="=Dahl", phone="40612345")
    eva = people.add(first_name="Eva", last_name="Kern", organisation=fjord)
    yield {"nordlys": nordlys, "fjord": fjord, "ada": ada, "bo": bo, "eva": eva}
    opening.close()


def read(path: Path) -> source.Source:
    """The file as the child process reads it, in this one."""
    return source.assembled(spreadsheets.messages(path.read_bytes(), "xlsx", path.name))


def sent(path: Path, about: str = "organisation", **more: Any) -> Path:
    ids = ListQuery(about, today=TODAY).ids()
    book.write(path, about, ids, title="Liste", today=TODAY, **more)
    return path


def back(path: Path) -> Differences:
    return differences.find(came_back.read(read(path)), path.name, TODAY)


class Excel:
    """Somebody who edits the visible sheet of a workbook."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = openpyxl.load_workbook(path)
        self.sheet = self.book.worksheets[0]

    def column(self, title: str) -> int:
        return next(cell.column or 0 for cell in self.sheet[1] if str(cell.value).rstrip(" *") == title)

    def row(self, name: str) -> int:
        return next(row[0].row or 0 for row in self.sheet.iter_rows() if any(cell.value == name for cell in row))

    def put(self, name: str, title: str, value: Any) -> "Excel":
        self.sheet.cell(self.row(name), self.column(title)).value = value
        return self

    def save(self) -> Path:
        self.book.save(self.path)
        return self.path


def test_every_list_that_nobody_touched_shows_no_difference_in_both_languages(sample: Path, tmp_path: Path) -> None:
    opening.open_register(sample, write=False, check=False)
    try:
        for language in i18n.LANGUAGES:
            i18n.use(language)
            for about in editable.LISTS:
                every = tuple(field.key for field in fields.of(about)) if language == "nb" else ()
                found = back(sent(tmp_path / f"{about}-{language}.xlsx", about, keys=every))
                assert found.none and found.notes == () and found.same == 0, (about, found.cells[:2])
    finally:
        i18n.use("en")
        opening.close()


def test_an_edit_shows_what_stood_then_what_they_wrote_and_what_stands_now(
    register: dict[str, int], tmp_path: Path
) -> None:
    path = sent(tmp_path / "ut.xlsx")
    organisations.edit(register["fjord"], city="Narvik")
    organisations.edit(register["nordlys"], city="Bodø")
    excel = Excel(path).put("Nordlys AS", "Town", "Alta").put("Nordlys AS", "Phone", "22 12 34 56")
    excel.put("Nordlys AS", "Actor type", "Investor").put("Nordlys AS", "Employees", "mange").save()
    found = {one.field.key: one for one in back(path).cells}
    assert {key: (one.base, one.theirs, one.now, one.state) for key, one in found.items() if key != "employees"} == {
        "city": ("Tromsø", "Alta", "Bodø", CONFLICT),
        "phone": ("+4740612345", "22 12 34 56", "+4740612345", CHANGED),
        "helix_sector": ("company", "Investor", "company", CHANGED),
    }
    assert found["employees"].state == WRONG and "“mange” is no number" in found["employees"].why


def test_what_is_accepted_is_one_step_and_one_undo(register: dict[str, int], tmp_path: Path) -> None:
    path = sent(tmp_path / "ut.xlsx", "person")
    excel = Excel(path).put("Ada", "First name", "Ada Marie").put("Berg", "Title", "Daglig leder")
    excel.put("Berg", "E-mail", None).put("Kern", "E-mail", "eva@fjordtech.example").put("Kern", "Language", "English")
    excel.save()
    found = back(path)
    assert {one.state for one in found.cells} == {CHANGED}
    before = journal_steps()
    taken = taking.take(found, found.cells, today=TODAY)
    assert (taken.changed, taken.added, taken.archived, taken.left) == (2, 0, 0, ())
    assert journal_steps() == before + 1
    ada, eva = (ListQuery("person", today=TODAY).rows([register[who]], ["first_name", "title", "email", "language"])
                for who in ("ada", "eva"))  # fmt: skip
    assert ada[register["ada"]] == {"first_name": "Ada Marie", "title": "Daglig leder", "email": "", "language": ""}
    assert eva[register["eva"]]["email"] == "eva@fjordtech.example" and eva[register["eva"]]["language"] == "en"
    assert back(path).none, "taken over, it differs no more"
    undo.undo()
    assert {one.state for one in back(path).cells} == {CHANGED} and len(back(path).cells) == len(found.cells)


def journal_steps() -> int:
    from crm.store.database import value

    return int(value("SELECT count(*) FROM step"))


def test_rows_sorted_columns_moved_and_added_and_removed_are_read_all_the_same(
    register: dict[str, int], tmp_path: Path
) -> None:
    path = sent(tmp_path / "ut.xlsx")
    excel = Excel(path).put("Nordlys AS", "Town", "Alta")
    rows = [[cell.value for cell in row] for row in excel.sheet.iter_rows()]
    titles = [title for title in rows[0] if title != "Street"]
    places = [rows[0].index(title) for title in reversed(titles)]
    moved = [[row[place] for place in places] for row in (rows[0], *reversed(rows[1:]))]
    moved[0].append("Our own")
    book_ = openpyxl.load_workbook(path)
    sheet = book_.worksheets[0]
    sheet.delete_rows(1, sheet.max_row)
    lines: list[list[Any]] = [[], ["A note above"], *moved]
    for line in lines:
        sheet.append(line)
    book_.save(path)
    found = back(path)
    assert [(one.field.key, one.theirs) for one in found.cells] == [("city", "Alta")]
    assert found.notes == (
        "The column “Street” is not in the file: nothing in it is changed.",
        "The column “Our own” did not go out from Klynge: nothing of it is taken over.",
    )
    assert not found.gone and not found.new


def test_new_rows_are_offered_and_missing_ones_are_proposed_to_be_archived(
    register: dict[str, int], tmp_path: Path
) -> None:
    path = sent(tmp_path / "ut.xlsx", "person")
    excel = Excel(path)
    excel.sheet.delete_rows(excel.row("Kern"))
    last = excel.sheet.max_row + 1
    said = {"First name": "Kari", "Last name": "Ny", "Organisation": "Nordlys AS", "Title": "Rådgiver"}
    for title, value in (said | {"E-mail": "kari@nordlys.example"}).items():
        excel.sheet.cell(last, excel.column(title)).value = value
    excel.sheet.cell(last + 1, excel.column("E-mail")).value = "uten navn"
    excel.save()
    found = back(path)
    assert [one.name for one in found.gone] == ["Eva Kern"] and not found.cells
    assert [(one.name, bool(one.why)) for one in found.new] == [("Kari Ny", False), ("", True)]
    taken = taking.take(found, (), found.new, found.gone, today=TODAY)
    assert (taken.added, taken.archived) == (1, 1)
    kari = max(ListQuery("person", today=TODAY).ids())
    told = ListQuery("person", today=TODAY).rows([kari], ["name", "organisation", "email", "title"])[kari]
    assert (told["name"], told["organisation"].id, told["email"]) == (
        "Kari Ny",
        register["nordlys"],
        "kari@nordlys.example",
    )
    assert register["eva"] not in ListQuery("person", today=TODAY).ids()
    undo.undo()
    assert register["eva"] in ListQuery("person", today=TODAY).ids() and kari not in ListQuery("person").ids()


def test_a_row_whose_record_went_into_another_finds_it(register: dict[str, int], tmp_path: Path) -> None:
    twin = people.add(first_name="Ada", last_name="Bergh")
    path = sent(tmp_path / "ut.xlsx", "person")
    merging.merge("person", register["ada"], twin)
    Excel(path).put("Bergh", "Notes", "Snakket på messen").save()
    (one,) = back(path).cells
    assert (one.id, one.field.key, one.theirs, one.state) == (register["ada"], "notes", "Snakket på messen", CHANGED)


def test_what_is_wrong_says_why_and_what_only_follows_is_not_taken(register: dict[str, int], tmp_path: Path) -> None:
    path = sent(tmp_path / "ut.xlsx")
    excel = Excel(path).put("Nordlys AS", "Org. number", "923609016").put("Nordlys AS", "E-mail", "post(at)nordlys")
    excel.put("Fjordtech AS", "Joined", date(2020, 1, 1)).put("Fjordtech AS", "Name", None)
    excel.save()
    whys = {one.field.key: one.why for one in back(path).cells}
    assert whys == {
        "org_number": "Another organisation has this number.",
        "email": "“post(at)nordlys” is not an e-mail address.",
        "joined_on": "This follows from other things and is not edited here.",
        "name": "This must be filled in.",
    }
    assert taking.take(back(path), back(path).cells, today=TODAY).changed == 0


def test_own_fields_go_out_and_come_back(register: dict[str, int], tmp_path: Path) -> None:
    own_fields.add("organisation", "Støtte", "number")
    own_fields.add("organisation", "Nivå", "choice", choices=["Gull", "Sølv"])
    path = sent(tmp_path / "ut.xlsx")
    Excel(path).put("Nordlys AS", "Støtte", 12.5).put("Nordlys AS", "Nivå", "sølv").save()
    found = back(path)
    assert taking.take(found, found.cells, today=TODAY).changed == 1
    keys = [one.field.key for one in found.cells]
    told = ListQuery("organisation", today=TODAY).rows([register["nordlys"]], keys)[register["nordlys"]]
    assert 1250 in [told[key] for key in keys]
    assert back(path).none


def test_another_register_a_csv_and_a_broken_mark_are_refused_in_words(
    register: dict[str, int], tmp_path: Path
) -> None:
    path = sent(tmp_path / "ut.xlsx")
    csv = tmp_path / "ut.csv"
    csv.write_text(
        "\n".join(";".join(str(c.value or "") for c in row) for row in Excel(path).sheet.iter_rows()), "utf-8-sig"
    )
    found = isolation.read(csv)
    assert came_back.is_ours(found)
    with pytest.raises(CrmError, match=r"Save it from Excel as an Excel workbook"):
        came_back.read(found)
    excel = Excel(path)
    excel.sheet.delete_cols(excel.column(book.ID))
    with pytest.raises(CrmError, match="The column “Klynge-ID” is gone"):
        came_back.read(read(excel.save()))
    opening.close()
    new_register.create(tmp_path / "other.klynge")
    people.add(last_name="Først her")  # in the same second, but not the same first step
    organisations.add("Så her")
    sent(path, "task")
    opening.close()
    opening.open_register(tmp_path / "register.klynge", check=False)
    with pytest.raises(CrmError, match="another register"):
        came_back.read(read(path))


def test_what_was_changed_while_one_looked_is_not_written_over(register: dict[str, int], tmp_path: Path) -> None:
    path = sent(tmp_path / "ut.xlsx")
    Excel(path).put("Nordlys AS", "Town", "Alta").save()
    found = back(path)
    organisations.edit(register["nordlys"], city="Bodø")
    with pytest.raises(CrmError, match="Nordlys AS was changed here"):
        taking.take(found, found.cells, today=TODAY)


def test_the_hidden_parts_are_hidden_and_choices_are_offered(register: dict[str, int], tmp_path: Path) -> None:
    made = openpyxl.load_workbook(sent(tmp_path / "ut.xlsx"))
    assert [sheet.sheet_state for sheet in made.worksheets] == ["visible", "veryHidden", "veryHidden"]
    seen = made.worksheets[0]
    place = next(cell for cell in seen[1] if cell.value == book.ID)
    assert seen.column_dimensions[place.column_letter].hidden
    assert any("klynge-words" in one.formula1 for one in seen.data_validations.dataValidation)
    assert not journal.author.staff


def test_a_pasted_half_of_a_sign_is_left_out_of_its_cell(register: dict[str, int]) -> None:
    keys = [field.key for field in fields.of("organisation")]
    for pasted in ("Bodø\ud83d", "\0Bodø"):
        block = pasting.block("organisation", [register["fjord"]], keys, [[pasted] * len(keys)], TODAY)
        assert ("city", "Bodø", CHANGED) in {(one.field.key, one.value, one.state) for one in block.cells}
    only = [one for one in block.cells if one.field.key == "city"]
    assert taking.take(block, only, today=TODAY).changed == 1


def test_signs_that_nobody_sees_are_no_difference_and_do_not_come_in(register: dict[str, int], tmp_path: Path) -> None:
    path = sent(tmp_path / "ut.xlsx")
    excel = Excel(path).put("Nordlys AS", "Town", "Trom\u200bsø\ufeff\u202e")
    excel.put("Fjordtech AS", "Town", "\u2066Narvik\u2069")
    excel.save()
    (one,) = back(path).cells
    assert (one.field.key, one.id, one.value, one.state) == ("city", register["fjord"], "Narvik", CHANGED)


@pytest.mark.parametrize("id", ["9" * 4_500, "٣" * 30, 1.5, -1, 0, True, 1e300, "nan"])
def test_what_somebody_made_of_an_id_is_a_row_without_one(register: dict[str, int], tmp_path: Path, id: Any) -> None:
    found = read(sent(tmp_path / "ut.xlsx"))
    seen = found.sheets[0].rows
    place = seen[0].index(book.ID)
    left = seen[2][place]
    seen[1][place] = id
    assert [line.id for line in came_back.read(found).lines] == [None, left]
    differences.find(came_back.read(found), "ut.xlsx", TODAY)


@pytest.mark.parametrize("kept", ["[" * 100_000, "true", "[1]", '"x"', "1.5", "null", "{", "2026-02-31", "\0"])
def test_what_somebody_wrote_into_the_hidden_sheet_is_no_value(kept: str, register: dict[str, int]) -> None:
    for about, key in (("organisation", "employees"), ("organisation", "joined_on"), ("task", "due_on")):
        assert cells.from_kept(fields.get(about, key), kept) is None
    assert cells.from_kept(fields.get("organisation", "is_member"), kept) is (True if kept == "true" else None)


def test_a_cell_that_shows_an_error_is_not_taken_for_an_emptied_one(register: dict[str, int], tmp_path: Path) -> None:
    path = sent(tmp_path / "ut.xlsx")
    Excel(path).put("Nordlys AS", "Town", "#N/A").put("Fjordtech AS", "Town", "Narvik").save()
    told = isolation.read(path)
    assert "1 cell shows an error such as #N/A and is read as empty." in told.notes
    found = {one.id: one for one in differences.find(came_back.read(told), path.name, TODAY).cells}
    assert found[register["fjord"]].state == CHANGED
    assert found[register["nordlys"]].state == WRONG and "nobody can tell" in found[register["nordlys"]].why
