"""python main.py members and python main.py fees."""

import openpyxl

from crm.queries import fees
from crm.store import opening


def opened(file, deed):
    opening.open_register(file)
    try:
        return deed()
    finally:
        opening.close()


def test_the_members_of_a_day_and_the_sum_of_two(line, file):
    data = line("members", file, "--on", "31.12.2026", "--json").data
    assert len(data["members"]) == 36 and data["day"] == "2026-12-31"
    told = line("members", file, "--from", "1.1.2026", "--to", "31.12.2026", "--lang", "en").out.splitlines()
    assert told[1] == "35 at the start + 4 joined - 3 left = 36 at the end"
    made = line("members", file, "--from", "1.1.2026", "--to", "31.12.2026", "--json").data
    assert [len(made[part]) for part in ("start", "joined", "left", "end")] == [35, 4, 3, 36]
    network = line("members", file, "--on", "31.12.2026", "--network", "Havbruksnettverket", "--json").data
    assert 0 < len(network["members"]) < 36


def test_half_of_a_period_is_a_usage_error(line, file):
    done = line("members", file, "--from", "1.1.2026", "--lang", "en")
    assert done.code == 2 and "--to" in done.err


def test_fees_are_listed_written_and_proposed(line, file, tmp_path):
    out = tmp_path / "åpne.xlsx"
    data = line("fees", file, "--state", "open", "--out", out, "--json").data
    assert data["fees"] and all(fee["paid_on"] is None for fee in data["fees"])
    (sheet,) = openpyxl.load_workbook(out).worksheets
    assert sheet.max_row == len(data["fees"]) + 1
    dry = line("fees", file, "--year", "2027", "--propose", "--dry-run", "--json").data
    assert dry["proposed"] > 30 and not opened(file, lambda: fees.FeesQuery(year=2027).ids())
    assert line("fees", file, "--year", "2027", "--propose", "--json").data["proposed"] == dry["proposed"]
    assert len(opened(file, lambda: fees.FeesQuery(year=2027).ids())) == dry["proposed"]


def test_a_list_from_the_bank_marks_what_is_sure(line, file, tmp_path):
    one = opened(file, lambda: next(fee for fee in fees.opened() if fee.reference))
    bank = tmp_path / "bank.csv"
    bank.write_text(
        f"Dato;Tekst;Beløp\n2.11.2026;KID {one.reference};{one.amount // 100},00\n3.11.2026;Ukjent;1,00\n",
        encoding="utf-8",
    )
    dry = line("fees", file, "--bank", bank, "--dry-run", "--json").data
    assert (dry["marked"], opened(file, lambda: fees.fee(one.id).state)) == (1, "invoiced")
    told = line("fees", file, "--bank", bank, "--lang", "en")
    assert told.code == 0 and "1 fee marked as paid." in told.out and "1 payment needs a look" in told.out
    assert opened(file, lambda: fees.fee(one.id).paid_on).isoformat() == "2026-11-02"


def test_a_file_that_is_no_list_is_a_sentence(line, file, tmp_path):
    done = line("fees", file, "--bank", file, "--lang", "en")
    assert done.code == 1 and "register itself" in done.err
    assert line("fees", file, "--bank", tmp_path / "mangler.csv", "--lang", "en").code == 1
