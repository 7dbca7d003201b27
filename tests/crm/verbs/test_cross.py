"""`cross`: a table on the command line, as JSON, in a file, and what is said where it cannot be."""

import openpyxl

from crm.queries import went_out
from crm.store import opening


def test_it_tells_counts_and_writes(line, file, tmp_path):
    asked = ["cross", file, "--of", "person", "--rows", "organisations.id", "--columns", "gender", "--lang", "en"]
    told = line(*asked, "--json").data
    assert told["total"] > 100 and len(told["cells"]) == len(told["rows"]) == len(told["row_totals"])
    assert told["distinct"] and sum(told["column_totals"]) == told["total"]
    out = line(*asked).out
    assert out.splitlines()[0].startswith("Contacts: ") and "(blank)" in out
    path = tmp_path / "cross.xlsx"
    assert line(*asked, "--out", path).code == 0
    assert openpyxl.load_workbook(path).worksheets[0].max_row == len(told["rows"]) + 2
    opening.open_register(file, write=False, check=False)
    noted = went_out.latest()
    opening.close()
    assert [(one.number, one.how) for one in noted[:1]] == [(len(told["rows"]) + 1, went_out.FILE)]
    only = '{"field": "gender", "op": "is", "value": "female"}'
    assert line(*asked, "--filter", only, "--json").data["total"] < told["total"]


def test_what_cannot_be_counted_is_said(line, file):
    asked = ["cross", file, "--of", "person", "--rows", "gender", "--lang", "en"]
    for wrong, code in ((["--view", "Ingen"], 1), (["--sum", "name"], 1), (["--measure", "people", "--sum", "x"], 2)):
        done = line(*asked, *wrong)
        assert done.code == code and done.err.strip()
    done = line("cross", file, "--of", "person", "--rows", "nonsense", "--lang", "en")
    assert done.code == 1 and "organisations.helix_sector" in done.err
