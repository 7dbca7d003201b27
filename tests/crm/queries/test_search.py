from datetime import date

import pytest

from crm.commands import activities, contact_points, interactions, organisations, people, projects, tasks, write
from crm.commands.command import command
from crm.commands.interactions import Participant
from crm.queries import people as queries
from crm.queries import snippet
from crm.queries.interactions import InteractionsQuery
from crm.queries.organisations import OrganisationsQuery
from crm.queries.people import PeopleQuery
from crm.queries.search import Hit, hits
from crm.records.attachment import Attachment
from crm.records.tag import Tag, Tagging, derived
from tests.crm.conftest import TODAY, Cluster


def found(text: str, kind: str = "") -> list[Hit]:
    return [hit for hit in hits(text, today=TODAY) if kind in ("", hit.kind)]


@pytest.mark.parametrize("text", ["odegaard", "ødegård", "degår", "ØDEG", "kåre øde", "k ø", "degård k"])
def test_ø_is_found_however_it_is_written_and_inside_words(cluster: Cluster, text: str) -> None:
    assert [hit.id for hit in found(text, "person")] == [cluster.kare]


@pytest.mark.parametrize("text", ["qxz " * 600, "qxz." * 600, "q " * 600, "7 " * 600, "Kåre " + "q.x " * 600])
def test_a_whole_page_pasted_into_the_search_finds_nobody_and_breaks_nothing(cluster: Cluster, text: str) -> None:
    assert found(text) == []
    assert queries.suggest(text) == [] and PeopleQuery(text=text).ids() == []
    assert OrganisationsQuery(text=text).ids() == [] and InteractionsQuery(text=text).ids() == []


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


def test_people_and_organisations_are_found_by_their_notes_with_the_text_round_the_match(cluster: Cluster) -> None:
    people.edit(
        cluster.kare, notes="Prat. " * 100 + "Allergisk mot skalldyr, sa Åse på Bodøkonferansen. " + "Mer. " * 100
    )
    organisations.edit(cluster.fjord, notes="Leier labben av Ålesund Havn")
    (hit,) = found("bodokonf")
    assert (hit.kind, hit.id, hit.title) == ("person", cluster.kare, "Kåre Ødegård")
    assert hit.snippet.startswith("… ") and "Allergisk mot skalldyr, sa Åse på Bodøkonferansen." in hit.snippet
    assert [(hit.id, hit.snippet) for hit in found("ålesund", "organisation")] == [
        (cluster.havn, ""),
        (cluster.fjord, "Leier labben av Ålesund Havn"),
    ]
    assert [hit.id for hit in found("kåre allergi", "person")] == [cluster.kare]
    people.archive(cluster.kare)
    assert found("bodokonf") == []


def test_names_come_before_notes_and_who_has_both_once(cluster: Cluster) -> None:
    people.edit(cluster.kare, notes="Søster av Eva Aker")
    people.edit(cluster.eva, notes="Eva vil ha ukebrevet")
    assert [(hit.id, hit.snippet) for hit in found("eva", "person")] == [
        (cluster.eva, ""),
        (cluster.kare, "Søster av Eva Aker"),
    ]
    assert [hit.id for hit in hits("eva", limit=1, today=TODAY) if hit.kind == "person"] == [cluster.eva]


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
    "text",
    [
        "",
        "  ",
        "#",
        "#;",
        "#\x00",
        "#\ud83d",
        "# %",
        "'",
        '"',
        "%",
        "_",
        "; DROP TABLE person",
        "a%b_c",
        "NOT",
        "x" * 500,
        "\x00",
        "\ud83d",
    ],
)
def test_any_text_is_a_safe_question(cluster: Cluster, text: str) -> None:
    assert found(text) == []


@command("Add")
def keep(*records) -> list[int]:
    return [write.insert(record) for record in records]


def tagged(name: str, **owners: int) -> int:
    (tag,) = keep(Tag(name=name, name_key=derived(name)))
    keep(*(Tagging(tag=tag, **{kind: row}) for kind, row in owners.items()))
    return tag


def test_projects_tell_their_stage_and_lead_and_the_text_round_the_match(cluster: Cluster) -> None:
    project = projects.add(
        "Røye i resirk", stage="running", lead=cluster.nordlys, funder_programme="Grønn plattform",
        public_summary="Vi renser vannet.", notes="Husk å spørre om ålegraset ved kaia.",
    )  # fmt: skip
    assert found("roye") == [Hit("project", project, "Røye i resirk", "Running · Nordlys Havbruk AS", "")]
    assert found("ålegras")[0].snippet == "Vi renser vannet. Husk å spørre om ålegraset ved kaia."
    assert found("grønn platt")[0].snippet == "Grønn plattform"
    projects.archive(project)
    assert found("roye") == []


def test_activities_tell_their_day_and_kind(cluster: Cluster) -> None:
    activity = activities.add("Kurs i taretørking", start_on=date(2026, 3, 4), type="course", venue="Vardø")
    assert found("taretørk") == [Hit("activity", activity, "Kurs i taretørking", "04.03.2026 · Course", "")]
    assert found("vardo")[0].snippet == "Vardø"


def test_a_file_is_found_by_its_name_and_tells_where_it_lies(cluster: Cluster) -> None:
    project = projects.add("Tare")
    owners = [
        *(("interaction", cluster.start), ("person", cluster.kare), ("organisation", cluster.fjord)),
        *(("project", project), ("activity", activities.add("Dag", start_on=TODAY))),
    ]
    files = keep(*(Attachment(name=f"Årsmøte {n}.docx", sha256="0" * 64, size=1, **{k: i})
                   for n, (k, i) in enumerate(owners)))  # fmt: skip
    hits_ = found("arsmote docx", "attachment")
    assert [(hit.id, hit.subtitle, hit.owner) for hit in hits_] == list(
        zip(files, ("Oppstartsmøte", "Kåre Ødegård", "Fjordforsk", "Tare", "Dag"), owners, strict=True)
    )[::-1]


def test_a_tag_is_found_and_lists_who_has_it(cluster: Cluster) -> None:
    tag = tagged("Styret", person=cluster.kare, organisation=cluster.fjord, task=cluster.due)
    tagged("Styringsgruppe", person=cluster.anne)
    tagged("Ubrukt")
    assert found("styre") == [Hit("tag", tag, "#Styret", "3 records", "")]
    assert [(hit.kind, hit.title) for hit in found("#styret")] == [
        ("tag", "#Styret"),
        ("person", "Kåre Ødegård"),
        ("organisation", "Fjordforsk"),
        ("task", "Ring Kåre"),
    ]
    assert [hit.title for hit in found("#sty", "tag")] == ["#Styret", "#Styringsgruppe"]
    assert [hit.title for hit in found("#", "tag")] == ["#Styret", "#Styringsgruppe"]
    assert found("#", "person") == found("#finnesikke") == []
    people.archive(cluster.kare)
    assert found("#styret", "person") == []


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("Kåre Ødegård", ["odegard"], ["Ødegård"]),
        ("Kåre Ødegaard", ["degar", "k"], ["K", "degaar"]),
        ("Sværd i Vær", ["vaer"], ["Vær"]),
        ("Ane Aasen", ["ase", "asen"], ["Aasen"]),
        ("Ada", ["x", ""], []),
        ("", ["x"], []),
    ],
)
def test_the_letters_that_were_found_are_told(text: str, words: list[str], marked: list[str]) -> None:
    assert [text[start:end] for start, end in snippet.marks(text, words)] == marked
