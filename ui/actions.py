"""Everything that can be done, in the menus, with its keys; the palette and the sheet of shortcuts list the same."""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from crm.i18n import N_, _
from ui.kit import icons


class Entry(NamedTuple):
    """One line of a menu: its key, English text with a mnemonic, keys, icon. Without a key it is a line between groups.

    `of` names a group of which one is checked. `needs` is "register" (an open one), "write" (that can be written to),
    "page" (the present page says whether it can, see `Page.verbs`), "history" (a step to undo), "group" (a submenu with
    the lines that name it in `under`), "submenu" (one that is filled as it opens) or nothing.
    """

    key: str = ""
    text: str = ""
    keys: tuple[str, ...] = ()
    icon: str = ""
    needs: str = "register"
    of: str = ""
    under: str = ""


LINE = Entry()
# A Mac goes back by Cmd+[ (Qt calls the key Ctrl), and moves by words in a field with Alt+Left.
_WAYS = (
    (("Ctrl+[", "Alt+Left"), ("Ctrl+]", "Alt+Right")) if sys.platform == "darwin" else (("Alt+Left",), ("Alt+Right",))
)
# Pages that are asked for less often have no number.
MORE_PAGES = (
    ("fees", N_("F&ees"), "money"),
    ("contributions", N_("C&ontributions"), "clock"),
    ("goals", N_("&Goals"), "goals"),
    ("report_data", N_("Report &data"), "columns"),
)
PAGES = ("today", "members", "contacts", "interactions", "followups", "activities", "projects", "reports", "imports")

