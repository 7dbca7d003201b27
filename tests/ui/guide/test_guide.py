"""The guide: every place has a page in both languages, every link and picture is there, and F1 leads to the point."""

import re
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import ui.dialogs
import ui.pages
from crm import i18n
from tests.ui.pages.conftest import home, known, program, window, written
from tests.ui.register import settle
from ui.guide import book, keys, news
from ui.guide import places as where
from ui.pages import places

__all__ = ["home", "known", "program", "window", "written"]

LANGUAGES = ("nb", "en")
LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)\s]+)\)")
MOST_BYTES = 1_500_000


def files(language: str) -> list[Path]:
    return sorted((book.FOLDER / language).glob("*.md"))


def dialogs() -> set[str]:
    """The modules that open a dialog."""
    found = set()
    for package in (ui.dialogs, ui.pages):
        for module in (one for one in iter_modules(package.__path__) if not one.ispkg):
            source = (Path(package.__path__[0]) / f"{module.name}.py").read_text(encoding="utf-8")
            if re.search(r"(?<!class )(?<!def )\b(?:Work|\w+)?Dialog\(", source) and "class " + "Dialog" not in source:
                found.add(module.name)
    return found - {"working"}


def leads_to(told: str) -> None:
    key, mark = where.split(told)
    if key == keys.KEY:
        return
    for language in LANGUAGES:
        known = [one for one in book.chapters(language) if one.key == key]
        assert known, told
        assert not mark or mark in [one.mark for one in book.sections(known[0].file)], (told, language)


def test_every_page_and_dialog_has_a_chapter_in_both_languages():
    assert set(where.PAGES) == {place.key for place in (*places.PLACES, places.WELCOME)}
    assert dialogs() - {"brief_page"} <= set(where.DIALOGS)
    for told in (*where.PAGES.values(), *where.DIALOGS.values(), *where.FIELDS.values(), *where.PARTS.values()):
        leads_to(told)


def test_what_the_guide_calls_a_place_is_a_module_of_the_program():
    modules = {one.name for package in (ui.dialogs, ui.pages) for one in iter_modules(package.__path__)}
    assert {*where.DIALOGS, *where.PARTS, *(key.split(".")[0] for key in where.FIELDS)} <= modules


def test_both_languages_have_the_same_chapters_headings_marks_and_pictures():
    nb, en = book.chapters("nb"), book.chapters("en")
    assert [one.key for one in nb] == [one.key for one in en]
    for theirs, ours in zip(nb, en, strict=True):
        left, right = book.sections(theirs.file), book.sections(ours.file)
        assert [one.mark for one in left] == [one.mark for one in right], ours.key
        pictures = [re.findall(r"pictures/(\S+)-(?:nb|en)\.png", book.text(one.file)) for one in (theirs, ours)]
        assert pictures[0] == pictures[1], ours.key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chapter_is_in_the_contents_and_every_link_and_picture_is_there(language):
    listed = {one.file for one in book.chapters(language)}
    assert listed == {file for file in files(language) if file.name != "README.md"}
    for file in files(language):
        for picture, target in LINK.findall(file.read_text(encoding="utf-8")):
            url = QUrl(target)
            if url.scheme():
                assert url.scheme() in ("https", "mailto") and not picture, (file.name, target)
                continue
            there = (file.parent / url.path()).resolve()
            assert there.is_file() and there.is_relative_to(book.FOLDER), (file.name, target)
            if url.fragment():
                assert url.fragment() in [one.mark for one in book.sections(there)], (file.name, target)


def test_the_pictures_are_few_small_and_all_used():
    pictures = sorted((book.FOLDER / "pictures").glob("*"))
    used = {
        Path(target).name
        for language in LANGUAGES
        for file in files(language)
        for picture, target in LINK.findall(file.read_text(encoding="utf-8"))
        if picture
    }
    assert {one.name for one in pictures} == used
    assert sum(one.stat().st_size for one in pictures) < MOST_BYTES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("words", "key"), [("outlook", "follow-ups"), ("excel", "lists"), ("draft utkast", ""), ("csv", "import")]
)
def test_the_guide_is_searched_by_all_words(language, words, key):
    found = [hit.chapter.key for hit in book.find(language, words)]
    assert (key in found) if key else not found


def test_the_search_folds_letters_and_shows_where():
    hits = book.find("nb", "pamin")
    assert hits and all("åmin" in (hit.section.title + hit.snippet).lower() for hit in hits)
    assert book.find("nb", "") == []


# The window


def guide(window):
    assert window.help.window is not None
    return window.help.window


def test_f1_opens_the_chapter_of_the_page(window):
    for key in (place.key for place in places.PLACES):
        window.go(key)
        settle(lambda: not window.desk.questions.waiting())
        window.activateWindow()
        settle(window.isActiveWindow)
        window.setFocus()
        window.actions_.of["guide"].trigger()
        chapter, mark = where.split(where.PAGES[key])
        found = book.chapter("en", chapter)
        assert guide(window).place == (chapter, book.place(found.file, mark)), key
        assert guide(window).isVisible() and guide(window).reader.toPlainText().strip()


def test_f1_in_a_dialog_opens_its_chapter_and_in_a_field_its_heading(window, qtbot):
    window.actions_.of["log"].trigger()
    dialog = window.logging
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.form.widget("place").setFocus()
    settle()
    window.help.open_here()
    assert guide(window).place == ("log", 0)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.form.widget("notes").setFocus()
    qtbot.keyClick(dialog, Qt.Key.Key_F1)
    log = book.chapter("en", "log")
    assert guide(window).place == ("log", book.place(log.file, "notes")) != ("log", 0)
    assert dialog.isVisible(), "the guide stands beside the dialog"
    dialog.reject()


