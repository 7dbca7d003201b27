"""Code lists are data: renamed, added to, put in order, taken out of use, and old years keep their words."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm import own_words
from crm.commands import code_terms, fees, history, memberships, organisations
from crm.errors import CrmError, Invalid
from crm.exchange import header_meaning, words
from crm.queries import code_terms as queries
from crm.queries import history as past
from crm.queries import organisations as organisation_queries
from crm.records.code_term import CodeTerm
from crm.records.import_memory import ImportWord
from crm.reports import run
from crm.rules import code_lists
from crm.store import journal, opening, soundness
from crm.store.database import database, value
from tests import examples

CATEGORY = "membership_category"


def read(key, year=None, language="nb"):
    return code_lists.label(CATEGORY, key, language, year)


def test_a_rename_holds_from_its_year_and_old_years_keep_their_words(register):
    this = own_words.now().year
    code_terms.put(CATEGORY, "full", nb="Hovedpartner", en="Main partner", from_year=this)
    assert (read("full"), read("full", this - 1)) == ("Hovedpartner", "Ordinært medlem")
    code_terms.put(CATEGORY, "full", nb="Fullpartner", en="Full partner", from_year=this + 1)
    assert (read("full"), read("full", this + 1)) == ("Hovedpartner", "Fullpartner")
    assert code_lists.from_text(CATEGORY, "hovedpartner") == "full", "the register's word comes before the standard's"
    assert code_lists.from_text(CATEGORY, "Ordinært medlem") == "full", "earlier words are still understood"
    history.undo()
    history.undo()
    assert read("full") == "Ordinært medlem" and not code_lists.changed(CATEGORY)
    code_terms.put(CATEGORY, "full", nb="Fullt medlem", en="Full member")
    assert (read("full"), read("full", 2001)) == ("Fullt medlem", "Fullt medlem"), "without a year it always was so"
    code_terms.put(CATEGORY, "full", nb="Ordinært medlem", en="Full member")
    assert value("SELECT count(*) FROM code_term") == 0, "only what differs from the standard is kept"


def test_an_entry_of_ones_own_is_chosen_read_counted_and_removed(register):
    key = code_terms.add(CATEGORY, nb="Æresmedlem", synonyms="hederspartner\nhonorary")
    assert key == "aeresmedlem" and code_lists.keys(CATEGORY)[-1] == key
    assert code_lists.from_text(CATEGORY, "Honorary") == key
    nord = organisations.add("Nord AS")
    membership = memberships.join(nord, joined_on=date(2020, 1, 1), category=key)
    fees.add_level(100, category=key)
    assert organisation_queries.detail(nord).memberships[0].category == key
    assert queries.uses(CATEGORY, key) == {"membership": 1, "fee_level": 1}
    with pytest.raises(CrmError, match="2 records carry it"):
        code_terms.remove(CATEGORY, key)
    assert code_terms.replace(CATEGORY, key, "partner") == 2
    assert value("SELECT category FROM membership WHERE id = ?", (membership,)) == "partner"
    assert key not in code_lists.keys(CATEGORY) and soundness.problems() == []
    history.undo()
    assert value("SELECT category FROM membership WHERE id = ?", (membership,)) == key and read(key) == "Æresmedlem"
    memberships.remove(membership)
    fees.remove_level(1)
    code_terms.remove(CATEGORY, key)
    assert key not in code_lists.keys(CATEGORY)


def test_taking_back_an_entry_that_is_in_use_is_refused_and_check_would_tell(register):
    key = code_terms.add(CATEGORY, nb="Æresmedlem")
    added = past.steps(limit=1)[0].id
    nord = organisations.add("Nord AS")
    membership = memberships.join(nord, joined_on=date(2020, 1, 1), category=key)
    with pytest.raises(CrmError, match="1 record carries it"):
        history.take_back(added)
    assert key in code_lists.keys(CATEGORY) and queries.unknown() == []
    memberships.edit(membership, category="partner")
    history.take_back(added)
    assert key not in code_lists.keys(CATEGORY)
    with journal.step("Behind everybody’s back"):
        database.execute_sql("UPDATE membership SET category = 'gone'")
    assert queries.unknown() == [(CATEGORY, "membership", "gone", 1)]


def test_what_is_out_of_use_is_read_but_not_offered(register):
    nord = organisations.add("Nord AS")
    membership = memberships.join(nord, joined_on=date(2020, 1, 1), category="observer")
    code_terms.retire(CATEGORY, "observer")
    assert "observer" not in code_lists.offered(CATEGORY) and read("observer") == "Observatør"
    memberships.edit(membership, notes="En gammel post kan fortsatt endres.")
    code_terms.offer(CATEGORY, "observer")
    assert "observer" in code_lists.offered(CATEGORY) and value("SELECT count(*) FROM code_term") == 0
    this = own_words.now().year
    code_terms.put(CATEGORY, "startup", nb="Oppstartsmedlem", en="Start-up member", to_year=this - 1)
    assert "startup" not in code_lists.offered(CATEGORY) and "startup" in code_lists.offered(CATEGORY, this - 1)
    code_terms.offer(CATEGORY, "startup")
    assert "startup" in code_lists.offered(CATEGORY)
    for key in code_lists.keys("segment")[1:]:
        code_terms.retire("segment", key)
    with pytest.raises(CrmError, match="only one"):
        code_terms.retire("segment", code_lists.keys("segment")[0])


def test_the_order_is_ones_own_and_goes_back_to_the_standard(register):
    standard = code_lists.keys(CATEGORY)
    code_terms.reorder(CATEGORY, ["observer", "full"])
    assert code_lists.keys(CATEGORY) == ("observer", "full", *(k for k in standard if k not in ("observer", "full")))
    key = code_terms.add(CATEGORY, en="Honorary member")
    assert code_lists.keys(CATEGORY)[-1] == key
    code_terms.reset(CATEGORY)
    assert code_lists.keys(CATEGORY) == (*standard, key)
    code_terms.remove(CATEGORY, key)
    code_terms.reorder(CATEGORY, standard)
    assert value("SELECT count(*) FROM code_term") == 0


def test_what_cannot_be_is_refused(register):
    with pytest.raises(Invalid) as same:
        code_terms.add(CATEGORY, nb="partner", en="Something else")
    with pytest.raises(Invalid) as empty:
        code_terms.add(CATEGORY, nb="  ")
    assert set(same.value.fields) == {"nb"} and set(empty.value.fields) == {"nb"}
    for refused in (
        lambda: code_terms.add("task_status", nb="Halvveis", en="Half-way"),
        lambda: code_terms.retire("interaction_status", "done"),
        lambda: code_terms.remove(CATEGORY, "full"),
        lambda: code_terms.replace(CATEGORY, "full", "full"),
    ):
        with pytest.raises(CrmError):
            refused()
    code_terms.put("task_status", "done", nb="Ferdig", en="Finished")
    assert code_lists.label("task_status", "done", "nb") == "Ferdig", "the words of every list can be changed"


def test_two_registers_one_after_the_other_do_not_mix(register, tmp_path):
    code_terms.put(CATEGORY, "full", nb="Hovedpartner", en="Main partner")
    code_terms.rename("member", nb={"one": "partner", "many": "partnere", "the_one": "", "the_many": ""})
    opening.create(tmp_path / "other.klynge")
    assert read("full") == "Ordinært medlem" and not own_words.now().renamed
    opening.open_register(register)
    assert read("full") == "Hovedpartner" and own_words.now().renamed
    opening.close()
    assert read("full") == "Ordinært medlem"


def test_a_step_that_fails_leaves_the_words_as_they_were(register):
    code_terms.put(CATEGORY, "full", nb="Hovedpartner", en="Main partner")
    with pytest.raises(Invalid):
        code_terms.put(CATEGORY, "full", nb="Observatør", en="Main partner")
    assert read("full") == "Hovedpartner"


def test_a_word_an_import_once_learnt_means_nothing_when_its_entry_is_gone(register):
    key = code_terms.add("segment", nb="Blå bioøkonomi")
    for word, code in (("bla", key), ("fisk", "fisheries")):
        ImportWord(list="segment", word=word, code=code, at="2026-01-01T00:00:00Z").save(force_insert=True)
    assert words.meant({})["segment"] == {"bla": key, "fisk": "fisheries"}
    code_terms.remove("segment", key)
    assert words.meant({})["segment"] == {"fisk": "fisheries"}


def test_the_report_of_a_year_has_the_words_of_that_year_and_a_frozen_one_keeps_its_own(register):
    this = own_words.now().year
    nord = organisations.add("Nord AS")
    memberships.join(nord, joined_on=date(2020, 1, 1))
    frozen = run.freeze(run.make(this - 1))
    code_terms.put(CATEGORY, "full", nb="Hovedpartner", en="Main partner", from_year=this)
    forms = {"one": "partner", "many": "partnere", "the_one": "partneren", "the_many": "partnerne"}
    code_terms.rename("member", nb=forms, en={"one": "associate", "many": "associates"})
    told = {year: run.make(year) for year in (this - 1, this)}
    assert [told[year].word(CATEGORY, "full", "nb") for year in told] == ["Ordinær partner", "Hovedpartner"]
    assert "partnere" in told[this].figures["K02"].name_nb and "associates" in told[this].figures["K02"].name_en
    kept = run.load(frozen.run)
    assert kept.word(CATEGORY, "full", "nb") == "Ordinært medlem" and "medlemmer" in kept.figures["K02"].name_nb


def test_an_exported_list_with_the_own_words_is_understood_when_it_comes_back(register):
    before = header_meaning.meaning("Medlem siden", [], "")
    code_terms.rename("member", nb={"one": "partner", "many": "partnere", "the_one": "", "the_many": ""})
    assert header_meaning.meaning("Partner siden", [], "") == before is not None


KEYS = st.sampled_from(code_lists.keys("segment"))
YEARS = st.integers(2019, 2030)
DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("put"), KEYS, YEARS),
        st.tuples(st.just("retire"), KEYS, YEARS),
        st.tuples(st.just("offer"), KEYS, YEARS),
        st.tuples(st.just("until"), KEYS, YEARS),
        st.tuples(st.just("add"), KEYS, YEARS),
        st.tuples(st.just("order"), KEYS, YEARS),
        st.tuples(st.just("undo"), KEYS, YEARS),
    ),
    max_size=8,
)


@settings(max_examples=examples.of(12), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=DEEDS)
def test_whatever_is_done_from_a_year_on_the_years_before_keep_their_words(register, deeds):
    for key in code_lists.keys("segment"):
        code_terms.reset("segment", key)
    for place, (deed, key, year) in enumerate(deeds):
        before = {
            (k, y): code_lists.label("segment", k, "nb", y)
            for k in code_lists.keys("segment")
            for y in range(2015, 2032)
        }
        new = f"Ord {place} {value('SELECT coalesce(max(id), 0) FROM step')}"
        try:
            match deed:
                case "put":
                    code_terms.put("segment", key, nb=new, en=new, from_year=year)
                case "retire":
                    code_terms.retire("segment", key)
                case "offer":
                    code_terms.offer("segment", key)
                case "until":
                    now = code_lists.holding("segment", key)
                    words_now = {"nb": read_segment(key, "nb"), "en": read_segment(key, "en")}
                    code_terms.put("segment", key, **words_now, from_year=now.from_year if now else year, to_year=2200)
                case "add":
                    code_terms.add("segment", nb=new, en=new, from_year=year)
                case "order":
                    code_terms.reorder("segment", [key])
                case "undo":
                    code_terms.put("segment", key, nb=new, en=new, from_year=year)
                    history.undo()
        except CrmError:
            continue
        for (k, y), word in before.items():
            if deed == "put" and k == key and y >= year:
                continue
            if deed == "until" and k == key and y >= year:
                continue
            assert code_lists.label("segment", k, "nb", y) == word, (deed, key, year, k, y)
    assert set(code_lists.offered("segment")) <= set(code_lists.keys("segment"))
    stored = {(one.list, one.code, one.from_year) for one in CodeTerm.select()}
    assert stored == {(one.list, one.code, one.from_year) for one in own_words.now().terms}


def read_segment(key, language):
    return code_lists.label("segment", key, language)


def test_a_network_is_not_put_in_the_place_of_one_in_which_somebody_is_a_member_as_well(register):
    key = code_terms.add("network", nb="Nettverket", en="The network")
    both = organisations.add("Nordlys Havbruk AS")
    for network in ("main", key):
        memberships.join(both, network=network, joined_on=date(2024, 1, 1))
    with pytest.raises(CrmError, match="member"):
        code_terms.replace("network", key, "main")
    assert key in code_lists.keys("network")
    assert value("SELECT count(*) FROM membership WHERE network = ?", (key,)) == 1


@pytest.mark.parametrize(("name", "key"), [(name, key) for name, keys in code_lists.DECIDING.items() for key in keys])
def test_nothing_is_put_in_the_place_of_what_figures_count_by(register, name, key):
    other = code_terms.add(name, nb="Noe annet", en="Something else")
    with pytest.raises(CrmError, match="Figures"):
        code_terms.replace(name, key, other)
    code_terms.retire(name, key)
    assert key in code_lists.keys(name) and key not in code_lists.offered(name)
