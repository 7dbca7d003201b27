"""The guide in a quiet window of its own: the chapters and a search at the left, the page at the right."""

from collections.abc import Callable, MutableMapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QSplitter, QVBoxLayout, QWidget

from crm.i18n import _, language
from ui.guide import book, keys, news
from ui.kit import icons, printing, state, text, theme, tokens
from ui.kit.buttons import icon_button
from ui.kit.reader import Reader
from ui.kit.search_field import SearchField

SIZE = (1000, 760)
MEMORY = "guide"
_PAGE = Qt.ItemDataRole.UserRole
Place = tuple[str, int]
"""A chapter's key and the how-manieth heading in it."""


class GuideWindow(QWidget):
    """Shows the chapters in the present language. `sheet()` is the page of shortcuts; Esc closes."""

    def __init__(self, memory: MutableMapping[str, str], sheet: Callable[[], str]) -> None:
        super().__init__()
        self._memory, self._sheet = memory, sheet
        self._trail: list[Place] = []
        self.place: Place = ("", 0)
        self.setObjectName("guide")
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.resize(*SIZE)
        self.search = SearchField("")
        self.search.searched.connect(lambda words: self._list(words))
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.itemClicked.connect(self._open_item)
        self.list.itemActivated.connect(self._open_item)
        self.nothing = text.label("", "muted", wrap=True)
        self.nothing.setContentsMargins(tokens.S, tokens.S, tokens.S, tokens.S)
        self.reader = Reader()
        self.reader.turned.connect(self._turn)
        self.back_button = icon_button("chevron-left", "", self.go_back)
        self.print_button = icon_button("print", "", self.print_page)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(tokens.XS)
        for one, stretch in ((self.back_button, 0), (self.search, 1), (self.print_button, 0)):
            line.addWidget(one, stretch)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(tokens.M, tokens.M, tokens.M, tokens.M)
        column.setSpacing(tokens.S)
        column.addLayout(line)
        column.addWidget(self.nothing)
        column.addWidget(self.list, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(self.reader)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        split.setSizes([theme.px(300), theme.px(700)])
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)
        for pressed, on in (
            ("Esc", self.close),
            ("Ctrl+W", self.close),
            ("Ctrl+F", self.search.setFocus),
            ("Alt+Left", self.go_back),
            ("Ctrl+P", self.print_page),
        ):
            QShortcut(QKeySequence(pressed), self, on)
        state.remember_splitter(split, memory, MEMORY)
        state.restore_window(self, memory, MEMORY)
        self.name()

    def name(self) -> None:
        """Say everything in the present language, on the page that is shown."""
        self.setWindowTitle(_("Klynge: help"))
        self.search.setPlaceholderText(_("Search the guide"))
        self.search.setAccessibleName(_("Search the guide"))
        self.list.setAccessibleName(_("Chapters"))
        self.reader.setAccessibleName(_("Page of the guide"))
        for made, words, pressed in (
            (self.back_button, _("Back"), "Alt+Left"),
            (self.print_button, _("Print this page"), "Ctrl+P"),
        ):
            shown = QKeySequence(pressed).toString(QKeySequence.SequenceFormat.NativeText)
            made.setAccessibleName(words)
            made.setToolTip(f"{words} ({shown})")
        self._list(self.search.text().strip())
        if self.place[0]:
            self._show(self.place)

    def open(self, chapter: str, mark: str = "") -> None:
        """Come to the front with a chapter, at the heading marked so."""
        self.show()  # only now the page knows how wide it is
        if chapter in (keys.KEY, keys.NEWS):
            self.go((chapter, 0))
        else:
            found = book.chapter(language(), chapter)
            self.go((found.key, book.place(found.file, mark)))
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()
        self.reader.setFocus()

    def go(self, place: Place) -> None:
        """Show a chapter, and remember where one was."""
        if self.place[0] and self.place != place:
            self._trail.append(self.place)
        self._show(place)

    def go_back(self) -> None:
        """Show what was shown before."""
        if self._trail:
            self._show(self._trail.pop())

    def print_page(self) -> None:
        """Ask for the printer in the system's own dialog."""
        printing.ask(self, self.windowTitle(), lambda printer: self.reader.page().print_(printer), to_the_edge=False)

    def closeEvent(self, event: QCloseEvent) -> None:
        state.remember_window(self, self._memory, MEMORY)
        super().closeEvent(event)

    def _show(self, place: Place) -> None:
        self.place = place
        key, heading = place
        if key == keys.KEY:
            self.reader.show_page(self._sheet(), book.FOLDER)
        elif key == keys.NEWS:
            self.reader.show_page(_news(), book.FOLDER)
        else:
            found = book.chapter(language(), key)
            self.reader.show_page(book.text(found.file), found.file.parent, heading)
        self.back_button.setEnabled(bool(self._trail))
        self._mark()

    def _turn(self, link: str) -> None:
        """Follow a link inside the guide."""
        name, _sign, mark = link.partition("#")
        found = book.of_file(language(), Path(name).name)
        if found is not None:
            self.go((found.key, book.place(found.file, mark)))

    def _list(self, words: str) -> None:
        """List the chapters, or where words are found."""
        self.list.clear()
        if words:
            hits = book.find(language(), words)
            for hit in hits:
                where = hit.section.title if hit.section.place == 0 else f"{hit.chapter.title}: {hit.section.title}"
                self._add((hit.chapter.key, hit.section.place), f"{where}\n{hit.snippet}", "search")
            self.nothing.setText(
                "" if hits else _("Nothing in the guide has these words. Try a shorter or another one.")
            )
        else:
            for one in book.chapters(language()):
                self._add((one.key, 0), one.title, "file")
            self._add((keys.KEY, 0), _("Keyboard shortcuts"), "help")
            self._add((keys.NEWS, 0), _("What's new"), "star")
            self.nothing.setText("")
        self.nothing.setVisible(bool(self.nothing.text()))
        self._mark()

    def _add(self, place: Place, words: str, icon: str) -> None:
        item = QListWidgetItem(icons.icon(icon), words)
        item.setData(_PAGE, place)
        self.list.addItem(item)

    def _mark(self) -> None:
        """Show in the list which page is open."""
        shown = [self.list.item(row) for row in range(self.list.count())]
        exact = [item for item in shown if tuple(item.data(_PAGE)) == self.place]
        near = [item for item in shown if item.data(_PAGE)[0] == self.place[0]]
        for item in (exact or near)[:1]:
            self.list.setCurrentItem(item)

    def _open_item(self, item: QListWidgetItem) -> None:
        key, heading = item.data(_PAGE)
        self.go((key, heading))


def _news() -> str:
    title, version = _("What's new"), _("Version {number}")
    parts = [f"# {title}"]
    for one in news.releases(language()):
        parts += ["## " + version.format(number=one.number), one.text]
    return "\n\n".join(parts)