MENUS: Mapping[str, tuple[str, tuple[Entry, ...]]] = {
    "file": (
        N_("&File"),
        (
            Entry("new_register", N_("&New cluster…"), ("Ctrl+Shift+N",), "star", ""),
            Entry("open", N_("&Open…"), ("Ctrl+O",), "folder", ""),
            Entry("recent", N_("Open &recent"), (), "history", "submenu"),
            Entry("sample", N_("Try with &sample data…"), (), "eye", ""),
            LINE,
            Entry("import", N_("&Import a list…"), ("Ctrl+I",), "import", "write"),
            Entry("export", N_("&Export what is on screen…"), ("Ctrl+E",), "export", "page"),
            Entry("edit_outside", N_("Sen&d to be edited in Excel…"), (), "edit", "page"),
            Entry("mailing", N_("&Mail list…"), (), "mail", "page"),
            Entry("print", N_("&Print what is on screen…"), ("Ctrl+P",), "print", "page"),
            Entry("calendar", N_("&Follow-ups for Outlook…"), (), "calendar"),
            Entry("backups", N_("&Backups…"), (), "restore"),
            LINE,
            Entry("settings", N_("Se&ttings"), ("Ctrl+,",), "settings"),
            Entry("quit", N_("&Quit"), ("Ctrl+Q",), "close", ""),
        ),
    ),
    "edit": (
        N_("&Edit"),
        (
            Entry("undo", N_("&Undo"), ("Ctrl+Z",), "undo", "history"),
            Entry("redo", N_("&Redo"), ("Ctrl+Y", "Ctrl+Shift+Z"), "redo", "history"),
            LINE,
            Entry("paste", N_("&Paste a list or a mail…"), ("Ctrl+V",), "paste", "write"),
            LINE,
            Entry("fill_down", N_("Fill do&wn"), ("Ctrl+J",), "chevron-down", "page"),
            Entry("several", N_("Change se&veral…"), ("Ctrl+Shift+C",), "edit", "page"),
            Entry("filter", N_("&Filter this list"), ("Ctrl+F",), "filter"),
            Entry("build_filter", N_("&Build a filter…"), ("Ctrl+Shift+F",), "filter", "page"),
            Entry("find", N_("Find and &do…"), ("Ctrl+K",), "search", ""),
        ),
    ),
    "view": (
        N_("&View"),
        (
            *(
                Entry(page, text, (f"Ctrl+{number}",), page, of="page")
                for number, (page, text) in enumerate(
                    zip(
                        PAGES,
                        (
                            N_("&Today"),
                            N_("&Members"),
                            N_("&Contacts"),
                            N_("&Interactions"),
                            N_("&Follow-ups"),
                            N_("&Activities"),
                            N_("Pro&jects"),
                            N_("&Reports"),
                            N_("Im&ports"),
                        ),
                        strict=True,
                    ),
                    start=1,
                )
            ),
            *(Entry(page, text, (), icon, of="page") for page, text, icon in MORE_PAGES),
            LINE,
            Entry("table", N_("Ever&y field in a wide table"), ("Ctrl+Shift+T",), "table", "page"),
            Entry("columns", N_("Col&umns…"), ("Ctrl+Shift+O",), "columns", "page"),
            Entry("save_view", N_("Sa&ve view…"), ("Ctrl+S",), "star", "page"),
            LINE,
            Entry("back", N_("&Back"), _WAYS[0], "chevron-left"),
            Entry("forward", N_("For&ward"), _WAYS[1], "chevron-right"),
            Entry("refresh", N_("Read agai&n"), ("F5",), "refresh"),
            LINE,
            Entry("theme", N_("T&heme"), (), "moon", "submenu"),
            Entry("language", N_("&Language"), (), "language", "submenu"),
            Entry("font_scale", N_("Text &size"), (), "eye", "submenu"),
        ),
    ),
    "record": (
        N_("&Record"),
        (
            Entry("log", N_("&Log a meeting…"), ("Ctrl+L",), "log", "write"),
            Entry("log_from_file", N_("Log from &mail or calendar file…"), (), "mail", "write"),
            Entry("new", N_("&New…"), ("Ctrl+N",), "plus", "write"),
            LINE,
            Entry("edit_record", N_("&Edit…"), ("F2",), "edit", "page"),
            Entry("change_employer", N_("&Change employer…"), ("Ctrl+Shift+E",), "building", "page"),
            Entry("inform", N_("Mark as &informed"), (), "mail", "page"),
            Entry("follow_up", N_("New &follow-up…"), ("Ctrl+T",), "bell", "page"),
            Entry("activity", N_("Activit&y"), (), "activities", "group"),
            Entry("attendance", N_("Par&ticipant list…"), ("Ctrl+Shift+A",), "people", "page", under="activity"),
            Entry("tick", N_("Tic&k who came…"), ("Ctrl+Shift+K",), "check", "page", under="activity"),
            Entry("certificates", N_("Co&urse certificates…"), (), "star", "page", under="activity"),
            Entry("again", N_("Cop&y to next year…"), (), "copy", "page", under="activity"),
            Entry("as_template", N_("Sa&ve as template"), (), "note", "page", under="activity"),
            LINE,
            Entry("done", N_("&Done"), ("Ctrl+D",), "check", "page"),
            Entry("snooze", N_("&Put off…"), ("Ctrl+Shift+D",), "snooze", "page"),
            Entry("end_series", N_("&Stop repeating"), (), "close", "page"),
            Entry("stage_next", N_("To the ne&xt stage"), ("Ctrl+Right",), "chevron-right", "page"),
            Entry("stage_before", N_("Back one sta&ge"), ("Ctrl+Left",), "chevron-left", "page"),
            Entry("brief", N_("&Before the meeting…"), ("Ctrl+B",), "print", "page"),
            Entry("apart", N_("Open in i&ts own window"), ("Shift+Enter", "Shift+Return"), "copy", "page"),
            Entry("history", N_("&History…"), ("Ctrl+Shift+H",), "history", "page"),
            LINE,
            Entry("in_view", N_("&Join a view"), (), "star", "submenu"),
            LINE,
            Entry("archive", N_("&Archive"), ("Ctrl+Del",), "archive", "page"),
            Entry("restore", N_("&Restore"), ("Ctrl+Shift+Del",), "restore", "page"),
            Entry("delete", N_("Delete or m&ove…"), (), "trash", "page"),
        ),
    ),
    "tools": (
        N_("&Tools"),
        (
            Entry("make_report", N_("&Annual report…"), ("Ctrl+R",), "reports"),
            Entry("periods", N_("&Figures of any period…"), (), "reports"),
            Entry("cross", N_("Cross &table…"), (), "columns"),
            Entry("own_figures", N_("Figures of &your own…"), (), "plus", "write"),
            LINE,
            Entry("members_between", N_("Members &between two days…"), (), "members"),
            Entry("renew", N_("&Renew memberships…"), (), "refresh", "write"),
            Entry("notices", N_("&Notice deadlines…"), (), "bell", "write"),
            LINE,
            Entry("duplicates", N_("Find d&uplicates…"), (), "merge", "write"),
            Entry("merge", N_("&Merge with another…"), (), "merge", "page"),
            Entry("erase", N_("Erase &person…"), (), "trash", "page"),
            Entry("recycle_bin", N_("Recycle b&in…"), (), "trash"),
            LINE,
            Entry("steps", N_("What was &done lately…"), (), "history"),
            Entry("went_out", N_("What &went out…"), (), "export"),
            Entry("check", N_("&Check the register…"), (), "success"),
            Entry("recover", N_("Reco&ver a damaged register…"), (), "restore", ""),
        ),
    ),
    "help": (
        N_("&Help"),
        (
            Entry("guide", N_("&Help with this"), ("F1",), "help", ""),
            Entry("shortcuts", N_("&Keyboard shortcuts"), ("Shift+F1",), "at", ""),
            Entry("news", N_("&What's new"), (), "star", ""),
            Entry("about", N_("&About Klynge"), (), "info", ""),
        ),
    ),
}


