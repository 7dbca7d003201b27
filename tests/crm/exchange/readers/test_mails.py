"""Mails, and Outlook's own files: right or refused in words, never half."""

import random
import struct
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.errors import CrmError
from crm.exchange import letters, mailbag
from crm.exchange.readers import post, reading
from tests import examples
from tests.crm.exchange.readers import made_mails, outlook_file
from tests.crm.exchange.readers.made_calendars import MADE as CALENDARS
from tests.crm.exchange.readers.made_calendars import OUTLOOK, TODAY, said
from tests.crm.exchange.readers.made_mails import HEAD, MAILS, OUTLOOK_FILES, RIGHT, file, mail, part, parts, whole

EVERY = (*CALENDARS, *MAILS, *OUTLOOK_FILES)


@pytest.mark.parametrize("made", (*MAILS, *OUTLOOK_FILES), ids=lambda made: made.name)
def test_a_mail_is_right_or_refused_in_words(made):
    if made.refused:
        with pytest.raises(CrmError) as refused:
            post.read(made.data, made.name, TODAY)
        assert made.refused in str(refused.value)
        return
    found = post.read(made.data, made.name, TODAY)
    assert len(found.letters) == len(made.right)
    for letter, right in zip(found.letters, made.right, strict=True):
        assert {name: said(letter, name) for name in right} == dict(right)
    assert not found.notes


def test_the_same_meeting_is_known_again_whether_it_comes_as_ics_or_as_msg():
    goid = bytes.fromhex(post.read(OUTLOOK, "a.ics", TODAY).letters[0].uid)
    assert post.read(made_mails.outlook_meeting(goid=goid), "a.msg", TODAY).letters[0].uid == goid.hex().upper()


def test_the_samples_of_the_field_are_read_in_a_process_of_their_own(tmp_path):
    for made in (MAILS[6], OUTLOOK_FILES[0], OUTLOOK_FILES[3]):
        path = tmp_path / made.name
        path.write_bytes(made.data)
        assert mailbag.read(path, today=TODAY) == post.read(made.data, made.name, TODAY)


def test_a_header_of_encoded_words_without_end_costs_neither_time_nor_memory():
    words = "=?utf-8?q?a?= " * 50_000
    found = post.read(mail("Hei", head=HEAD.replace("Subject: ", f"X-Long: {words}\nSubject: ")), "a.eml", TODAY)
    assert "header is longer than fits" in found.letters[0].problems[-1]
    assert found.letters[0].people[0].name == "Kåre Ødegård"


@pytest.mark.parametrize("charset", ["punycode", "IDNA", "unicode_escape"])
def test_a_charset_that_no_text_is_written_in_costs_no_time(charset):
    start = time.process_time()
    digits = "xn--" + "9" * 120_000
    words = f"Subject: =?{charset}?Q?{digits[:40_000]}?="
    data = mail(digits, f"text/plain; charset={charset}", head=HEAD.replace(HEAD.splitlines()[3], words))
    (letter,) = post.read(data, "a.eml", TODAY).letters
    assert letter.text.startswith("xn--999") and letter.subject.startswith("xn--999")
    card = f"BEGIN:VCARD\nN:Berg;Ada\nNOTE;CHARSET={charset}:{digits}\nEND:VCARD\n"
    assert any("xn--999" in str(cell) for cell in reading.read(card.encode(), "a.vcf").sheets[0].rows[1])
    assert time.process_time() - start < 2


def test_parts_within_parts_without_end_are_refused_or_cut_in_words():
    body = part("Innerst")
    for number in range(100):
        body = parts(body, mark=f"m{number}")
    (letter,) = post.read(whole(body), "a.eml", TODAY).letters
    assert letter.problems == ("The mail has more parts than can be read; some are left out.",)
    deep = b"".join(b'Content-Type: multipart/mixed; boundary="m%d"\r\n\r\n--m%d\r\n' % (n, n) for n in range(3_000))
    with pytest.raises(CrmError, match="damaged"):
        post.read(whole(deep), "a.eml", TODAY)
    many = parts(*(file(f"{number}.txt", b"x") for number in range(1_200)))
    (letter,) = post.read(whole(many), "b.eml", TODAY).letters
    assert len(letter.attachments) == letters.MOST_ATTACHED
    assert any("more parts than can be read" in problem for problem in letter.problems)


def test_attachments_that_are_too_large_are_named_and_left_out(monkeypatch):
    monkeypatch.setattr(letters, "MOST_BYTES_ATTACHED", 1_000)
    body = parts(part("Hei"), file("liten.bin", b"x" * 900), file("stor.bin", b"x" * 5_000), file("tom.bin", b""))
    (letter,) = post.read(whole(body), "a.eml", TODAY).letters
    assert [one.name for one in letter.attachments] == ["liten.bin"]
    assert letter.problems == ("Attachments that are empty or too large were left out: stor.bin, tom.bin",)


def test_one_person_in_several_fields_is_one():
    head = HEAD.replace("Cc: undisclosed-recipients:;", "Cc: KARI@havbruk.example, kare@nordlys.example")
    (letter,) = post.read(mail("Hei", head=head), "a.eml", TODAY).letters
    assert said(letter, "people") == RIGHT["people"]


def test_an_outlook_file_with_a_stream_larger_than_itself_is_refused_before_it_is_read():
    data = bytearray(made_mails.outlook_mail())
    entry = data.find("__substg1.0_37010102".encode("utf-16-le"))
    (start,) = struct.unpack_from("<I", data, entry + 116)
    struct.pack_into("<I", data, entry + 120, 0xFF000000)  # four gigabytes of one sector that follows itself
    (table,) = struct.unpack_from("<I", data, 76)
    struct.pack_into("<I", data, 512 + table * 512 + start * 4, start)
    with pytest.raises(CrmError, match="damaged"):
        post.read(bytes(data), "a.msg", TODAY)


def test_an_outlook_file_with_an_unknown_code_page_is_read_all_the_same():
    data = outlook_file.item({0x001A: "IPM.Note", 0x0037: "Hei", 0x3FDE: 1, 0x1013: "<p>Blåbær</p>".encode()})
    assert post.read(data, "a.msg", TODAY).letters[0].text == "Blåbær"


@settings(max_examples=examples.of(250))
@given(made=st.sampled_from(EVERY), seed=st.integers(0, 2**32), cuts=st.booleans(), flips=st.integers(0, 30))
def test_no_cut_and_no_flipped_byte_gives_a_traceback(made, seed, cuts, flips):
    chance = random.Random(seed)
    data = bytearray(made.data)
    for _flip in range(min(flips, len(data))):
        data[chance.randrange(len(data))] = chance.randrange(256)
    if cuts and data:
        start = chance.randrange(len(data))
        del data[start : start + chance.choice((1, 10, 200, len(data)))]
    try:
        found = post.read(bytes(data), made.name, TODAY)
    except CrmError as error:
        assert str(error)
        return
    assert found.letters
    for letter in found.letters:
        assert letter.kind in ("calendar", "mail")
        assert letter.kind == "mail" or letter.day is not None
        assert len(letter.subject) <= letters.LONGEST_SUBJECT and len(letter.people) <= letters.MOST_PEOPLE
        assert all("/" not in one.name and "\\" not in one.name for one in letter.attachments)
