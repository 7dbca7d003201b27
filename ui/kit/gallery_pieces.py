"""The gallery's sheets of single pieces."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ui.kit import fields, icons, text, theme, tokens, when
from ui.kit.bar import Bar
from ui.kit.buttons import button, icon_button
from ui.kit.cards import Card, StatCard
from ui.kit.chips import Chip, FilterChips, TagChips
from ui.kit.empty import Empty, WithEmpty
from ui.kit.forms import Form
from ui.kit.gallery_shell import PEOPLE
from ui.kit.people_field import Suggestion
from ui.kit.pick_list import PickList, Row
from ui.kit.record_view import RecordView
from ui.kit.search_field import SearchField
from ui.kit.table import Column, RecordTable


def sheet(*cards: QWidget, columns: int = 2) -> QWidget:
    """Cards side by side on a page."""
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(*tokens.PAGE_MARGIN)
    grid.setSpacing(tokens.M)
    for place, one in enumerate(cards):
        grid.addWidget(one, place // columns, place % columns)
    return made


def card(title: str, *rows: QWidget | Sequence[QWidget]) -> Card:
    """A card of widgets, one below the other; those given together stand side by side."""
    made = Card(title)
    for row in rows:
        if isinstance(row, QWidget):
            made.body.addWidget(row)
            continue
        line = QHBoxLayout()
        line.setSpacing(tokens.S)
        for widget in row:
            line.addWidget(widget)
        line.addStretch(1)
        made.body.addLayout(line)
    made.body.addStretch(1)
    return made


def _off(widget: QWidget) -> QWidget:
    widget.setEnabled(False)
    return widget


def _lit(made: QWidget) -> QWidget:
    """Look as with the focus, which only one widget of a picture can have."""
    rule = "border: 2px solid " + theme.now().focus + "; padding: 0 13px; min-height: 28px;"
    made.setStyleSheet(f"QPushButton {{ {rule} }}")
    return made


def controls() -> QWidget:
    """Buttons, chips, edits, choices."""
    combo = QComboBox()
    combo.addItems(["Fullt medlem", "Assosiert", "Partner"])
    combo.setAccessibleName("Type")
    fields.dress(combo)
    line = QLineEdit("Nordlys Energi AS")
    bad = QLineEdit("kari@@nord")
    bad.setProperty("bad", True)
    spin = QSpinBox()
    spin.setRange(0, 999)
    locked = _off(QLineEdit("Låst"))
    for edit, name in ((line, "Organisasjon"), (bad, "E-post"), (spin, "Antall"), (locked, "Låst")):
        edit.setAccessibleName(name)
    bar = QProgressBar()
    bar.setRange(0, 100)
    bar.setValue(62)
    bar.setTextVisible(False)
    check, radio = fields.check("a", "Få kopi på e-post").widget, QRadioButton("Bokmål")
    check.setChecked(True)  # type: ignore[attr-defined]
    radio.setChecked(True)
    return sheet(
        card(
            "Buttons",
            [button("Logg møte", icon="plus", primary=True), button("Kolonner …"), button("Eksporter", icon="export")],
            [button("Slett", icon="trash", danger=True), button("Vis alle", quiet=True), _lit(button("Fokus"))],
            [
                _off(button("Lagre", primary=True)),
                _off(button("Av", icon="copy")),
                icon_button("more", "Mer"),
                icon_button("edit", "Rediger"),
            ],
        ),
        card(
            "Chips",
            FilterChips(
                [Chip("a", "Medlemmer", True), Chip("b", "Uten samtykke"), Chip("c", "Havbruk", removable=True)]
            ),
            TagChips(
                [
                    (words, place)
                    for place, words in enumerate(
                        ("Medlem", "Styre", "Havvind", "Samtykke", "FoU", "Kapital", "Offentlig", "Gründer")
                    )
                ]
            ),
        ),
        card("Edits", SearchField("Søk"), line, bad, locked, [combo, spin]),
        card("Choices", check, fields.check("b", "Uten hake").widget, radio, QRadioButton("English"), bar),
        card(
            "Words",
            *(
                text.label(f"{role}: Ærlig talt, Åse", role)
                for role in ("title", "heading", "section", "strong", "body", "muted", "hint")
            ),
        ),
        StatCard("medlemmer", "36", "22 bedrifter", clickable=True),
    )


def _parse(words: str) -> date | None:
    return date(2026, 11, 3) if words in ("3.11", "03.11.2026", "i går") else None


def _suggest(words: str) -> list[Suggestion]:
    return [
        Suggestion(id, one.name, one.organisation) for id, one in PEOPLE.items() if words.lower() in one.name.lower()
    ]


def forms() -> QWidget:
    """A form with labels above, one with labels at the left, both with problems and hints."""
    above = Form(
        [
            fields.text("subject", "Emne", required=True),
            fields.people(
                "who", "Deltakere", suggest=_suggest, create=lambda words: Suggestion(None, words), placeholder="Navn …"
            ),
            fields.day("day", "Dato", parse=_parse, show=when.exact),
            fields.number("minutes", "Varighet", suffix="min"),
            fields.lines("notes", "Notat", placeholder="Hva ble sagt?", rows=3),
            fields.choice(
                "type",
                "Type",
                choices=[("meeting", "Møte"), ("call", "Samtale")],
                hint="Slik det telles i årsrapporten.",
            ),
            fields.tags("tags", "Fokusområder", known=["Havvind", "Havbruk", "Hydrogen"]),
            fields.check("private", "Vis bare for meg"),
        ],
        columns=2,
    )
    above.set_values(
        {"who": _suggest("ø")[:3], "day": date(2026, 11, 3), "minutes": 60, "type": "meeting", "tags": ["Havvind"]}
    )
    above.show_problems({"subject": "Skriv et emne.", "minutes": "Varigheten må være et tall."})
    left = Form(
        [
            fields.text("name", "Navn", required=True),
            fields.text("orgnr", "Org.nr"),
            fields.choice("kind", "Medlemstype", choices=[("full", "Fullt medlem")]),
            fields.day("from", "Medlem fra", parse=_parse, show=when.exact),
            fields.check("news", "Få nyhetsbrev"),
            fields.lines("about", "Om bedriften", rows=3),
        ],
        labels="left",
    )
    left.set_values({"name": "Blåbær Maritim AS", "orgnr": "923 609 016", "from": date(2024, 1, 1)})
    left.set_warnings({"orgnr": "Brukes også av Blåbær Holding AS."})
    drop = PickList(38)
    drop.set_rows(
        [Row(one.name, one.organisation, key=id) for id, one in list(PEOPLE.items())[:3]]
        + [Row("New: Eva Kern, Acme AS", icon="plus")]
    )
    return sheet(card("Log meeting", above), card("Member", left, drop))


def lists() -> QWidget:
    """A table, and what stands in the place of an empty one."""
    view = RecordView()
    view.setAccessibleName("Bedrifter")
    columns = [
        Column("name", "Navn", 190, icon=lambda _row: "person"),
        Column("role", "Rolle", 170),
        Column("organisation", "Arbeidssted", 170, pair=lambda row: row.organisation),
        Column("days", "Dager", 80, align="right"),
    ]
    model = RecordTable(columns, lambda ids: {id: PEOPLE[id] for id in ids}, view)
    view.setModel(model)
    model.set_ids(list(PEOPLE))
    view.set_sort("name", False)
    view.go_to(4)
    table = Card(padding=2)
    table.body.addWidget(view)
    nobody = Empty(
        "contacts",
        "Ingen kontakter ennå",
        "Slipp Excel-listen du har, rett inn i vinduet, eller legg inn den første selv.",
        "Importer en liste",
    )
    stack = WithEmpty(RecordView(), nobody)
    stack.view.setAccessibleName("Kontakter")
    stack.show_empty(True)
    empty = Card(padding=0)
    empty.body.addWidget(stack)
    made = sheet(table, empty)
    grid = made.layout()
    assert isinstance(grid, QGridLayout)
    grid.setColumnStretch(0, 2)
    grid.setColumnStretch(1, 1)
    return made


def words() -> QWidget:
    """Messages and the rows of the palette."""
    bars = []
    for kind, sentence in (
        ("info", "214 kontakter er klare til å leses inn."),
        ("success", "Importen er ferdig: 12 nye, 3 endret."),
        ("warning", "Tre medlemmer mangler størrelsesklasse; de telles ikke i K04."),
        ("danger", "Filen er skrivebeskyttet. Lukk den i Excel og prøv igjen, eller lagre under et annet navn."),
    ):
        bar = Bar()
        bar.say(sentence, kind, "Vis" if kind != "info" else "")
        bars.append(bar)
    palette = PickList()
    palette.set_rows(
        [
            Row("Personer", heading=True),
            Row("Kåre Ødegård", "Blåbær Maritim AS", "Enter", "people"),
            Row("Kåre Berg", "Fjordtech AB", icon="people"),
            Row("Handlinger", heading=True),
            Row("Nytt notat om Kåre Ødegård", right="Ctrl+Shift+N", icon="note"),
            Row("Importer deltakere …", right="Ctrl+I", icon="imports"),
        ]
    )
    return sheet(card("Messages", *bars), card("Palette", palette))


def icon_sheet() -> QWidget:
    """All icons, with their names."""
    made = QWidget()
    grid = QGridLayout(made)
    for place, name in enumerate(icons.names()):
        cell = QVBoxLayout()
        picture = QLabel()
        picture.setPixmap(icons.pixmap(name, 24))
        cell.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        cell.addWidget(text.label(name, "hint"), 0, Qt.AlignmentFlag.AlignHCenter)
        grid.addLayout(cell, place // 12, place % 12)
    return made
