from datetime import date, timedelta

from ui.kit.when import ago, exact

TODAY = date(2026, 11, 4)


def test_how_long_ago_is_short():
    words = [ago(TODAY - timedelta(days=days), TODAY) for days in (0, 1, 3, 7, 29, 30, 364, 800)]
    assert words == ["Today", "Yesterday", "3 d", "1 w", "4 w", "1 mo", "12 mo", "2 y"]


def test_what_is_to_come_says_in():
    assert ago(TODAY + timedelta(days=1), TODAY) == "Tomorrow"
    assert ago(TODAY + timedelta(days=5), TODAY) == "in 5 d"


def test_a_day_is_written_the_norwegian_way():
    assert exact(date(2026, 11, 3)) == "03.11.2026"
    assert exact(None) == ""
