"""The gallery's whole window: what a page of the program looks like when it is put together from the kit."""

from datetime import date, timedelta
from typing import NamedTuple

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from ui.kit import text, toast, tokens, when
from ui.kit.buttons import button, icon_button
from ui.kit.cards import Card, StatCard
from ui.kit.chips import Chip, FilterChips, TagChips
from ui.kit.page_header import PageHeader
from ui.kit.sidebar import Item, Sidebar
from ui.kit.timeline import Entry, Timeline, TimelineModel
from ui.kit.two_line import Line, RecordLines, RecordList

TODAY = date(2026, 11, 4)


class Person(NamedTuple):
    """An invented person."""

    name: str
    role: str
    organisation: str
    days: int


PEOPLE = {
    1: Person("Kåre Ødegård", "Daglig leder", "Blåbær Maritim AS", 1),
    2: Person("Ingrid Sæther", "Rådgiver FoU", "Nordlys Energi AS", 3),
    3: Person("Maja Lindqvist", "Innovation lead", "Fjordtech AB", 8),
    4: Person("Øystein Bjørnæs", "Professor", "Nordre universitet", 16),
    5: Person("Åse Bratland", "Prosjektleder", "Havbruk Nord AS", 22),
    6: Person("Thomas Hågensen", "Investeringsdirektør", "Kystkapital AS", 33),
    7: Person("Emma O’Brien", "Programme officer", "EU Funding Desk", 35),
    8: Person("Lars-Petter Vågen", "Næringssjef med et veldig langt navn på stillingen", "Fjord kommune", 64),
    9: Person("Bjørg Ås", "Styreleder", "Lofoten Havvind AS", 90),
    10: Person("Espen Nymo", "CTO", "Skarv Robotics AS", 400),
}
EVENTS = {
    1: Entry(
        "meeting",
        "Møte: Pilot havvind",
        "i går 10:00 · Kari Nordmann",
        "Blåbær vil være med i søknad til Grønn plattform. Trenger partnerliste før 15. november.",
    ),
    2: Entry("mail", "E-post: Takk for sist", "30. okt. · dratt inn fra Outlook"),
    3: Entry("note", "Notat", "24. okt. · Ola Hansen", "Ny styreleder fra nyttår. Husk å oppdatere fullmakt."),
    4: Entry("activities", "Deltok: Klyngedagen 2026", "12. okt. · fra rapport", tone="success"),
    5: Entry("warning", "Kontingent forfalt", "1. okt.", tone="warning"),
    6: Entry("archive", "Arkivert kontaktpunkt", "3. sep.", tone="muted"),
}


def shell() -> QWidget:
    """A main window with sidebar, header, numbers, list, detail, timeline and a toast."""
    window = QMainWindow()
    sidebar = Sidebar("Klynge Nord")
    sidebar.set_items(
        [
            Item("today", "I dag", "today", 4),
            Item("members", "Medlemmer", "members", 312),
            Item("contacts", "Kontakter", "contacts", 1248),
            Item("interactions", "Dialog", "interactions"),
            Item("followups", "Oppfølging", "followups", 9),
            Item("reports", "Rapporter", "reports"),
            Item("imports", "Importer", "imports"),
            Item("quiet", "Stille i 90 dager", "filter", 14, "Lagrede visninger"),
            Item("aqua", "Havbruk uten møte i år", "filter", 7, "Lagrede visninger"),
        ]
    )
    sidebar.select("contacts")
    whole = QWidget()
    line = QHBoxLayout(whole)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(0)
    line.addWidget(sidebar)
    line.addWidget(_page(), 1)
    window.setCentralWidget(whole)
    window.statusBar().showMessage("10 av 1 248 personer  ·  Sist sikkerhetskopiert i dag 08:02")
    toast.show(window, "Person arkivert.", "Angre (Ctrl+Z)")
    return window


def _page() -> QWidget:
    page = QWidget()
    body = QVBoxLayout(page)
    body.setContentsMargins(*tokens.PAGE_MARGIN)
    body.setSpacing(tokens.L)
    body.addWidget(PageHeader("Personer", search="Søk i alt  (Ctrl+K)", primary=("Ny person", lambda: None)))
    numbers = QHBoxLayout()
    numbers.setSpacing(tokens.M)
    for label, number, sub in (
        ("personer", "1 248", "+14 siste 30 dager"),
        ("bedrifter", "312", "86 medlemmer"),
        ("oppfølginger i dag", "9", "2 over frist"),
    ):
        numbers.addWidget(StatCard(label, number, sub, clickable=True))
    body.addLayout(numbers)
    halves = QHBoxLayout()
    halves.setSpacing(tokens.M)
    halves.addWidget(_list(), 2)
    halves.addWidget(_detail(), 3)
    body.addLayout(halves, 1)
    return page


def _line(person: Person) -> Line:
    day = TODAY - timedelta(days=person.days)
    return Line(person.name, f"{person.role} · {person.organisation}", when.ago(day, TODAY), when.exact(day))


def _list() -> QWidget:
    card = Card(padding=10)
    card.body.addWidget(
        FilterChips(
            [Chip("members", "Medlemmer", True), Chip("consent", "Uten samtykke"), Chip("quiet", "Stille 90 d")]
        )
    )
    view = RecordList()
    model = RecordLines(_line, lambda ids: {id: PEOPLE[id] for id in ids}, view)
    view.setModel(model)
    view.setAccessibleName("Personer")
    model.set_ids(list(PEOPLE))
    view.go_to(1)
    card.body.addWidget(view, 1)
    return card


def _detail() -> QWidget:
    card = Card(padding=20)
    head = QHBoxLayout()
    head.setSpacing(tokens.S)
    names = QVBoxLayout()
    names.setSpacing(2)
    names.addWidget(text.Elided("Kåre Ødegård", "title"))
    names.addWidget(text.Elided("Daglig leder · Blåbær Maritim AS", "muted"))
    head.addLayout(names, 1)
    for icon, words in (("mail", "E-post"), ("phone", "Ring"), ("note", "Notat")):
        head.addWidget(button(words, icon=icon))
    head.addWidget(icon_button("more", "Mer"))
    card.body.addLayout(head)
    card.body.addSpacing(tokens.S)
    card.body.addWidget(TagChips([("Medlem", 4), ("Styre", 7), ("Havvind", 0), ("Samtykke OK", 3)]))
    card.body.addSpacing(tokens.XS)
    points = text.Points()
    points.set(["Navnet og notatene blir borte.", "Møtene blir stående, så ingenting som telles, endrer seg."])
    card.body.addWidget(points)
    card.body.addSpacing(tokens.XS)
    facts = QGridLayout()
    facts.setHorizontalSpacing(tokens.L)
    facts.setVerticalSpacing(6)
    facts.setColumnStretch(1, 1)
    for row, (name, value) in enumerate(
        (
            ("E-post", "kare@blabar.example"),
            ("Mobil", "+47 912 34 567"),
            ("Org.nr", "923 609 016"),
            ("Eier", "Kari Nordmann"),
        )
    ):
        facts.addWidget(text.label(name, "muted"), row, 0)
        facts.addWidget(text.label(value, selectable=True), row, 1)
    card.body.addLayout(facts)
    card.body.addSpacing(tokens.S)
    card.body.addWidget(text.label("Aktivitet", "section"))
    timeline = Timeline()
    timeline.setAccessibleName("Aktivitet")
    model = TimelineModel(lambda entry: entry, lambda ids: {id: EVENTS[id] for id in ids}, timeline)
    timeline.setModel(model)
    model.set_ids(list(EVENTS))
    card.body.addWidget(timeline, 1)
    return card
