"""Charts: nothing reaches out of its box, more is never lower, shares add up, and every value can be read."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtTest import QTest

from crm import i18n
from ui.kit import theme, tokens
from ui.kit.cards import StatCard
from ui.kit.chart import ROUND, Chart, Series, level, marks
from ui.kit.chart_paint import PATTERNS, Drawing
from ui.kit.chart_view import ChartView
from ui.kit.gallery_charts import examples

numbers = st.none() | st.integers(-(10**6), 10**6) | st.floats(-1e12, 1e12, allow_nan=False)
boxes = st.builds(QRectF, st.floats(-50, 50), st.floats(-50, 50), st.floats(1, 2000), st.floats(1, 900))
KINDS = ("bar", "line", "stacked", "donut")


@st.composite
def charts(draw, kinds=KINDS):
    """A chart of a few series, some shorter than there are labels."""
    labels = draw(st.integers(0, 14))
    rows = draw(st.lists(st.lists(numbers, max_size=labels), max_size=4))
    return Chart(
        draw(st.sampled_from(kinds)),
        [str(place) for place in range(labels)],
        [Series(str(place), row, place) for place, row in enumerate(rows)],
        target=draw(st.none() | st.floats(-1e6, 1e6)),
    )


@given(charts(), boxes)
def test_no_mark_reaches_out_of_its_box(chart, box):
    a_little = box.adjusted(-1e-3, -1e-3, 1e-3, 1e-3)
    for mark in marks(chart, box):
        assert mark.box.width() >= 0 and mark.box.height() >= 0
        assert a_little.contains(mark.box.topLeft()) and a_little.contains(mark.box.bottomRight())


@given(charts(("bar", "line", "stacked")), boxes)
def test_what_is_known_has_a_mark_and_what_is_not_has_none(chart, box):
    found = {(mark.series, mark.place) for mark in marks(chart, box)}
    assert found == {
        (series, place)
        for series in range(len(chart.series))
        for place in range(len(chart.labels))
        if chart.value(series, place) is not None
    }


@given(charts(("bar",)), boxes)
def test_more_is_never_lower(chart, box):
    for sign in (1, -1):
        found = [
            (abs(value), mark.box.height())
            for mark in marks(chart, box)
            if (value := chart.value(mark.series, mark.place)) is not None and value * sign > 0
        ]
        heights = [height for _value, height in sorted(found)]
        assert all(low <= high + 1e-6 for low, high in itertools.pairwise(heights))


@given(charts(("bar",)), boxes)
def test_a_zero_is_flat_and_the_least_that_is_not_is_seen(chart, box):
    for mark in marks(chart, box):
        value = chart.value(mark.series, mark.place)
        assert (mark.box.height() == 0) == (value == 0)


@given(st.lists(st.none() | st.floats(0, 1e9), max_size=8), boxes)
def test_the_slices_of_a_donut_are_a_whole_turn(values, box):
    found = marks(Chart("donut", ("",), [Series("", (value,)) for value in values]), box)
    assert sum(mark.span for mark in found) == (ROUND if sum(value or 0 for value in values) else 0)
    assert all(mark.span >= 0 for mark in found)
    known = [mark.series for mark in found]
    assert known == [place for place, value in enumerate(values) if value is not None]


@given(charts(("stacked",)), boxes)
def test_stacked_pieces_do_not_cover_each_other(chart, box):
    for place in range(len(chart.labels)):
        # By their middles: of a piece without height and its neighbour, rounding says which begins first.
        pieces = sorted((m.box for m in marks(chart, box) if m.place == place), key=lambda one: one.center().y())
        # A piece that would be thinner than a pixel is grown to one, and may touch its neighbours by as much.
        assert all(a.bottom() <= b.top() + len(chart.series) + 1e-3 for a, b in itertools.pairwise(pieces))


@given(charts(), st.booleans(), st.sampled_from([(1, 1), (40, 30), (300, 160)]))
def test_anything_can_be_painted(qapp, chart, bare, size):
    picture = QImage(size[0], size[1], QImage.Format.Format_ARGB32)
    painter = QPainter(picture)
    Drawing(painter, QRectF(0, 0, *size), chart, tokens.LIGHT, bare, "1").draw((0, 0))
    painter.end()


def test_unknown_is_read_out_as_unknown_and_never_as_zero(qapp):
    chart = Chart("bar", ("2025", "2026"), (Series("", (None, 0)),))
    assert chart.told() == "2025: unknown; 2026: 0"
    assert Chart("bar", (), ()).told() == "no figures yet"
    i18n.use("nb")
    assert chart.told() == "2025: ukjent; 2026: 0"


def test_the_goal_is_read_out_and_has_room():
    chart = Chart("bar", ("2026",), (Series("møter", (84,)),), target=120, target_name="mål")
    assert chart.told() == "2026, møter: 84; mål: 120"
    assert chart.reach == (0, 120)


def test_it_is_painted_on_paper_in_the_size_of_paper(qapp, tmp_path):
    writer = QPdfWriter(str(tmp_path / "chart.pdf"))
    writer.setPageSize(QPageSize(QSizeF(120, 80), QPageSize.Unit.Millimeter))
    painter = QPainter(writer)
    drawing = Drawing(painter, QRectF(0, 0, 4000, 2500), examples()["Stablet"].chart, tokens.LIGHT, False, "")
    assert drawing.unit > 10
    drawing.draw()
    painter.end()
    assert (tmp_path / "chart.pdf").stat().st_size > 2_000


@pytest.mark.parametrize("target", [38, 30, 3, -20])
def test_no_number_is_crossed_by_the_line_of_the_goal(qapp, target):
    values = (29, 31, 35, 37.5, 38, 40, -4, -18)
    chart = Chart("bar", tuple(map(str, range(8))), (Series("", values),), target=target, target_name="mål")
    image = QImage(400, 130, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    drawing = Drawing(painter, QRectF(0, 0, 400, 130), chart, tokens.LIGHT, False, "")
    line = level(chart, drawing.box, target)
    for mark in drawing.marks:
        room = drawing.number_room(mark, values[mark.place])
        assert not room.top() < line < room.bottom()
        assert drawing.room.top() <= room.top() and room.bottom() <= drawing.room.bottom()
    drawing.draw()
    painter.end()


def test_each_series_has_a_pattern_of_its_own():
    patterns = [(series if series < 2 else PATTERNS[series % len(PATTERNS)]) for series in range(4)]
    assert len(set(map(str, patterns))) == 4


@pytest.fixture
def view(qtbot):
    """Two years of four quarters, with one that is not known yet."""
    quarters = ("Q1", "Q2", "Q3", "Q4")
    made = ChartView(
        "Meetings", Chart("bar", quarters, (Series("2026", (3, 5, 8, None)), Series("2025", (2, 4, 4, 1))))
    )
    qtbot.addWidget(made)
    made.resize(320, 180)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.setFocus()
    made.grab()
    return made


def test_a_screen_reader_hears_every_value(view):
    assert view.accessibleName() == "Meetings"
    assert view.accessibleDescription().startswith(
        "Q1, 2026: 3; Q2, 2026: 5; Q3, 2026: 8; Q4, 2026: unknown; Q1, 2025: 2"
    )


def test_the_arrows_go_from_value_to_value_and_stop_at_the_ends(view):
    for key, where in (
        ("Right", (0, 1)),
        ("Down", (1, 1)),
        ("Down", (1, 1)),
        ("Left", (1, 0)),
        ("Left", (1, 0)),
        ("Up", (0, 0)),
    ):
        QTest.keyClick(view, getattr(Qt.Key, f"Key_{key}"))
        assert view.current() == where


def test_enter_and_a_click_lead_to_what_a_value_counts(view):
    chosen = []
    view.chosen.connect(lambda series, place: chosen.append((series, place)))
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Return)
    box = next(mark.box for mark in view._marks if (mark.series, mark.place) == (1, 2))
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    assert chosen == [(0, 1), (1, 2)]


def test_values_are_copied_as_cells(view):
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().splitlines()[-2:] == ["Q3\t8\t4", "Q4\t\t1"]


def test_a_slice_is_hit_where_it_is_and_the_hole_is_not(qtbot):
    view = examples()["Andeler"]
    qtbot.addWidget(view)
    view.resize(320, 180)
    view.grab()
    disc = view._marks[0].box
    ring = disc.width() * 0.08
    assert view.at((QPointF(disc.right() - ring, disc.center().y())).toPoint()) == (0, 0)
    assert view.at(disc.center().toPoint()) is None
    assert view.at(QPoint(0, 0)) is None


@pytest.mark.parametrize("scale", [90, 140])
@pytest.mark.parametrize("name", ["Linjer", "Under null", "Mot et mål"])
def test_bars_keep_most_of_the_room_whatever_the_size_of_letters(qapp, qtbot, name, scale):
    theme.apply(qapp, "light", scale)
    view = examples()[name]
    qtbot.addWidget(view)
    view.resize(view.sizeHint())
    view.grab()
    assert max(mark.box.bottom() for mark in view._marks) <= view.height()
    assert min(mark.box.top() for mark in view._marks) >= 0


def test_a_click_on_a_value_is_not_one_on_the_number_it_stands_beside(qtbot):
    card = StatCard("members", "36", clickable=True)
    card.set_chart(Chart("bar", ("a", "b"), (Series("", (3, 5)),)))
    qtbot.addWidget(card)
    card.resize(320, 100)
    card.show()
    heard: list[object] = []
    card.clicked.connect(lambda: heard.append("card"))
    card.value_chosen.connect(lambda series, place: heard.append((series, place)))
    chart = card.chart()
    assert chart is not None
    card.grab()
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart._marks[1].box.center().toPoint())
    QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    assert heard == [(0, 1), "card"]


def test_a_number_hides_its_chart_where_there_is_no_room(qtbot):
    card = StatCard("members", "36", "4 too quiet")
    card.set_chart(Chart("donut", ("",), (Series("met", (32,)), Series("not", (4,)))), "89 %")
    qtbot.addWidget(card)
    card.resize(320, 100)
    card.show()
    chart = card.chart()
    assert chart is not None and chart.isVisible()
    assert (chart.accessibleName(), chart.accessibleDescription()) == ("members", "met: 32; not: 4")
    card.resize(110, 100)
    assert not chart.isVisible()
