"""Rich text bodies: unpacked as Outlook packs them, read to their words, never a fault on anything else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm.exchange.readers import rtf

# The two examples that Microsoft's specification works through
SIMPLE = bytes.fromhex(
    "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
)
CROSSING = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")


def test_what_outlook_compressed_is_unpacked():
    assert rtf.unpacked(SIMPLE) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    assert rtf.unpacked(CROSSING) == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"
    assert rtf.text(rtf.unpacked(SIMPLE)) == "hello world"


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        (rb"H\'f8st\par\par Vel m\u248?tt", "Høst\n\nVel møtt"),
        (rb"\uc2 \u9731??snow \uc0\u230 ", "☃snow æ"),
        (rb"\u-10179?\u-8704?!", "😀!"),
        (rb"{\pict 0a0b}{\*\generator X;}a{\v skjult}b{\header nei}", "ab"),
        (rb"en\tab to\line \{tre\} \\ \ldblquote fire\rdblquote", "en\tto\n{tre} \\ “fire”"),
        (rb"a\bin4 {{{{b", "ab"),
        (rb"\ansicpg1251 \'cf\'f0", "Пр"),
        (rb"\ansicpg99999 \'e5", "å"),
    ],
)
def test_the_words_are_those_one_would_see(inside: bytes, words: str):
    assert rtf.text(rb"{\rtf1\ansi " + inside + b"}") == words


def test_what_was_an_html_mail_keeps_its_links_and_lists():
    inside = (
        rb"\fromhtml1 \deff0{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Hei A & B "
        rb"{\*\htmltag84 <a href='https://x.example/a'>}"
        rb"\htmlrtf {\field \htmlrtf0 her\htmlrtf }\htmlrtf0{\*\htmltag92 </a>}"
        rb"\htmlrtf\par}\htmlrtf0{\*\htmltag72 </p>}"
        rb"{\*\htmltag64 <ul>}{\*\htmltag64 <li>}\'e5n{\*\htmltag72 </li>}{\*\htmltag72 </ul>}"
    )
    assert rtf.text(rb"{\rtf1\ansi\ansicpg1252" + inside + b"}") == "Hei A & B [her](https://x.example/a)\n\n- ån"


@given(st.binary(max_size=300))
def test_nothing_makes_it_stumble(data: bytes):
    head = len(data).to_bytes(4, "little") + (1000).to_bytes(4, "little")
    assert len(rtf.unpacked(head + b"LZFu" + bytes(4) + data)) <= 1000
    rtf.text(b"{\\rtf1" + data)


@given(
    st.lists(st.sampled_from([b"{", b"}", b"\\par", b"\\u5", b"\\'e5", b"\\*", b"\\htmlrtf", b"\\bin9", b" x", b"\\"]))
)
def test_nothing_that_looks_like_rich_text_makes_it_stumble(parts: list[bytes]):
    assert isinstance(rtf.text(b"{\\rtf1" + b"".join(parts)), str)


def test_what_says_that_it_is_huge_stays_small():
    packed = (20).to_bytes(4, "little") + (2**31).to_bytes(4, "little") + b"LZFu" + bytes(4) + b"\xff" * 100_000
    assert len(rtf.unpacked(packed)) <= rtf.LARGEST
