from datetime import date

import pytest

from crm import i18n
from crm.commands import contact_points, memberships, organisations, people, tasks
from crm.errors import CrmError
from crm.queries import memberships as membership_queries
from crm.queries.organisations import OrganisationsQuery, detail, find, suggest
from tests.crm.conftest import TODAY, Cluster


def listed(**query: object) -> list[int]:
    return OrganisationsQuery(**query).ids()  # type: ignore[arg-type]


def test_organisations_come_in_norwegian_order_with_numbers_by_their_size(cluster: Cluster) -> None:
    by_name = [cluster.fjord, cluster.kai9, cluster.kai10, cluster.nordlys, cluster.odegard, cluster.havn]
    assert listed() == by_name
    assert listed(descending=True) == by_name[::-1]


def test_members_of_a_day_leave_out_observers_and_count_the_last_day(cluster: Cluster) -> None:
    assert listed(members_on=TODAY) == [cluster.fjord, cluster.nordlys]
    assert listed(members_on=date(2026, 6, 30)) == [cluster.fjord, cluster.nordlys, cluster.odegard]
    assert listed(members_on=date(2026, 7, 1)) == [cluster.fjord, cluster.nordlys]
    assert listed(members_on=date(2024, 1, 14)) == [cluster.fjord]


def test_membership_in_another_network_makes_no_member(cluster: Cluster) -> None:
    memberships.join(cluster.kai9, joined_on=date(2020, 1, 1), network="arctic")
    assert cluster.kai9 not in listed(members_on=TODAY)


def test_a_line_shows_the_membership_of_the_day_people_and_contact(cluster: Cluster) -> None:
    row = OrganisationsQuery(members_on=TODAY).rows([cluster.nordlys])[cluster.nordlys]
    assert (row.name, row.city, row.category, row.helix_sector) == ("Nordlys Havbruk AS", "Tromsø", "full", "company")
    assert (row.joined_on, row.left_on) == (date(2024, 1, 15), None)
    assert (row.people, row.last_contact, row.open_tasks) == (1, date(2026, 2, 3), 1)  # Bjarne is archived


def test_a_line_of_a_former_member_shows_the_latest_membership(cluster: Cluster) -> None:
    row = OrganisationsQuery().rows([cluster.odegard])[cluster.odegard]
    assert (row.category, row.joined_on, row.left_on) == ("startup", date(2025, 3, 1), date(2026, 6, 30))
    assert OrganisationsQuery().rows([cluster.kai9])[cluster.kai9].joined_on is None


def test_a_line_of_a_day_shows_who_worked_there_then(cluster: Cluster) -> None:
    assert OrganisationsQuery(members_on=date(2025, 8, 31)).rows([cluster.nordlys])[cluster.nordlys].people == 2


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("order", ["city", "joined_on", "last_contact"])
def test_blanks_come_last_either_way(cluster: Cluster, order: str, descending: bool) -> None:
    assert listed(order=order, descending=descending, text="kai")[-2:] == [cluster.kai9, cluster.kai10]
    without = [row for row in listed(order=order, descending=descending) if row != cluster.havn]
    assert without[-2:] == [cluster.kai9, cluster.kai10]


def test_organisations_are_sorted_by_every_column(cluster: Cluster) -> None:
    assert listed(order="city")[:4] == [cluster.odegard, cluster.fjord, cluster.nordlys, cluster.havn]
    assert listed(order="joined_on")[:4] == [cluster.fjord, cluster.nordlys, cluster.havn, cluster.odegard]
    assert listed(order="last_contact")[:3] == [cluster.fjord, cluster.nordlys, cluster.odegard]
    assert listed(order="last_contact", descending=True)[:3] == [cluster.odegard, cluster.nordlys, cluster.fjord]
    assert listed(order="open_tasks", descending=True)[0] == cluster.nordlys
    # by what is read: Bedrift, FoU..., Offentlig
    i18n.use("nb")
    assert listed(order="sector")[4:] == [cluster.fjord, cluster.havn]


@pytest.mark.parametrize("order", ["last_contact", "open_tasks"])
def test_a_filter_changes_which_come_but_not_their_order(cluster: Cluster, order: str) -> None:
    tasks.add("Ring", due_on=TODAY, organisation=cluster.odegard)
    tasks.add("Ring", due_on=TODAY, organisation=cluster.odegard)
    for descending in (False, True):
        whole = listed(order=order, descending=descending)
        kept = listed(order=order, descending=descending, text="as")
        assert kept == [row for row in whole if row in kept] and len(kept) == 4


