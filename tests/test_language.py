"""The bokmål catalogue is whole: every text of the program, nothing besides, and nothing that breaks a sentence."""

import ast
import gettext
import io
import re
import string
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from PySide6.QtCore import QDate, QLocale

from crm import i18n
from crm.reports.figures import FIGURES, definition
from crm.rules import code_lists, dates, numbers
from ui import actions
from ui.kit import date_field, when

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "resources" / "locale" / "nb" / "LC_MESSAGES" / "klynge.po"
FOLDERS = ("crm", "ui")
MARKS = {"_": 1, "N_": 1, "ngettext": 2}
Text = str | tuple[str, str]


@cache
def source() -> set[Text]:
    """Every text that `make messages` finds."""
    found: set[Text] = set()
    for folder in FOLDERS:
        for _file, _line, text, _comments, _context in extract_from_dir(ROOT / folder):
            found.add(_key(text))
    for _line, text, _comments, _context in extract_from_file("python", ROOT / "main.py"):
        found.add(_key(text))
    return found


@cache
def catalogue() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="nb")


def messages() -> Iterator[tuple[Message, tuple[str, ...], tuple[str, ...]]]:
    """Each message with its English and its bokmål forms."""
    for message in catalogue():
        if message.id:
            yield message, _forms(message.id), _forms(message.string)


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Each call that marks or translates a text: where, by which function, and the call."""
    for path in (ROOT / "main.py", *(file for folder in FOLDERS for file in sorted((ROOT / folder).rglob("*.py")))):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node.func.id, node


def _key(text: object) -> Text:
    return (str(text[0]), str(text[1])) if isinstance(text, tuple | list) else str(text)


def _forms(text: object) -> tuple[str, ...]:
    return tuple(map(str, text)) if isinstance(text, tuple | list) else (str(text),)


def _fields(text: str) -> set[str]:
    return {name for _literal, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}


def test_every_text_of_the_program_is_in_the_catalogue_and_nothing_else():
    single = {text for text in source() if isinstance(text, str)}
    plural = {text[0]: text for text in source() if isinstance(text, tuple)}
    wanted = {plural.get(text, text) for text in single} | set(plural.values())
    there = {_key(message.id) for message, _english, _bokmal in messages()}
    assert sorted(map(str, wanted - there)) == [], "run `make messages` and translate what is new"
    assert sorted(map(str, there - wanted)) == [], "run `make messages`: these texts are used no more"
    assert not catalogue().obsolete


def test_every_text_is_translated_in_every_plural_form():
    forms = catalogue().num_plurals
    for message, english, bokmal in messages():
        assert not message.fuzzy, english
        assert len(bokmal) == (forms if len(english) > 1 else 1), english
        assert all(text.strip() for text in bokmal), english


def test_placeholders_are_the_same_in_both_languages():
    for _message, english, bokmal in messages():
        for text in bokmal:
            assert _fields(text) == _fields(english[-1]) == _fields(english[0]), text


def test_a_translation_begins_and_ends_as_its_text_does():
    for _message, (english, *_more), bokmal in messages():
        for text in bokmal:
            assert english[: len(english) - len(english.lstrip())] == text[: len(text) - len(text.lstrip())], text
            for end in (":", "?", " ", "\n"):
                assert english.endswith(end) == text.endswith(end), text
            if len(english) > 20:
                assert english.endswith(".") == text.endswith("."), text


def test_bokmal_is_set_as_norwegians_set_it():
    for _message, english, bokmal in messages():
        for text in bokmal:
            assert not re.search(r"[“”„‟\"]", text), text
            assert text.count("«") == text.count("»"), text
            assert "  " not in text.strip() or any("  " in one for one in english), text
            assert not re.search(r"\w…|\w ?%|(?<=\w) …", text), f"a hard space stands before … and %: {text}"


def test_the_compiled_catalogue_is_that_of_the_source():
    made = io.BytesIO()
    write_mo(made, catalogue())
    assert PO.with_suffix(".mo").read_bytes() == made.getvalue(), "run `make messages`"


def test_the_program_finds_the_catalogue():
    found = i18n.catalogue("nb")
    assert isinstance(found, gettext.GNUTranslations)
    assert found.gettext("Undo") == "Angre"
    assert found.ngettext("{count} contact", "{count} contacts", 1) == "{count} kontakt"
    assert found.ngettext("{count} contact", "{count} contacts", 0) == "{count} kontakter"


def test_no_text_is_hidden_from_the_extractor():
    """Babel sees no call inside an f-string or inside another one, and an f-string is never found in a catalogue."""
    known = {form for text in source() for form in _forms(text)}
    for where, name, call in calls():
        texts = call.args[: MARKS[name]]
        assert not any(isinstance(text, ast.JoinedStr | ast.BinOp) for text in texts), where
        for text in texts:
            if isinstance(text, ast.Constant):
                assert text.value in known, f"{where}: {text.value!r}"


def test_a_text_is_translated_before_its_placeholders_are_filled():
    for where, _name, call in calls():
        for text in call.args:
            inner = text.func if isinstance(text, ast.Call) else None
            assert not (isinstance(inner, ast.Attribute) and inner.attr == "format"), where


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_no_two_lines_of_a_menu_share_a_mnemonic(language: str):
    said = i18n.catalogue(language).gettext
    bar = [title for title, _lines in actions.MENUS.values()]
    menus = [
        (f"{title} {under}", [line.text for line in lines if line.key and line.under == under])
        for title, lines in actions.MENUS.values()
        for under in sorted({line.under for line in lines})
    ]
    for title, texts in [("", bar), *menus]:
        marked = [re.findall(r"&(\w)", said(text)) for text in texts]
        assert all(len(one) == 1 for one in marked), (title, marked)
        letters = [one[0].lower() for one in marked]
        assert len(set(letters)) == len(letters), (title, sorted(letters))


def test_code_lists_and_figures_speak_both_languages():
    for name in code_lists.names():
        for code in code_lists.codes(name):
            assert code.en.strip() and code.nb.strip(), (name, code.key)
    for figure in FIGURES:
        words = (figure.name_nb, figure.name_en, figure.rule_nb, figure.rule_en, *chain(*figure.parts.values()))
        assert all(word.strip() for word in words), figure.key
    assert all(word.strip() for word in chain(*definition.units().values()))


def test_days_and_numbers_are_told_as_norwegians_tell_them():
    i18n.use("nb")
    today = date(2026, 11, 23)
    away = {0: "i dag", 1: "i går", -1: "i morgen", 3: "3 d", 15: "2 u", 45: "1 md", 800: "2 år", -3: "om 3 d"}
    for days, words in away.items():
        assert dates.relative(today - timedelta(days), today).replace(numbers.NBSP, " ") == words
        assert when.ago(today - timedelta(days), today).replace(numbers.NBSP, " ").lower() == words
    bokmal = QLocale(QLocale.Language.NorwegianBokmal, QLocale.Country.Norway)
    assert bokmal.toString(QDate(2026, 11, 23), i18n._("dddd d MMMM yyyy")) == "mandag 23. november 2026"
    assert [i18n._(day) for day in date_field.WEEKDAYS][:2] == ["Mandag", "Tirsdag"]
    assert numbers.show_percent(61.1) == f"61,1{numbers.NBSP}%"
    assert numbers.show_money(2_400_000) == f"24{numbers.NBSP}000{numbers.NBSP}kr"