def entries() -> list[Entry]:
    """All entries of all menus."""
    return [entry for _title, lines in MENUS.values() for entry in lines if entry.key]


def words(entry: Entry) -> str:
    """The entry's text in the present language, without its mnemonic."""
    return _(entry.text).replace("&", "")


def keys(entry: Entry) -> str:
    """The first shortcut as this system writes it, "" for none."""
    return QKeySequence(entry.keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if entry.keys else ""


class Actions:
    """The menus of a window. `do(key)` is called for what is chosen; `fill(key, menu)` fills a submenu as it opens."""

    def __init__(self, window: QMainWindow, do: Callable[[str], object], fill: Callable[[str, QMenu], object]) -> None:
        self._window, self._do, self._fill = window, do, fill
        self.menus: dict[str, QMenu] = {}
        self.of: dict[str, QAction] = {}
        self._submenus: dict[str, QMenu] = {}
        self.build()

    def build(self) -> None:
        """Make the menus, once more for another language; the actions stay, so whoever holds one is right."""
        bar = self._window.menuBar()
        bar.clear()
        for old in self.menus.values():
            old.deleteLater()  # the submenus in it go with it
        groups: dict[str, QActionGroup] = {}
        for name, (title, lines) in MENUS.items():
            menu = self.menus[name] = bar.addMenu(_(title))
            menu.setObjectName(name)
            menu.aboutToShow.connect(partial(self._paint_icons, lines))
            for entry in lines:
                if not entry.key:
                    menu.addSeparator()
                elif entry.needs == "submenu":
                    menu.addMenu(self._submenu(entry, menu))
                elif entry.needs == "group":
                    self._submenus[entry.key] = menu.addMenu(_(entry.text))
                else:
                    into = self._submenus[entry.under] if entry.under else menu
                    into.addAction(self._action(entry, groups))

    def _submenu(self, entry: Entry, parent: QMenu) -> QMenu:
        made = self._submenus[entry.key] = QMenu(_(entry.text), parent)

        def fill() -> None:
            made.clear()
            self._fill(entry.key, made)

        made.aboutToShow.connect(fill)
        return made

    def _action(self, entry: Entry, groups: dict[str, QActionGroup]) -> QAction:
        made = self.of.get(entry.key)
        if made is None:
            made = self.of[entry.key] = QAction(self._window)
            made.setShortcuts([QKeySequence(keys) for keys in entry.keys])
            made.triggered.connect(lambda: self._do(entry.key))
            made.setObjectName(entry.key)
            made.setMenuRole(_ROLES.get(entry.key, QAction.MenuRole.NoRole))
            self._window.addAction(made)
        made.setText(_(entry.text))
        if entry.of:
            made.setCheckable(True)
            groups.setdefault(entry.of, QActionGroup(self._window)).addAction(made)
        return made

    def _paint_icons(self, lines: Sequence[Entry]) -> None:
        """Give the entries of a menu their icons when it opens first; all of them at the start are half its time."""
        for entry in lines:
            submenu = self._submenus.get(entry.key)
            action = submenu.menuAction() if submenu is not None else self.of.get(entry.key)
            if action is not None and entry.icon and action.icon().isNull():
                icons.put(action, entry.icon)

    def allow(
        self, *, register: bool, writable: bool, verbs: Iterable[str], undo: str | None, redo: str | None
    ) -> None:
        """Light up what can be done now; undo and redo say of which step."""
        can = set(verbs)
        for entry in entries():
            if entry.needs in ("submenu", "group", "history"):
                continue
            self.of[entry.key].setEnabled(
                {
                    "": True,
                    "register": register,
                    "write": register and writable,
                    "page": register and entry.key in can,
                }[entry.needs]
            )
        for group in (entry for entry in entries() if entry.needs == "group"):
            inside = (self.of[entry.key].isEnabled() for entry in entries() if entry.under == group.key)
            self._submenus[group.key].setEnabled(any(inside))
        for key, label in (("undo", undo), ("redo", redo)):
            plain, full = (N_("&Undo"), N_("&Undo: {step}")) if key == "undo" else (N_("&Redo"), N_("&Redo: {step}"))
            # A label is data: an ampersand in it is no mnemonic.
            told = _(full).format(step=label.replace("&", "&&").replace("\n", " ")) if label else _(plain)
            self.of[key].setText(told)
            self.of[key].setProperty("name", _(plain))
            self.of[key].setEnabled(bool(label) and writable)

    def check(self, page: str) -> None:
        """Mark the page one is on."""
        for key in (*PAGES, *(page for page, _text, _icon in MORE_PAGES)):
            self.of[key].setChecked(key == page)


_ROLES = {
    "settings": QAction.MenuRole.PreferencesRole,
    "quit": QAction.MenuRole.QuitRole,
    "about": QAction.MenuRole.AboutRole,
}
