"""Lists from the bank: read, matched with open fees, marked as one step."""

from datetime import date, datetime
from pathlib import Path

import pytest

from crm.commands import fees, history, memberships, organisations
from crm.errors import CrmError
from crm.exchange import bank
from crm.exchange.source import Cell, Sheet, Source
from crm.exchange.writers.columns import Column
from crm.exchange.writers.tables import write_table
from crm.queries import fees as queries
from crm.store import soundness
from crm.store.database import rows, value

TODAY = date(2026, 11, 23)
CSV = """Kontoutskrift for konto 1234 56 78903
Utskrift 23.11.2026

Dato;Beskrivelse;Rentedato;Ut fra konto;Inn på konto;Referanse
02.11.2026;Nordlys Havbruk AS medlemskontingent;02.11.2026;;15 000,00;
03.11.2026;Overføring innland;03.11.2026;;2 500,50;KID 000202617
04.11.2026;Fra 981 575 679 kontingent 2026;04.11.2026;;8 000,00;
05.11.2026;Strøm;05.11.2026;-1 200,00;;
06.11.2026;Ukjent betaler;06.11.2026;;777,00;
07.11.2026;Nordlys Analyse AS;07.11.2026;;14 000,00;
08.11.2026;Gave;08.11.2026;;1,00;
"""


class Fees:
    """The fees of a small cluster, by whose they are."""

    def __init__(self) -> None:
        self.of: dict[str, int] = {}
        for name, org_number, amount, reference in (
            ("Nordlys Havbruk AS", "", 1_500_000, ""),
            ("Nordlys Analyse AS", "", 1_500_000, ""),
            ("Kai 9 AS", "", 250_050, "202617"),
            ("Havn KF", "981575679", 800_000, ""),
            ("Sjø AS", "", 77_700, ""),
            ("Betalt AS", "", 100, ""),
        ):
            one = organisations.add(name, org_number=org_number)
            period = memberships.join(one, joined_on=date(2025, 1, 1))
            self.of[name] = fees.put(period, 2026, amount, invoiced_on=date(2026, 2, 1), reference=reference)
        fees.pay([(self.of["Betalt AS"], date(2026, 3, 1))])


@pytest.fixture
def known(register: Path) -> Fees:
    return Fees()


def told(match: bank.Match) -> tuple[list[str], str, str, bool]:
    return [fee.name for fee in match.fees], match.how, match.note, match.sure


def test_payments_are_recognised_by_reference_number_name_and_amount(known: Fees, tmp_path: Path) -> None:
    file = tmp_path / "bank.csv"
    file.write_text(CSV, encoding="utf-8-sig")
    found = bank.read(file, today=TODAY)
    assert [told(match) for match in found] == [
        (["Nordlys Havbruk AS"], "name", "", True),
        (["Kai 9 AS"], "reference", "", True),
        (["Havn KF"], "org_number", "", True),
        (["Sjø AS"], "amount", "", False),
        (["Nordlys Analyse AS"], "name", "amount", False),
        ([], "", "", False),
    ]
    assert [match.payment.day.day for match in found] == [2, 3, 4, 6, 7, 8]


def test_nothing_is_written_until_said_and_one_undo_takes_all_back(known: Fees, tmp_path: Path) -> None:
    file = tmp_path / "bank.csv"
    file.write_text(CSV, encoding="cp1252")
    before = value("SELECT count(*) FROM change")
    found = bank.read(file, today=TODAY)
    assert value("SELECT count(*) FROM change") == before
    assert bank.mark(match for match in found if match.sure) == 3
    assert queries.fee(known.of["Havn KF"]).paid_on == date(2026, 11, 4)
    assert [match.sure for match in bank.read(file, today=TODAY)] == [False] * 6
    assert bank.read(file, today=TODAY)[0].note == "paid"
    history.undo()
    assert rows("SELECT id FROM membership_fee WHERE paid_on IS NOT NULL") == [(known.of["Betalt AS"],)]
    assert soundness.problems() == []


def test_a_workbook_with_one_column_of_amounts_leaves_out_what_went_out(known: Fees, tmp_path: Path) -> None:
    file = tmp_path / "bank.xlsx"
    columns = [Column("Bokføringsdato", "day"), Column("Melding", "text"), Column("Beløp", "money")]
    lines: list[list[date | str | int]] = [
        [date(2026, 11, 2), "NORDLYS HAVBRUK", 1_500_000],
        [date(2026, 11, 3), "Nordlys Havbruk", -1_500_000],
        [date(2026, 11, 3), "Sjø as, kontingent", 77_700],
    ]
    write_table(file, columns, lines)
    assert [told(match)[:3] for match in bank.read(file, today=TODAY)] == [
        (["Nordlys Havbruk AS"], "name", ""),
        (["Sjø AS"], "name", ""),
    ]


