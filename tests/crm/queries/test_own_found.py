"""Fields of the cluster's own in search, in the history of a record and in its timeline."""

from datetime import date

from crm.commands import contributions, fees, memberships, own_fields, own_values, people
from crm.commands import history as undoing
from crm.queries import history, search, timeline
from crm.queries import own_fields as queries
from tests.crm.conftest import TODAY, Cluster


def _found(text: str) -> list[tuple[str, int, str]]:
    return [(hit.kind, hit.id, hit.snippet) for hit in search.hits(text, today=TODAY)]


def test_a_value_finds_its_record_with_the_field_and_the_words(cluster: Cluster) -> None:
    note = own_fields.add("person", "Forskning", "text")
    case = own_fields.add("project", "Saksnummer", "number")
    link = own_fields.add("task", "Mappe", "link")
    own_values.put("person", cluster.eva, {note: "Skriver om bioprospektering av sjøpølser i nord"})
    own_values.put("task", cluster.due, {link: "https://disk.example/mappe-77"})
    assert _found("sjopolser") == [
        ("person", cluster.eva, "Forskning: Skriver om bioprospektering av sjøpølser i nord")
    ]
    assert _found("disk.exam") == [("task", cluster.due, "Mappe: https://disk.example/mappe-77")]
    own_fields.archive(note)
    assert _found("sjopolser") == []
    assert case and _found("bioprospektering") == []


def test_a_choice_finds_its_records_under_its_name_of_today(cluster: Cluster) -> None:
    field = own_fields.add("organisation", "Vekstfase", "choice", choices=("Etableringsfase", "Skalering"))
    start, _grow = queries.field(field).words  # type: ignore[union-attr]
    own_values.put("organisation", cluster.havn, {field: start})
    assert _found("etableringsf") == [("organisation", cluster.havn, "Vekstfase: Etableringsfase")]
    own_fields.rename_choice(start, "Tidlig fase")
    assert _found("etableringsf") == []
    assert _found("tidlig") == [("organisation", cluster.havn, "Vekstfase: Tidlig fase")]


def test_figures_and_days_are_found_but_not_every_yes(cluster: Cluster) -> None:
    number, day = own_fields.add("person", "Kontonummer", "number"), own_fields.add("person", "Kurs", "date")
    yes = own_fields.add("person", "Har nøkkel", "yes_no")
    own_values.put("person", cluster.kare, {number: 987_654_00, day: date(2025, 3, 17), yes: True})
    assert _found("987654") == [("person", cluster.kare, "Kontonummer: 987\u00a0654")]
    assert _found("17.03.2025") == [("person", cluster.kare, "Kurs: 17.03.2025")]
    assert _found("100") == []


def test_who_is_found_by_the_name_stands_there_once(cluster: Cluster) -> None:
    field = own_fields.add("person", "Kallenavn", "text")
    own_values.put("person", cluster.kare, {field: "Kåre"})
    assert [hit[:2] for hit in _found("kare")].count(("person", cluster.kare)) == 1


def test_a_fee_leads_to_who_pays_it_and_a_contribution_to_itself(cluster: Cluster) -> None:
    membership = memberships.join(cluster.kai9, category="full", joined_on=date(2024, 1, 1))
    fee = fees.put(membership, 2026, 100_00, own={own_fields.add("membership_fee", "Ordre", "text"): "PO-4711"})
    given = contributions.add(
        cluster.kai9,
        2026,
        kind="cash",
        amount=5_00,
        own={own_fields.add("contribution", "Bilag nr", "text"): "BX-40440"},
    )
    assert fee and _found("4711") == [("organisation", cluster.kai9, "Ordre: PO-4711")]
    assert _found("40440") == [("contribution", given, "Bilag nr: BX-40440")]


def test_the_history_of_a_record_tells_its_own_fields_also_those_that_were_emptied(cluster: Cluster) -> None:
    field = own_fields.add("person", "Støtte til", "text")
    own_values.put("person", cluster.kare, {field: "A"})
    people.edit(cluster.kare, first_name="Kari", own={field: "B"})
    own_values.put("person", cluster.kare, {field: None})
    told = [(entry.field, entry.before, entry.after) for entry in history.of("person", cluster.kare)][:4]
    assert told == [
        (f"own_{field}", "B", None),
        (f"own_{field}", "A", "B"),
        ("first_name", "Kåre", "Kari"),
        (f"own_{field}", None, "A"),
    ]


def test_a_timeline_tells_what_a_step_did_to_a_field_of_ones_own(cluster: Cluster) -> None:
    field = own_fields.add("organisation", "Lån", "yes_no")
    own_values.put("organisation", cluster.nordlys, {field: False})
    own_values.put("organisation", cluster.nordlys, {field: True})
    own_values.put("organisation", cluster.nordlys, {field: None})
    query = timeline.TimelineQuery(organisation=cluster.nordlys, kinds=("change",))
    ids = query.answer().ids[:3]
    found = query.rows(ids)
    entries = [found[id] for id in ids]
    assert [(one.before, one.after) for entry in entries for one in entry.changed] == [
        (True, None),
        (False, True),
        (None, False),
    ]
    assert {one.field for entry in entries for one in entry.changed} == {f"own_{field}"}
    undoing.undo()
    assert queries.values("organisation", cluster.nordlys) == {field: True}
