import tomllib
from pathlib import Path

import pytest

from crm import i18n
from crm.rules import code_lists

RESOURCES = Path(__file__).resolve().parents[3] / "resources"


def test_every_code_has_both_languages_and_every_synonym_one_meaning():
    with (RESOURCES / "code_lists.toml").open("rb") as file:
        lists = tomllib.load(file)
    for name, entries in lists.items():
        meanings: dict[str, str] = {}
        for key, entry in entries.items():
            assert entry["en"] and entry["nb"], (name, key)
            for word in (key, entry["en"], entry["nb"], *entry.get("synonyms", ())):
                assert code_lists.from_text(name, word) == key, (name, word)
                meanings[word] = key
        assert code_lists.keys(name) == tuple(entries)


def test_labels_follow_the_language():
    assert code_lists.label("interaction_type", "site_visit") == "Site visit"
    i18n.use("nb")
    assert code_lists.label("interaction_type", "site_visit") == "Bedriftsbesøk"
    assert code_lists.label("interaction.type", "site_visit", "en") == "Site visit"
    assert code_lists.label("interaction_type", "unheard_of") == "unheard_of"


def test_an_unknown_list_is_an_error_of_ours():
    with pytest.raises(KeyError):
        code_lists.codes("no_such_list")
