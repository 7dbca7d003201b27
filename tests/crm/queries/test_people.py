from datetime import date

import pytest

from crm.commands import organisations, people
from crm.errors import CrmError
from crm.queries.people import PeopleQuery, detail, employers, find, suggest
from tests.crm.conftest import TODAY, Cluster


def listed(**query: object) -> list[int]:
    return PeopleQuery(today=TODAY, **query).ids()  # type: ignore[arg-type]


def test_contacts_come_in_norwegian_order_of_their_surnames(cluster: Cluster) -> None:
    assert listed() == [cluster.eva, cluster.anne, cluster.kare, cluster.zara, cluster.aase]
    assert listed(descending=True) == [cluster.aase, cluster.zara, cluster.kare, cluster.anne, cluster.eva]


def test_archived_contacts_are_listed_only_when_asked_for(cluster: Cluster) -> None:
    assert cluster.bjarne not in listed()
    assert listed(archived=True) == [cluster.bjarne]


def test_a_line_shows_the_present_employer_addresses_and_the_last_contact(cluster: Cluster) -> None:
    kare = PeopleQuery(today=TODAY).rows([cluster.kare])[cluster.kare]
    assert (kare.name, kare.first_name, kare.last_name) == ("Kåre Ødegård", "Kåre", "Ødegård")
    assert (kare.title, kare.organisation, kare.organisation_id) == (
        "Daglig leder",
        "Ødegård Analyse AS",
        cluster.odegard,
    )
    assert (kare.email, kare.phone, kare.archived) == ("kare@odegard.example", "91 23 45 67", False)
    assert kare.last_contact == date(2026, 10, 1)


def test_a_line_of_somebody_without_anything_is_empty_not_missing(cluster: Cluster) -> None:
    eva = PeopleQuery().rows([cluster.eva])[cluster.eva]
    assert (eva.title, eva.organisation, eva.organisation_id, eva.email, eva.last_contact) == ("", "", None, "", None)


def test_a_list_of_an_earlier_day_shows_the_employer_of_that_day(cluster: Cluster) -> None:
    row = PeopleQuery(today=date(2025, 8, 31)).rows([cluster.kare])[cluster.kare]
    assert (row.organisation_id, row.title) == (cluster.nordlys, "Driftsleder")


def test_an_archived_meeting_is_nobodys_last_contact(cluster: Cluster) -> None:
    assert PeopleQuery().rows([cluster.aase])[cluster.aase].last_contact == date(2026, 2, 3)


@pytest.mark.parametrize("descending", [False, True])
def test_blanks_come_last_either_way(cluster: Cluster, descending: bool) -> None:
    for order in ("organisation", "title"):
        assert listed(order=order, descending=descending)[-1] == cluster.eva, order
    assert listed(order="last_contact", descending=descending)[-2:] == [cluster.eva, cluster.zara]


def test_contacts_are_sorted_by_employer_title_and_last_contact(cluster: Cluster) -> None:
    by_employer = [cluster.anne, cluster.aase, cluster.kare, cluster.zara, cluster.eva]
    assert listed(order="organisation") == by_employer
    assert listed(order="organisation", descending=True) == [*by_employer[3::-1], cluster.eva]
    assert listed(order="title") == [cluster.kare, cluster.anne, cluster.zara, cluster.aase, cluster.eva]
    assert listed(order="last_contact")[:3] == [cluster.anne, cluster.aase, cluster.kare]
    assert listed(order="last_contact", descending=True)[:3] == [cluster.kare, cluster.aase, cluster.anne]


def test_an_unknown_order_is_that_of_the_names(cluster: Cluster) -> None:
    assert listed(order="name; DROP TABLE person") == listed()


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("kåre", "kare"),
        ("odegaard kare", "kare"),
        ("ØDEGÅRD", "kare"),
        ("degår", "kare"),
        ("k ø", "kare"),
        ("912 34 567", "kare"),
        ("+47 912 34 567", "kare"),
        ("0047 91234567", "kare"),
        ("kåre 912 34", "kare"),
        ("34567", "kare"),
        ("kare@odegard.example", "kare"),
        ("Kare@Ode", "kare"),
        ("al@fjordforsk.example", "anne"),
        ("anne lise", "anne"),
        ("Anne-Lise", "anne"),
        ("anne-lise sæther", "anne"),
        ("saether", "anne"),
        ("havnefogd", ""),
        ("zara ålesund", "zara"),
        ("åse nordlys", "aase"),
        ("kåre nordlys", ""),
        ("bjarne", ""),
    ],
)
def test_every_word_is_found_in_the_name_an_address_or_the_present_employer(
    cluster: Cluster, text: str, who: str
) -> None:
    assert listed(text=text) == ([getattr(cluster, who)] if who else [])


def test_one_or_two_letters_find_beginnings_of_names_only(cluster: Cluster) -> None:
    assert listed(text="ø") == [cluster.kare, cluster.zara]
    assert listed(text="no") == []  # neither Nordlys nor an address
    assert listed(text="nor") == [cluster.aase]


@pytest.mark.parametrize(
    "text", ["'", '"', "%", "_", ";", "*", "a' OR 1=1 --", '"a" OR *', "NEAR(", "\x00", "æøå\ud83d", "(", "a%"]
)
def test_any_text_is_a_safe_question(cluster: Cluster, text: str) -> None:
    assert set(listed(text=text)) <= set(listed())
    suggest(text)


def test_percent_and_underscore_are_no_wildcards(cluster: Cluster) -> None:
    assert listed(text="k%re") == listed(text="k_re") == []


