"""The sheets of a report where the cluster calls things in words that no sheet and no file may be called."""

import pytest
from openpyxl import load_workbook

from crm.commands import code_terms
from crm.reports import csv_folder, run, workbook


@pytest.mark.parametrize("word", ['Partner/"eier"', "Samarbeidspartner i næringsklyngen"])
def test_a_report_is_written_whatever_members_are_called(small, tmp_path, word):
    code_terms.rename("member", nb={"one": word, "many": word})
    report = run.make(2024)
    workbook.write(report, tmp_path / "rapport.xlsx", "nb")
    titles = load_workbook(tmp_path / "rapport.xlsx").sheetnames
    assert len(titles) == len(set(titles)) and all(len(title) <= 31 for title in titles)
    made = csv_folder.write(report, tmp_path / "lister", "nb")
    assert not any(sign in path.name for path in made for sign in '<>:"/|?*')
    assert all(path.is_file() and path.parent == tmp_path / "lister" for path in made)
