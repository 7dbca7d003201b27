"""The privacy door: where new people come from, on which basis they are kept, when they were told."""

from pathlib import Path

from crm.exchange.choices import Door
from crm.store.database import rows, value
from tests.crm.conftest import Cluster
from tests.crm.exchange.bringing import brought

KARI = ["Kari", "Berg", "kari@nord.example", "", "", "Nord AS"]
DOOR = Door("Havbruksdagen 2026", "consent", "2026-11-20")


def test_origin_basis_and_the_day_they_were_told_are_stamped_on_new_people(register: Path) -> None:
    brought(KARI, door=DOOR)
    told = rows("SELECT source, lawful_basis, informed_on FROM person")
    assert told == [("Havbruksdagen 2026", "consent", "2026-11-20")]
    assert rows("SELECT origin, basis FROM import_batch") == [("Havbruksdagen 2026", "consent")]


def test_whoever_was_not_asked_gets_the_file_and_the_usual_basis(register: Path) -> None:
    brought(KARI, name="liste.xlsx")
    assert rows("SELECT source, lawful_basis, informed_on FROM person") == [("liste.xlsx", "legitimate_interest", None)]


def test_who_is_known_keeps_the_origin_and_the_basis(cluster: Cluster) -> None:
    before = rows("SELECT source, lawful_basis, informed_on FROM person WHERE id = ?", (cluster.aase,))
    brought(["Åse", "Aas", "", "912 00 000", "", "Nordlys Havbruk AS"], door=DOOR)
    assert rows("SELECT source, lawful_basis, informed_on FROM person WHERE id = ?", (cluster.aase,)) == before
    assert value("SELECT count(*) FROM contact_point WHERE person_id = ? AND kind = 'phone'", (cluster.aase,)) > 0
