from pathlib import Path

from crm.rules import places

RESOURCES = Path(__file__).resolve().parents[3] / "resources"


def test_all_municipalities_of_2024_are_there():
    assert len(places.municipalities()) == 357
    assert places.name("0301") == "Oslo" and places.county("5601") == "Finnmark"
    assert all(place.county_code == place.code[:2] for place in places.municipalities())


def test_old_numbers_lead_to_todays():
    assert {places.current(code) for code in ("1902", "5401", "5501")} == {"5501"}
    assert places.current("0000") is None and places.name("0000") == ""


def test_every_old_number_leads_to_a_municipality_that_exists():
    with (RESOURCES / "municipalities_old.csv").open(encoding="utf-8") as file:
        old = [line.split(";") for line in file.read().splitlines()[1:]]
    today = {place.code for place in places.municipalities()}
    assert len(old) > 150
    assert all(new in today and code not in today for code, new, _name in old)


def test_names_that_two_municipalities_share_give_both():
    assert places.codes("herøy") == ("1515", "1818")
    assert places.codes("Tromsø kommune") == places.codes("TROMSØ") == ("5501",)
    assert places.codes("Kárášjohka - Karasjok") == ("5610",)
    assert places.codes("") == ()
