"""What left the register is noted: who, when, which list, how many; nothing of it is undone, nothing of it is news."""

from datetime import date

import pytest

from crm.commands import cluster, history, organisations, people, went_out
from crm.queries import history as steps
from crm.queries import objections
from crm.queries import went_out as queries
from crm.store import journal, soundness
from crm.store.database import value


@pytest.mark.usefixtures("register")
def test_what_went_out_is_told_and_undo_and_redo_pass_it_by() -> None:
    journal.author.staff = cluster.begin("Testklyngen", staff_name="Kari Nordmann")
    first = organisations.add(name="Nordlys AS")
    organisations.edit(first, city="Tromsø")
    went_out.note("Members", 1, how=queries.FILE)
    went_out.note("Contacts", 0, how=queries.PAPER)  # nothing went
    before = steps.steps()
    assert "taken out" not in " ".join(row.label for row in before)
    history.undo()
    went_out.note("Contacts", 214, how=queries.OUTLOOK, purpose="newsletter")
    assert value("SELECT city FROM organisation WHERE id = ?", (first,)) == ""
    history.redo()
    assert value("SELECT city FROM organisation WHERE id = ?", (first,)) == "Tromsø"
    found = [(one.what, one.number, one.how, one.purpose, one.staff) for one in queries.latest()]
    assert found == [
        ("Contacts", 214, "outlook", "newsletter", "Kari Nordmann"),
        ("Members", 1, "file", "", "Kari Nordmann"),
    ]
    assert not soundness.problems()


@pytest.mark.usefixtures("register")
def test_a_way_out_that_is_none_is_refused_and_who_objected_is_known() -> None:
    with pytest.raises(ValueError, match="no way out"):
        went_out.note("Contacts", 1, how="pigeon")
    ada, bo = (people.add(first_name=name, last_name="Berg") for name in ("Ada", "Bo"))
    people.edit(bo, objected_on=date(2026, 11, 1))
    assert objections.among([ada, bo]) == {bo} and objections.among([]) == set()