def test_contacts_of_one_organisation_are_those_who_work_there(cluster: Cluster) -> None:
    assert listed(organisation=cluster.odegard) == [cluster.kare]
    assert cluster.aase in listed(organisation=cluster.nordlys)


def test_contacts_of_members_leave_out_observers_and_those_that_left(cluster: Cluster) -> None:
    assert listed(members_only=True) == [cluster.anne, cluster.aase]
    assert PeopleQuery(members_only=True, today=date(2026, 6, 30)).ids() == [cluster.anne, cluster.kare, cluster.aase]


def test_a_contact_in_full_shows_positions_now_and_then(cluster: Cluster) -> None:
    kare = detail(cluster.kare, TODAY)
    assert [(p.organisation, p.is_now, p.from_on, p.to_on) for p in kare.positions] == [
        ("Ødegård Analyse AS", True, date(2025, 9, 1), None),
        ("Nordlys Havbruk AS", False, date(2020, 1, 1), date(2025, 8, 31)),
    ]
    assert [(p.kind, p.value, p.is_primary) for p in kare.contact_points] == [
        ("email", "kare@odegard.example", True),
        ("phone", "912 34 567", True),
    ]
    assert (kare.open_tasks, kare.last_contact) == (1, date(2026, 10, 1))
    assert kare.version == PeopleQuery().rows([cluster.kare])[cluster.kare].version


def test_somebody_who_is_not_there_is_told(cluster: Cluster) -> None:
    with pytest.raises(CrmError):
        detail(999)


def test_the_employer_of_a_day_is_the_one_of_that_day(cluster: Cluster) -> None:
    assert [row.name for row in employers(cluster.kare, date(2025, 8, 31))] == ["Nordlys Havbruk AS"]
    assert [row.name for row in employers(cluster.kare, date(2025, 9, 1))] == ["Ødegård Analyse AS"]
    assert employers(cluster.kare, date(2019, 12, 31)) == [] == employers(cluster.eva, TODAY)


def test_the_primary_employer_comes_first(cluster: Cluster) -> None:
    people.add_position(cluster.anne, cluster.kai9)
    people.add_position(cluster.anne, cluster.kai10, is_primary=True)
    assert employers(cluster.anne, TODAY)[0].organisation_id == cluster.kai10
    assert PeopleQuery().rows([cluster.anne])[cluster.anne].organisation_id == cluster.kai10


def test_of_several_employers_without_a_primary_one_the_newest_comes_first_everywhere(cluster: Cluster) -> None:
    for organisation, began in ((cluster.kai9, None), (cluster.kai10, date(2024, 1, 1)), (cluster.fjord, TODAY)):
        people.add_position(cluster.eva, organisation, from_on=began, is_primary=False)
    assert [row.organisation_id for row in employers(cluster.eva, TODAY)] == [
        cluster.fjord,
        cluster.kai10,
        cluster.kai9,
    ]
    assert PeopleQuery(today=TODAY).rows([cluster.eva])[cluster.eva].organisation_id == cluster.fjord
    assert suggest("kern", on=date(2024, 6, 1))[0].organisation_id == cluster.kai10


def test_a_picker_offers_names_that_begin_so_before_names_that_hold_it(cluster: Cluster) -> None:
    inside = people.add(first_name="Joakim", last_name="Skarest")
    assert [row.id for row in suggest("kår")] == [cluster.kare, inside]
    assert [row.id for row in suggest("ås")] == [cluster.aase]


def test_a_picker_shows_the_employer_of_the_day(cluster: Cluster) -> None:
    (now,), (then,) = suggest("kår"), suggest("kår", on=date(2025, 5, 10))
    assert (now.name, now.organisation, now.title) == ("Kåre Ødegård", "Ødegård Analyse AS", "Daglig leder")
    assert (then.organisation_id, then.organisation) == (cluster.nordlys, "Nordlys Havbruk AS")


def test_a_picker_knows_addresses_and_employers_too(cluster: Cluster) -> None:
    assert [row.id for row in suggest("912 34")] == [cluster.kare]
    assert [row.id for row in suggest("al@fjord")] == [cluster.anne]
    assert [row.id for row in suggest("nordlys")] == [cluster.aase]


def test_a_picker_offers_at_most_what_it_is_asked_for_and_nobody_archived(cluster: Cluster) -> None:
    for number in range(12):
        people.add(first_name=f"Per {number}", last_name="Prøve")
    assert len(suggest("per")) == 8 and len(suggest("per", limit=3)) == 3
    assert suggest("bjarne") == suggest("") == suggest("  ") == suggest("%") == []


def test_a_picker_offers_people_met_lately_first(cluster: Cluster) -> None:
    people.add(first_name="Kåre", last_name="Aasen")
    assert suggest("kåre")[0].id == cluster.kare


def test_somebody_is_found_by_exact_name_and_employer(cluster: Cluster) -> None:
    namesake = people.add(first_name="Kaare", last_name="Oedegaard", organisation=cluster.kai9)
    assert find("Kåre Ødegård") == [cluster.kare, namesake]
    assert find("Ødegård, Kåre", "Kai 9") == [namesake]
    assert find("KÅRE ØDEGÅRD", "ødegård analyse a/s") == [cluster.kare]
    assert find("Kåre") == find("Bjarne Borte") == []


def test_nobody_is_listed_twice_where_two_employers_are_members(cluster: Cluster) -> None:
    people.add_position(cluster.aase, cluster.fjord)
    assert listed(members_only=True).count(cluster.aase) == 1
    assert listed(text="tromsø", order="organisation").count(cluster.aase) <= 1
    organisations.edit(cluster.fjord, name="Nordlys Forskning")
    assert listed(text="nordlys").count(cluster.aase) == 1
