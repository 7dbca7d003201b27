"""Lists of report data come in from a file: read, looked over, kept as one step, and what was exported comes back."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from crm import i18n
from crm.commands import focus_areas, governance, history
from crm.errors import CrmError
from crm.exchange.fact_lists import asked, reading
from crm.exchange.fact_lists.reading import Found
from crm.exchange.source import Sheet, Source
from crm.queries.finance import FinanceQuery
from crm.queries.governance import SeatsQuery
from crm.queries.results import ResultsQuery
from crm.queries.staff_time import StaffTimeQuery
from crm.queries.surveys import SurveysQuery
from crm.store import soundness
from crm.store.database import value
from tests.crm.conftest import TODAY, Cluster
from tests.crm.exchange.bringing import dump


def read(table: str, header: Sequence[Any], *lines: Sequence[Any], year: int = 2025) -> Found:
    source = Source("xlsx", None, (Sheet("Ark1", [["Vår liste"], list(header), *map(list, lines)]),), "0" * 64)
    return reading.of_source(source, "liste.xlsx", table, year=year, today=TODAY)


def kept(found: Found) -> int:
    return reading.keep(
        "liste.xlsx", found.table, [line for line in found.lines if not line.problem and not line.there]
    )


def rows(query: Any) -> list[Any]:
    found = query.rows(query.ids())
    return [found[id] for id in query.ids()]


def test_finance_lines_come_in_as_one_step_and_are_taken_back(cluster: Cluster) -> None:
    area = focus_areas.add("9", name_nb="Bioprospektering", name_en="Bioprospecting sea")
    before = dump()
    header = ["År", "Type", "Kategori", "Tekst", "Innsatsområde", "Budsjett (1000 kr)", "Regnskap", "Offentlige midler"]
    found = read(
        "finance_line",
        header,
        [2024, "Inntekt", "Klyngetilskudd", "Tilskudd", "bioprospecting sea", 1500, "1 400 000,50", "ja"],
        ["", "", "Lønn", "", "", 900, None, ""],
        [2024, "Kostnad", "Klyngetilskudd", "", "", 1, None, None],
        [2024, "Kostnad", "Reise", "", "Ukjent område", "mye", None, None],
        [2024, "Kostnad", "Reise", "", "", None, None, None],
        ["Sum", None, None, None, None, 2400, None, None],
    )
    assert [line.number for line in found.lines] == [3, 4, 5, 6, 7]
    assert [bool(line.problem) for line in found.lines] == [False, False, True, True, True]
    assert "Ukjent område" in found.lines[3].problem and "mye" in found.lines[3].problem
    assert kept(found) == 2
    one, other = sorted(rows(FinanceQuery()), key=lambda row: row.year)
    assert (one.year, one.kind, one.category, one.name, one.focus_area_id) == (
        2024, "income", "grant_nic", "Tilskudd", area,
    )  # fmt: skip
    assert (one.budget, one.actual, one.is_public) == (1_500_000_00, 1_400_000_50, True)
    assert (other.year, other.kind, other.category, other.budget) == (2025, "cost", "personnel", 900_000_00)
    assert soundness.problems() == []
    history.undo()
    assert dump() == before


def test_results_name_their_organisations_and_surveys_their_scale(cluster: Cluster) -> None:
    found = read(
        "result",
        ["Tittel", "Type", "Virksomheter", "Hvor mange", "Dag", "Hva klyngen gjorde"],
        ["Ny sensor", "Nytt produkt/tjeneste", "Nordlys Havbruk AS, Fjordforsk", 2, datetime(2024, 5, 3), ""],
        ["Annet", "Nytt produkt/tjeneste", "Finnes Ikke AS", "", "", ""],
    )
    assert found.lines[1].problem and kept(found) == 1
    (result,) = rows(ResultsQuery())
    assert (result.year, result.number, {id for id, _name in result.organisations}) == (
        2024, 2, {cluster.nordlys, cluster.fjord},
    )  # fmt: skip
    survey = read("survey", ["År", "Navn", "Sendt til", "Svar", "Tilfredshet"], [2024, "Høst", 40, 25, "4,20 av 5"])
    assert kept(survey) == 1
    assert [(row.sent_to, row.responses, row.satisfaction) for row in rows(SurveysQuery())] == [(40, 25, 420)]
    wrong = read("survey", ["År", "Navn", "Sendt til", "Svar"], [2024, "Vår", 10, 25])
    assert wrong.lines[0].problem  # the record itself says that more answered than were asked


def test_seats_hours_relations_media_aid_and_labels_find_whom_they_mean(cluster: Cluster) -> None:
    board = governance.add("Styret", "board")
    seats = read(
        "governance_member",
        ["Gruppe", "Navn", "Virksomhet", "Rolle", "Fra", "Til og med"],
        ["styret", "Åse Aas", "Nordlys Havbruk", "Leder", "1.1.2024", ""],
        ["Styret", "Ukjent Person", "", "", "", ""],
        ["Ingen gruppe", "Åse Aas", "", "", "", ""],
    )
    assert [bool(line.problem) for line in seats.lines] == [False, True, True] and kept(seats) == 1
    (seat,) = rows(SeatsQuery())
    assert (seat.body_id, seat.person_id, seat.organisation_id) == (board, cluster.aase, cluster.nordlys)
    assert seat.from_on == date(2024, 1, 1)
    hours = read("staff_time", ["Dato", "Hvem", "Timer", "Hva det var"], ["3.2.2026", "Ingrid Berg", "7,5", "Søknad"])
    assert kept(hours) == 1 and [row.minutes for row in rows(StaffTimeQuery())] == [450]
    relations = read(
        "external_relation",
        ["Virksomhet", "Land", "Type", "Om"],
        ["Nordlys Havbruk AS", "Norge", "", "Felles prosjekt"],
        ["Cluster Bretagne", "Frankrike", "", "Avtale"],
    )
    assert kept(relations) == 2
    assert value("SELECT country_code FROM external_relation WHERE name = 'Felles prosjekt'") == ""
    assert value("SELECT country_code FROM external_relation WHERE name = 'Avtale'") == "FR"
    media = read(
        "media_item", ["Dato", "Overskrift", "Avis", "Internasjonalt"], ["2.3.2025", "Alger", "iTromsø", "nei"]
    )
    assert kept(media) == 1
    aid = read("aid_record", ["Tildelt", "Virksomhet", "Beløp"], ["2.3.2025", "Fjordforsk", "100 000"])
    assert kept(aid) == 1 and value("SELECT amount FROM aid_record") == 100_000_00
    label = read("cluster_label", ["Ordning", "Nivå", "Tildelt", "Gyldig til"], ["ECEI", "Bronse", "1.2.2024", ""])
    assert kept(label) == 1
    body = read("governance_body", ["Navn", "Type"], ["Faggruppe hav", "Arbeidsgruppe"])
    assert kept(body) == 1 and soundness.problems() == []


def test_the_same_list_again_adds_nothing_but_a_second_of_two_equal_lines_comes_in(cluster: Cluster) -> None:
    header, line = ["Dato", "Hvem", "Timer"], ["3.2.2026", "Ingrid Berg", 2]
    assert kept(read("staff_time", header, line)) == 1
    again = read("staff_time", header, line, line)
    assert [one.there for one in again.lines] == [True, False] and kept(again) == 1
    with pytest.raises(CrmError):
        kept(read("staff_time", header, line, line))


@pytest.mark.parametrize("table", asked.KINDS)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_columns_called_as_in_our_own_lists_are_found_in_both_languages(table: str, language: str) -> None:
    columns = asked.KINDS[table]
    header = [i18n.speaking(language)(one.titles[0]) for one in columns]
    found = reading.headed(header, columns)
    assert [one.key for one in found.values()] == [one.key for one in columns]


def test_a_file_without_such_columns_says_what_it_needs(cluster: Cluster, tmp_path: Path) -> None:
    file = tmp_path / "annet.csv"
    file.write_text("Navn;Telefon\nKai;4\n", encoding="utf-8")
    with pytest.raises(CrmError, match=r"annet\.csv"):
        reading.read(file, "media_item", year=2025, today=TODAY)
