"""Somebody erased is remembered by hashes alone, and no list brings the person back."""

from crm.commands import contact_points, people, privacy
from crm.exchange import plan
from crm.queries import erased
from crm.store.database import rows, value
from tests.crm.conftest import Cluster
from tests.crm.exchange.bringing import actions, only, planned


def erase(person: int) -> None:
    """What the erasing to come will do: remember, then leave nothing by which anybody is known."""
    privacy.remember_erased(person)
    for (point,) in rows("SELECT id FROM contact_point WHERE person_id = ?", (person,)):
        contact_points.remove(point)
    people.edit(person, first_name="", last_name="Slettet")


def test_only_hashes_are_kept_and_each_once(cluster: Cluster) -> None:
    privacy.remember_erased(cluster.kare)
    privacy.remember_erased(cluster.kare)
    kept = rows("SELECT kind, digest FROM erased")
    assert sorted(kind for kind, _digest in kept) == ["email", "name", "name", "name", "phone"]
    assert all(len(digest) == 64 for _kind, digest in kept)
    assert len(erased.salt()) == 64
    label = value("SELECT label FROM step ORDER BY id DESC LIMIT 1")
    assert "Kåre" not in label


def test_it_is_found_only_whether_somebody_erased_had_a_value(cluster: Cluster) -> None:
    assert erased.salt() == "" and erased.nobody()
    privacy.remember_erased(cluster.kare)
    assert erased.among({("email", "kare@odegard.example"), ("email", "kari@odegard.example")}) == {
        ("email", "kare@odegard.example")
    }


def test_an_address_of_somebody_erased_rejects_the_row(cluster: Cluster) -> None:
    erase(cluster.kare)
    line = ["Kåre", "Ødegård", "KARE@odegard.example", "", "", "Kai 9 AS"]
    made = planned(line)
    assert actions(made) == ["rejected"] and "asked to be erased" in only(made).reason
    assert actions(planned(line, answers={2: "new"})) == ["rejected"]


def test_a_mobile_of_somebody_erased_is_asked_about_since_numbers_pass_on(cluster: Cluster) -> None:
    erase(cluster.kare)
    made = planned(["Gro", "Lund", "", "912 34 567", "", "Kai 9 AS"])
    assert actions(made) == ["question"]
    assert actions(plan.answer(made, 2, "new")) == ["new"]


def test_a_name_at_the_organisation_of_somebody_erased_is_asked_about(cluster: Cluster) -> None:
    erase(cluster.aase)
    made = planned(["Åse", "Aas", "ny@x.example", "", "", "Nordlys Havbruk"])
    assert actions(made) == ["question"] and "asked to be erased" in only(made).reason
    assert actions(plan.answer(made, 2, "new")) == ["new"]
    assert actions(plan.answer(made, 2, "skip")) == ["rejected"]
    assert actions(planned(["Åse", "Aas", "ny@x.example", "", "", "Kai 9 AS"])) == ["new"]
