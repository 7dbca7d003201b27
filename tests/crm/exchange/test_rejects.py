"""Rejected rows as a workbook that looks like the list, is mended, and comes back as part of the same list."""

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from crm import i18n
from crm.exchange import isolation, mended, plan, rejects
from crm.exchange.carry_out import carry_out
from crm.exchange.choices import Choices, Door
from crm.store.database import rows, value
from tests.crm.exchange.files import altered, workbook

TODAY = date(2026, 11, 23)
LIST = b"Fornavn;Etternavn;E-post;Medlem fra\nLiv;Strand;liv@strand.example;\nFeil;Adresse;ikke en adresse;3.2.2026\n"
HEADER = ["Fornavn", "Etternavn", "E-post", "Tlf", "Tlf", None, "Postnr", "Timer", "Sett", "Farge"]
WRONG = [
    "Kari",
    "Feil",
    "kari-at-nord.example",
    "+47 912 00 000",
    None,
    "fri tekst",
    "0047",
    12.5,
    datetime(2026, 11, 3, 9, 5),
    "+grønn",
]
RIGHT = ["Ola", "Rett", "ola@nord.example", None, None, None, "0150", 3, date(2026, 11, 4), "grønn"]
ADDED = ["Why not", "Row in the file"]


def typed() -> bytes:
    return workbook(["Deltakerliste"], [], HEADER, RIGHT, WRONG, sheet="Deltakere")


def saved(data: bytes, name: str, path: Path, **chosen: object) -> int:
    """Bring the list in, save what was rejected, and give the import's number."""
    outcome = carry_out(plan.make(data, name, today=TODAY, choices=Choices(**chosen)))  # type: ignore[arg-type]
    rejects.save(outcome.batch, path)
    return outcome.batch


def mend(path: Path, cell: str, text: str) -> None:
    """What somebody does in Excel."""
    book = openpyxl.load_workbook(path)
    book.worksheets[0][cell] = text
    book.save(path)


