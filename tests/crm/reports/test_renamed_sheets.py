"""A report where the cluster calls things in words of its own, also such as no sheet and no file may be called."""

import re

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


def test_no_cell_says_member_where_they_are_called_partners_and_what_is_frozen_keeps_its_words(small, tmp_path):
    code_terms.rename(
        "member",
        nb={"one": "eier", "many": "eiere", "the_one": "eieren", "the_many": "eierne"},
        en={"one": "owner", "many": "owners"},
    )
    frozen = run.freeze(run.make(2024)).run
    for language, own, other in (("nb", "eiere", r"medlem(?!skap)"), ("en", "owners", r"members?\b")):
        workbook.write(run.make(2024), tmp_path / f"{language}.xlsx", language)
        texts = [
            str(cell).casefold()
            for sheet in load_workbook(tmp_path / f"{language}.xlsx")
            for line in sheet.iter_rows(values_only=True)
            for cell in line
            if cell is not None
        ]
        assert own in texts
        said = {text for text in texts if re.search(rf"\b{other}", text)}
        assert not said, said
    code_terms.rename("member", nb={}, en={})
    assert run.load(frozen).unit("members", "en") == "owners"
