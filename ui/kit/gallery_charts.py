"""The gallery's sheet of charts: every kind, with what is missing, below zero, nothing, and small beside a number."""

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui.kit import text, tokens
from ui.kit.cards import Card, StatCard
from ui.kit.chart import Chart, Series
from ui.kit.chart_view import ChartView
from ui.kit.gallery_pieces import card

MONTHS = ("jan.", "feb.", "mars", "april", "mai", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "des.")
NOW = Series("2026", (9, 14, 17, 11, 16, 8, 2, 12, 18, 15, 9, None))
BEFORE = Series("2025", (7, 9, 12, 14, 11, 9, 0, 8, 13, 12, 10, 6), 6)
YEARS = ("2022", "2023", "2024", "2025", "2026")
QUARTERS = ("1. kv.", "2. kv.", "3. kv.", "4. kv.")


def _percent(value: float) -> str:
    return f"{value:.1f}\u00a0%".replace(".", ",")


def examples() -> dict[str, ChartView]:
    """A chart of each kind and for each thing that can be missing, by what it shows."""
    share = Chart("donut", ("",), (Series("Snakket med", (32,)), Series("For stille", (4,), 2), Series("Nye", (3,), 3)))
    return {
        "Kontakter per måned": ChartView("Kontakter per måned", Chart("bar", MONTHS, (NOW, BEFORE))),
        "Mot et mål": ChartView(
            "Mot et mål",
            Chart("bar", YEARS, (Series("kontakter", (84, 91, 106, 106, 115)),), target=120, target_name="mål"),
        ),
        "Linjer": ChartView(
            "Linjer",
            Chart(
                "line",
                YEARS,
                (Series("Dekning", (71.4, 80, None, 88.6, 88.9)), Series("I tide", (60, 72.5, 81, 88.2, 56.2), 1)),
                _percent,
            ),
        ),
        "Stablet": ChartView(
            "Stablet",
            Chart(
                "stacked",
                YEARS,
                (
                    Series("Bedrifter", (18, 19, 20, 22, 22)),
                    Series("Offentlige", (6, 6, 7, 8, 8), 2),
                    Series("Forskning", (3, 4, 4, 5, 6), 3),
                ),
            ),
        ),
        "Andeler": ChartView("Andeler", share, centre="82 %"),
        "Under null": ChartView("Under null", Chart("bar", YEARS, (Series("", (12, -7, 0, None, 21)),))),
        "Ingen tall": ChartView("Ingen tall", Chart("bar", YEARS, (Series("", (None,) * 5),))),
        "Få søyler": ChartView("Få søyler", Chart("bar", QUARTERS, (Series("", (41, 35, 52, 28)),))),
        "Et hull": ChartView("Et hull", Chart("stacked", QUARTERS, (Series("", (12, 9, None, 14)),))),
    }


def charts() -> QWidget:
    """All of them, and the numbers with a small one beside them."""
    made = QWidget()
    body = QVBoxLayout(made)
    body.setContentsMargins(*tokens.PAGE_MARGIN)
    body.setSpacing(tokens.M)
    body.addLayout(_numbers())
    shown = list(examples().items())
    for first in range(0, len(shown), 3):
        line = QHBoxLayout()
        line.setSpacing(tokens.M)
        for title, view in shown[first : first + 3]:
            one = Card(title)
            one.body.addWidget(view, 1)
            line.addWidget(one, 1)
        body.addLayout(line, 1)
    return made


def _numbers() -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(tokens.M)
    contacts = StatCard("møter og samtaler", "131", "106 på samme tid i fjor", clickable=True)
    contacts.set_chart(Chart("bar", MONTHS, (NOW, BEFORE)))
    members = StatCard("medlemmer", "36", "4 uten nylig kontakt", clickable=True)
    members.set_chart(Chart("donut", ("",), (Series("snakket med", (32,)), Series("for stille", (4,), 2))), "89 %")
    trend = StatCard("dekning", "88,9 %", "88,6 % året før")
    trend.set_chart(Chart("line", YEARS, (Series("", (71.4, 80, 84, 88.6, 88.9)),), _percent))
    for one, share in ((contacts, 5), (members, 3), (trend, 3)):
        line.addWidget(one, share)
    return line


def progress() -> QWidget:
    """Bars of progress, from nothing to all, and one that does not know."""
    rows: list[QWidget] = []
    for value in (0, 1, 35, 100, -1):
        bar = QProgressBar()
        bar.setRange(0, 0 if value < 0 else 100)
        bar.setValue(value)
        bar.setTextVisible(False)
        bar.setAccessibleName("Fremdrift")
        rows += [text.label("ukjent" if value < 0 else f"{value} %", "hint"), bar]
    return card("Progress", *rows)