def test_rejected_rows_keep_headers_order_and_values_and_say_why_at_the_end(register: Path, tmp_path: Path) -> None:
    saved(typed(), "deltakere.xlsx", tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    header, row = book["Deltakere"].iter_rows(values_only=True)
    assert [title or None for title in header] == [*HEADER, *ADDED]
    assert row[:10] == tuple(WRONG)
    assert "kari-at-nord.example" in str(row[10])
    assert row[11] == 5
    formats = [cell.number_format for cell in book["Deltakere"][2]]
    assert (formats[6], formats[7], formats[8]) == ("@", "General", "dd.mm.yyyy hh:mm")
    assert book["Deltakere"]["J2"].data_type == "s"  # a text that begins like a formula is none


def test_a_mended_row_comes_in_and_the_import_knows_what_it_mends(register: Path, tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    first = saved(typed(), "deltakere.xlsx", path)
    mend(path, "C2", "kari@nord.example")
    again = plan.make(path, today=TODAY)
    assert list(again.mapping) == list(plan.make(typed(), "deltakere.xlsx", today=TODAY).mapping)
    assert (again.counts.rows, again.counts.new, again.counts.rejected) == (1, 1, 0)
    done = carry_out(again)
    assert value("SELECT mends FROM import_batch WHERE id = ?", (done.batch,)) == first
    assert value("SELECT mends FROM import_batch WHERE id = ?", (first,)) is None
    same = rows("SELECT count(DISTINCT fingerprint) FROM import_batch")
    assert same == [(1,)]


def test_it_inherits_the_columns_and_the_choices_of_its_list(register: Path, tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    door = Door("Havbruksdagen", "consent")
    saved(typed(), "deltakere.xlsx", path, mapping={"Farge": "notes"}, strategy="fill", door=door)
    again = plan.make(path, today=TODAY)
    assert again.mapping["Farge"] == "notes"
    assert (again.choices.strategy, again.choices.door) == ("fill", door)
    other = plan.make(path, today=TODAY, choices=Choices(mapping={"Farge": ""}, strategy="create"))
    assert (other.mapping["Farge"], other.choices.strategy, other.choices.door) == ("", "create", door)


def test_it_is_still_known_after_another_program_saved_it_with_a_column_more(register: Path, tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    first = saved(typed(), "deltakere.xlsx", path)
    book = openpyxl.load_workbook(path)
    book["Deltakere"].insert_cols(1)
    book["Deltakere"]["A1"] = "Sett på av"
    book.save(path)
    source = isolation.read(path)
    assert mended.batch(source) == first
    assert source.sheets[0].rows[0] == ["Sett på av", *HEADER]


def test_a_column_of_the_same_name_stays_the_lists_own(register: Path, tmp_path: Path) -> None:
    header = ["Fornavn", "Etternavn", "E-post", "Why not"]
    good = ["Ola", "Rett", "ola@nord.example", None]
    data = workbook(header, good, ["Kari", "Feil", "kari-at-nord.example", "hennes egen"])
    saved(data, "liste.xlsx", tmp_path / "out.xlsx")
    assert isolation.read(tmp_path / "out.xlsx").sheets[0].rows == [
        header,
        ["Kari", "Feil", "kari-at-nord.example", "hennes egen"],
    ]


@pytest.mark.parametrize(
    "text", ["", "null", "{}", "[1]", '["1", 2, 3]', "[99, &quot;ab&quot;, []]", "[" * 5000, '[1, "x", [null]]']
)
def test_a_mark_that_makes_no_sense_is_no_mark(register: Path, tmp_path: Path, text: str) -> None:
    saved(typed(), "deltakere.xlsx", tmp_path / "out.xlsx")

    def forged(name: str, content: bytes) -> bytes:
        if name != "docProps/custom.xml":
            return content
        start, end = content.index(b"lpwstr>") + 7, content.rindex(b"</vt:lpwstr")
        return content[:start] + text.encode() + content[end:]

    source = isolation.read_data(altered((tmp_path / "out.xlsx").read_bytes(), forged), "out.xlsx")
    assert mended.batch(source) is None
    assert len(source.sheets[0].rows[0]) == len(HEADER) + 2


def test_another_register_does_not_take_it_for_its_own(register: Path, tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    saved(typed(), "deltakere.xlsx", path)
    other = isolation.read(path)
    assert mended.mark(other) is not None
    forged = replace(other, mends=other.mends.replace(value("SELECT sha256 FROM import_batch"), "0" * 64))
    assert mended.batch(forged) is None
    assert mended.choices(None, Choices(strategy="fill")).strategy == "fill"


def test_a_text_list_comes_back_as_a_workbook_or_as_text(register: Path, tmp_path: Path) -> None:
    first = saved(LIST, "liste.csv", tmp_path / "out.xlsx")
    again = plan.make(tmp_path / "out.xlsx", today=TODAY)
    assert (again.mends, list(again.mapping)) == (first, ["Fornavn", "Etternavn", "E-post", "Medlem fra"])
    assert rejects.save(first, tmp_path / "out.csv").rows == 1
    text = plan.make(tmp_path / "out.csv", today=TODAY)
    assert (text.mends, list(text.mapping)) == (first, ["Fornavn", "Etternavn", "E-post", "Medlem fra"])


@pytest.mark.parametrize("language", ["nb", "en"])
def test_a_mended_text_inherits_what_was_chosen_in_any_language(register: Path, tmp_path: Path, language: str) -> None:
    path = tmp_path / "out.csv"
    i18n.use(language)
    first = saved(LIST, "liste.csv", path, strategy="fill", mapping={"Medlem fra": ""})
    i18n.use("en")
    path.write_bytes(path.read_bytes().replace(b"ikke en adresse", b"feil@strand.example"))
    again = plan.make(path, today=TODAY)
    assert (again.mends, again.choices.strategy, again.counts.new) == (first, "fill", 1)


def test_a_text_whose_rows_were_never_left_out_is_a_list_of_its_own(register: Path, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    saved(LIST, "liste.csv", path)
    path.write_bytes(path.read_bytes().replace(b";3\r\n", b";2\r\n"))
    assert mended.mark(isolation.read(path)) is not None
    assert mended.batch(isolation.read(path)) is None


def test_a_list_without_a_header_comes_back_with_its_columns(register: Path, tmp_path: Path) -> None:
    data = b"Liv Strand;liv@strand.example\nKari Feil;kari@\nOla Rett;ola@rett.example\nEva Rett;eva@rett.example\n"
    made = plan.make(data, "liste.csv", today=TODAY)
    assert made.header_row is None
    rejects.save(carry_out(made).batch, tmp_path / "out.xlsx")
    again = plan.make(tmp_path / "out.xlsx", today=TODAY)
    assert (dict(again.mapping), again.counts.rows) == (dict(made.mapping), 1)


def test_a_dry_run_gives_the_same_workbook(register: Path, tmp_path: Path) -> None:
    data = typed()
    rejects.of_plan(plan.make(data, "deltakere.xlsx", today=TODAY), tmp_path / "dry.xlsx")
    saved(data, "deltakere.xlsx", tmp_path / "out.xlsx")
    dry, done = (
        openpyxl.load_workbook(tmp_path / name)["Deltakere"].iter_rows(values_only=True)
        for name in ("dry.xlsx", "out.xlsx")
    )
    assert list(dry) == list(done)
    # Brought in since, it is known all the same
    assert mended.batch(isolation.read(tmp_path / "dry.xlsx")) == 1


def test_identity_numbers_and_health_are_not_in_it(register: Path, tmp_path: Path) -> None:
    header = ["Navn", "E-post", "Allergier", "Fødselsnummer"]
    data = workbook(header, ["Kari Feil", "kari-at-nord.example", "nøtter", "01019012345"])
    rejects.of_plan(plan.make(data, "liste.xlsx", today=TODAY), tmp_path / "dry.xlsx")
    saved(data, "liste.xlsx", tmp_path / "out.xlsx")
    for name in ("dry.xlsx", "out.xlsx"):
        with zipfile.ZipFile(io.BytesIO((tmp_path / name).read_bytes())) as book:
            content = b"".join(map(book.read, book.namelist()))
        assert b"01019012345" not in content
        assert "nøtter".encode() not in content


def test_a_list_without_rejected_rows_gives_headers_alone(register: Path, tmp_path: Path) -> None:
    outcome = carry_out(plan.make(LIST.rsplit(b"Feil")[0], "liste.csv", today=TODAY))
    assert rejects.save(outcome.batch, tmp_path / "none.csv").rows == 0
