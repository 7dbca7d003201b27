from datetime import date

import pytest

from crm.commands import contact_points, interactions, organisations, people, tasks
from crm.commands.interactions import Participant
from crm.queries.search import Hit, hits
from tests.crm.conftest import TODAY, Cluster


def found(text: str, kind: str = "") -> list[Hit]:
    return [hit for hit in hits(text, today=TODAY) if kind in ("", hit.kind)]


@pytest.mark.parametrize("text", ["odegaard", "ødegård", "degår", "ØDEG", "kåre øde", "k ø", "degård k"])
def test_ø_is_found_however_it_is_written_and_inside_words(cluster: Cluster, text: str) -> None:
    assert [hit.id for hit in found(text, "person")] == [cluster.kare]


def test_a_hit_says_who_it_is_and_where_they_work(cluster: Cluster) -> None:
    assert found("kåre ødegård") == [
        Hit("person", cluster.kare, "Kåre Ødegård", "Daglig leder · Ødegård Analyse AS", "")
    ]


@pytest.mark.parametrize("text", ["912 34 567", "91234567", "+47 912 34 567", "0047 912 34 567", "34 567"])
def test_a_phone_leads_to_its_owner_by_its_digits(cluster: Cluster, text: str) -> None:
    (hit,) = found(text)
    assert (hit.kind, hit.id, hit.snippet) == ("person", cluster.kare, "912 34 567")


def test_an_address_of_an_organisation_leads_to_the_organisation(cluster: Cluster) -> None:
    assert [(hit.kind, hit.id, hit.snippet) for hit in found("77 60 00 00")] == [
        ("organisation", cluster.fjord, "77 60 00 00")
    ]
    contact_points.add(organisation=cluster.nordlys, kind="email", value="post@nordlys.example")
    assert [hit.snippet for hit in found("post@nordlys", "organisation")] == ["post@nordlys.example"]


def test_an_organisation_is_found_by_name_and_number(cluster: Cluster) -> None:
    for text in ("981575679", "981 575 679"):
        assert [(hit.id, hit.snippet) for hit in found(text, "organisation")] == [(cluster.havn, "981575679")], text
    assert [hit.id for hit in found("kai 9")] == [cluster.kai9]


def test_somebody_is_found_by_name_and_employer_together(cluster: Cluster) -> None:
    assert [hit.id for hit in found("åse havbruk", "person")] == [cluster.aase]
    assert found("kåre havbruk", "person") == []


def test_meetings_show_the_text_round_the_match_as_it_was_written(cluster: Cluster) -> None:
    (hit,) = found("restrastoff")
    assert (hit.kind, hit.id, hit.title, hit.subtitle) == ("interaction", cluster.start, "Oppstartsmøte", "10.05.2025")
    assert hit.snippet == "Vi snakket om restråstoff. Åse følger opp."
    assert found("oppstart")[0].snippet == "" and found("tromsø", "interaction")[0].snippet == "Tromsø"


def test_a_long_text_is_shown_at_the_match(cluster: Cluster) -> None:
    notes = "Ærlig prat. " * 300 + "Så kom Haakon. " + "Mer prat. " * 300
    interactions.log("Langt", held_on=TODAY, notes=notes, participants=[Participant(cluster.eva)])
    (hit,) = found("håkon")
    assert hit.snippet.startswith("… ") and hit.snippet.endswith(" …") and " Så kom Haakon. Mer " in hit.snippet


def test_follow_ups_are_found_by_their_notes(cluster: Cluster) -> None:
    (hit,) = found("forskningsrad")
    assert (hit.kind, hit.id, hit.snippet) == ("task", cluster.later, "Frist hos Forskningsrådet")


def test_meetings_come_newest_first_and_the_best_known_person_too(cluster: Cluster) -> None:
    ids = [interactions.log(f"Kaffe {n}", held_on=TODAY, participants=[Participant(cluster.eva)]) for n in (1, 2)]
    namesake = people.add(first_name="Eva", last_name="Aker")
    assert [hit.id for hit in found("kaffe")] == ids[::-1]
    assert [hit.id for hit in found("eva")] == [cluster.eva, namesake]


def test_what_is_archived_is_not_found(cluster: Cluster) -> None:
    organisations.archive(cluster.kai9)
    tasks.archive(cluster.due)
    for text in ("bjarne", "feilført", "kai 9", "ring kåre"):
        assert found(text) == [], text


def test_a_short_word_beside_a_long_one_is_found_inside_and_before_it(cluster: Cluster) -> None:
    assert [hit.id for hit in found("om søknad")] == [cluster.call]
    assert [hit.id for hit in found("stråstoff om", "interaction")] == [cluster.start]
    assert found("stråstoff zx") == []


@pytest.mark.parametrize("text", ["ødegrd", "kåre ødeagrd", "ødegåård", "Odegord", "ødegr", "kårre ødegård"])
def test_one_typo_in_a_name_is_forgiven(cluster: Cluster, text: str) -> None:
    assert [hit.id for hit in found(text, "person")] == [cluster.kare]


def test_typos_are_forgiven_only_where_nothing_else_is_found_and_no_more_than_one_a_word(cluster: Cluster) -> None:
    assert [(hit.kind, hit.id) for hit in found("nordlis havbuk")] == [("organisation", cluster.nordlys)]
    people.add(first_name="Eva", last_name="Ødegard-Holm")
    people.add(first_name="Ida", last_name="Hansson")
    assert [hit.title for hit in found("hansson")] == ["Ida Hansson"]
    assert found("hamssom") == found("jansson holm") == []


def test_at_most_so_many_of_each_kind_are_found(cluster: Cluster) -> None:
    for number in range(5):
        people.add(first_name="Prøve", last_name=f"Nummer {number}")
        tasks.add(f"Prøve {number}", due_on=date(2026, 12, 1))
    kinds = [hit.kind for hit in hits("prøve", limit=3)]
    assert kinds == ["person"] * 3 + ["task"] * 3


@pytest.mark.parametrize(
    "text", ["", "  ", "'", '"', "%", "_", "; DROP TABLE person", "a%b_c", "NOT", "x" * 500, "\x00", "\ud83d"]
)
def test_any_text_is_a_safe_question(cluster: Cluster, text: str) -> None:
    assert found(text) == []
