"""The size of an organisation follows its headcount, its accounts and the euro of their year, whatever changes."""

import pytest

from crm.commands import history, merging, organisations, people, rates, removal, write
from crm.commands.command import command
from crm.errors import Invalid
from crm.queries import history as past
from crm.queries import organisations as queries
from crm.queries import rates as rate_queries
from crm.records import accounts
from crm.records.organisation import Organisation
from crm.records.organisation_year import OrganisationYear
from crm.rules.size_class import Basis
from crm.store import soundness
from crm.store.database import value

MILLION = 1_000_000_00


@command("Figures")
def figures(organisation, year, **values):
    return write.insert(OrganisationYear(organisation=organisation, year=year, **values))


@command("Remove figures")
def remove(row):
    write.delete(OrganisationYear, row)


def size(organisation):
    one = queries.detail(organisation)
    assert one.size.size == (one.size_class, one.size_basis), "what is stored follows from what it rests on"
    return one.size_class, one.size_basis


def test_the_class_follows_the_rate_of_the_year_of_the_accounts(register):
    nord = organisations.add("Nord AS", employees=9, turnover=22 * MILLION, balance=30 * MILLION, accounts_year=2025)
    assert size(nord) == ("micro", "headcount_only") and rate_queries.lacking() == [2025]
    rates.put(2025, euro=1200)
    assert size(nord) == ("micro", "full"), "22 million kroner are 1.8 million euro"
    rate = rates.put(2025, euro=1000)
    assert size(nord) == ("small", "full"), "22 million kroner are 2.2 million euro"
    history.undo()
    assert size(nord) == ("micro", "full")
    rates.put(2024, euro=1)
    assert size(nord) == ("micro", "full"), "the euro of another year has no say"
    rates.remove(rate)
    assert size(nord) == ("micro", "headcount_only")
    history.undo()
    rates.edit(rate, year=2023)
    assert size(nord) == ("micro", "headcount_only"), "the rate was of another year"
    assert soundness.problems() == []


def test_the_newest_accounts_count_and_an_unknown_amount_is_not_zero(register):
    rates.put(2024, euro=1000)
    rates.put(2025, euro=1000)
    nord = organisations.add("Nord AS")
    assert size(nord) == ("unknown", "unknown")
    first = figures(nord, 2024, employees=40, turnover=90 * MILLION)
    assert size(nord) == ("small", "full")
    figures(nord, 2025, employees=40, turnover=110 * MILLION)
    assert size(nord) == ("medium", "full") and queries.detail(nord).size.lacks == "balance"
    organisations.edit(nord, turnover=90 * MILLION, accounts_year=2025)
    assert size(nord) == ("small", "full"), "its own accounts of the same year"
    organisations.edit(nord, employees=260)
    assert size(nord) == ("large", "full")
    remove(first)
    assert queries.detail(nord).size == Basis(260, 2025, 90 * MILLION, None, 1000)
    assert soundness.problems() == []


def test_taking_back_figures_takes_back_the_size(register):
    rates.put(2025, euro=1000)
    nord = organisations.add("Nord AS", employees=9)
    figures(nord, 2025, turnover=30 * MILLION)
    assert size(nord) == ("small", "full")
    newest = past.steps(limit=1)[0].id
    organisations.edit(nord, employees=8)
    history.take_back(newest)
    assert size(nord) == ("micro", "headcount_only")


def test_accounts_without_a_year_rest_on_the_employees_alone(register):
    rates.put(2025, euro=1000)
    nord = organisations.add("Nord AS", employees=9, turnover=30 * MILLION)
    assert size(nord) == ("micro", "headcount_only") and queries.detail(nord).size.lacks == "year"
    with pytest.raises(Invalid):
        organisations.edit(nord, accounts_year=25)


def test_a_new_record_is_derived_like_one_that_is_there(register):
    rates.put(2025, euro=1000)
    record = Organisation(name="Nord", employees=9, turnover=30 * MILLION, accounts_year=2025)
    record.derive()
    assert (record.size_class, record.size_basis) == ("small", "full")


def test_deleting_settles_the_sizes_it_touches_and_asks_no_others(register, monkeypatch):
    nord, syd = (organisations.add(name, employees=9) for name in ("Nord AS", "Syd AS"))
    rates.put(2025, euro=1200)
    figures(syd, 2025, employees=300, turnover=900 * MILLION, balance=900 * MILLION)
    before = size(nord), size(syd)
    assert before[0] != before[1]
    person = people.add(first_name="Ada", last_name="Berg", organisation=nord)
    asked = []
    of = accounts.of

    def noted(ids):
        asked.append(list(ids))
        return of(ids)

    monkeypatch.setattr(accounts, "of", noted)
    removal.delete("person", person)
    assert asked == [[]] and (size(nord), size(syd)) == before
    removal.delete("organisation", syd, heir=nord)
    assert size(nord) == before[1], "the figures of the year went along"
    history.undo()
    assert (size(nord), size(syd)) == before and soundness.problems() == []
    removal.delete("year_rate", value("SELECT id FROM year_rate WHERE year = 2025"))
    assert size(syd) != before[1] or size(syd)[1] != "full"
    assert soundness.problems() == []


def test_a_headcount_of_a_year_that_is_taken_back_leaves_no_size(register):
    nord, sør = organisations.add("Nord AS"), organisations.add("Sør AS")
    figures(nord, 2024, employees=5)
    assert size(nord) == ("micro", "headcount_only")
    step = value("SELECT max(id) FROM step")
    organisations.edit(nord, notes="Skrevet etterpå")
    history.take_back(step)
    assert size(nord) == ("unknown", "unknown")
    line = figures(sør, 2024, employees=5)
    merging.merge("organisation", nord, sør)
    assert size(nord) == ("micro", "headcount_only")
    history.take_back(value("SELECT max(id) FROM step"))
    assert value("SELECT organisation_id FROM organisation_year WHERE id = ?", (line,)) == sør
    assert (size(nord), size(sør)) == (("unknown", "unknown"), ("micro", "headcount_only"))
    assert soundness.problems() == []
