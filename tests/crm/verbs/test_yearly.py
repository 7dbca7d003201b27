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


def test_a_list_of_another_kind_is_kept_once_and_says_which_rows_it_does_not_understand(line, file, tmp_path):
    sheet = tmp_path / "medier.csv"
    sheet.write_text("Dato;Tittel;Medium\n3.2.2025;Alger i nord;iTromsø\n31.2.2025;Feil dag;NRK\n", encoding="utf-8")
    dry = line("yearly", file, "media", "--from", sheet, "--dry-run", "--json")
    assert (dry.code, dry.data["added"], [one["row"] for one in dry.data["wrong"]]) == (0, 1, [3])
    assert line("yearly", file, "media", "--from", sheet, "--json").data["added"] == 1
    assert line("yearly", file, "media", "--from", sheet, "--json").data == dry.data | {"added": 0, "there": 1}
    listed = line("yearly", file, "media", "--year", "2025", "--text", "alger", "--json").data["media"]
    assert [one["title"] for one in listed] == ["Alger i nord"]
