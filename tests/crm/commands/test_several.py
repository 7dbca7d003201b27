"""Several records changed at once: exactly those that were confirmed, one step, one undo, refusals told."""

import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.commands import history, own_fields, removal, several
from crm.errors import CrmError
from crm.queries import history as history_queries
from crm.queries.lists import fields
from crm.queries.lists.query import ListQuery
from crm.store import soundness, tables
from crm.store.database import rows, value
from tests import examples
from tests.crm.conftest import Cluster


def content() -> dict[str, list[Any]]:
    return {table: rows(f'SELECT * FROM "{table}" ORDER BY id') for table in tables.journalled()}


@settings(max_examples=examples.of(12), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.integers(1, 12)), st.sampled_from(["segment", "city", "country_code", "notes"]), st.randoms())
def test_exactly_the_ids_that_were_given_are_changed(
    cluster: Cluster, ids: set[int], key: str, chance: random.Random
) -> None:
    field = fields.get("organisation", key)
    wanted = chance.choice([choice.key for choice in field.choices()] or ["NO"]) if key != "notes" else "Sagt av alle"
    before, kept = content(), dict(rows(f"SELECT id, {key} FROM organisation"))
    done = several.put("organisation", sorted(ids), field, wanted)
    after = dict(rows(f"SELECT id, {key} FROM organisation"))
    assert after == {row: wanted if row in ids else told for row, told in kept.items()}
    assert done.changed == sum(kept[row] != wanted for row in ids & kept.keys()) and not done.refused
    if done.changed:
        history.undo()
    assert content() == before


def test_what_a_record_cannot_hold_is_told_and_the_others_are_changed(cluster: Cluster) -> None:
    field = fields.get("task", "status")
    done = several.put("task", [cluster.overdue, cluster.done], field, "open")
    assert done.changed == 0 and set(done.refused) == {cluster.done}
    with pytest.raises(CrmError):
        several.put("task", [cluster.overdue], fields.get("task", "overdue"), True)


def test_tags_are_put_and_taken_and_archiving_is_one_undo(cluster: Cluster) -> None:
    everybody = [cluster.kare, cluster.anne, cluster.aase]
    assert several.tag("person", everybody, put=["Styret", "styret", " messe "]) == 3
    assert value("SELECT count(*) FROM tagging") == 6 and value("SELECT count(*) FROM tag") == 2
    (styret,) = (row for (row,) in rows("SELECT id FROM tag WHERE name = 'Styret'"))
    assert several.tag("person", everybody[:2], put=["messe"], take=[styret]) == 2
    assert value("SELECT count(*) FROM tagging") == 4
    assert several.archive("person", everybody).changed == 3
    assert history_queries.undo_label() == "Archive 3 records"
    assert not set(everybody) & set(ListQuery("person").ids())
    history.undo()
    assert set(everybody) <= set(ListQuery("person").ids())
    assert several.restore("person", [cluster.bjarne]).changed == 1
    assert soundness.problems() == []


def test_a_field_of_ones_own_is_put_on_several(cluster: Cluster) -> None:
    made = own_fields.add("person", "Støtte til", "text")
    field = next(one for one in fields.of("person") if one.own == made)
    assert several.put("person", [cluster.kare, cluster.anne], field, "Havbruk").changed == 2
    assert several.put("person", [cluster.kare, cluster.aase], field, "Havbruk").changed == 1


def test_what_follows_from_the_field_follows(cluster: Cluster) -> None:
    several.put("organisation", [cluster.nordlys], fields.get("organisation", "notes"), "Blåskjellpeptid")
    assert rows("SELECT id FROM organisation WHERE notes_text LIKE '%blaskjellpeptid%'") == [(cluster.nordlys,)]
    assert soundness.problems() == []


def test_a_list_without_tags_or_archive_says_so() -> None:
    assert removal.can_archive("person") and several.carries_tags("person")
    assert not removal.can_archive("membership_fee") and not several.carries_tags("membership_fee")
