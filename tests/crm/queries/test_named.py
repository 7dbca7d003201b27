from datetime import date

from crm import i18n
from crm.commands import contact_points, fees, focus_areas, goals, people
from crm.queries import contact_points as points
from crm.queries import memberships as membership_queries
from crm.queries import named
from crm.queries import people as people_queries
from crm.queries.organisations import detail
from crm.store.database import value
from tests.crm.conftest import Cluster


def test_records_are_called_by_their_names(cluster: Cluster):
    person, organisation = people_queries.detail(cluster.kare).name, detail(cluster.nordlys).name
    assert named.names("person", [cluster.kare, 10_000]) == {cluster.kare: person}
    assert named.names("organisation", [cluster.nordlys]) == {cluster.nordlys: organisation}
    membership = detail(cluster.nordlys).memberships[0].id
    assert named.names("membership", [membership]) == {membership: organisation}
    assert named.names("no_such_table", [1]) == {}


def test_a_position_and_a_participant_say_who_and_where(cluster: Cluster):
    position = people_queries.positions(cluster.aase)[0]
    assert named.names("position", [position.id])[position.id].endswith(f" – {position.organisation}")
    participant = value("SELECT id FROM interaction_participant WHERE interaction_id = ?", [cluster.visit])
    assert (
        people_queries.detail(cluster.aase).name in named.names("interaction_participant", [participant])[participant]
    )


def test_a_record_that_was_removed_keeps_its_last_name(cluster: Cluster):
    point = contact_points.add(person=cluster.eva, kind="email", value="eva@nordlys.example")
    assert named.names("contact_point", [point])[point].startswith("eva@nordlys.example – ")
    contact_points.remove(point)
    assert points.contact_points(person=cluster.eva) == []
    assert named.names("contact_point", [point]) == {point: "eva@nordlys.example"}


def test_a_step_is_called_in_the_present_language(cluster: Cluster):
    people.edit(cluster.eva, notes="x")
    assert people_queries.detail(cluster.eva).name in named.step(value("SELECT max(id) FROM step"))
    assert named.step(0) == ""


def test_a_membership_knows_whose_it_is_and_its_fees(cluster: Cluster):
    membership = detail(cluster.nordlys).memberships[0].id
    fees.put(membership, 2026, 1_200_000, paid_on=date(2026, 2, 1))
    found = membership_queries.detail(membership)
    assert found.organisation_id == cluster.nordlys
    fee = found.fee(2026)
    assert fee is not None
    assert (fee.amount, fee.paid_on) == (1_200_000, date(2026, 2, 1))
    assert found.fee(1999) is None


def test_a_line_of_the_price_list_is_called_in_words(cluster: Cluster):
    level = fees.add_level(1_000_00, category="startup", employees_to=3)
    small = fees.add_level(4_000_00, size_class="small", network="Havvind")
    with i18n.meanwhile("nb"):
        found = {
            row: name.replace("\N{NO-BREAK SPACE}", " ")
            for row, name in named.names("fee_level", [level, small]).items()
        }
    assert found == {
        level: "Oppstartsmedlem, 0–3 ansatte, 1 000 kr",
        small: "Alle kategorier · Havvind, Liten, 4 000 kr",
    }


def test_what_has_a_name_in_both_languages_is_called_by_that_of_the_present_one(cluster: Cluster):
    vision = goals.add("vision", "Havet gir mer", text_en="The sea gives more")
    norwegian = goals.add("main", "Flere prosjekter", parent=vision)
    area = focus_areas.add("9", name_nb="Havbruk", name_en="Aquaculture")
    with i18n.meanwhile("nb"):
        assert named.names("goal", [vision])[vision] == "Havet gir mer"
        assert named.names("focus_area", [area])[area] == "9 Havbruk"
    with i18n.meanwhile("en"):
        assert named.names("goal", [vision, norwegian]) == {vision: "The sea gives more", norwegian: "Flere prosjekter"}
        assert named.names("focus_area", [area])[area] == "9 Aquaculture"
