"""Whatever is done with contributions, undo leads back over the same states, and the page's sums are the plain sums."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.commands import contributions, history
from crm.errors import CrmError
from crm.queries import contributions as queries
from crm.queries.contributions import ContributionsQuery
from crm.queries.figures import economy
from crm.records.attachment import Attachment
from crm.store import journal, soundness
from crm.store.database import database, rows
from tests import examples
from tests.crm.conftest import Cluster

DEEDS = st.lists(
    st.tuples(
        st.sampled_from(("hours", "cash", "approve", "disapprove", "edit", "archive", "restore", "remove", "list")),
        st.integers(0, 5),
        st.integers(0, 3_000),
    ),
    max_size=8,
)


def held() -> list[Any]:
    return rows("SELECT * FROM contribution ORDER BY id")


def do(deed: str, which: int, much: int, whose: list[int]) -> None:
    ids = ContributionsQuery(archived=deed == "restore").ids()
    some = ids[which % len(ids) :][:3] if ids else []
    organisation, year = whose[which % len(whose)], 2025 + which % 2
    if deed == "hours":
        contributions.add(organisation, year, kind="hours", minutes=much, rate=much * 100)
    elif deed == "cash":
        contributions.add(organisation, year, kind="cash", amount=much, given_on=date(year, 3, 1))
    elif deed == "list":
        one = {"organisation": organisation, "year": year, "kind": "hours", "minutes": 60, "rate": much}
        contributions.add_all("liste.xlsx", [one, one | {"minutes": 90}])
    elif deed in ("approve", "disapprove", "remove") and some:
        {"approve": contributions.approve, "disapprove": contributions.disapprove, "remove": contributions.remove_all}[
            deed
        ](some)
    elif deed == "edit" and some:
        contributions.edit(some[0], notes=f"Notat {much}")
    elif deed in ("archive", "restore") and some:
        (contributions.archive if deed == "archive" else contributions.restore)(some[0])


@settings(deadline=None, max_examples=examples.of(12), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DEEDS)
def test_undo_leads_back_over_every_state_and_redo_forth_again(
    cluster: Cluster, deeds: list[tuple[str, int, int]]
) -> None:
    with journal.step("Anew"):
        database.execute_sql("DELETE FROM contribution")
        database.execute_sql("UPDATE organisation SET legal_form = 'ENK' WHERE id = ?", (cluster.fjord,))
    states = [held()]
    for deed, which, much in deeds:
        do(deed, which, much, [cluster.nordlys, cluster.fjord])
        if held() != states[-1]:
            states.append(held())
        for year in (2025, 2026):
            lines = [
                line for archived in (False, True) for line in ContributionsQuery(year=year, archived=archived).lines()
            ]
            sums = [sum(line.value for line in lines if line.approved is approved) for approved in (True, False)]
            assert [one.value for one in queries.sums(year)] == sums
            shown = ContributionsQuery(year=year)
            assert shown.totals().value == sum(line.value for line in shown.lines())
            assert sum(one.given.value for one in queries.balances(year)) == sums[0]
            # What the report counts is what the page says (K29)
            assert sum(one.value for one in economy.contributions(year) if one.approved) == sums[0]
    for state in reversed(states[:-1]):
        while held() != state:
            history.undo()
    for state in states[1:]:
        while held() != state:
            history.redo()
    assert soundness.problems() == []


def test_several_are_removed_together_or_not_at_all(cluster: Cluster) -> None:
    one, two = (contributions.add(cluster.nordlys, 2026, kind="cash", amount=much) for much in (1, 2))
    with journal.step("A file"):
        paper = Attachment(contribution=two, name="timeliste.pdf", sha256="0" * 64, size=1)
        paper.version, paper.added_at = journal.current().id, "2026-01-01T00:00:00Z"
        paper.derive()
        paper.save(force_insert=True)
    with pytest.raises(CrmError, match="Archive it instead"):
        contributions.remove_all([one, two])
    assert sorted(ContributionsQuery().ids()) == sorted([one, two])
    history.undo()
    assert contributions.remove_all([one, two]) == 2 and ContributionsQuery().ids() == []
    history.undo()
    assert sorted(ContributionsQuery().ids()) == sorted([one, two])
