from pathlib import Path

from crm import changes
from crm.commands import drafts as commands
from crm.queries import drafts
from crm.store.database import value


def test_a_draft_is_kept_beside_the_register_and_written_over(register: Path) -> None:
    name = commands.keep("", {"subject": "Pilot for havvind"})
    assert commands.keep(name, {"subject": "Pilot for havvind og tare"}) == name
    (draft,) = drafts.waiting()
    assert draft.name == name and draft.values == {"subject": "Pilot for havvind og tare"}
    assert drafts.folder() == register.parent / "register drafts"
    assert value("SELECT count(*) FROM step") == 0


def test_nobody_else_may_read_a_draft(register: Path) -> None:
    name = commands.keep("", {"notes": "Kari er syk."})
    assert (drafts.folder().stat().st_mode & 0o777, (drafts.folder() / f"{name}.json").stat().st_mode & 0o777) == (
        0o700,
        0o600,
    )


def test_a_dropped_draft_is_gone_and_the_last_takes_the_folder_along(register: Path) -> None:
    first, second = commands.keep("", {"subject": "a"}), commands.keep("", {"subject": "b"})
    commands.drop(first)
    assert [draft.name for draft in drafts.waiting()] == [second]
    commands.drop(second)
    commands.drop(second)
    assert not drafts.folder().exists()


def test_what_is_no_draft_is_left_alone(register: Path) -> None:
    commands.keep("", {"subject": "a"})
    (drafts.folder() / "cut.json").write_text('{"subject": "Pil')
    (drafts.folder() / "list.json").write_text("[]")
    assert [draft.values for draft in drafts.waiting()] == [{"subject": "a"}]
    assert drafts.draft("cut") is None


def test_a_folder_that_cannot_be_made_stops_nobody(register: Path) -> None:
    drafts.folder().write_text("in the way")
    assert commands.keep("", {"subject": "a"}) == ""
    assert drafts.waiting() == []


def test_windows_hear_of_a_new_draft_and_of_one_that_is_gone_but_not_of_every_letter(register: Path) -> None:
    heard: list[changes.Changes] = []
    stop = changes.subscribe(heard.append)
    name = commands.keep("", {"subject": "a"})
    commands.keep(name, {"subject": "ab"})
    commands.drop(name)
    stop()
    assert [set(news.rows) for news in heard] == [{"draft"}, {"draft"}]
