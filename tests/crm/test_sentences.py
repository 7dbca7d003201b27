"""A sentence that is kept is read in the language of whoever reads it; what was kept as text stays as it is."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from crm import i18n, sentences
from crm.exchange import plan, rejects
from crm.exchange.carry_out import carry_out
from crm.queries import import_rows, imports
from crm.store.database import rows, value
from tests.crm.exchange.bringing import brought, planned

WRONG = ["Kari", "Berg", "kari(at)nord", "12", "Leder", ""]


@pytest.fixture(autouse=True)
def bokmal() -> Iterator[None]:
    before = i18n.language()
    i18n.use("nb")
    yield
    i18n.use(before)


def test_a_reason_is_told_in_the_language_of_the_reader(register: Path) -> None:
    made = planned(WRONG, mapping={"E-post": "person.email"})
    outcome = carry_out(made)
    (line,) = imports.lines(outcome.batch)
    assert line.reason == made.rows[0].reason
    i18n.use("en")
    (english,) = imports.lines(outcome.batch)
    assert "“kari(at)nord” is not an e-mail address" in english.reason
    assert english.reason != line.reason
    assert import_rows.left_out(outcome.batch).rows[0].reason == english.reason


def test_several_sentences_and_one_within_another_are_told(register: Path) -> None:
    outcome = brought(["Ola", "Lund", "", "ring meg", "Leder", ""])
    nb = imports.lines(outcome.batch)[0].reason
    i18n.use("en")
    told = imports.lines(outcome.batch)[0].reason
    assert told == (
        "Column “Mobil”: “ring meg” was left out. It is not a phone number."
        " The position “Leder” was left out, because the row names no organisation."
    )
    assert nb == outcome.plan.rows[0].reason != told


def test_old_rows_and_text_that_is_no_sentence_of_ours_stay_text(register: Path) -> None:
    outcome = brought(WRONG)
    for text in ("Kolonnen «E-post» er feil.", "[1, 2]", '[["Ikke en tekst", 3]]', '[["x {y}", {"z": 1}]]', '[["', ""):
        assert sentences.told(text) == text
    assert value("SELECT reason FROM import_row WHERE batch_id = ?", (outcome.batch,)).startswith('[["')


def test_what_is_too_long_is_kept_as_text() -> None:
    long = sentences._("Column “{column}”: {problem} Correct it in the list and import it again.").format(
        column="x" * 900, problem="y"
    )
    assert sentences.kept(long, 1000) == str(long)[:1000]
    assert sentences.kept("bare tekst", 4) == "bare"


def test_the_rows_of_a_dry_run_are_saved_with_words_and_not_with_codes(register: Path, tmp_path: Path) -> None:
    made = plan.make(b"Navn;E-post\nKari;kari(at)nord\nOla;ola@x.example\n", "x.csv", today=date(2026, 11, 23))
    rejects.of_plan(made, tmp_path / "x.csv")
    assert made.rows[0].reason in (tmp_path / "x.csv").read_text(encoding="utf-8-sig")
    assert rows("SELECT count(*) FROM import_row") == [(0,)]


def test_a_sentence_is_filled_in_as_python_itself_does() -> None:
    for text, named in (
        ("“{value}” of {name}", {"value": "50 % {x}", "name": sentences._("nobody")}),
        ("{count} {{left}} out", {"count": 3, "more": "unused"}),
        ("{share:.1f} and {name!r}", {"share": 0.25, "name": "Eva"}),
    ):
        said = sentences._(text).format(**named)
        assert said == text.format(**named)
        assert sentences.told(sentences.kept(said, 1000)) == said
    with pytest.raises(KeyError):
        sentences._("{missing} is missing").format(name="Eva")