def test_one_payment_may_pay_two_years_and_no_fee_is_paid_twice(register: Path) -> None:
    one = organisations.add("Nordlys AS")
    period = memberships.join(one, joined_on=date(2025, 1, 1))
    for year in (2025, 2026):
        fees.put(period, year, 1_000 * 100, invoiced_on=date(2026, 2, 1))
    day = date(2026, 11, 2)
    both = bank.Payment(2, day, 200_000, "Nordlys AS")
    (match,) = bank.matched([both], queries.opened())
    assert [fee.year for fee in match.fees] == [2025, 2026] and match.sure
    single = [bank.Payment(row, day, 100_000, "Nordlys AS") for row in (2, 3, 4)]
    made = bank.matched(single, queries.opened())
    assert [[fee.year for fee in match.fees] for match in made] == [[2025], [2026], []]


def test_a_name_that_two_have_is_never_marked_by_itself(register: Path) -> None:
    for _twice in range(2):
        one = organisations.add("Nordlys AS")
        fees.put(memberships.join(one, joined_on=date(2025, 1, 1)), 2026, 100_000, invoiced_on=date(2026, 2, 1))
    (match,) = bank.matched([bank.Payment(2, TODAY, 100_000, "Nordlys AS")], queries.opened())
    assert match.note == "several" and not match.sure


def test_a_list_without_days_and_amounts_is_refused_with_a_sentence(known: Fees, tmp_path: Path) -> None:
    file = tmp_path / "liste.csv"
    file.write_text("Navn;Epost\nKari;k@a.example\n", encoding="utf-8")
    with pytest.raises(CrmError, match=r"liste\.csv"):
        bank.read(file, today=TODAY)


def test_times_and_odd_cells_are_no_obstacle() -> None:
    lines: list[list[Cell]] = [
        ["Dato", "Beløp", "Tekst"],
        [datetime(2026, 11, 2, 9, 5), "1.234,50", "a"],
        [date(2026, 11, 2), 99.5, None],
        [None, 5, "ingen dag"],
        [date(2026, 11, 2), True, "ja"],
        [date(2026, 11, 2), 1e300, "mer enn alle penger"],
        [date(2026, 11, 2), "9" * 40, "et kontonummer"],
        ["2. november 2026", "−20,00", "ut"],
        [],
    ]
    source = Source("xlsx", None, (Sheet("Ark1", lines),), "0" * 64)
    assert [(one.row, one.amount, one.text) for one in bank.payments(source, "b.xlsx", TODAY)] == [
        (2, 123_450, "a"),
        (3, 9_950, ""),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        # The columns as several banks name and order them.
        '"Dato";"Forklaring";"Rentedato";"Ut fra konto";"Inn på konto"\n"02.11.2026";"Fra: Kai 9 AS";"";"";"2500,50"\n',
        "Dato;Beskrivelse;Rentedato;Inn;Ut;Til konto;Fra konto\n02.11.2026;KAI 9 AS;02.11.2026;2500,50;;1;2\n",
        "Bokføringsdato;Beløp;Avsender;Mottaker;Tittel;Valuta\n2026/11/02;2500,50;Kai 9 AS;Klyngen;Kontingent;NOK\n",
        "Utført dato\tBeløp (NOK)\tTekst\n02.11.2026\t2 500,50\tKontingent 2026, Kai 9\n",
        "Booking date,Amount,Text\n2026-11-02,2500.50,Kai 9 AS\n",
    ],
)
def test_the_lists_of_several_banks_are_understood(known: Fees, tmp_path: Path, lines: str) -> None:
    file = tmp_path / "bank.csv"
    file.write_text(lines, encoding="utf-8")
    (match,) = bank.read(file, today=TODAY)
    assert told(match) == (["Kai 9 AS"], "name", "", True)
    assert (match.payment.day, match.payment.amount) == (date(2026, 11, 2), 250_050)


def test_money_with_a_day_that_nobody_understands_is_never_left_out_silently(known: Fees, tmp_path: Path) -> None:
    file = tmp_path / "bank.csv"
    file.write_text("Dato;Tekst;Beløp\n2.11.2026;Kai 9 AS;2500,50\n42.11.2026;Havn;8000,00\n;Sum;10500,50\n", "utf-8")
    with pytest.raises(CrmError, match=r"Row 3.*42\.11\.2026"):
        bank.read(file, today=TODAY)
