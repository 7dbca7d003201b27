"""Fields of the cluster's own: made, filled, read back, and undone."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm import i18n
from crm.commands import fees, history, memberships, organisations, own_fields, own_values, people, removal, tasks
from crm.commands.own_values import Edit
from crm.errors import Conflict, CrmError, Invalid
from crm.queries import hanging
from crm.queries import own_fields as queries
from crm.records.fields import storable
from crm.rules import links
from crm.store.database import rows
from tests import examples
from tests.crm.conftest import Cluster

_TEXTS = st.text(max_size=60).filter(storable)
_LINKS = st.from_regex(r"(?:https?://)?[a-z]{1,8}\.example(?:/[a-zA-Z0-9?=&]{0,12})?", fullmatch=True)
_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "text": _TEXTS,
    "number": st.integers(-(10**14), 10**14),
    "date": st.dates(date(1900, 1, 1), date(2200, 12, 31)),
    "yes_no": st.booleans(),
    "link": _LINKS,
    "choice": st.sampled_from((0, 1, 2)),
}


def _kept(kind: str, value: Any) -> Any:
    if kind == "text":
        return value.strip() or None
    return links.normalised(value) if kind == "link" else value


def _all() -> list[tuple[Any, ...]]:
    return rows("SELECT own_field_id, person_id, text, number, day, own_choice_id, search_text FROM own_value")


@pytest.fixture
def fields(cluster: Cluster) -> dict[str, int]:
    """A field of each kind at people, by kind."""
    return {kind: own_fields.add("person", f"Eget {kind}", kind, choices=("Ja", "Nei", "Vet ikke")) for kind in _VALUES}


@settings(max_examples=examples.of(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_is_put_into_a_field_is_read_back_to_the_letter_and_undone_and_redone(
    data: st.DataObject, cluster: Cluster, fields: dict[str, int]
) -> None:
    choices = list(queries.field(fields["choice"]).words)  # type: ignore[union-attr]
    wanted = data.draw(st.dictionaries(st.sampled_from(sorted(_VALUES)), st.none(), min_size=1))
    values: dict[str, Any] = {kind: data.draw(st.none() | _VALUES[kind]) for kind in wanted}
    if values.get("choice") is not None:
        values["choice"] = choices[values["choice"]]
    before, shown = _all(), queries.values("person", cluster.kare)
    own_values.put("person", cluster.kare, {fields[kind]: value for kind, value in values.items()})
    after = queries.values("person", cluster.kare)
    said = {fields[kind]: None if value is None else _kept(kind, value) for kind, value in values.items()}
    assert after == {field: value for field, value in (shown | said).items() if value is not None}
    if _all() != before:
        written = _all()
        history.undo()
        assert sorted(map(repr, _all())) == sorted(map(repr, before))
        history.redo()
        assert sorted(map(repr, _all())) == sorted(map(repr, written))
    else:
        assert after == shown


def test_a_field_is_not_called_as_one_of_the_program_in_either_language(cluster: Cluster) -> None:
    for name in ("First name", "fornavn", "E-post", "  Virksomhet "):
        with pytest.raises(Invalid) as wrong:
            own_fields.add("person", name, "text")
        assert "already" in wrong.value.fields["name"]
    assert own_fields.add("project", "Fornavn", "text")


def test_two_fields_in_use_are_not_called_the_same_but_one_that_was_archived_keeps_no_name(cluster: Cluster) -> None:
    first = own_fields.add("person", "Støtte til", "text")
    with pytest.raises(Invalid):
        own_fields.add("person", "støtte  TIL", "number")
    own_fields.archive(first)
    own_fields.add("person", "Støtte til", "number")
    with pytest.raises(Invalid):
        own_fields.restore(first)


def test_what_stands_in_an_archived_field_comes_back_with_it(cluster: Cluster) -> None:
    field = own_fields.add("organisation", "Støtte til", "text")
    own_values.put("organisation", cluster.nordlys, {field: "Pilot"})
    own_fields.archive(field)
    assert queries.of("organisation") == [] and queries.told("organisation", cluster.nordlys) == []
    own_fields.restore(field)
    assert [told.text for told in queries.told("organisation", cluster.nordlys)] == ["Pilot"]


def test_a_field_that_is_removed_says_how_many_values_go_and_comes_back_whole(cluster: Cluster) -> None:
    field = own_fields.add("person", "Allergi", "choice", choices=("Nøtter", "Gluten"))
    nuts = next(iter(queries.field(field).words))  # type: ignore[union-attr]
    for person in (cluster.kare, cluster.eva):
        own_values.put("person", person, {field: nuts})
    assert {(one.table, one.number) for one in hanging.on("own_field", field)} >= {("own_value", 2), ("own_choice", 2)}
    before = _all()
    removal.delete("own_field", field)
    assert _all() == [] and queries.field(field) is None
    history.undo()
    assert _all() == before and len(queries.choices(field)) == 2


def test_one_step_saves_a_record_with_its_own_fields(cluster: Cluster) -> None:
    field = own_fields.add("person", "Støtte til", "text")
    people.edit(cluster.kare, first_name="Kari", own={field: "Havvind"})
    assert queries.values("person", cluster.kare) == {field: "Havvind"}
    history.undo()
    assert queries.values("person", cluster.kare) == {}
    ((first,),) = rows("SELECT first_name FROM person WHERE id = ?", (cluster.kare,))
    assert first == "Kåre"


def test_a_value_that_does_not_fit_keeps_the_whole_edit_from_being_saved(cluster: Cluster) -> None:
    link = own_fields.add("organisation", "Mappe", "link")
    with pytest.raises(Invalid) as wrong:
        organisations.edit(cluster.nordlys, city="Bodø", own={link: "javascript://alert(1)"})
    assert "http" in wrong.value.fields[f"own_{link}"]
    ((city,),) = rows("SELECT city FROM organisation WHERE id = ?", (cluster.nordlys,))
    assert city == "Tromsø"


def test_a_field_that_somebody_else_filled_meanwhile_is_asked_about(cluster: Cluster) -> None:
    field = own_fields.add("person", "Støtte til", "text")
    own_values.put("person", cluster.kare, {field: "Havvind"})
    with pytest.raises(Conflict) as both:
        own_values.put("person", cluster.kare, {field: Edit("Alger", None)})
    assert both.value.fields == {f"own_{field}": (None, "Alger", "Havvind")}
    own_values.put("person", cluster.kare, {field: Edit("Alger", "Havvind")})
    assert queries.values("person", cluster.kare) == {field: "Alger"}


def test_a_choice_is_renamed_taken_out_of_use_and_replaced(cluster: Cluster) -> None:
    field = own_fields.add("person", "Rolle i styret", "choice", choices=("Leder", "leder ", "", "Vara"))
    lead, deputy = queries.field(field).words  # type: ignore[union-attr]
    own_values.put("person", cluster.kare, {field: lead})
    own_fields.rename_choice(lead, "Styreleder")
    with pytest.raises(Invalid):
        own_fields.add_choice(field, "styreleder")
    own_fields.archive_choice(lead)
    assert list(queries.field(field).offered) == [deputy]  # type: ignore[union-attr]
    assert [told.text for told in queries.told("person", cluster.kare)] == ["Styreleder"]
    with pytest.raises(CrmError):
        own_fields.remove_choice(lead)
    assert own_fields.replace_choice(lead, deputy) == 1
    assert queries.values("person", cluster.kare) == {field: deputy}
    history.undo()
    assert queries.values("person", cluster.kare) == {field: lead}


def test_fields_and_choices_are_put_in_order(cluster: Cluster) -> None:
    made = [own_fields.add("task", name, "text") for name in ("Ett", "To", "Tre")]
    own_fields.order(made[::-1])
    assert [field.name for field in queries.of("task")] == ["Tre", "To", "Ett"]


def test_the_same_value_is_put_into_many_records_and_taken_back_as_one_step(cluster: Cluster) -> None:
    field = own_fields.add("organisation", "Sendt julekort", "yes_no")
    everybody = [cluster.nordlys, cluster.odegard, cluster.fjord]
    own_values.put("organisation", cluster.fjord, {field: True})
    assert own_values.put_all("organisation", everybody, field, True) == 2
    assert queries.values_of("organisation", everybody) == {row: {field: True} for row in everybody}
    history.undo()
    assert queries.values_of("organisation", everybody) == {cluster.fjord: {field: True}}


def test_a_choice_without_words_is_none(cluster: Cluster) -> None:
    with pytest.raises(Invalid) as wrong:
        own_fields.add("person", "Støtte til", "choice", choices=(" ", ""))
    assert set(wrong.value.fields) == {"choices"}


def test_every_field_of_the_program_has_a_name_in_both_languages() -> None:
    from crm.rules import standard_fields

    i18n.use("nb")
    assert all({"navn", "name"} <= standard_fields.taken(about) for about in queries.KINDS)


def test_the_same_value_is_emptied_from_many_records_and_a_number_in_them_is_found(cluster: Cluster) -> None:
    field = own_fields.add("organisation", "Saksnummer", "number")
    everybody = [cluster.nordlys, cluster.odegard, cluster.fjord, 99_999]
    assert own_values.put_all("organisation", everybody, field, 12_50) == 3
    assert own_values.put_all("organisation", everybody, field, 13_50) == 3
    ((texts,),) = rows("SELECT group_concat(search_text) FROM own_value")
    assert texts == "13,5,13,5,13,5"
    assert own_values.put_all("organisation", everybody, field, None) == 3
    assert _all() == []
    history.undo()
    assert queries.values("organisation", cluster.fjord) == {field: 13_50}


def test_what_stands_in_own_fields_goes_with_its_record_and_comes_back_with_it(cluster: Cluster) -> None:
    field = own_fields.add("membership_fee", "Ordre", "text")
    membership = memberships.join(cluster.kai9, category="full", joined_on=date(2024, 1, 1))
    fee = fees.put(membership, 2026, 100_00, own={field: "PO-1"})
    fees.remove(fee)
    assert rows("SELECT count(*) FROM own_value") == [(0,)]
    history.undo()
    assert queries.values("membership_fee", fee) == {field: "PO-1"}


def test_the_next_of_a_recurring_follow_up_says_the_same(cluster: Cluster) -> None:
    field = own_fields.add("task", "Rom", "text")
    made = tasks.add("Bestill rom", due_on=date(2026, 11, 1), repeat_every=1, repeat_unit="month", own={field: "201"})
    following = tasks.complete(made, date(2026, 11, 1))
    assert following is not None and queries.values("task", following) == {field: "201"}


@pytest.mark.parametrize("name", ["", " \t\n", "\u200b", "\u202e\u2066", "\0", "\ufeff "])
def test_a_name_in_which_nobody_sees_anything_is_none(cluster: Cluster, name: str) -> None:
    with pytest.raises(Invalid) as wrong:
        own_fields.add("person", name, "text")
    assert set(wrong.value.fields) == {"name"}


def test_a_name_holds_no_signs_that_nobody_sees(cluster: Cluster) -> None:
    field = own_fields.add("person", "Støtte\u200b \u202etil\0", "text")
    assert [one.name for one in queries.of("person")] == ["Støtte til"]
    with pytest.raises(Invalid):
        own_fields.add("person", "støtte\ufeff til", "text")
    own_fields.edit(field, name="\u2067Støtter")
    assert [one.name for one in queries.of("person")] == ["Støtter"]


@pytest.mark.parametrize("link", ["\0", " \0\x1b ", "\u2028"])
def test_a_link_of_nothing_empties_the_field(cluster: Cluster, link: str) -> None:
    field = own_fields.add("organisation", "Mappe", "link")
    own_values.put("organisation", cluster.nordlys, {field: "mappe.example"})
    own_values.put("organisation", cluster.nordlys, {field: link})
    own_values.put_all("organisation", [cluster.fjord], field, link)
    assert _all() == []
