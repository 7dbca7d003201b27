"""Every text of the program can be read in the cluster's own words, in the right form and gender."""

import gettext
import re
from collections.abc import Iterator
from typing import Any

import pytest

from crm import i18n, own_words, renaming
from crm.own_words import Renamed
from crm.rules import code_lists

PARTNER = (
    Renamed("member", "nb", "partner", "partnere", "partneren", "partnerne"),
    Renamed("member", "en", "associate", "associates"),
    Renamed("membership", "nb", "partnerskap", "partnerskap", "partnerskapet", "partnerskapene"),
)


@pytest.fixture(autouse=True)
def partners() -> Iterator[None]:
    own_words.use(renamed=PARTNER, year=2026)
    yield
    own_words.use()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Medlemmer", "Partnere"),
        ("Nytt medlem", "Ny partner"),
        ("hvert medlem er et medlem", "hver partner er en partner"),
        ("medlemmets medlemskap", "partnerens partnerskap"),
        ("Medlemskapet til medlemmene", "Partnerskapet til partnerne"),
        ("Medlemskategori og medlemslisten", "Partnerkategori og partnerlisten"),
        ("Styremedlem, Varamedlem", "Styremedlem, Varamedlem"),
        ("{medlem} er medlem", "{medlem} er partner"),
        ("&Medlemmer", "Partnere"),
        ("Å&pne", "Å&pne"),
    ],
)
def test_bokmål_keeps_form_and_gender(text, words):
    assert renaming.apply(text, "nb") == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a member", "an associate"),
        ("Members of {members}", "Associates of {members}"),
        ("A staff member and a board member", "A staff member and a board member"),
        ("New membership", "New membership"),
        ("Remember the member’s name", "Remember the associate’s name"),
    ],
)
def test_english_keeps_the_article(text, words):
    assert renaming.apply(text, "en") == words


def test_a_neuter_word_keeps_its_articles():
    own_words.use(renamed=[Renamed("member", "nb", "selskap", "selskaper", "selskapet", "selskapene")])
    assert renaming.apply("Nytt medlem: et medlem, medlemslisten", "nb") == ("Nytt selskap: et selskap, selskapslisten")


def test_two_names_that_change_places_do_not_run_after_each_other():
    own_words.use(renamed=[Renamed("member", "en", "partner", "partners"), Renamed("partner", "en", "ally", "allies")])
    assert renaming.apply("Members and partners", "en") == "Partners and allies"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_no_text_of_the_program_still_says_the_old_word_and_none_loses_a_place(language):
    catalogue = i18n.catalogue("nb")
    assert isinstance(catalogue, gettext.GNUTranslations)
    texts: Any = vars(catalogue)["_catalog"]
    said = [text for text in texts.values() if text] if language == "nb" else [
        key for key in texts if isinstance(key, str) and key
    ]  # fmt: skip
    old = re.compile(r"(?<!--)(?<!staff )(?<!board )(?<!deputy )\b(?:medlem(?!skap)|members?\b)", re.IGNORECASE)
    for text in said:
        renamed = renaming.apply(text, language)
        outside = re.sub(r"\{[^{}]*\}", "", renamed)
        assert not old.search(outside), renamed
        assert re.findall(r"\{[^{}]*\}", renamed) == re.findall(r"\{[^{}]*\}", text)
        wrong = re.search(
            r"\b(et|hvert|nytt|annet) partner(?!skap)\b|\ba associate|\ban partner", renamed, re.IGNORECASE
        )
        assert not wrong, renamed


def test_code_lists_and_sentences_say_it_too_and_nothing_is_left_behind():
    i18n.use("nb")
    assert i18n._("Members") == "Partnere" and i18n.speaking("en")("Members") == "Associates"
    assert code_lists.label("membership_category", "startup") == "Oppstartsmedlem", "a compound of another word stays"
    assert code_lists.label("target_group", "members") == "Partnere"
    assert code_lists.from_text("target_group", "partnere") == "members"
    own_words.use()
    assert i18n._("Members") == "Medlemmer" and code_lists.label("target_group", "members") == "Medlemmer"


def test_a_header_in_the_own_words_is_read_as_in_the_programs():
    assert renaming.original("Partner siden") == "Medlem siden"
    assert renaming.original("Associates") == "Members"
    assert renaming.original("Telefon") == "Telefon"
