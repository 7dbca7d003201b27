"""The gallery's sheets of what stands over a window, laid flat: dialog, question, palette, progress, toast; notes."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.kit import fields, text, theme, toast, tokens
from ui.kit.busy import Panel
from ui.kit.dialog import Dialog
from ui.kit.forms import Form
from ui.kit.gallery_charts import progress
from ui.kit.gallery_pieces import card, sheet
from ui.kit.job import Job
from ui.kit.message_box import MessageBox
from ui.kit.name_button import NameButton
from ui.kit.note_edit import NoteEdit
from ui.kit.note_view import Box, NoteView
from ui.kit.palette import Group, Hit, Palette
from ui.kit.pick_list import Row
from ui.kit.quick_line import QuickLine
from ui.kit.reader import Reader

NOTE = """## Pilot havvind

Trenger **partnerliste** før 15. november, se [søknaden](https://soknad.example/17).

- [ ] Ring Kåre om båten
- [x] Send budsjettet
- [ ] Finn en forsker

1. Søknad
2. Svar i mars
"""


def over() -> QWidget:
    """What opens over a window."""
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(*tokens.PAGE_MARGIN)
    grid.setSpacing(tokens.M)
    form = Form([fields.text("subject", "Emne", required=True), fields.lines("note", "Notat", rows=3)])
    form.set_values({"subject": "Kaffe med Åse"})
    dialog = Dialog(None, "Logg et møte", save="Logg møtet", form=form)
    dialog.say("Filen er skrivebeskyttet. Lukk den i Excel, og prøv igjen.")
    box = MessageBox(
        None, "warning", "danger", "Slette 12 personer?", "Det kan ikke angres.", "De står i to rapporter."
    )
    box.add("Avbryt", default=True)
    box.add("Slett", danger=True)
    palette = Palette(_find, "Finn og gjør")
    for place, one in enumerate((dialog, box, palette)):
        one.setWindowFlags(Qt.WindowType.Widget)  # flat on the page: a picture has only one window
        one.setMinimumWidth(theme.px(340))
        grid.addWidget(one, 0, place, Qt.AlignmentFlag.AlignTop)
    palette.open_over(made)
    palette.setMinimumSize(theme.px(320), theme.px(300))
    for place, one in enumerate((_working(), _told())):
        grid.addWidget(one, 1, place)
    grid.addWidget(progress(), 1, 2)
    return made


def _find(_words: str) -> Sequence[Group]:
    def nothing() -> None:
        return None

    people = [
        Hit("Kåre Ødegård", nothing, "Blåbær Maritim AS", "person"),
        Hit("Kåre Berg", nothing, "Fjordtech AB", "person"),
    ]
    return [
        Group("Personer", people),
        Group("Handlinger", [Hit("Importer …", nothing, icon="imports", shortcut="Ctrl+I")]),
    ]


def _working() -> QWidget:
    host = QWidget()
    host.setMinimumSize(theme.px(460), theme.px(240))
    job = Job("Leser inn «Deltakere høstmøtet.xlsx»", parent=host)
    panel = Panel(job, host, True)
    panel.show_now()
    job.progressed.emit(620, 1000, "Skriver")
    return host


def _told() -> QWidget:
    host = QWidget()
    host.setMinimumSize(theme.px(360), theme.px(120))
    toast.show(host, "12 personer arkivert.", "Angre", lambda: None, seconds=3600)
    return host


def notes() -> QWidget:
    """Notes as they are read and written, and the line that understands what is typed."""
    shown = NoteView()
    shown.setAccessibleName("Notat")
    boxes = [
        Box(4, False, "Ring Kåre om båten", True),
        Box(5, True, "Send budsjettet"),
        Box(6, False, "Finn en forsker", False, "Frist 3 d"),
    ]
    shown.show_note(NOTE, boxes, tick=True)
    edit = NoteEdit(9, lambda _line: None, lambda html: html)
    edit.setAccessibleName("Notat")
    edit.set_note(NOTE)
    line = QuickLine(lambda _words, _at: None, lambda _kind, _words: [Row("Kåre Ødegård")])
    line.setAccessibleName("Hva og hvem")
    line.setText("Kaffe med @Kåre Ødegård i går #havvind")
    line.set_marks([(10, 23, True), (24, 29, False), (30, 38, True)])
    reader = Reader()
    reader.setAccessibleName("Hjelp")
    reader.show_page(NOTE, Path())
    names = [
        NameButton("Samarbeidsavtale Ishavsenzym, signert av begge.pdf", lambda: None, icon="file"),
        NameButton("Budsjett.xlsx", lambda: None, icon="file"),
    ]
    reading = card("NoteView", shown, text.label("NameButton", "section"), *names)
    writing = card("NoteEdit", edit, text.label("QuickLine", "section"), line, text.label("Reader", "section"), reader)
    return sheet(reading, writing)
