"""python main.py yearly: what is told of a year as lines and as JSON, and the figures of a list kept."""

import pytest

from crm.verbs.yearly import KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_listed(line, file, kind):
    told = line("yearly", file, kind, "--year", "2025", "--json")
    assert told.code == 0 and isinstance(told.data[kind], list)
    assert line("yearly", file, kind, "--text", "finnes ikke").code == 0


def test_a_list_of_figures_is_kept_only_where_it_says_of_which_year(line, file, tmp_path):
    sheet = tmp_path / "tall.csv"
    assert line("yearly", file, "companies", "--from", sheet).code == 2
    sheet.write_text("Navn;Ansatte\nUkjent virksomhet;4\n", encoding="utf-8")
    told = line("yearly", file, "companies", "--from", sheet, "--year", "2025", "--json")
    assert (told.code, told.data["found"], told.data["unknown"]) == (0, 0, ["Ukjent virksomhet"])
