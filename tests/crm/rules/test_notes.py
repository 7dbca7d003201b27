from hypothesis import given
from hypothesis import strategies as st

from crm.rules import notes

LIST = "Avtalt:\n\n- [ ] Ring **Kåre** om [avtalen](https://acme.example)\n"
LIST += "  * [X] Send tilbud\n> - [ ] Sitert\n1. [ ] Fakturer"


def test_boxes_are_found_in_lists_of_every_kind_and_nowhere_else() -> None:
    assert [(box.line, box.done, box.text) for box in notes.boxes(LIST)] == [
        (2, False, "Ring Kåre om avtalen"),
        (3, True, "Send tilbud"),
        (4, False, "Sitert"),
        (5, False, "Fakturer"),
    ]
    for text in ("[ ] uten punkt", "- [] tom", "-[ ] tett", "- [ ]", "- [y] nei", "```\n- [ ] kode\n```", ""):
        assert notes.boxes(text) == [], text


def test_a_tick_changes_one_sign_and_no_other() -> None:
    once = notes.ticked(LIST, 2, True)
    assert [(a, b) for a, b in zip(LIST, once, strict=True) if a != b] == [(" ", "x")]
    assert notes.ticked(once, 2, False) == LIST
    assert notes.ticked(LIST, 0, True) == notes.ticked(LIST, 99, True) == notes.ticked(LIST, 3, True) == LIST


@given(st.text(alphabet="-[] xX*1.\n>ab`~", max_size=60), st.booleans())
def test_ticking_touches_only_the_box(text: str, done: bool) -> None:
    for box in notes.boxes(text):
        once = notes.ticked(text, box.line, done)
        assert notes.boxes(once) == [
            other._replace(done=done) if other == box else other for other in notes.boxes(text)
        ]


def test_the_plain_words_of_a_note() -> None:
    assert notes.plain(
        "## Møte\n\nSnakket *lenge* om `kode` og __mye__ ~~feil~~ <https://acme.example>\n\n- a\n3) b"
    ) == ("Møte\nSnakket lenge om kode og mye feil https://acme.example\n• a\n3) b")
    assert notes.plain("5 * 3 * 2 = 30, se fil_med_strek_i.txt og c:\\\\mappe") == (
        "5 * 3 * 2 = 30, se fil_med_strek_i.txt og c:\\mappe"
    )
    assert notes.plain("x" * 5_000) == "x" * 2_000


def test_what_nobody_writes_is_not_read_as_markdown() -> None:
    ordinary = [
        "",
        "Hei\n\n- a\n    - b\n        - c",
        "_" * 80,
        "-" * 120,
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "ord " * 2_000,
    ]
    assert all(notes.readable(text) for text in ordinary)
    hostile = ["> " * 50, "- " * 50, "[" * 50_000, "*" * 50_000, "**a** " * 9_000, "x" * 100_000, "[a](b) " * 9_000,
               "\n".join("    " * n + "- x" for n in range(60)), "|" * 30_000, "![" * 40_000, "`a" * 9_000]  # fmt: skip
    assert not any(notes.readable(text) for text in hostile)


def test_lines_are_shown_as_they_were_typed_and_pictures_as_words() -> None:
    assert notes.shown("a\nb\n\n```\nc\nd\n```") == "a  \nb\n\n```\nc\nd\n```"
    assert "![" not in notes.shown("![a](b) \\![a] !![x]")


def test_a_list_goes_on_with_its_next_item() -> None:
    for line, begin in (("- a", "- "), ("* [ ] a", "* [ ] "), ("  3) a", "  4) "), ("a", None), ("- [ ] ", "")):
        assert notes.next_item(line) == begin
