"""python main.py brief."""


def test_a_brief_is_text_or_one_object(line, file):
    told = line("brief", file, "Ishavsenzym AS", "--lang", "en")
    assert told.code == 0 and told.out.startswith("Ishavsenzym AS\n") and "Open follow-ups" in told.out
    data = line("brief", file, "organisation:1", "--json").data
    assert data["kind"] == "organisation" and data["title"] == "Ishavsenzym AS"
    assert set(data["people"][0]) == {"name", "title", "organisation", "email", "phone", "last"}
    assert data["spoken"][0]["day"].count("-") == 2


def test_a_brief_is_of_a_person_or_a_meeting_as_well(line, file):
    assert line("brief", file, "person:3", "--json").data["kind"] == "person"
    assert line("brief", file, "interaction:5", "--json").data["kind"] == "interaction"


def test_nobody_of_that_name_is_a_sentence(line, file):
    done = line("brief", file, "Ingen Slik AS", "--lang", "en")
    assert (done.code, done.out) == (1, "") and "Ingen Slik AS" in done.err
