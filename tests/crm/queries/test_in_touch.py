"""Staying in touch: who was not met within the interval that is theirs."""

from datetime import date, timedelta

import pytest

from crm.commands import interactions, memberships, organisations, people, settings
from crm.commands.interactions import Participant
from crm.queries import in_touch
from crm.queries.in_touch import Quiet
from crm.store.database import rows
from tests.crm.conftest import TODAY, Cluster

SINCE = (TODAY - date(2025, 5, 10)).days


def quiet(default: int | None = None) -> set[int]:
    found = {one.id for one in in_touch.organisations(TODAY, default)}
    assert found == set(in_touch.organisation_ids(TODAY, default))
    assert {one.id for one in in_touch.people(TODAY)} == set(in_touch.person_ids(TODAY))
    return found


def test_members_nobody_spoke_with_for_long_come_the_longest_silence_first(cluster: Cluster) -> None:
    memberships.join(cluster.kai9, joined_on=date(2026, 1, 1))
    interactions.restore(cluster.mistake)  # Nordlys was met lately then
    assert in_touch.organisations(TODAY) == [
        Quiet(cluster.kai9, "Kai 9 AS", None, 180, None),
        Quiet(cluster.fjord, "Fjordforsk", SINCE, 180, date(2027, 1, 15)),
    ]
    assert [one.name for one in in_touch.organisations(TODAY, limit=1)] == ["Kai 9 AS"]


def test_a_few_are_the_first_of_all(cluster: Cluster) -> None:
    for name in ("Åse AS", "Zeta AS", "Alfa AS"):
        memberships.join(organisations.add(name), joined_on=date(2026, 1, 1))
    everybody = in_touch.organisations(TODAY)
    assert [one.name for one in everybody[:3]] == ["Alfa AS", "Zeta AS", "Åse AS"] and len(everybody) > 3
    for limit in range(1, len(everybody) + 2):
        assert in_touch.organisations(TODAY, limit=limit) == everybody[:limit], limit


def test_the_last_day_of_quiet_is_counted_exactly(cluster: Cluster) -> None:
    assert cluster.fjord in quiet(SINCE) and cluster.fjord not in quiet(SINCE + 1)
    organisations.edit(cluster.fjord, contact_every_days=SINCE + 1)
    assert cluster.fjord not in quiet(30)


def test_mails_and_plans_are_no_personal_contact(cluster: Cluster) -> None:
    interactions.log("Brev", held_on=TODAY, type="email", participants=[Participant(cluster.anne)])
    interactions.log("Plan", held_on=TODAY, status="planned", participants=[Participant(cluster.anne)])
    assert cluster.fjord in quiet()


def test_a_contact_counts_for_the_employer_of_that_day_and_stays_there(cluster: Cluster) -> None:
    nordlys = next(one for one in in_touch.organisations(TODAY, 10) if one.id == cluster.nordlys)
    assert nordlys.days == (TODAY - date(2026, 11, 5)).days
    people.change_employer(cluster.aase, cluster.fjord, on=TODAY)
    again = next(one for one in in_touch.organisations(TODAY, 10) if one.id == cluster.nordlys)
    assert again.days == nordlys.days and cluster.fjord in quiet()


def test_an_interval_of_its_own_counts_before_the_clusters_and_none_is_never(cluster: Cluster) -> None:
    assert cluster.nordlys not in quiet()
    organisations.edit(cluster.nordlys, contact_every_days=10)
    organisations.edit(cluster.fjord, contact_every_days=0)
    assert quiet() == {cluster.nordlys}


def test_who_is_no_member_is_watched_only_with_an_interval(cluster: Cluster) -> None:
    assert cluster.kai10 not in quiet()
    organisations.edit(cluster.kai10, contact_every_days=365)
    assert cluster.kai10 in quiet()
    organisations.archive(cluster.kai10)
    assert cluster.kai10 not in quiet()


def test_the_clusters_interval_is_a_setting(cluster: Cluster) -> None:
    assert in_touch.standard() == 180
    settings.put(contact_every_days=str(SINCE + 1))
    assert cluster.fjord not in quiet()
    settings.put(contact_every_days="")
    assert in_touch.standard() == 0 and quiet() == set()


def test_people_are_watched_with_an_interval(cluster: Cluster) -> None:
    assert in_touch.people(TODAY) == []
    people.edit(cluster.kare, contact_every_days=30)
    people.edit(cluster.eva, contact_every_days=90)
    assert in_touch.people(TODAY) == [
        Quiet(cluster.eva, "Eva Kern", None, 90, None),
        Quiet(cluster.kare, "Kåre Ødegård", (TODAY - date(2026, 10, 1)).days, 30, None),
    ]
    interactions.log(
        "Kaffe", held_on=TODAY, status="done", participants=[Participant(cluster.kare), Participant(cluster.eva)]
    )
    assert in_touch.people(TODAY) == []


def test_an_interval_has_its_bounds(cluster: Cluster) -> None:
    from crm.errors import Invalid

    for days in (-1, 4000):
        with pytest.raises(Invalid):
            people.edit(cluster.kare, contact_every_days=days)


def test_the_contacts_are_read_through_covering_indexes(cluster: Cluster) -> None:
    sql = in_touch._QUIET.format(owner="organisation_id", watched=in_touch._ORGANISATIONS)
    since = (TODAY - timedelta(days=180)).isoformat()
    given = {"day": TODAY.isoformat(), "since": since, "year": 2026, "default": 180, "limit": -1, "differ": True}
    plan = [line[3] for line in rows("EXPLAIN QUERY PLAN " + sql, given)]
    assert any("COVERING INDEX interaction_year_status_type_held_on" in line for line in plan), plan
    assert any("ip USING COVERING INDEX" in line for line in plan), plan
    assert not any(line.startswith(("SCAN i ", "SCAN ip")) for line in plan), plan


def test_a_member_with_a_shorter_interval_is_quiet_although_the_others_are_not(cluster: Cluster) -> None:
    usual = {one.id for one in in_touch.organisations(TODAY, default=3650)}
    assert cluster.nordlys not in usual
    organisations.edit(cluster.nordlys, contact_every_days=1)
    found = {one.id: one.every for one in in_touch.organisations(TODAY, default=3650)}
    assert found.keys() - usual == {cluster.nordlys} and found[cluster.nordlys] == 1
    assert set(in_touch.organisation_ids(TODAY, default=3650)) == found.keys()
