"""Lists of sixty in eight styles: nine of ten lines resolve by themselves, and none wrongly."""

from datetime import date
from pathlib import Path
from random import Random

import pytest

from crm.exchange.attendance import matching, reading
from crm.exchange.attendance.places import Places
from tests.crm.exchange.attendance import sixty

ON = date(2026, 11, 3)


@pytest.mark.parametrize("seed", [1, *(pytest.param(one, marks=pytest.mark.soak) for one in (2, 3))])
def test_nine_of_ten_of_sixty_lines_resolve_by_themselves_in_each_style_and_none_wrongly(
    register: Path, seed: int
) -> None:
    made = sixty.register(seed)
    places = Places.of_register()
    for at, style in enumerate(sixty.STYLES):
        came = sixty.sixty(made, Random(seed * 100 + at))
        lines = reading.read(style(came), places.is_known)
        assert len(lines) == 60, style.__name__
        if style is sixty.grouped:
            order = dict.fromkeys(one.company for one in came)
            came = [one for company in order for one in came if one.company == company]
        found = matching.match(lines, ON, places)
        asked = [one for one in found if one.state == matching.ASK]
        wrong = [
            (one, real)
            for one, real in zip(found, came, strict=True)
            if (one.state == matching.KNOWN and one.person != real.person)
            or (one.state == matching.NEW and real.person)
            or (one.state == matching.KNOWN and one.person and one.organisation != real.company.id)
        ]
        assert not wrong, (style.__name__, wrong)
        assert len(asked) <= 6, (style.__name__, [(one.line.words, one.why) for one in asked])
        assert all(len(one.candidates) for one in asked if one.line.name), style.__name__