def test_organisations_are_filtered_by_words_sector_and_archive(cluster: Cluster) -> None:
    assert listed(text="odegaard") == [cluster.odegard]
    assert listed(text="tromsø") == [cluster.fjord, cluster.nordlys]
    assert listed(text="77 60 00") == [cluster.fjord]
    assert listed(text="981 575 679") == listed(text="981575679") == [cluster.havn]
    assert listed(sector="public") == [cluster.havn]
    organisations.archive(cluster.kai9)
    assert listed(text="kai") == [cluster.kai10] and listed(archived=True) == [cluster.kai9]


@pytest.mark.parametrize("text", ["'", '"', "%", "_", ";", "a' OR 1=1 --", "\x00", "("])
def test_any_text_is_a_safe_question(cluster: Cluster, text: str) -> None:
    assert set(listed(text=text)) <= set(listed())
    suggest(text)


def test_an_organisation_in_full_shows_memberships_with_fees(cluster: Cluster) -> None:
    (membership,) = detail(cluster.nordlys, TODAY).memberships
    assert (membership.category, membership.joined_on, membership.is_now) == ("full", date(2024, 1, 15), True)
    assert [(fee.year, fee.amount, fee.invoiced_on, fee.paid_on) for fee in membership.fees] == [
        (2026, 1_600_000, date(2026, 2, 1), None),
        (2025, 1_500_000, date(2025, 2, 1), date(2025, 2, 20)),
    ]
    (left,) = detail(cluster.odegard, TODAY).memberships
    assert (left.left_on, left.leave_reason, left.is_now) == (date(2026, 6, 30), "resigned", False)


def test_an_organisation_in_full_shows_people_now_then_people_before(cluster: Cluster) -> None:
    assert [(who.name, who.is_now, who.to_on) for who in detail(cluster.nordlys, TODAY).people] == [
        ("Åse Aas", True, None),
        ("Kåre Ødegård", False, date(2025, 8, 31)),
    ]


def test_an_organisation_in_full_counts_what_hangs_on_it(cluster: Cluster) -> None:
    fjord = detail(cluster.fjord, TODAY)
    assert [point.value for point in fjord.contact_points] == ["77 60 00 00"]
    assert (fjord.interactions, fjord.last_contact, fjord.open_tasks) == (2, date(2025, 5, 10), 0)
    assert (fjord.municipality_code, fjord.helix_sector, fjord.archived) == ("5501", "research_education", False)
    with pytest.raises(CrmError):
        detail(999)


def test_a_membership_knows_whose_it_is_and_its_fee_of_a_year(cluster: Cluster) -> None:
    membership = detail(cluster.nordlys).memberships[0]
    found = membership_queries.detail(membership.id, TODAY)
    assert (found.organisation_id, found.organisation) == (cluster.nordlys, "Nordlys Havbruk AS")
    fee = found.fee(2026)
    assert fee is not None and fee.amount == 1_600_000 and found.fee(2020) is None


def test_a_picker_offers_names_that_begin_so_before_others(cluster: Cluster) -> None:
    havbruk = organisations.add("Havbruk Invest AS")
    assert [row.id for row in suggest("hav")] == [havbruk, cluster.nordlys, cluster.havn]
    assert suggest("ødeg")[0].name == "Ødegård Analyse AS"
    assert [row.id for row in suggest("77600000")] == [cluster.fjord]
    contact_points.add(organisation=cluster.kai9, kind="email", value="post@kai.example")
    assert [row.id for row in suggest("post@kai")] == [cluster.kai9]
    assert suggest("") == suggest("zzz") == [] and len(suggest("a", limit=2)) == 2


def test_an_organisation_is_found_by_number_then_by_name_without_its_form(cluster: Cluster) -> None:
    assert find("whatever", "981 575 679") == [cluster.havn]
    assert find("NORDLYS HAVBRUK") == find("Nordlys Havbruk A/S") == [cluster.nordlys]
    assert find("Nordlys Havbruk AS", "910000020") == [cluster.nordlys]
    assert find("Nordlys") == find("") == []


def test_archived_people_are_not_counted(cluster: Cluster) -> None:
    people.archive(cluster.aase)
    assert OrganisationsQuery().rows([cluster.nordlys])[cluster.nordlys].people == 0