def test_the_guide_speaks_the_language_of_the_program_at_once(window, program):
    window.help.open("log", "notes")
    assert "Log a meeting" in guide(window).reader.toPlainText()
    program.prefer("language", "nb")
    settle(lambda: "Logg et møte" in guide(window).reader.toPlainText())
    assert guide(window).windowTitle() == i18n.catalogue("nb").gettext("Klynge: help")
    place = guide(window).place
    assert place[0] == "log" and place[1] > 0


def test_the_search_field_leads_to_a_heading_and_back_leads_back(window):
    window.help.open("begin")
    shown = guide(window)
    shown.search.setText("winmail")
    settle(lambda: shown.list.count() == 1)
    shown.list.itemActivated.emit(shown.list.item(0))
    assert shown.place[0] == "log" and shown.place[1] > 0
    shown.go_back()
    assert shown.place == ("begin", 0)
    shown.search.setText("xyzxyz")
    settle(lambda: shown.list.count() == 0)
    assert "Nothing in the guide" in shown.nothing.text() and shown.nothing.isVisible()


def test_a_link_turns_the_page_or_opens_the_system_after_a_click_and_nothing_else(window, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    window.help.open("import")
    reader = guide(window).reader
    reader.anchorClicked.emit(QUrl("undo.md"))
    assert guide(window).place == ("undo", 0)
    for address in ("file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "../../../main.py"):
        reader.anchorClicked.emit(QUrl(address))
    assert guide(window).place == ("undo", 0) and opened == []
    reader.anchorClicked.emit(QUrl("https://klynge.example/"))
    reader.anchorClicked.emit(QUrl("mailto:kari@klynge.example"))
    assert opened == ["https://klynge.example/", "mailto:kari@klynge.example"]


def test_a_marked_heading_stands_at_the_top_also_below_a_picture(window):
    window.help.open("import", "columns")
    reader = guide(window).reader
    assert reader.cursorForPosition(QPoint(40, 30)).block().text() == "2. Columns"
    guide(window).resize(700, 500)
    settle()
    assert reader.cursorForPosition(QPoint(40, 30)).block().text() == "2. Columns"


def test_a_page_reads_its_pictures_and_no_other_file(window):
    window.help.open("members")
    reader, image = guide(window).reader, QTextDocument.ResourceType.ImageResource.value
    assert not reader.loadResource(image, QUrl("../pictures/members-en.png")).isNull()
    for address in ("../../../pyproject.toml", "/etc/passwd", "file:///etc/passwd", "https://klynge.example/x.png"):
        assert reader.loadResource(image, QUrl(address)) is None
    assert reader.loadResource(QTextDocument.ResourceType.StyleSheetResource.value, QUrl("../pictures/a.css")) is None


def test_the_guide_goes_with_the_window_and_comes_back_where_it_stood(window, program):
    window.help.open("log")
    guide(window).resize(711, 633)
    guide(window).close()
    window.help.close()
    window.help.open("log")
    assert (guide(window).width(), guide(window).height()) == (711, 633)
    settle(guide(window).isActiveWindow)
    QTest.keyClick(guide(window), Qt.Key.Key_Escape)
    settle(lambda: not guide(window).isVisible())


def test_the_sheet_of_shortcuts_lists_every_key_of_the_actions(window):
    window.help.open(keys.KEY)
    sheet = guide(window).reader.toPlainText()
    for action in window.actions_.of.values():
        for pressed in action.shortcuts():
            told = pressed.toString(pressed.SequenceFormat.NativeText)
            # Return and the keypad's Enter are two keys to Qt and one to a reader.
            assert told in sheet or told.replace("Return", "Enter") in sheet


def test_printing_puts_the_page_in_black_on_paper(window, program, tmp_path):
    from PySide6.QtPrintSupport import QPrinter

    program.prefer("theme", "dark")
    window.help.open(keys.KEY)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "keys.pdf"))
    guide(window).reader.page().print_(printer)
    program.prefer("theme", "light")
    assert (tmp_path / "keys.pdf").read_bytes().startswith(b"%PDF")


# What is new


def test_what_is_new_is_told_in_both_languages():
    english, bokmal = news.releases("en"), news.releases("nb")
    assert [one.number for one in english] == [one.number for one in bokmal]
    for ours, theirs in zip(english, bokmal, strict=True):
        assert ours.out == theirs.out and ours.lines and theirs.lines
        # While a version is being made its Norwegian lines may still be on their way.
        assert not ours.out or len(ours.lines) == len(theirs.lines)


def test_what_is_new_is_told_once_after_an_update(program, known):
    from dataclasses import replace

    from crm import __version__

    program.settings = replace(program.settings.opened(known.path), seen_version="0.0.9")
    program.start(None)
    bar = program.window.shell.bar
    assert __version__ in bar.words()
    bar._act()
    assert guide(program.window).place == (keys.NEWS, 0)
    assert program.settings.seen_version == __version__
    bar.clear()
    program.registers.open(known.path)
    program.tell_news()
    assert bar.words() == ""


def test_whoever_starts_for_the_first_time_is_told_no_news(program):
    program.start(None)
    assert program.window.shell.bar.words() == ""


def test_no_module_is_read_for_the_guide_before_somebody_asks_for_it(window):
    assert window.help.window is None


def test_the_modules_of_the_guide_can_be_read():
    assert import_module("ui.guide.window") and QApplication.instance()
